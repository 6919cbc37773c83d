"""`widget diff` tells which stays without a visa differ."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.command import widget
from tests.rules.generated import edited
from widget.citizenship.file import load_citizenships
from widget.settings import CONTENT


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the shipped content directory, which the test may change."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def changes(content: Path, *edits: tuple[str, str]) -> list[str]:
    """What differs after a change of the copy's figures."""
    file = content / "citizenship.toml"
    file.write_text(edited(file.read_text(), *edits))
    result = widget("diff", CONTENT, content)
    assert result.exit_code == 1, "they differ"
    return result.stdout.splitlines()


def test_a_country_that_moves_to_another_group_is_told(content: Path) -> None:
    moved = ('"NI", "SM"]', '"NI"]'), ('["HK", "MO"]', '["HK", "MO", "SM"]')
    assert changes(content, *moved) == [
        "The same results. 1 other detail.",
        "",
        "  Changed: citizenship.SM",
        "    Until now: disagree",
        "    From now on: 14 days",
    ]


def test_where_the_figures_stand_is_told(content: Path) -> None:
    assert changes(content, ('"tourist", "private", "business"', '"tourist", "private"')) == [
        "The same results. 1 other detail.",
        "",
        "  Changed: citizenship.categories",
        "    Until now: tourist / private / business",
        "    From now on: tourist / private",
    ]


def test_figures_that_are_gone_are_told(content: Path) -> None:
    (content / "citizenship.toml").unlink()
    lines = widget("diff", CONTENT, content).stdout.splitlines()
    shipped = load_citizenships(CONTENT, None)
    assert shipped
    assert lines[0] == "The same results. 1 other detail."
    assert lines[1].startswith("Words: ")
    assert lines[2:6] == [
        "",
        "  Removed: citizenship.toml",
        f"    Until now: {len(shipped.countries)} countries",
        "",
    ]


def test_a_mistake_in_the_figures_is_reported(content: Path) -> None:
    file = content / "citizenship.toml"
    file.write_text(edited(file.read_text(), ('own = "KZ"', 'own = "QQ"')))
    result = widget("diff", CONTENT, content)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{file}: own: There is no country 'QQ'.")
