"""Options in few names: groups stand for those that they hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rules.generated import asked, problems_of, rules_of
from widget.rules.grouped import in_few_names

LETTERS = replace(
    rules_of({"q0": asked(a="visa", b="visa", c="visa", d="ask", e="ask")}),
    groups={"q0": {"pair": ["a", "b"], "three": ["b", "c", "d"], "one": ["e"]}},
)

NAMES: dict[str, tuple[list[str | None], list[str]]] = {
    "a group and an option": (["a", "b", "e"], ["pair", "e"]),
    "a group in part": (["c"], ["c"]),
    "the larger group": (["b", "c", "d"], ["three"]),
    "a group that adds one option to another": (["a", "b", "c", "d"], ["three", "a"]),
    "people who were not asked": (["a", "b", None], ["pair", "not asked"]),
}


@pytest.mark.parametrize(("options", "names"), NAMES.values(), ids=NAMES)
def test_options_are_named_by_groups(options: list[str | None], names: list[str]) -> None:
    assert in_few_names(LETTERS, "q0", options) == names


def test_the_row_for_a_gap_names_groups() -> None:
    outline = {"q0": asked(a="q1", b="q1", c="q1"), "q1": asked("yes", "no")}
    outline["q1"].next = [({"q0": {"c"}}, "visa"), ({"q0": {"a", "b"}, "q1": {"no"}}, "ask")]
    first, *_ = problems_of(rules_of(outline, {"q0": {"pair": ["a", "b"]}}))
    assert first.what.endswith('{ q1 = "yes", q0 = "pair", goto = "…" }')
