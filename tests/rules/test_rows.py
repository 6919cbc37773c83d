"""Rows over this question's answer and earlier ones: exactly one must fit on every path."""

from __future__ import annotations

import pytest

from tests.rules.generated import Asked, Groups, Outline, Rows, problems_of, rules_of
from widget.rules.graph import graph_of
from widget.rules.otherwise import only_otherwise

WAYS_IN: Outline = {
    "q0": Asked({"o0": "q1", "o1": "q2"}),
    "q1": Asked({"o0": "q3"}),
    "q2": Asked({"o0": "q3"}),
    "q3": Asked({"o0": "q4", "o1": "q4"}),
}
"""All paths have q0, q3 and q4, and either q1 or q2 in between."""

Q4 = "questions.q4"
FOR_ALL: Rows = [
    ({"q4": {"o0"}, "q0": {"o0"}, "q3": {"o0"}}, "visa"),
    ({"q4": {"o0"}, "q0": {"o0"}, "q3": {"o1"}}, "ask"),
    ({"q4": {"o0"}, "q0": {"o1"}}, "ask"),
    ({"q4": {"o1"}}, "ask"),
]
"""Rows for both options, o0 and o1, of which exactly one fits everybody."""

ROWS: dict[str, tuple[Rows, Rows, list[str]]] = {
    "exactly one fits everybody": (FOR_ALL, [], []),
    "rows that do not name the own question are for both options": (
        [({"q3": {"o0"}}, "visa"), ({"q3": {"o1"}}, "ask")],
        [],
        [],
    ),
    "one for a question that was not asked": (
        [({"q1": {None}}, "visa"), ({"q1": {"o0"}}, "ask")],
        [],
        [],
    ),
    "otherwise": (FOR_ALL[:1], [({}, "ask")], []),
    "rows of otherwise": (FOR_ALL[:1], [({"q3": {"o0"}}, "visa"), ({"q3": {"o1"}}, "ask")], []),
    "none fits one path": (
        [*FOR_ALL[:2], FOR_ALL[3]],
        [],
        [
            f"{Q4}: No row fits: q4=o0, q0=o1, q3=o0. Add a row: "
            '{ q4 = "o0", q0 = "o1", q3 = ["o0", "o1"], goto = "…" }'
        ],
    ),
    "none fits two kinds of people": (
        [FOR_ALL[0], FOR_ALL[3]],
        [],
        [
            f"{Q4}: No row fits: q4=o0, q0=o0, q3=o1. Add a row: "
            '{ q4 = "o0", q0 = ["o0", "o1"], q3 = "o1", goto = "…" }',
            f"{Q4}: No row fits: q4=o0, q0=o1, q3=o0. Add a row: "
            '{ q4 = "o0", q0 = "o1", q3 = "o0", goto = "…" }',
        ],
    ),
    "none is for an option": (
        FOR_ALL[:3],
        [],
        [f'{Q4}: No row fits: q4=o1. Add a row: {{ q4 = "o1", goto = "…" }}'],
    ),
    "none fits people who were not asked": (
        [({"q1": {"o0"}}, "visa")],
        [],
        [
            f"{Q4}: No row fits: q4={option}, q1=not asked. Add a row: "
            f'{{ q4 = "{option}", q1 = "not asked", goto = "…" }}'
            for option in ("o0", "o1")
        ],
    ),
    "a row of otherwise is missing": (
        FOR_ALL[:1],
        [({"q3": {"o0"}}, "ask")],
        [
            f"{Q4}: No row fits: q4=o0, q0=o0, q3=o1. Add a row to otherwise: "
            '{ q3 = "o1", goto = "…" }'
        ],
    ),
    "a row of otherwise for one option is missing": (
        FOR_ALL[:1],
        [({"q4": {"o0"}}, "ask"), ({"q4": {"o1"}, "q3": {"o0"}}, "ask")],
        [
            f"{Q4}: No row fits: q4=o1, q3=o1. Add a row to otherwise: "
            '{ q4 = "o1", q3 = "o1", goto = "…" }'
        ],
    ),
    "two fit one path": (
        [*FOR_ALL, ({"q4": {"o0"}, "q2": {"o0"}, "q3": {"o1"}}, "visa")],
        [],
        [f"{Q4}: Two rows fit, next[3] and next[5], for: q4=o0, q0=o1, q2=o0, q3=o1."],
    ),
    "two rows of otherwise fit": (
        FOR_ALL[:3],
        [({}, "ask"), ({"q3": {"o1"}}, "visa")],
        [f"{Q4}: Two rows fit, otherwise[1] and otherwise[2], for: q4=o1, q3=o1."],
    ),
    "one fits nobody": (
        [*FOR_ALL, ({"q1": {"o0"}, "q0": {"o1"}}, "ask")],
        [],
        [f"{Q4}.next[5]: Nobody takes this row: nobody gives these answers together."],
    ),
    "one of otherwise fits nobody": (
        FOR_ALL[:3],
        [({"q4": {"o0"}}, "ask"), ({"q4": {"o1"}}, "visa")],
        [
            f"{Q4}.otherwise[1]: Nobody takes this row: "
            "a row of next fits everybody with these answers."
        ],
    ),
    "nobody comes to otherwise": (
        FOR_ALL,
        [({"q3": {"o0"}}, "ask"), ({"q3": {"o1"}}, "visa")],
        [f"{Q4}.otherwise: Nobody needs otherwise: a row of next fits everybody."],
    ),
    "everybody was asked": (
        [*FOR_ALL[:3], ({"q4": {"o1"}, "q3": {"o0", "o1", None}}, "ask")],
        [],
        [f"{Q4}.next[4].q3: Everybody who takes this row was asked q3."],
    ),
    "the own question as not asked": (
        [*FOR_ALL[:3], ({"q4": {None, "o1"}}, "ask")],
        [],
        [
            f'{Q4}.next[4].q4: This row cannot say "not asked" of its own question. Allowed: '
            f"o0, o1, o2."
        ],
    ),
    "an unknown option, which hides the gap": (
        [({"q0": {"o0", "o7"}, "q3": {"o0"}}, "visa")],
        [],
        [f"{Q4}.next[1].q0: There is no option of q0 'o7'. Allowed: o0, o1."],
    ),
    "an unknown option of the own question": (
        [*FOR_ALL[:3], ({"q4": {"p1"}}, "ask")],
        [],
        [f"{Q4}.next[4].q4: There is no option of q4 'p1'. Allowed: o0, o1, o2."],
    ),
    "an option that has a goto": (
        [*FOR_ALL[:3], ({"q4": {"o1", "o2"}}, "ask")],
        [],
        [f"{Q4}.next[4].q4: A row is for options without a goto, not for o2. Allowed: o0, o1."],
    ),
    "no rows": (
        [],
        [],
        [
            f"{Q4}.options.{option}: This option leads nowhere. "
            "Allowed: a goto here, or a row in questions.q4.next."
            for option in ("o0", "o1")
        ],
    ),
}
"""The rows of `next` and `otherwise` of q4, and the messages about them."""


@pytest.mark.parametrize(("rows", "otherwise", "messages"), ROWS.values(), ids=ROWS)
def test_rows_are_compared_with_the_answers_that_can_come_to_them(
    rows: Rows, otherwise: Rows, messages: list[str]
) -> None:
    ways_in = {**WAYS_IN, "q2": Asked({"o0": "q3", "o1": "ask"})}
    q4 = Asked({"o0": None, "o1": None, "o2": "visa"}, rows, otherwise)
    assert [str(problem) for problem in problems_of(rules_of({**ways_in, "q4": q4}))] == [
        f"rules.toml: {line}" for line in messages
    ]


def test_the_example_of_a_gap_is_the_person_with_the_fewest_answers() -> None:
    """The path with more answers comes first in the file, the shorter one is the example."""
    outline: Outline = {
        "q0": Asked({"o0": "q1", "o1": "q2"}),
        "q1": Asked({"o0": "q2", "o1": "q2"}),
        "q2": Asked({"o0": None, "o1": "visa"}, [({"q0": {"o0"}, "q1": {"o1"}}, "ask")]),
    }
    first, _second = problems_of(rules_of(outline))
    assert first.what == (
        "No row fits: q2=o0, q0=o1, q1=not asked. Add a row: "
        '{ q2 = "o0", q0 = "o1", q1 = "not asked", goto = "…" }'
    )


def test_a_row_that_would_fit_everybody_is_reported_once() -> None:
    """It overlaps with each of the others: one cause is one line."""
    q4 = Asked({"o0": None, "o1": None, "o2": "visa"}, [*FOR_ALL, ({}, "ask")])
    (problem,) = problems_of(rules_of({**WAYS_IN, "q4": q4}))
    assert problem.what == "Two rows fit, next[1] and next[5], for: q4=o0, q0=o0, q3=o0."


# Groups.

Q3_GROUPS: Groups = {"q3": {"both": ["o0", "o1"]}}


def test_a_group_stands_for_its_options() -> None:
    outline = {**WAYS_IN, "q4": Asked({"o0": None, "o1": "ask"}, [({"q3": {"o0", "o1"}}, "visa")])}
    ruleset = rules_of(outline, Q3_GROUPS)
    (row,) = ruleset.questions["q4"].next
    assert ruleset.groups == Q3_GROUPS
    assert row.when == {"q3": {"o0", "o1"}}
    assert problems_of(ruleset) == ()


# Options that only `otherwise` catches.


def test_options_that_no_row_of_next_is_for_are_found() -> None:
    q4 = Asked(
        {"o0": None, "o1": None, "o2": "visa"},
        next=[({"q4": {"o0"}, "q0": {"o0"}}, "visa")],
        otherwise=[({}, "ask")],
    )
    graph = graph_of(rules_of({**WAYS_IN, "q4": q4}))
    assert [*only_otherwise(graph)] == [("q4", {"q0": ("o1",), "q4": ("o1",)})]


def test_an_option_that_no_row_names_is_found_also_where_others_catch_its_people() -> None:
    """As a country that somebody adds to no group."""
    q4 = Asked(
        {"o0": None, "o1": None, "o2": "visa"},
        next=[({"q4": {"o0"}, "q0": {"o0"}}, "visa"), ({"q4": {"o1"}}, "ask")],
        otherwise=[({}, "visa")],
    )
    graph = graph_of(rules_of({**WAYS_IN, "q4": q4}))
    assert [*only_otherwise(graph)] == [("q4", {"q0": ("o1",)})]


def test_rules_without_otherwise_have_no_such_options() -> None:
    q4 = Asked({"o0": None, "o1": None, "o2": "visa"}, FOR_ALL)
    assert [*only_otherwise(graph_of(rules_of({**WAYS_IN, "q4": q4})))] == []


def test_a_row_of_otherwise_reads_what_the_rows_of_next_read() -> None:
    """Their answers decide too: none of them fits."""
    q4 = Asked({"o0": None}, next=[({"q0": {"o0"}}, "visa")], otherwise=[({"q3": {"o0"}}, "ask")])
    question = rules_of({**WAYS_IN, "q4": q4}).questions["q4"]
    assert question.read("o0", question.next[0]) == {"q0"}
    assert question.read("o0", question.otherwise[0]) == {"q0", "q3"}
