"""The people whom the cases miss, as few as a greedy search finds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from widget.cases.alike import without_alike
from widget.cases.coverage import (
    Choice,
    DecisionRow,
    NearMisses,
    Way,
    choice_of,
    decision_row,
    decision_rows,
    ends,
    outcome,
    possible,
    way_of,
)
from widget.rules.graph import Graph
from widget.rules.states import Edge, State
from widget.rules.walk import Answers


def missing_people(graph: Graph, people: Iterable[Answers]) -> list[Answers]:
    """Return people who cover all decision rows and near misses that the given people do not."""
    graph, people = without_alike(graph, people)
    ways = [way_of(graph, person) for person in people]
    found = [*_for_rows(graph, ways)]
    found += _for_near_misses(graph, [*ways, *found])
    return [tuple((state.question, edge.option.id) for state, edge in way) for way in found]


def _for_rows(graph: Graph, ways: Iterable[Way]) -> Iterator[Way]:
    """Yield people who take the missing rows, each of them as many as possible."""
    missing = {*decision_rows(graph)} - {decision_row(*step) for way in ways for step in way}
    while missing:
        way = _through_most(graph, missing)
        missing -= {decision_row(*step) for step in way}
        yield way


def _through_most(graph: Graph, rows: Collection[DecisionRow]) -> Way:
    """Return a way that takes the most of some rows."""

    def transfer(state: State, edge: Edge, after: int) -> int:
        return after + (decision_row(state, edge) in rows)

    most = graph.backward(0, transfer, max)
    here: State | str = graph.start
    way: list[tuple[State, Edge]] = []
    while isinstance(here, State):
        edges = graph.edges[here].values()
        number = [transfer(here, edge, most.get(edge.to, 0)) for edge in edges]
        edge = [*edges][number.index(max(number))]
        way.append((here, edge))
        here = edge.to
    return tuple(way)


def _for_near_misses(graph: Graph, ways: Iterable[Way]) -> Iterator[Way]:
    """Yield people who, with `ways`, give each option a near miss; `ways` take all options."""
    known = [*ways]
    near_misses = NearMisses()
    for way in known:
        near_misses.add(way)
    for choice in possible(graph):
        if choice not in near_misses.found:
            new = _beside_one(graph, choice, known, near_misses) or _two(graph, choice)
            for way in (each for each in new if each not in known):
                near_misses.add(way)
                known.append(way)
                yield way


def _beside_one(
    graph: Graph, choice: Choice, ways: Iterable[Way], near_misses: NearMisses
) -> list[Way]:
    """Return a way that is a near miss of one of these ways; none if it takes two new ones."""
    for way in ways:
        for asked, step in enumerate(way):
            if choice_of(*step) == choice and (rest := [*_elsewhere(graph, *step, outcome(way))]):
                # An option that needs a near miss too gets one by the same way.
                best = min(rest, key=lambda end: choice_of(*end[0]) in near_misses.found)
                return [(*way[:asked], *best)]
    return []


def _two(graph: Graph, choice: Choice) -> list[Way]:
    """Return two ways that are a near miss of each other; the first takes the option."""
    question, option = choice
    return next(
        [(*before, *_on(graph, state, edges[option], frozenset([reached]))), (*before, *end)]
        for state, edges in graph.edges.items()
        if state.question == question
        for before in [way_of(graph, graph.examples[state])]
        for reached in sorted(ends(graph, edges[option]))
        for end in _elsewhere(graph, state, edges[option], reached)
    )


def _elsewhere(graph: Graph, state: State, edge: Edge, reached: str) -> Iterator[Way]:
    """Yield the ends of ways that take another edge from a state and do not reach an outcome."""
    for other in graph.edges[state].values():
        if other.option != edge.option and (outcomes := ends(graph, other) - {reached}):
            yield _on(graph, state, other, outcomes)


def _on(graph: Graph, state: State, edge: Edge, outcomes: frozenset[str]) -> Way:
    """Return the end of a way that takes an edge, then the first edges to one of some outcomes."""
    way = [(state, edge)]
    while isinstance(edge.to, State):
        state = edge.to
        edge = next(each for each in graph.edges[state].values() if ends(graph, each) & outcomes)
        way.append((state, edge))
    return tuple(way)
