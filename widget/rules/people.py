"""The people whose answers fit some conditions."""

from __future__ import annotations

from collections.abc import Callable

from widget.rules.graph import Graph, Ways
from widget.rules.model import Ruleset
from widget.rules.states import Edge, State
from widget.rules.wording import When

Fits = Callable[[State, Edge], bool]


def ways_of(graph: Graph, when: When) -> Ways:
    """Return the answers of a shortest path for all that people who fit `when` reach."""
    return graph.ways(fitting(graph.ruleset, when)) if when else graph.examples


def fitting(ruleset: Ruleset, when: When) -> Fits:
    """Return a function that returns whether people who fit `when` take an edge.

    They take none with another answer, and none that passes over a question they must be asked.
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
