"""The file citizenship.toml: what it says, and its mistakes, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.citizenship.mistakes import MISTAKES
from tests.conftest import CASES
from tests.rules.generated import SMALL, edited, load_text
from widget.citizenship.file import load_citizenships
from widget.citizenship.model import Citizenships, Stay
from widget.problems import Problems
from widget.rules.wording import Text

FILE = (CASES / "citizenship.toml").read_text()


def load(text: str, directory: Path) -> Citizenships:
    """Load a text as a citizenship.toml beside the small rules."""
    (directory / "citizenship.toml").write_text(text)
    found = load_citizenships(directory, load_text(SMALL, directory), proven=True)
    assert found
    return found


def problems(text: str, directory: Path) -> list[str]:
    """The messages about such a file."""
    with pytest.raises(Problems) as raised:
        load(text, directory)
    return [str(each).removeprefix("citizenship.toml: ") for each in raised.value.problems]


def limit(english: str) -> Text:
    return Text("citizenship.limit", english)


def test_a_group_has_its_own_limit_or_the_general_one(tmp_path: Path) -> None:
    assert load(FILE, tmp_path).stays == {
        "DE": Stay(30, limit("At most 90 days in any 180.")),
        "FR": Stay(30, limit("At most 90 days in any 180.")),
        "IN": Stay(14, limit("At most 42 days in any 180.")),
    }


def test_without_limits_there_is_none(tmp_path: Path) -> None:
    edits = (
        ('limit = "At most 90 days in any 180."\n', ""),
        ('limit = "At most 42', '# "At most 42'),
    )
    assert {stay.limit for stay in load(edited(FILE, *edits), tmp_path).stays.values()} == {None}


STANDS = {
    "an ordinary passport, abroad": ("tourist", {"passport": "ordinary", "place": "abroad"}, True),
    "another passport": ("tourist", {"passport": "other", "place": "abroad"}, False),
    "in the country": ("tourist", {"passport": "ordinary", "place": "inside"}, False),
    "another category": ("diplomatic", {"passport": "ordinary", "place": "abroad"}, False),
}


@pytest.mark.parametrize(("outcome", "answers", "stands"), STANDS.values(), ids=STANDS)
def test_it_stands_beside_its_categories_after_its_answers(
    outcome: str, answers: dict[str, str], stands: bool, tmp_path: Path
) -> None:
    assert load(FILE, tmp_path).stands_beside(outcome, answers) == stands


def test_a_group_of_the_rules_can_stand_in_its_conditions(tmp_path: Path) -> None:
    rules = edited(
        SMALL, ('start = "passport"', 'start = "passport"\ngroups.place.all = ["abroad", "inside"]')
    )
    (tmp_path / "citizenship.toml").write_text(edited(FILE, ('["abroad"]', '"all"')))
    found = load_citizenships(tmp_path, load_text(rules, tmp_path), proven=True)
    assert found
    assert found.when["place"] == {"abroad", "inside"}


def test_without_the_file_there_is_nothing(tmp_path: Path) -> None:
    assert load_citizenships(tmp_path, load_text(SMALL, tmp_path), proven=True) is None


@pytest.mark.parametrize(("right", "wrong", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_reported_with_its_location_and_what_is_allowed(
    right: str, wrong: str, message: str, tmp_path: Path
) -> None:
    assert problems(edited(FILE, (right, wrong)), tmp_path) == [message]


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    wrong = edited(
        FILE,
        ("2026-02-17", '"today"'),
        ('["tourist"]', '["tourist", "turist"]'),
        ('"AZ"', '"UK", "AZ"'),
        ('"BR"', '"AZ"'),
        ('"FR"', '"FRA"'),
        ("days = 14", "days = 999"),
    )
    assert [line.partition(" Allowed: ")[0] for line in problems(wrong, tmp_path)] == [
        "as_of: A date is expected, not 'today'.",
        "categories[2]: There is no category 'turist'. Did you mean tourist?",
        "disagree[1]: There is no country 'UK'. Did you mean GB?",
        "visa_free[1].countries[2]: There is no country 'FRA'. Did you mean FR?",
        "visa_free[2].days: 999 is too large.",
        "others[2]: AZ is also in disagree[2].",
    ]


def test_names_of_malformed_rules_are_not_checked(tmp_path: Path) -> None:
    """What is wrong with the rules is told; afterwards the names can be."""
    (tmp_path / "citizenship.toml").write_text(edited(FILE, ('["tourist"]', '["torist"]')))
    found = load_citizenships(tmp_path, None)
    assert found
    assert found.categories == ("torist",)
