"""Paths that go wrong: in a circle, or to an option that does not say where they go on."""

from __future__ import annotations

from collections.abc import Iterator

from widget.problems import Problem, location
from widget.rules.model import Ruleset
from widget.rules.paths.follow import Again, Gap, Taken
from widget.rules.paths.graph import Graph


def wrong_paths(ruleset: Ruleset, graph: Graph) -> Iterator[Problem]:
    """Yield what goes wrong on the paths, in the order of the rules."""
    before = _asked_before(ruleset, graph)
    for fault in graph.faults:
        if isinstance(fault, Again):
            yield _loop(ruleset, fault.taken)
        elif fault.option.when in ruleset.questions:  # one that does not exist is told already
            yield _gap(ruleset, fault, before[fault.question])


def _loop(ruleset: Ruleset, taken: Taken) -> Problem:
    what = f"This leads back to {taken.route.goto}, which was asked before on the way: a loop."
    return Problem(ruleset.file, taken.option.location(taken.question, taken.case), what)


def _gap(ruleset: Ruleset, gap: Gap, before: list[str]) -> Problem:
    asked = str(gap.option.when)
    where = location("questions", gap.question, "options", gap.option.id, "when", asked)
    if gap.case is None:
        what = f"{asked} is not asked before on every path to here; take an earlier question."
        return Problem(ruleset.file, where, what, ", ".join(before))
    what = f"After {asked}={gap.case} there is no goto."
    return Problem(ruleset.file, where, what, f'when.{asked}.{gap.case} = {{ goto = "…" }}')


def _asked_before(ruleset: Ruleset, graph: Graph) -> dict[str, list[str]]:
    """For each question that is met, those that are asked before it on every path."""
    always: dict[str, set[str]] = {ruleset.start: set()}
    found = True
    while found:
        found = False
        for taken in graph.taken:
            if taken.question in always:
                here = always[taken.question] | {taken.question}
                known = always.get(taken.route.goto)
                always[taken.route.goto] = here if known is None else known & here
                found = found or always[taken.route.goto] != known
    return {key: [each for each in ruleset.questions if each in always[key]] for key in always}
