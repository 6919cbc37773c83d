"""Random rules: those that are accepted work, and those that are refused have a mistake."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from functools import reduce
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.rules.generated import load_text, problems_in, problems_of
from tests.rules.judge import mistakes_in
from tests.rules.samples import sample
from widget.rules.proof import verify
from widget.rules.walk import Reached, current_answers, walk

pytestmark = pytest.mark.slow

# The same files every time, however slow the machine is.
steady = settings(
    derandomize=True, deadline=None, max_examples=200, suppress_health_check=[*HealthCheck]
)

Table = dict[str, Any]

QUESTIONS = ["q0", "q1", "q2", "q3"]
CLAUSES = {"VIS-1": "visa", "VIS-2": "visa", "WRK-1": "work"}
ENDS: Table = {
    "points": {
        "always": {"text": "It is so.", "reading": 1},
        "for_work": {"text": "You work.", "reading": 2, "categories": ["work"]},
    },
    "clauses": {
        key: {"category": category, "text": "Everybody.", "quote": "всем"}
        for key, category in CLAUSES.items()
    },
    "categories": {
        "visa": {"name": "Visa", "paragraph": 1, "entry": ["single"], "whom": ["everybody"]},
        "work": {"name": "Work", "paragraph": 2, "entry": ["single"], "whom": ["workers"]},
    },
    "advice": {
        "ask": {"name": "Ask", "why": ["Silence."], "closest": "Close:", "next": ["Ask."]},
        "stay": {"name": "Stay", "why": ["There is no need."], "next": ["Stay."]},
    },
}
OUTCOMES = [*ENDS["categories"], *ENDS["advice"]]
NAMES = [*QUESTIONS, *OUTCOMES, "nowhere"]

OTHER_VALUES = {
    **{key: st.just("") for key in ("text", "short", "name", "quote")},
    **{key: st.just([]) for key in ("entry", "whom", "why", "next")},
    **{key: st.sampled_from(NAMES) for key in ("start", "goto", "category")},
    "clause": st.sampled_from([*CLAUSES, "NEW-1"]),
    "confirm": st.just(["nowhere"]),
}
"""Key → other values that an author may write."""


@st.composite
def files(draw: st.DrawFn, directory: Path) -> str:
    """Rules files: random ones, valid ones, and valid ones with one or two mistakes."""
    rules = draw(free())
    slips = draw(st.sampled_from([None, 0, 1, 2]))
    if slips is not None:
        mend(rules, directory)
    for _ in range(slips or 0):
        slip(draw, rules)
    return written(rules)


@st.composite
def free(draw: st.DrawFn) -> Table:
    """Rules with any condition and any goto; most of them are wrong."""
    asked = QUESTIONS[: draw(st.integers(1, len(QUESTIONS)))]
    options = {key: [f"o{n}" for n in range(draw(st.integers(1, 3)))] for key in asked}

    def option(number: int) -> Table:
        further = st.sampled_from([*asked[number + 1 :], *OUTCOMES])
        goto = further | further | further | st.sampled_from(NAMES)
        when = draw(st.sampled_from([None, None, *asked[:number], *asked[:number], *NAMES[:5]]))
        if when is None:
            return {"text": "Yes", **draw(routes(goto))}
        cases = options.get(when, ["o0"])
        return {"text": "Yes", "when": {when: {case: draw(routes(goto)) for case in cases}}}

    questions = {
        key: {
            "text": "Why?",
            "short": "Why",
            "options": {each: option(number) for each in options[key]},
        }
        for number, key in enumerate(asked)
    }
    return deepcopy({"start": "q0", "questions": questions, **ENDS})


@st.composite
def routes(draw: st.DrawFn, gotos: st.SearchStrategy[str]) -> Table:
    """A goto, with the keys that must stand beside it."""
    route: Table = {"goto": draw(gotos)}
    clauses = [key for key, category in CLAUSES.items() if category == route["goto"]]
    if clauses:
        route["clause"] = draw(st.sampled_from(clauses))
    if route["goto"] == "ask" and draw(st.booleans()):
        route["closest"] = [draw(st.sampled_from(["visa", "work", "stay"]))]
    if draw(st.booleans()):
        route["confirm"] = [draw(st.sampled_from([*ENDS["points"]]))]
    return route


def mend(rules: Table, directory: Path) -> None:
    """Remove all that the judge finds; an option with a mistake leads to advice instead."""
    while found := mistakes_in(written(rules), directory):
        for place in found.get("wrong", found.get("unused", ())):
            *above, last = place.split(".")
            if "wrong" in found and last != "confirm":
                _, question, _, option, *_ = place.split(".")
                rules["questions"][question]["options"][option] = {"text": "No", "goto": "ask"}
            else:
                reduce(lambda table, key: table.get(key, {}), above, rules).pop(last, None)


def slip(draw: st.DrawFn, rules: Table) -> None:
    """Remove a value, replace it, or repeat a table under another name."""
    table, key = draw(st.sampled_from([*parts(rules)]))
    how = draw(st.sampled_from(["out", "else", "twice"]))
    if how == "else" and key in OTHER_VALUES:
        table[key] = draw(OTHER_VALUES[key])
    elif how == "twice" and isinstance(table[key], dict) and {"text", "name"} & {*table[key]}:
        name = "NEW-1" if key in CLAUSES else draw(st.sampled_from([*NAMES, "o3"]))
        table[name] = deepcopy(table[key])
    else:
        del table[key]


def parts(rules: Table) -> Iterator[tuple[Table, str]]:
    """Every table with each of its keys."""
    for key, value in rules.items():
        yield rules, key
        if isinstance(value, dict):
            yield from parts(value)


def written(rules: Table) -> str:
    """The text of a rules file, one line for each value."""
    return "\n".join(lines(rules))


def lines(table: Table, *above: str) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from lines(value, *above, key)
        else:
            yield f"{'.'.join([*above, key])} = {json.dumps(value, ensure_ascii=False)}"


def test_rules_are_refused_where_the_judge_finds_a_mistake_and_nowhere_else(tmp_path: Path) -> None:
    verdicts: Counter[str] = Counter()

    @steady
    @given(files(tmp_path))
    def agree(text: str) -> None:
        found = mistakes_in(text, tmp_path)
        reported = {problem.location for problem in problems_in(text, tmp_path)}
        assert reported <= set().union(*found.values())
        assert bool(reported) == bool(found)
        verdicts.update([*found] or ["good"])

    agree()
    assert min(verdicts[each] for each in ("good", "missing", "wrong", "unused")) > 30


def test_in_accepted_rules_all_answers_lead_to_one_outcome(
    tmp_path: Path,
) -> None:
    """And each question, option, outcome, clause and point is used."""

    @steady
    @given(files(tmp_path))
    def all_end(text: str) -> None:
        assume(not mistakes_in(text, tmp_path))
        rules = load_text(text, tmp_path)
        all_answers = product(*[question.options for question in rules.questions.values()])
        ends = [walk(rules, dict(zip(rules.questions, each, strict=True))) for each in all_answers]
        assert all(isinstance(end, Reached) for end in ends)
        proof, trails = verify(rules), {current_answers(end) for end in ends}
        assert proof.paths == len(trails)
        assert (proof.shortest, proof.longest) == (min(map(len, trails)), max(map(len, trails)))
        assert {end.outcome.id for end in ends} == {*rules.outcomes}
        assert {end.clause.id for end in ends if end.clause} == {*rules.clauses}
        assert {point.id for end in ends for point in end.confirm} == {*rules.points}
        assert {answer for trail in trails for answer in trail} == {
            (key, option) for key, each in rules.questions.items() for option in each.options
        }

    all_end()


def test_rules_with_rows_on_several_answers_are_refused_where_the_judge_finds_a_mistake() -> None:
    """A rules file cannot express them yet, so the test makes the model."""
    verdicts: Counter[bool] = Counter()

    @steady
    @given(st.randoms(use_true_random=False))
    def agree(chance: Random) -> None:
        found = sample(chance)
        reported = {problem.location for problem in problems_of(found.ruleset)}
        assert reported <= {*found.wrong(), *found.unused()}
        assert bool(reported) != found.is_good()
        verdicts[found.is_good()] += 1

    agree()
    assert min(verdicts[True], verdicts[False]) > 30
