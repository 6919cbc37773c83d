"""The proof over all paths: exactly one row fits each option wherever a path reaches it."""

from __future__ import annotations

from dataclasses import dataclass

from widget.problems import Problems, collecting
from widget.rules.faults import wrong_paths
from widget.rules.graph import Graph, graph_of
from widget.rules.model import Ruleset
from widget.rules.names import wrong_names
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


def verify(ruleset: Ruleset) -> Proof:
    """Prove the rules over every path. Raises Problems with every mistake if any is wrong."""
    problems = [*wrong_names(ruleset), *wrong_texts(ruleset)]
    graph: Graph | None = None
    # With a wrong start, all paths are wrong: mistakes on them would only confuse.
    if ruleset.start == next(iter(ruleset.questions)):
        with collecting(problems):
            graph = graph_of(ruleset)
    if graph:
        problems += wrong_paths(graph)
        problems += unused(graph, complete=not problems)
    if graph and not problems:
        problems += wrong_for_people(graph)
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
