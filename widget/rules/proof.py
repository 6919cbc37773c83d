"""The proof over all paths: rules that could lead somebody astray are refused before serving."""

from __future__ import annotations

from dataclasses import dataclass

from widget.problems import Problems, collecting
from widget.rules.faults import wrong_paths
from widget.rules.graph import Graph, graph_of
from widget.rules.model import Ruleset
from widget.rules.names import wrong_names
from widget.rules.unused import unused


@dataclass(frozen=True)
class Proof:
    """What was proven: each path ends in exactly one outcome, each question and outcome is reached.

    `longest` and `shortest` count the answers on a path.
    """

    questions: int
    options: int
    outcomes: int
    paths: int
    longest: int
    shortest: int


def verify(ruleset: Ruleset) -> Proof:
    """Prove the rules over every path. Raises Problems, with all mistakes, if any is wrong."""
    problems = list(wrong_names(ruleset))
    graph: Graph | None = None
    # From another start than the first question, every path would be another one.
    if ruleset.start == next(iter(ruleset.questions)):
        with collecting(problems):
            graph = graph_of(ruleset)
    if graph:
        problems += wrong_paths(graph)
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
