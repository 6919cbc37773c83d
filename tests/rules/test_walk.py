"""The walk: where answers lead, which of them wait, and which are set aside."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest

from tests.conftest import answers_of, read_cases
from widget.rules.model import Ruleset
from widget.rules.walk import (
    Answer,
    Answers,
    Ask,
    Reached,
    after,
    current_answers,
    walk,
    without,
)

PATHS = [answers_of(row) for row in read_cases("paths.csv")]
TOURIST = "location=abroad&passport=national&capacity=none&purpose=tourism"


def step(ruleset: Ruleset, query: str) -> Ask | Reached:
    """The step that the answers of a query lead to."""
    return walk(ruleset, dict(parse_qsl(query, keep_blank_values=True)))


def query(answers: Answers | tuple[Answer, ...]) -> str:
    """Answers as a query."""
    pairs = (a if isinstance(a, tuple) else (a.question.id, a.option.id) for a in answers)
    return urlencode(list(pairs))


def id_of(step: Ask | Reached) -> str:
    """The id of the question that is asked, or of the outcome."""
    return step.question.id if isinstance(step, Ask) else step.outcome.id


def aside(step: Ask | Reached) -> list[str]:
    """The answers that were set aside; an unknown option is empty."""
    return [f"{s.question.id}={s.option.id if s.option else ''}" for s in step.set_aside]


@pytest.mark.parametrize(
    ("given", "asked", "trail"),
    [
        ("", "location", ""),
        ("location=kazakhstan", "need", "location=kazakhstan"),
        (
            "passport=national&location=abroad",
            "capacity",
            "location=abroad&passport=national",
        ),
        (
            "purpose=transit&capacity=none&passport=stateless&location=abroad",
            "transit_right",
            "location=abroad&passport=stateless&capacity=none&purpose=transit",
        ),
        ("location=abroad&colour=red", "passport", "location=abroad"),
        ("location=moon", "location", ""),
        ("location=abroad&passport=", "passport", "location=abroad"),
    ],
    ids=[
        "no answer",
        "one answer",
        "two in another order",
        "four in another order",
        "an unknown question",
        "an unknown option of the question asked",
        "an empty answer to the question asked",
    ],
)
def test_the_next_question_is_asked(given: str, asked: str, trail: str, ruleset: Ruleset) -> None:
    """The trail is in the order of the questions; unknown answers are ignored."""
    reached = step(ruleset, given)
    assert (id_of(reached), query(reached.trail)) == (asked, trail)
    assert isinstance(reached, Ask)
    assert (reached.waiting, reached.set_aside) == ((), ())
    assert query(current_answers(reached)) == trail


@pytest.mark.parametrize(
    ("given", "option", "leads_to"),
    [
        ("purpose=study&passport=national", "abroad", "capacity"),
        ("capacity=none&purpose=tourism&passport=national", "abroad", "tourist"),
        ("capacity=none&purpose=tourism&passport=national", "kazakhstan", "need"),
    ],
    ids=["one is missing", "none is missing", "another is needed"],
)
def test_answers_to_later_questions_wait(
    given: str, option: str, leads_to: str, ruleset: Ruleset
) -> None:
    """Presets and links use this to fill in answers ahead."""
    first = step(ruleset, given)
    assert isinstance(first, Ask)
    assert first.question.id == "location"
    assert {(a.question.id, a.option.id) for a in first.waiting} == set(parse_qsl(given))
    assert id_of(walk(ruleset, dict(after(first, first.question.options[option])))) == leads_to


def test_after_an_option_come_the_trail_the_option_and_the_waiting_answers(
    ruleset: Ruleset,
) -> None:
    """Waiting answers are in the order of the rules."""
    asked = step(ruleset, "purpose=study&capacity=none&location=abroad")
    assert isinstance(asked, Ask)
    option = asked.question.options["national"]
    assert query(after(asked, option)) == (
        "location=abroad&passport=national&capacity=none&purpose=study"
    )
    assert query(current_answers(asked)) == "location=abroad&capacity=none&purpose=study"


@pytest.mark.parametrize(
    ("given", "leads_to", "set_aside"),
    [
        ("location=abroad&need=stay", "passport", "need=stay"),
        ("location=kazakhstan&transit_right=no", "need", "transit_right=no"),
        ("location=kazakhstan&need=leave&purpose=work", "departure", "purpose=work"),
        (
            "location=abroad&passport=national&capacity=own&relative=other&rank=yes",
            "position",
            "relative=other",
        ),
        (
            "location=abroad&passport=national&capacity=none&position=mission&rank=no",
            "purpose",
            "position=mission rank=no",
        ),
        (
            "location=abroad&passport=service&purpose=work&need=stay",
            "service",
            "need=stay purpose=work",
        ),
        ("capacity=emperor", "location", "capacity="),
        ("location=abroad&passport=service&capacity=emperor", "service", "capacity="),
        ("location=moon&passport=crown", "location", "passport="),
    ],
    ids=[
        "a question for people elsewhere",
        "a question that earlier answers exclude",
        "a question on the other side of a fork",
        "one of two forks",
        "a question and the one after it",
        "after an outcome",
        "an unknown option of a later question",
        "an unknown option after an outcome",
        "an unknown option, while another is asked again",
    ],
)
def test_answers_that_no_longer_count_are_set_aside(
    given: str, leads_to: str, set_aside: str, ruleset: Ruleset
) -> None:
    reached = step(ruleset, given)
    assert id_of(reached) == leads_to
    assert aside(reached) == set_aside.split()
    kept = dict(current_answers(reached))
    assert not kept.keys() & {each.question.id for each in reached.set_aside}
    assert id_of(walk(ruleset, kept)) == leads_to


@pytest.mark.parametrize(
    ("given", "changed", "left", "asked"),
    [
        (TOURIST, "location", "passport=national&capacity=none&purpose=tourism", "location"),
        (TOURIST, "capacity", "location=abroad&passport=national&purpose=tourism", "capacity"),
        (TOURIST, "purpose", "location=abroad&passport=national&capacity=none", "purpose"),
        (
            "location=abroad&passport=national&purpose=work",
            "passport",
            "location=abroad&purpose=work",
            "passport",
        ),
        (
            "location=kazakhstan&need=stay&passport=service&permission=yes",
            "need",
            "location=kazakhstan&passport=service",
            "need",
        ),
    ],
    ids=[
        "the first of an outcome",
        "one in the middle",
        "the last",
        "while another one waits",
        "after one was set aside",
    ],
)
def test_removing_an_answer_keeps_the_others(
    given: str, changed: str, left: str, asked: str, ruleset: Ruleset
) -> None:
    reached = step(ruleset, given)
    (answer,) = (each for each in reached.trail if each.question.id == changed)
    assert query(without(reached, answer)) == left
    assert id_of(step(ruleset, left)) == asked


def test_after_a_change_the_answers_that_still_fit_are_used(ruleset: Ruleset) -> None:
    """A tourist changes the location to Kazakhstan; only the question about the need is new."""
    tourist = step(ruleset, TOURIST)
    asked = walk(ruleset, dict(without(tourist, tourist.trail[0])))
    assert isinstance(asked, Ask)
    asked = walk(ruleset, dict(after(asked, asked.question.options["kazakhstan"])))
    assert isinstance(asked, Ask)
    assert id_of(asked) == "need"
    assert id_of(walk(ruleset, dict(after(asked, asked.question.options["stay"])))) == "ask_inside"
    leaving = walk(ruleset, dict(after(asked, asked.question.options["leave"])))
    assert aside(leaving) == ["passport=national", "capacity=none", "purpose=tourism"]


@pytest.mark.parametrize(
    ("given", "points"),
    [
        ("location=abroad&passport=service", []),
        ("location=kazakhstan&need=stay&passport=service", ["inside"]),
        (
            "location=kazakhstan&need=stay&passport=organisation",
            ["inside", "organisation_passport"],
        ),
        (
            "location=kazakhstan&need=stay&passport=stateless&capacity=family"
            "&relative=organisation&relative_rank=no&purpose=investment&investment_role=head",
            ["inside", "stateless", "relative_without_rank"],
        ),
        (
            "location=kazakhstan&need=stay&passport=stateless&capacity=family"
            "&relative=organisation&relative_rank=no&purpose=business",
            ["stateless", "relative_without_rank"],
        ),
        ("location=abroad&passport=stateless&capacity=none&purpose=other", []),
    ],
    ids=[
        "none",
        "one",
        "two",
        "three",
        "only those that hold for the category",
        "none without a category",
    ],
)
def test_points_to_confirm_are_collected_along_the_path(
    given: str, points: list[str], ruleset: Ruleset
) -> None:
    reached = step(ruleset, given)
    assert isinstance(reached, Reached)
    assert [point.id for point in reached.confirm] == points


@pytest.mark.parametrize(
    ("given", "clause", "closest"),
    [
        (TOURIST, "TOU-1", []),
        ("location=kazakhstan&need=leave&departure=other", None, ["exit"]),
        ("location=abroad&passport=national&capacity=none&purpose=other", None, []),
    ],
    ids=["a clause", "the category that comes closest", "neither"],
)
def test_a_result_has_the_clause_and_closest_categories_of_the_last_answer(
    given: str, clause: str | None, closest: list[str], ruleset: Ruleset
) -> None:
    reached = step(ruleset, given)
    assert isinstance(reached, Reached)
    assert reached.clause == (ruleset.clauses[clause] if clause else None)
    assert [category.id for category in reached.closest] == closest


@pytest.mark.parametrize(
    ("answers", "location", "read"),
    [
        (TOURIST, "questions.purpose.next[1]", {"location"}),
        ("location=abroad&passport=service", "questions.passport.options.service", set()),
    ],
    ids=["a row that reads where somebody is", "a goto"],
)
def test_a_result_names_the_row_that_decided_and_what_it_read(
    answers: str, location: str, read: set[str], ruleset: Ruleset
) -> None:
    reached = step(ruleset, answers)
    assert isinstance(reached, Reached)
    assert reached.row.location == location
    last = reached.trail[-1]
    assert last.question.read(last.option.id, reached.row) == read
