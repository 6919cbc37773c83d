"""Pages of a successor: an order by letter codes, in English alone, with a list of countries."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.conftest import CASES, Main, answers_of, read_table
from tests.content import serve
from tests.rules.judge import walked
from widget.rules.file import load_rules
from widget.rules.graph import graph_of
from widget.rules.states import State

ORDER = CASES / "order"
RULES = load_rules(ORDER / "rules.toml")
SHIPPED = re.compile(r"visakaz|Миграция|of the list|201\d–|Russian")
STEPS = {
    place.question if isinstance(place, State) else place: answers
    for place, answers in graph_of(RULES).examples.items()
}
"""Question or outcome → answers that lead there."""


@pytest.fixture(scope="module")
def site() -> FlaskClient:
    return serve(ORDER).test_client()


def test_all_paths_are_walked_to_one_outcome() -> None:
    every = walked(RULES)
    assert len(every.paths) == graph_of(RULES).number_of_paths
    assert [*every.wrong()] == []
    assert every.reached == {*RULES.questions, *RULES.outcomes}


def test_every_question_and_outcome_is_shown(site: FlaskClient) -> None:
    for place, answers in STEPS.items():
        html = site.get("/office/en/", query_string=dict(answers)).text
        marks = Main(html).marks
        assert marks.get("data-outcome", marks.get("data-question")) == place
        assert SHIPPED.findall(html) == []
    assert STEPS.keys() == {*RULES.questions, *RULES.outcomes}


PEOPLE = {row["person"]: row for row in read_table(ORDER / "cases.csv")}


@pytest.mark.parametrize("person", PEOPLE)
def test_each_person_is_led_to_the_result_step_by_step(person: str, site: FlaskClient) -> None:
    address = "/office/en/"
    for question, option in answers_of(PEOPLE[person]):
        shown = Main(site.get(address).text)
        assert shown.marks["data-question"] == question
        address = shown.options[option]["href"]
    assert Main(site.get(address).text).marks["data-outcome"] == PEOPLE[person]["outcome"]


ABROAD = "location=abroad&document=ordinary"
SAID = {
    "a question on the way": (f"{ABROAD}&nationality=india", "Why are you going to Kazakhstan?"),
    "a question in the country": (
        "location=kazakhstan&need=stay&document=ordinary&nationality=india",
        "Why are you staying in Kazakhstan?",
    ),
    "a question for a group": (
        f"{ABROAD}&nationality=iran&purpose=tourism&stay=up_to_14",
        "Will that be more than 42 days within 180 days",
    ),
    "codes and their day": (
        f"{ABROAD}&nationality=india&purpose=business&business=events&stay=up_to_30",
        "Today’s codes: B1 (as of May 30, 2026).",
    ),
    "how long a visa is valid": (
        f"{ABROAD}&nationality=india&purpose=business&business=events&stay=up_to_30",
        "Valid: up to 1 year (as of May 30, 2026)",
    ),
    "a clause with a paragraph sign": (
        f"{ABROAD}&nationality=india&purpose=business&business=service",
        "ondition § 4 (2).",
    ),
    "a step for one state": (
        f"{ABROAD}&nationality=china&purpose=tourism&stay=up_to_14&days=no",
        "Stay for at most 30 days at a time and 90 days within 180 days.",
    ),
    "a step with the agency's name": (
        "location=kazakhstan&need=leave&departure=expelled",
        "write to Office for tests today.",
    ),
}


@pytest.mark.parametrize(("answers", "words"), SAID.values(), ids=SAID)
def test_a_page_says_what_the_file_says(answers: str, words: str, site: FlaskClient) -> None:
    assert words in Main(site.get(f"/office/en/?{answers}").text).words


def test_other_states_are_folded_away(site: FlaskClient) -> None:
    html = site.get(f"/office/en/?{ABROAD}").text
    seen, _, folded = html.partition("Other states")
    states = [option.text.english for option in RULES.questions["nationality"].options.values()]
    assert [state for state in states if f">{state}<" in seen] == states[:8]
    assert [state for state in states if f">{state}<" in folded] == states[8:]
