"""If the rules were compared with their source too long ago, there is a warning."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.cli.command import widget
from tests.content import RULES, compare_today, serve, write_content
from tests.rules.generated import SMALL, edited, load_text
from widget.citizenship.file import load_citizenships
from widget.citizenship.model import Citizenships
from widget.rules.model import Ruleset
from widget.settings import CONTENT
from widget.source.age import days_to_come, old_comparison, old_figures

COMPARED = date(2025, 11, 22)
DAYS = {
    "on the day": (date(2025, 11, 22), False),
    "the day before twelve months": (date(2026, 11, 21), False),
    "after twelve months": (date(2026, 11, 22), True),
    "years later": (date(2029, 1, 1), True),
}


@pytest.mark.parametrize(("today", "old"), DAYS.values(), ids=DAYS)
def test_a_warning_comes_after_twelve_months(today: date, old: bool, ruleset: Ruleset) -> None:
    about = replace(ruleset.about, confirmed=COMPARED)
    warning = old_comparison(replace(ruleset, about=about), today)
    assert bool(warning) == old


def test_without_a_day_there_is_no_warning(ruleset: Ruleset) -> None:
    about = replace(ruleset.about, confirmed=None)
    assert old_comparison(replace(ruleset, about=about), date(2029, 1, 1)) is None


@pytest.fixture
def citizenships() -> Citizenships:
    found = load_citizenships(CONTENT, None)
    assert found
    return found


@pytest.mark.parametrize(("today", "old"), DAYS.values(), ids=DAYS)
def test_figures_cause_a_warning_after_twelve_months_too(
    today: date, old: bool, citizenships: Citizenships
) -> None:
    warning = old_figures(replace(citizenships, as_of=COMPARED), today)
    assert bool(warning) == old


def test_old_figures_have_to_be_checked_again(citizenships: Citizenships) -> None:
    assert old_figures(None, date(2029, 1, 1)) is None
    assert str(old_figures(replace(citizenships, as_of=COMPARED), date(2029, 1, 1))) == (
        "Warning: citizenship.toml: as_of: The figures are from 2025-11-22, over 12 months ago. "
        "Allowed: the day on which somebody looks them up again."
    )


DATED = edited(
    SMALL,
    ('agency = "office"', 'agency = "office"\nconfirmed = 2036-11-22'),
    (
        'name = "Tourist visa"',
        'name = "Tourist visa"\ncodes = { list = ["B12"], as_of = 2062-05-30 }\n'
        'valid = { single = "90 days", as_of = 2026-11-27 }\n'
        'links = [{ text = "Portal", address = "https://a.example", as_of = 2026-11-28 }]',
    ),
)


def test_a_day_in_the_future_is_a_slip(citizenships: Citizenships, tmp_path: Path) -> None:
    """Tomorrow is allowed, since it may already be tomorrow where the expert is."""
    figures = replace(citizenships, as_of=date(2062, 2, 17))
    found = days_to_come(load_text(DATED, tmp_path), figures, date(2026, 11, 26))
    allowed = "is in the future. Allowed: a day on which somebody has looked it up."
    assert [str(each) for each in found] == [
        f"Warning: rules.toml: about.confirmed: 2036-11-22 {allowed}",
        f"Warning: rules.toml: categories.tourist.codes.as_of: 2062-05-30 {allowed}",
        f"Warning: rules.toml: categories.tourist.links[1].as_of: 2026-11-28 {allowed}",
        f"Warning: citizenship.toml: as_of: 2062-02-17 {allowed}",
    ]


@pytest.fixture
def old_content(tmp_path: Path) -> Path:
    """The shipped content, last compared in 2012."""
    content = write_content(tmp_path)
    rules = RULES.read_text().replace("\nconfirmed = ", "\nconfirmed = 2012-12-31 # ")
    (content / "rules.toml").write_text(rules)
    return content


SAID = (
    "Warning: rules.toml: about.confirmed: The rules were last compared with their source on "
    "2012-12-31, over 12 months ago. Allowed: the day of a new comparison."
)


def test_the_check_warns_and_passes(old_content: Path) -> None:
    checked = widget("check", old_content)
    assert checked.exit_code == 0
    assert SAID in checked.stderr.splitlines()
    assert widget("check", "--strict", old_content).exit_code == 1


def test_healthz_warns_and_pages_do_not_change(old_content: Path) -> None:
    site = serve(old_content).test_client()
    health = site.get("/healthz").json
    assert health
    assert health["status"] == "ok"
    assert health["warnings"] == [SAID]
    assert health["days_since_checked"]["rules"] > 5000
    assert "compared" not in site.get("/visakaz/en/?location=abroad&passport=service").text


def test_healthz_says_how_old_the_facts_are(tmp_path: Path) -> None:
    health = serve(compare_today(write_content(tmp_path))).test_client().get("/healthz").json
    assert health
    assert health["days_since_checked"] in (
        {"rules": 0, "citizenship": 0},
        {"rules": 1, "citizenship": 1},  # midnight has passed
    )


def test_healthz_says_nothing_of_facts_that_are_not_dated(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    rules = content / "rules.toml"
    rules.write_text(re.sub("(?m)^confirmed = ", "# confirmed = ", rules.read_text()))
    (content / "citizenship.toml").unlink()
    health = serve(content).test_client().get("/healthz").json
    assert health
    assert health["days_since_checked"] == {"rules": None, "citizenship": None}
