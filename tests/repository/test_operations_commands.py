"""docs/operations.md: its commands for a switch at a date and for several machines work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import widget
from tests.content import RURITANIA, serve
from tests.repository.documents import block, read, section

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not installed"),
]

PAGE = read("docs/operations.md")
TITLE = "Visa for Ruritania"
OTHER_TITLE = "A visa for Ruritania"


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A content directory with one edition."""
    content = Path(shutil.copytree(RURITANIA, tmp_path / "visa"))
    publish(content)
    return content


def publish(content: Path) -> None:
    done = widget("publish", "--note", "New", "--accept-outdated", WIDGET_CONTENT=content)
    assert done.exit_code == 0, done.stderr


def reword(content: Path) -> None:
    """Give the questionnaire another title."""
    rules = content / "rules.toml"
    rules.write_text(rules.read_text().replace(TITLE, OTHER_TITLE))


def is_reworded(content: Path) -> bool:
    """Whether the first page that a new server shows has the other title."""
    return OTHER_TITLE in serve(content).test_client().get("/office/en/").text


def run(command: str, content: Path, places: dict[str, Path | str]) -> None:
    """Run a command of the page, with these texts in place of its own."""
    pattern = "|".join(map(re.escape, sorted(places, key=len, reverse=True)))
    here = re.sub(pattern, lambda found: str(places[found[0]]), command)
    environment = os.environ | {"WIDGET_CONTENT": str(content)}
    subprocess.run(["bash", "-c", here], env=environment, check=True, capture_output=True)


def test_at_a_date_the_prepared_files_are_published(published: Path, tmp_path: Path) -> None:
    prepared = Path(shutil.copytree(RURITANIA, tmp_path / "prepared"))
    (prepared / "words" / "ru.po").unlink()
    for partner in (prepared / "partners").glob("*.toml"):
        partner.write_text(partner.read_text().replace('["en", "ru"]', '["en"]'))
    reword(prepared)
    unit = re.findall(r"```ini\n(.*?)```", section(PAGE, "A switch at a date"), re.DOTALL)[0]
    programs = Path(sys.executable).parent
    copy, switch = re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    places = {"/srv/visa/": f"{published}/", "/srv/visa-2027/": f"{prepared}/"}
    run(copy, published, places)
    assert not is_reworded(published)
    run(switch, published, {"/opt/visa/bin": programs})
    assert is_reworded(published)
    assert serve(published).test_client().get("/office/ru/").status_code == 404


def test_a_copied_edition_is_switched_to_on_another_machine(
    published: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(published, tmp_path / "other", symlinks=True))
    reword(published)
    publish(published)
    copy, switch = block(section(PAGE, "Several machines"), "sh").splitlines()
    run(copy, other, {"b.example:/srv/visa": other, "/srv/visa": published, "/7": "/2"})
    assert not is_reworded(other)
    on_other = re.findall(r"/opt/visa/bin/widget rollback 7", switch)[0]
    run(on_other, other, {"/opt/visa/bin": Path(sys.executable).parent, "7": "2"})
    assert is_reworded(other)
