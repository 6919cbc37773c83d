"""How much of the rules the people of the cases cover: decision rows and near misses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from widget.cases.alike import without_alike
from widget.rules.graph import Graph
from widget.rules.states import Edge, State
from widget.rules.walk import Answers

Choice = tuple[str, str]
"""The ids of a question and of one of its options."""

Way = tuple[tuple[State, Edge], ...]
"""The states of a person on the way to an outcome, each with the edge that is taken there."""


class DecisionRow(NamedTuple):
    """An option, where it leads, and the clause that decides; `goto` and `clause` are ids.

    All rows of an option that agree in these are one decision row.
    """

    question: str
    option: str
    goto: str
    clause: str | None


@dataclass(frozen=True)
class Coverage:
    """All decision rows and all options that can have a near miss, and whether people cover them.

    A decision row is covered when somebody takes it. An option has a near miss when two people
    answer alike before its question, one takes this option and one another, and their outcomes
    differ. An option cannot have one where all answers to its question lead to one outcome.
    """

    rows: Mapping[DecisionRow, bool]
    near_misses: Mapping[Choice, bool]


class NearMisses:
    """Finds the options that have a near miss among the people added so far."""

    def __init__(self) -> None:
        """Begin without people."""
        self.found: set[Choice] = set()
        self._outcomes: dict[tuple[str, ...], dict[str, set[str]]] = {}

    def add(self, way: Way) -> None:
        """Add a person."""
        options = tuple(edge.option.id for _, edge in way)
        for asked, (state, edge) in enumerate(way):
            alike = self._outcomes.setdefault(options[:asked], {})
            alike.setdefault(edge.option.id, set()).add(outcome(way))
            self.found.update((state.question, option) for option in _contrasted(alike))


def coverage(graph: Graph, people: Iterable[Answers]) -> Coverage:
    """Return what people cover; each is given by the answers on the way to an outcome.

    Of options that no row tells apart, only the first one counts.
    """
    graph, people = without_alike(graph, people)
    rows: set[DecisionRow] = set()
    near_misses = NearMisses()
    for person in people:
        way = way_of(graph, person)
        rows.update(decision_row(state, edge) for state, edge in way)
        near_misses.add(way)
    return Coverage(
        rows={row: row in rows for row in decision_rows(graph)},
        near_misses={choice: choice in near_misses.found for choice in possible(graph)},
    )


def way_of(graph: Graph, person: Answers) -> Way:
    """Return the way that some answers take, up to an outcome or to a question without answer."""
    answers = dict(person)
    here: State | str = graph.start
    way = []
    while isinstance(here, State) and here.question in answers:
        edge = graph.edges[here][answers[here.question]]
        way.append((here, edge))
        here = edge.to
    return tuple(way)


def outcome(way: Way) -> str:
    """Return the id of the outcome at the end of a way."""
    _, last = way[-1]
    return last.row.route.goto


def choice_of(state: State, edge: Edge) -> Choice:
    """Return the choice of an edge."""
    return state.question, edge.option.id


def decision_row(state: State, edge: Edge) -> DecisionRow:
    """Return the decision row of an edge."""
    route = edge.row.route
    return DecisionRow(state.question, edge.option.id, route.goto, route.clause)


def decision_rows(graph: Graph) -> list[DecisionRow]:
    """Return all decision rows, in the order of the rules."""
    order = {choice: number for number, choice in enumerate(_choices(graph))}
    edges = ((state, edge) for state, edges in graph.edges.items() for edge in edges.values())
    rows = dict.fromkeys(decision_row(state, edge) for state, edge in edges)
    return sorted(rows, key=lambda row: order[row.question, row.option])


def possible(graph: Graph) -> list[Choice]:
    """Return the options that can have a near miss, in the order of the rules."""
    found = {
        (state.question, option)
        for state, edges in graph.edges.items()
        for option in _contrasted({key: ends(graph, edge) for key, edge in edges.items()})
    }
    return [choice for choice in _choices(graph) if choice in found]


def _choices(graph: Graph) -> Iterator[Choice]:
    for question in graph.ruleset.questions.values():
        yield from ((question.id, option) for option in question.options)


def ends(graph: Graph, edge: Edge) -> frozenset[str]:
    """Return the outcomes that can be reached after an edge."""
    return graph.reachable[edge.to] if isinstance(edge.to, State) else frozenset([edge.to])


def _contrasted(outcomes: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield the options (option → outcomes) beside which another one has another outcome."""
    for option, own in outcomes.items():
        others = (each for key, each in outcomes.items() if key != option)
        if any(len({*own, *each}) > 1 for each in others):
            yield option
