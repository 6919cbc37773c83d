"""Rows on several earlier answers: exactly one must fit on every path.

A rules file cannot express them yet, so the tests make the model.
"""

from __future__ import annotations

import pytest

from tests.rules.generated import Outline, When, problems_of, rules_of

WAYS_IN: Outline = {
    "q0": {"o0": [({}, "q1")], "o1": [({}, "q2")]},
    "q1": {"o0": [({}, "q3")]},
    "q2": {"o0": [({}, "q3")]},
    "q3": {"o0": [({}, "q4")], "o1": [({}, "q4")]},
    "q4": {"o0": [({}, "visa")], "o1": [({}, "ask")]},
}
"""All paths have q0, q3 and q4, and either q1 or q2 in between."""

Q4 = "questions.q4.options.o0"
Q0_AND_Q3: list[tuple[When, str]] = [
    ({"q0": {"o0"}, "q3": {"o0"}}, "visa"),
    ({"q0": {"o0"}, "q3": {"o1"}}, "ask"),
    ({"q0": {"o1"}}, "ask"),
]

ROWS: dict[str, tuple[list[tuple[When, str]], list[str]]] = {
    "exactly one fits every path": (Q0_AND_Q3, []),
    "one for a question that was not asked": (
        [({"q1": {None}}, "visa"), ({"q1": {"o0"}}, "ask")],
        [],
    ),
    "none fits one path": (
        Q0_AND_Q3[:2],
        [f"{Q4}: No row fits: q0=o1, q2=o0, q3=o0, q4=o0."],
    ),
    "two fit one path": (
        [*Q0_AND_Q3, ({"q2": {"o0"}, "q3": {"o1"}}, "visa")],
        [f"{Q4}: Two rows fit, {Q4}.rows.2 and {Q4}.rows.3, for: q0=o1, q2=o0, q3=o1, q4=o0."],
    ),
    "no rows": ([], [f"{Q4}: No row fits: q0=o0, q1=o0, q3=o0, q4=o0."]),
    "one fits no path": (
        [*Q0_AND_Q3, ({"q1": {"o0"}, "q2": {"o0", None}, "q0": {"o1"}}, "ask")],
        [f"{Q4}.rows.3: No path reaches this option with q1=o0, q2=not asked or o0, q0=o1."],
    ),
    "one on a question that only some paths have": (
        [({"q1": {"o0"}}, "visa")],
        [
            f"{Q4}: Some paths to here do not ask q1; use a question that all of them ask. "
            "Allowed: q0, q3."
        ],
    ),
    "one with an unknown option, which hides the gap": (
        [({"q0": {"o0", "o2"}, "q3": {"o0"}}, "visa")],
        [f"{Q4}.rows.0: There is no option of q0 'o2'. Allowed: o0, o1."],
    ),
}
"""The rows of the option o0 of q4, and the messages about them."""


@pytest.mark.parametrize(("rows", "messages"), ROWS.values(), ids=ROWS)
def test_rows_are_compared_with_the_answers_that_can_come_to_them(
    rows: list[tuple[When, str]], messages: list[str]
) -> None:
    outline = {**WAYS_IN, "q4": {"o0": rows, "o1": [({}, "ask")], "o2": [({}, "visa")]}}
    assert [str(problem) for problem in problems_of(rules_of(outline))] == [
        f"rules.toml: {line}" for line in messages
    ]


def test_the_example_of_a_fault_has_the_fewest_answers() -> None:
    """The path with more answers comes first in the file, the shorter one is the example."""
    rows: list[tuple[When, str]] = [({"q0": {"o0"}, "q1": {"o1"}}, "ask")]
    outline: Outline = {
        "q0": {"o0": [({}, "q1")], "o1": [({}, "q2")]},
        "q1": {"o0": [({}, "q2")], "o1": [({}, "q2")]},
        "q2": {"o0": rows, "o1": [({}, "visa")]},
    }
    (problem,) = problems_of(rules_of(outline))
    assert problem.what == "No row fits: q0=o1, q2=o0."
