"""The people whose answers fit some conditions."""

from __future__ import annotations

from collections.abc import Callable, Collection

from widget.rules.graph import Graph, Ways
from widget.rules.model import Ruleset
from widget.rules.states import Edge, State
from widget.rules.wording import When

Fits = Callable[[State, Edge], bool]


def ways_of(graph: Graph, when: When) -> Ways:
    """Return the answers of a shortest path for all that people who fit `when` reach."""
    return graph.ways(fitting(graph.ruleset, when)) if when else graph.examples


def first_way(
    graph: Graph, when: When, ends: Collection[str]
) -> tuple[tuple[str, str], ...] | None:
    """Return the answers of the first path, in the options' order, by which people reach an end.

    `ends` are ids of outcomes, and the people are those who fit `when`. None if they reach none.
    """
    fits = fitting(graph.ruleset, when)

    def leads(state: State, edge: Edge, after: bool) -> bool:
        return fits(state, edge) and (after if isinstance(edge.to, State) else edge.to in ends)

    leading = graph.backward(True, leads, any)
    here: State | str = graph.start
    way: list[tuple[str, str]] = []
    while isinstance(here, State):
        taken = [e for e in graph.edges[here].values() if leads(here, e, leading.get(e.to, True))]
        if not taken:
            return None
        way.append((here.question, taken[0].option.id))
        here = taken[0].to
    return tuple(way)


def fitting(ruleset: Ruleset, when: When) -> Fits:
    """Return a function that returns whether people who fit `when` take an edge.

    They take no edge with another answer, and none that skips a question that they must be asked.
    """
    place = {key: n for n, key in enumerate([*ruleset.questions, *ruleset.outcomes])}
    needed = sorted(place[asked] for asked, options in when.items() if None not in options)
    furthest = {
        key: next((n for n in needed if n > place[key]), len(place)) for key in ruleset.questions
    }
    """Question → the place of the first one below that they must be asked."""

    def fits(state: State, edge: Edge) -> bool:
        here, option = state.question, edge.option.id
        if here in when and option not in when[here]:
            return False
        there = edge.to.question if isinstance(edge.to, State) else edge.to
        return place[there] <= furthest[here]

    return fits
