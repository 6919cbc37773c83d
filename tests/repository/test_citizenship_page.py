"""docs/citizenship.md: its example is a valid file, and its messages are the ones reported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.schemas import CITIZENSHIP as SCHEMA
from tests.cli.schemas import keys_of
from tests.repository.documents import block, read
from tests.rules.generated import SMALL, edited, load_text
from widget.citizenship.file import load_citizenships
from widget.citizenship.model import Citizenships
from widget.problems import Problems

PAGE = read("docs/citizenship.md")
EXAMPLE = block(PAGE, "toml")


def load(text: str, directory: Path) -> Citizenships | None:
    """Load a text as citizenship.toml beside the small rules."""
    (directory / "citizenship.toml").write_text(text)
    return load_citizenships(directory, load_text(SMALL, directory), proven=True)


def test_the_example_works(tmp_path: Path) -> None:
    found = load(EXAMPLE, tmp_path)
    assert found
    assert {code: stay.days for code, stay in found.stays.items()} == {"DE": 30, "FR": 30, "IN": 14}


def test_each_key_is_on_the_page() -> None:
    named = {*re.findall("[a-z_]+", " ".join(re.findall(r"`([^`\n]+)`", PAGE)))}
    assert {where.rpartition(".")[2] for where, _ in keys_of(SCHEMA)} - named == set()


CHANGES = dict(re.findall(r"^\| `(\S+)` for `(\S+)` \|", PAGE, re.MULTILINE))


@pytest.mark.parametrize(("wrong", "right"), CHANGES.items(), ids=CHANGES)
def test_the_messages_are_what_is_reported(wrong: str, right: str, tmp_path: Path) -> None:
    with pytest.raises(Problems) as raised:
        load(edited(EXAMPLE, (right, wrong)), tmp_path)
    (told,) = raised.value.problems
    assert f"`{str(told).removeprefix('citizenship.toml: ')}`" in PAGE
