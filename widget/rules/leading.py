"""Which answers lead to a category: an example for each clause and each first answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from widget.rules.graph import Graph, graph_of
from widget.rules.model import Ruleset
from widget.rules.states import Edge, State
from widget.rules.walk import Answers

Leading = Mapping[str, Mapping[str | None, Answers]]
"""Option of the first question → id of a clause → the answers of a shortest path to it."""


@lru_cache(maxsize=1000)
def leading_to(ruleset: Ruleset, category: str) -> Leading:
    """Return answers that lead to a category, for each option of the first question.

    The rules must be proven. An option that leads nobody there has no clauses. A route without a
    clause counts as None.
    """
    graph = graph_of(ruleset)
    first = ruleset.questions[ruleset.start].options
    return {option: _shortest(graph, option, category) for option in first}


def _shortest(graph: Graph, option: str, category: str) -> dict[str | None, Answers]:
    """Return clause → the shortest answers, of those that begin with an option."""

    def allowed(state: State, edge: Edge) -> bool:
        return state != graph.start or edge.option.id == option

    found: dict[str | None, Answers] = {}
    reached = graph.ways(allowed)
    for state, edges in graph.edges.items():
        for edge in edges.values() if state in reached else ():
            if edge.to != category or not allowed(state, edge):
                continue
            answers = (*reached[state], (state.question, edge.option.id))
            clause = edge.row.route.clause
            if clause not in found or len(answers) < len(found[clause]):
                found[clause] = answers
    return found
