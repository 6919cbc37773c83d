"""The proof over all paths: exactly one row fits each option wherever a path reaches it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from widget.problems import Problem, Problems, collecting, location
from widget.rules.graph import Graph, graph_of
from widget.rules.model import Ruleset
from widget.rules.names import wrong_conditions, wrong_names
from widget.rules.states import Fault, State
from widget.rules.unused import unused


@dataclass(frozen=True)
class Proof:
    """The size of proven rules: their paths, and the answers on the longest and shortest one.

    Each path ends in exactly one outcome, and each question and outcome is reached.
    """

    questions: int
    options: int
    outcomes: int
    paths: int
    longest: int
    shortest: int


def verify(ruleset: Ruleset) -> Proof:
    """Prove the rules over every path. Raises Problems with every mistake if any is wrong."""
    problems = list(wrong_names(ruleset))
    graph: Graph | None = None
    # With a wrong start, all paths are wrong: mistakes on them would only confuse.
    if ruleset.start == next(iter(ruleset.questions)):
        with collecting(problems):
            graph = graph_of(ruleset)
    if graph:
        problems += _wrong_paths(graph)
        problems += unused(graph, complete=not problems)
    if problems or graph is None:
        raise Problems(problems)
    return _proof(graph)


def _proof(graph: Graph) -> Proof:
    ruleset = graph.ruleset
    return Proof(
        questions=len(ruleset.questions),
        options=sum(len(question.options) for question in ruleset.questions.values()),
        outcomes=len(ruleset.outcomes),
        paths=graph.number_of_paths,
        longest=graph.longest[graph.start],
        shortest=graph.shortest,
    )


def _wrong_paths(graph: Graph) -> Iterator[Problem]:
    """Yield the gaps and overlaps of each option, in the order of the rules.

    An option with a wrong condition is left out, since `wrong_names` reports it.
    """
    faults: dict[tuple[str, str], list[Fault]] = {}
    for fault in graph.faults:
        faults.setdefault((fault.state.question, fault.option.id), []).append(fault)
    for question in graph.ruleset.questions.values():
        for option in question.options.values():
            found = faults.get((question.id, option.id), [])
            if found and not any(wrong_conditions(graph.ruleset, question, option)):
                yield from _gaps(graph, [fault for fault in found if not fault.rows])
                yield from _overlap(graph, [fault for fault in found if fault.rows])


def _gaps(graph: Graph, gaps: Sequence[Fault]) -> Iterator[Problem]:
    """Yield a problem for each missing answer if the rows read one question, else one example."""
    asked = {question for gap in gaps for row in gap.option.rows for question in row.when}
    if len(asked) == 1:
        (question,) = asked
        for answer in dict.fromkeys(dict(gap.state.answers).get(question) for gap in gaps):
            yield _gap(graph, gaps[0], question, answer)
    elif gaps:
        gap, answers = _shortest(graph, gaps)
        yield Problem(graph.ruleset.file, _location(gap), f"No row fits: {answers}.")


def _gap(graph: Graph, gap: Fault, question: str, answer: str | None) -> Problem:
    if answer is None:
        what = f"Some paths to here do not ask {question}; use a question that all of them ask."
        allowed = ", ".join(_always_asked_before(graph, gap.state.question))
    else:
        what = f"After {question}={answer} there is no goto."
        allowed = f'when.{question}.{answer} = {{ goto = "…" }}'
    return Problem(graph.ruleset.file, _location(gap), what, allowed)


def _overlap(graph: Graph, overlaps: Sequence[Fault]) -> Iterator[Problem]:
    if overlaps:
        overlap, answers = _shortest(graph, overlaps)
        first, second, *_ = (row.location for row in overlap.rows)
        what = f"Two rows fit, {first} and {second}, for: {answers}."
        yield Problem(graph.ruleset.file, _location(overlap), what)


def _shortest(graph: Graph, faults: Sequence[Fault]) -> tuple[Fault, str]:
    """Return the fault that the fewest answers lead to, and those answers with its own."""
    fault = min(faults, key=lambda fault: len(graph.examples[fault.state]))
    answers = (*graph.examples[fault.state], (fault.state.question, fault.option.id))
    return fault, ", ".join(f"{question}={option}" for question, option in answers)


def _always_asked_before(graph: Graph, question: str) -> list[str]:
    """Return the questions that every path to this one asks, in the order of the rules."""
    before = (
        asked
        for state, asked in graph.asked_before.items()
        if isinstance(state, State) and state.question == question
    )
    always = frozenset.intersection(*before)
    return [key for key in graph.ruleset.questions if key in always]


def _location(fault: Fault) -> str:
    return location("questions", fault.state.question, "options", fault.option.id)
