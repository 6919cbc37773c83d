"""Quotations in the rules: `widget check` compares them with the source, letter for letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content import RULES
from tests.rules.generated import edited, load_text
from widget.rules.model import Ruleset
from widget.settings import CONTENT
from widget.source import check_source

SOURCE = (CONTENT / "source.txt").read_text()
TOURISM = "иностранцам, направляющимся в Казахстан с целью туризма"


def row_of(ruleset: Ruleset) -> str:
    """The location of the one row that the tourists' clause decides."""
    rows = (row for question in ruleset.questions.values() for row in question.rows)
    (row,) = [row for row in rows if row.route.clause == "TOU-1"]
    return row.location


def told(source: str, ruleset: Ruleset, directory: Path) -> list[str]:
    """What the expert reads when this is the source."""
    path = directory / "source.txt"
    path.write_text(source)
    return [str(problem) for problem in check_source(path, ruleset)]


def test_the_shipped_rules_quote_the_source(ruleset: Ruleset, tmp_path: Path) -> None:
    assert told(SOURCE, ruleset, tmp_path) == []


def test_content_may_have_no_source(ruleset: Ruleset, tmp_path: Path) -> None:
    assert list(check_source(tmp_path / "source.txt", ruleset)) == []


CHANGES = {
    "a word of the source": (TOURISM, TOURISM.replace("туризма", "отдыха")),
    "a letter": (TOURISM, TOURISM.replace("целью", "цeлью")),
    "a comma": (TOURISM, TOURISM.replace(",", "")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_sentence_names_its_clause_and_its_rows(
    change: tuple[str, str], ruleset: Ruleset, tmp_path: Path
) -> None:
    (line,) = told(edited(SOURCE, change), ruleset, tmp_path)
    where = f"{ruleset.file}: clauses.TOU-1.quote"
    assert line.startswith(f"{where}: source.txt does not say “{TOURISM}”.")
    assert line.endswith(f" These rows rest on it: {row_of(ruleset)}.")


def test_the_nearest_words_of_the_source_are_shown(tmp_path: Path) -> None:
    ruleset = load_text(edited(RULES.read_text(), (TOURISM, f"{TOURISM} и отдыха")), tmp_path)
    assert told(SOURCE, ruleset, tmp_path) == [
        f"rules.toml: clauses.TOU-1.quote: source.txt does not say “{TOURISM} и отдыха”. "
        f"It says “{TOURISM}. Туристс…”. These rows rest on it: {row_of(ruleset)}."
    ]


LOOK_ALIKES = {
    "a no-break space": (("целью туризма", "целью\u00a0туризма"), "no-break space"),
    "a Latin letter": (
        ("целью туризма", "цeлью туризма"),
        "latin small letter e, cyrillic small letter ie",
    ),
    "a soft hyphen": (("целью туризма", "целью ту\u00adризма"), "soft hyphen"),
}
"""Change of the source → the characters that make the difference."""


@pytest.mark.parametrize(("change", "names"), LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_what_looks_the_same_is_told_apart(
    change: tuple[str, str], names: str, ruleset: Ruleset, tmp_path: Path
) -> None:
    (line,) = told(SOURCE.replace(*change), ruleset, tmp_path)
    assert f" It says what looks the same, with other characters: {names}. " in line
