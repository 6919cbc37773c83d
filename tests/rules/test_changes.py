"""What would change a result: the other answers, and where they lead."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest

from tests.conftest import read_cases
from tests.rules.generated import ASK, OUTCOMES, VISA, load_text
from widget.rules.changes import Change, Changes, changes
from widget.rules.model import Ruleset
from widget.rules.walk import Answers, Ask, Reached, walk

PATHS = {row["answers"]: row for row in read_cases("paths.csv")}
NOTHING_TIED = "passport=national&capacity=none"
TOURIST = f"location=abroad&{NOTHING_TIED}&purpose=tourism"
INSIDE = "location=kazakhstan&need=stay"


def pairs(query: str) -> Answers:
    """The answers of a query."""
    return tuple(parse_qsl(query))


def found(ruleset: Ruleset, query: str) -> dict[str, Changes]:
    """What would change the result of these answers, by question."""
    return {each.question.id: each for each in changes(ruleset, pairs(query))}


def leads(change: Change) -> str:
    """Where another answer leads, in a word."""
    if change.same_outcome:
        return "other points"
    return change.outcome.id if change.outcome else "questions"


# Result → question → other answer → where it leads.
RESULTS: dict[str, tuple[str, dict[str, dict[str, str]], dict[str, list[str]]]] = {
    "a tourist": (
        TOURIST,
        {
            "location": {"kazakhstan": "questions"},
            "passport": {
                "diplomatic": "diplomatic",
                "service": "service",
                "organisation": "diplomatic",
                "stateless": "other points",
                "other": "ask_document",
            },
            "capacity": {"own": "questions", "family": "questions", "invited": "service"},
            "purpose": {
                "private": "private",
                "business": "business",
                "study": "study",
                "work": "work",
                "treatment": "medical",
                "transit": "questions",
                "residence": "permanent_residence",
                "investment": "questions",
                "religion": "missionary",
                "other": "ask_purpose",
            },
        },
        {},
    ),
    "somebody with a diplomatic passport": (
        "location=abroad&passport=diplomatic",
        {
            "location": {"kazakhstan": "questions"},
            "passport": {
                "national": "questions",
                "service": "service",
                "organisation": "other points",
                "stateless": "questions",
                "other": "ask_document",
            },
        },
        {},
    ),
    "somebody with a UN passport": (
        "location=abroad&passport=organisation",
        {
            "location": {"kazakhstan": "questions"},
            "passport": {
                "national": "questions",
                "diplomatic": "other points",
                "service": "service",
                "stateless": "questions",
                "other": "ask_document",
            },
        },
        {},
    ),
    "somebody without a visa, in Kazakhstan": (
        f"{INSIDE}&{NOTHING_TIED}&purpose=tourism",
        {
            "location": {"abroad": "tourist"},
            "need": {"leave": "questions"},
            "passport": {
                "diplomatic": "diplomatic",
                "service": "service",
                "organisation": "diplomatic",
                "other": "ask_document",
            },
            "capacity": {"own": "questions", "family": "questions"},
            "purpose": {
                "private": "private",
                "business": "business",
                "study": "study",
                "treatment": "medical",
                "investment": "questions",
                "other": "ask_purpose",
            },
        },
        {
            "passport": ["stateless"],
            "capacity": ["invited"],
            "purpose": ["work", "transit", "residence", "religion"],
        },
    ),
    "somebody who lost the passport": (
        "location=kazakhstan&need=leave&departure=lost_document",
        {
            "location": {"abroad": "questions"},
            "need": {"stay": "questions"},
            "departure": {"resident": "questions", "other": "ask_departure"},
        },
        {"departure": ["expulsion"]},
    ),
}


@pytest.mark.parametrize(("given", "changing", "same"), RESULTS.values(), ids=RESULTS)
def test_each_other_answer_tells_where_it_leads(
    given: str, changing: dict[str, dict[str, str]], same: dict[str, list[str]], ruleset: Ruleset
) -> None:
    by_question = found(ruleset, given)
    assert {
        key: {change.option.id: leads(change) for change in each.changing}
        for key, each in by_question.items()
    } == changing
    assert {
        key: [option.id for option in each.same] for key, each in by_question.items() if each.same
    } == same


def test_answers_that_still_fit_are_kept_and_no_other_is_assumed(ruleset: Ruleset) -> None:
    tourist = found(ruleset, TOURIST)
    kept = {change.option.id: urlencode(change.answers) for change in tourist["passport"].changing}
    assert kept["diplomatic"] == "location=abroad&passport=diplomatic"
    assert kept["stateless"] == TOURIST.replace("national", "stateless")
    (inside,) = tourist["location"].changing
    assert urlencode(inside.answers) == f"location=kazakhstan&{NOTHING_TIED}&purpose=tourism"
    asked = walk(ruleset, dict(inside.answers))
    assert isinstance(asked, Ask)
    assert asked.question.id == "need"


ONE_OPTION = f"""
start = "rules"
[questions.rules]
text = "Have you read the rules?"
short = "Rules"
options.read = {{ text = "Yes", goto = "where" }}
[questions.where]
text = "Where are you?"
short = "Where"
[questions.where.options.abroad]
text = "Abroad"
{VISA}
[questions.where.options.inside]
text = "Inside"
{ASK}
{OUTCOMES}"""


def test_a_question_with_one_option_changes_nothing(tmp_path: Path) -> None:
    ruleset = load_text(ONE_OPTION, tmp_path)
    (where,) = changes(ruleset, (("rules", "read"), ("where", "abroad")))
    assert where.question.id == "where"
    assert [leads(change) for change in where.changing] == ["ask"]


@pytest.mark.parametrize("given", ["", "location=abroad", "location=mars"])
def test_without_a_result_there_are_no_changes(given: str, ruleset: Ruleset) -> None:
    assert changes(ruleset, pairs(given)) == ()


@pytest.mark.parametrize("outcome", sorted({row["outcome"] for row in PATHS.values()}))
def test_every_other_answer_of_every_result_leads_where_it_says(
    outcome: str, ruleset: Ruleset
) -> None:
    """As people wrote it in paths.csv, where the other answer leads to a result."""
    for given in (given for given, row in PATHS.items() if row["outcome"] == outcome):
        lead_as_they_say(given, ruleset)


def lead_as_they_say(given: str, ruleset: Ruleset) -> None:
    for key, each in found(ruleset, given).items():
        (chosen,) = (option for question, option in pairs(given) if question == key)
        listed = [chosen, *(change.option.id for change in each.changing)]
        listed += [option.id for option in each.same]
        assert sorted(listed) == sorted(each.question.options)
        for change in each.changing:
            assert (key, change.option.id) in change.answers
            leads_as_told(change, given, ruleset)
        for option in each.same:
            step = walk(ruleset, dict(pairs(given)) | {key: option.id})
            assert isinstance(step, Reached)
            row = PATHS[urlencode([(a.question.id, a.option.id) for a in step.trail])]
            assert shown(row) == shown(PATHS[given])


def leads_as_told(change: Change, given: str, ruleset: Ruleset) -> None:
    step = walk(ruleset, dict(change.answers))
    assert step.set_aside == ()
    if isinstance(step, Ask):
        assert change.outcome is None
        return
    row = PATHS[urlencode(change.answers)]
    assert change.outcome is ruleset.outcomes[row["outcome"]]
    assert change.same_outcome == (row["outcome"] == PATHS[given]["outcome"])
    assert shown(row) != shown(PATHS[given])


def shown(row: dict[str, str]) -> tuple[str, set[str]]:
    """The outcome of a path, and the points to confirm."""
    return row["outcome"], set(row["confirm"].split())
