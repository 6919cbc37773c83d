"""`widget diff` and `widget publish` tell which partners' files differ."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command import widget
from tests.cli.test_diff_sides import git
from tests.content import RURITANIA, compare_today

GONE = (
    "The pages of a partner whose file is removed answer 404, also in the frame on its site. "
    "`closed = true` in the file leads visitors to the agency."
)


def add(partners: Path, name: str = "hotel.toml") -> None:
    office = (partners / "office.toml").read_text()
    (partners / name).write_text(office)


def add_six(partners: Path) -> None:
    for number in range(1, 7):
        add(partners, f"hotel-{number}.toml")


def add_logo(partners: Path) -> None:
    (partners / "hotel.png").write_bytes(b"a picture")


def change(partners: Path) -> None:
    office = partners / "office.toml"
    office.write_text(f"{office.read_text()}# changed\n")


def remove(partners: Path) -> None:
    (partners / "office.toml").unlink()


def replace_with_another(partners: Path) -> None:
    add(partners)
    remove(partners)


def add_rests(partners: Path) -> None:
    for name in (".hotel.toml.swp", ".hotel.toml", "office.toml~", "Thumbs.db"):
        (partners / name).write_text("half done")


CHANGES: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "one more": (add, ["The same results. Partners’ files added: hotel.toml."]),
    "many more": (
        add_six,
        [
            "The same results. Partners’ files added: hotel-1.toml, hotel-2.toml, hotel-3.toml, "
            "hotel-4.toml, hotel-5.toml, …."
        ],
    ),
    "a logo": (add_logo, ["The same results. Partners’ files added: hotel.png."]),
    "another look": (change, ["The same results. Partners’ files changed: office.toml."]),
    "one less": (remove, ["The same results. Partners’ files removed: office.toml.", GONE]),
    "another name": (
        replace_with_another,
        [
            "The same results. Partners’ files removed: office.toml.",
            "Partners’ files added: hotel.toml.",
            GONE,
        ],
    ),
    "what editors and systems leave": (add_rests, ["The same: nothing changes for visitors."]),
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content directory of the example."""
    return compare_today(Path(shutil.copytree(RURITANIA, tmp_path / "content")))


@pytest.mark.parametrize(("make", "told"), CHANGES.values(), ids=CHANGES)
def test_partners_that_come_change_and_go_are_told(
    make: Callable[[Path], None], told: list[str], content: Path, tmp_path: Path
) -> None:
    old = shutil.copytree(content, tmp_path / "old")
    make(content / "partners")
    assert widget("diff", old, content).stdout.splitlines() == told


def test_they_are_compared_with_a_revision_too(content: Path) -> None:
    for command in (["init"], ["add", "."], ["commit", "-m", "Rules"]):
        git(content, *command)
    add(content / "partners")
    told = widget("diff", "HEAD", WIDGET_CONTENT=content).stdout
    assert told == "The same results. Partners’ files added: hotel.toml.\n"


def test_a_file_of_rules_says_nothing_of_partners(content: Path) -> None:
    told = widget("diff", content / "rules.toml", content).stdout
    assert told == "The same: nothing changes for visitors.\n"


@pytest.mark.slow
def test_publish_tells_all_that_changes(content: Path) -> None:
    def publish(note: str) -> str:
        result = widget("publish", "--note", note, WIDGET_CONTENT=content)
        assert result.exit_code == 0, result.stderr
        return result.stdout.splitlines()[0]

    publish("The first edition")
    add(content / "partners")
    change(content / "partners")
    assert publish("The hotel") == (
        "Edition 2 is published. The same results. Partners’ files added: hotel.toml. "
        "Partners’ files changed: office.toml."
    )
