"""The proof over all paths: one row fits everywhere, nothing is unused, every promise holds."""

from __future__ import annotations

from dataclasses import dataclass

from widget.problems import Problem, Problems, collecting
from widget.rules.broken import broken_promises
from widget.rules.faults import wrong_paths
from widget.rules.graph import Graph, graph_of
from widget.rules.model import Ruleset
from widget.rules.names import wrong_names
from widget.rules.promise_names import wrong_promises
from widget.rules.unused import unused
from widget.rules.wording_faults import wrong_for_people, wrong_texts


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


def verify(ruleset: Ruleset, *, promises: bool = True) -> Proof:
    """Prove the rules over every path. Raises Problems with every mistake if any is wrong.

    Without `promises`, rules may break their promises: `widget diff` and others show such rules.
    """
    problems = [*wrong_names(ruleset), *wrong_texts(ruleset)]
    graph = _graph(ruleset, problems)
    if graph:
        problems += wrong_paths(graph)
        complete = not problems
        if promises and complete:
            problems += broken_promises(graph)
        problems += unused(graph, complete=complete)
        if complete:
            problems += wrong_for_people(graph)
    if promises:
        problems += wrong_promises(ruleset)
    if problems or graph is None:
        raise Problems(problems)
    return _proof(graph)


def _graph(ruleset: Ruleset, problems: list[Problem]) -> Graph | None:
    """Return the graph, or None after a wrong start, or after collecting why there is no graph."""
    # With a wrong start, all paths are wrong: mistakes on them would only confuse.
    if ruleset.start != next(iter(ruleset.questions)):
        return None
    with collecting(problems):
        return graph_of(ruleset)
    return None


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
