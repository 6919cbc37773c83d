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
    "about": {
        "title": "Visa",
        "description": "Which visa you need.",
        "agency": "office",
        "statement": "The consulate decides.",
        "paragraph": "paragraph {paragraph}",
    },
    "points": {
        "always": {"text": "It is so."},
        "for_work": {"text": "You work.", "categories": ["work"]},
    },
    "clauses": {
        key: {"category": category, "text": "Everybody.", "quote": "всем"}
        for key, category in CLAUSES.items()
    },
    "categories": {
        "visa": {"name": "Visa", "paragraph": "1", "entry": ["single"], "whom": ["everybody"]},
        "work": {"name": "Work", "paragraph": "2", "entry": ["single"], "whom": ["workers"]},
    },
    "advice": {
        "ask": {
            "name": "Ask",
            "why": ["Silence."],
            "closest": "Close:",
            "next_steps": [{"text": "Ask."}],
        },
        "stay": {"name": "Stay", "why": ["There is no need."], "next_steps": [{"text": "Stay."}]},
    },
}
OUTCOMES = [*ENDS["categories"], *ENDS["advice"]]
NAMES = [*QUESTIONS, *OUTCOMES, "nowhere"]

OTHER_VALUES = {
    **{key: st.just("") for key in ("text", "short", "name", "quote")},
    **{key: st.just([]) for key in ("entry", "whom", "why", "next", "next_steps")},
    **{key: st.sampled_from(NAMES) for key in ("start", "goto", "category")},
    "clause": st.sampled_from([*CLAUSES, "NEW-1"]),
    "confirm": st.just(["nowhere"]),
    **{key: st.sampled_from([["o0"], ["o7"], "not asked", "most"]) for key in QUESTIONS},
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
    groups = {key: {"most": [*options[key][:2]]} for key in asked if draw(st.booleans())}

    def question(number: int) -> Table:
        further = st.sampled_from([*asked[number + 1 :], *OUTCOMES])
        goto = routes(further | further | further | st.sampled_from(NAMES))
        made: Table = {"text": "Why?", "short": "Why", "options": {}}
        for each in options[asked[number]]:
            made["options"][each] = {"text": "Yes"}
            if draw(st.booleans()):
                made["options"][each] |= draw(goto)
        decided = [key for key, each in made["options"].items() if "goto" not in each]
        if decided:
            made["next"] = [{**when, **draw(goto)} for when in draw(conditions(number, decided))]
            if len(made["next"]) > 1 and draw(st.booleans()):
                made["otherwise"] = {**made["next"].pop(), **draw(goto)}
                if draw(st.booleans()):
                    made["otherwise"].pop(asked[number], None)
        return made

    @st.composite
    def conditions(draw: st.DrawFn, number: int, decided: list[str]) -> list[Table]:
        """The conditions of rows for some options of a question, with one on another question."""
        own: Table = {asked[number]: decided} if draw(st.booleans()) else {}
        other = draw(st.sampled_from([None, *asked[:number], *asked[:number], *NAMES[:5]]))
        if other is None or other == asked[number]:
            return [own]
        cells: list[Any] = [*options.get(other, ["o0"])]
        if other in groups:
            cells = ["most", *cells[2:]]
        if draw(st.booleans()):
            cells[-1] = [cells[-1], "not asked"]
        return [{**own, other: cell} for cell in cells]

    questions = {key: question(number) for number, key in enumerate(asked)}
    return deepcopy({"start": "q0", "groups": groups, "questions": questions, **ENDS})


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
    for _ in range(40):
        found = mistakes_in(written(rules), directory)
        if not found:
            return
        if "wrong" in found:
            for place in found["wrong"]:
                mend_wrong(rules, place)
        else:
            # From the last to the first: removing a row renumbers those after it.
            for place in sorted(found["unused"], reverse=True):
                mend_unused(rules, place)
    raise AssertionError(f"these mistakes stay: {found}")


def mend_wrong(rules: Table, place: str) -> None:
    rules["advice"].setdefault(
        "ask", {"name": "Ask", "why": ["Silence."], "next_steps": [{"text": "Ask."}]}
    )
    section, key, *rest = place.split(".")
    if section == "categories":
        rules["about"]["paragraph"] = "paragraph {paragraph}"
        return
    if section == "groups":
        rules["groups"].pop(key, None)
        return
    question = rules["questions"][key]
    if rest[:1] == ["options"]:
        option = rest[1]
        question["options"][option] = {"text": "No", "goto": "ask"}
        return
    question.pop("next", None)
    question.pop("otherwise", None)
    for option in question["options"].values():
        if "goto" not in option:
            option["goto"] = "ask"


def mend_unused(rules: Table, place: str) -> None:
    *above, last = place.split(".")
    table = reduce(item, above, rules)
    if not isinstance(table, dict):
        return
    name, _, number = last.rstrip("]").partition("[")
    if (above and "[" in above[-1]) or above[-1:] == ["otherwise"]:
        table[last] = [each for each in table[last] if each != "not asked"]
    elif number and isinstance(table.get(name), list):
        table[name] = [row for n, row in enumerate(table[name], 1) if n != int(number)]
        if not table[name]:
            del table[name]
        if name == "next" and "next" not in table:
            table["next"] = table.pop("otherwise", [])
            table["next"] = table["next"] if isinstance(table["next"], list) else [table["next"]]
    else:
        table.pop(name, None)


def item(table: Any, key: str) -> Any:
    """A part of a table, or one of the rows: `next[2]`."""
    name, _, number = key.rstrip("]").partition("[")
    part = table.get(name, {}) if isinstance(table, dict) else {}
    if number:
        part = part if isinstance(part, list) else [part]
        return part[int(number) - 1] if len(part) >= int(number) else {}
    return part


def slip(draw: st.DrawFn, rules: Table) -> None:
    """Remove a value, replace it, or repeat a table under another name."""
    table, key = draw(st.sampled_from([*parts(rules)]))
    how = draw(st.sampled_from(["out", "else", "twice"]))
    if how == "else" and key in OTHER_VALUES and not isinstance(table[key], dict):
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
        rows = value if isinstance(value, list) else [value]
        for row in rows:
            if isinstance(row, dict):
                yield from parts(row)


def written(rules: Table) -> str:
    """The text of a rules file, one line for each value."""
    return "\n".join(lines(rules))


def lines(table: Table, *above: str) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict) and key != "otherwise":
            yield from lines(value, *above, key)
        else:
            yield f"{'.'.join([*above, key])} = {inline(value)}"


def inline(value: Any) -> str:
    """A value as TOML writes it in one line."""
    if isinstance(value, dict):
        pairs = (f"{key} = {inline(each)}" for key, each in value.items())
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    return json.dumps(value, ensure_ascii=False)


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
