"""The graph of states, and what is computed from it, such as paths and remaining questions.

Each value is computed in one pass over the states, as in a data-flow analysis: backward from the
outcomes, or forward from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from widget.rules.model import Ruleset
from widget.rules.states import Edge, Edges, Fault, State, explore

Value = TypeVar("Value")

Given = frozenset[tuple[str, str]]
"""Answers to some questions: (question id, option id)."""
Ways = Mapping[State | str, tuple[tuple[str, str], ...]]
"""State or outcome → answers that lead there, in the order asked: (question id, option id)."""


@dataclass(frozen=True, eq=False)
class Graph:
    """All states that a path reaches, their edges, and the faults found there."""

    ruleset: Ruleset
    edges: Edges
    faults: tuple[Fault, ...]

    @cached_property
    def start(self) -> State:
        """The first question, without answers."""
        return State(self.ruleset.start, ())

    def backward(
        self,
        at_outcome: Value,
        transfer: Callable[[State, Edge, Value], Value],
        merge: Callable[[Iterable[Value]], Value],
    ) -> dict[State | str, Value]:
        """Return a value for each state, computed from the values of its successors.

        The rules must be proven. Outcomes have the value `at_outcome`. `transfer` returns the value
        before an edge from the value after it; `merge` combines the values of a state's edges.
        """
        found: dict[State | str, Value] = {}
        for state, edges in reversed(list(self.edges.items())):
            found[state] = merge(
                [transfer(state, edge, found.get(edge.to, at_outcome)) for edge in edges.values()]
            )
        return found

    def forward(
        self,
        at_start: Value,
        transfer: Callable[[State, Edge, Value], Value],
        merge: Callable[[Value, Value], Value],
    ) -> dict[State | str, Value]:
        """Return a value for each state and outcome, computed from those of its predecessors.

        The start has the value `at_start`. `transfer` returns the value after an edge from the
        value before it; `merge` combines the values of two edges that lead to the same place.
        """
        found: dict[State | str, Value] = {self.start: at_start}
        for state, edges in self.edges.items():
            for edge in edges.values():
                new = transfer(state, edge, found[state])
                found[edge.to] = merge(found[edge.to], new) if edge.to in found else new
        return found

    @cached_property
    def longest(self) -> Mapping[State | str, int]:
        """The number of answers on the longest path from each state, its own answer included."""
        return self.backward(0, lambda _state, _edge, number: number + 1, max)

    @cached_property
    def shortest(self) -> int:
        """The number of answers on the shortest path."""
        return self.backward(0, lambda _state, _edge, number: number + 1, min)[self.start]

    @cached_property
    def number_of_paths(self) -> int:
        """The number of paths from the start to an outcome."""
        return self.backward(1, lambda _state, _edge, number: number, sum)[self.start]

    @cached_property
    def remaining(self) -> Mapping[State | str, frozenset[str]]:
        """The questions that can be asked from each state on, its own included."""
        nothing: frozenset[str] = frozenset()
        return self.backward(
            nothing,
            lambda state, _edge, after: after | {state.question},
            lambda each: nothing.union(*each),
        )

    @cached_property
    def reachable(self) -> Mapping[State | str, frozenset[str]]:
        """The outcomes that can be reached from each state on."""
        nothing: frozenset[str] = frozenset()
        return self.backward(
            nothing,
            lambda _state, edge, after: after | {edge.to} if isinstance(edge.to, str) else after,
            lambda each: nothing.union(*each),
        )

    def outcomes(self, answers: Mapping[str, str]) -> tuple[str, ...]:
        """Return the outcomes that visitors with these answers can reach, in the rules' order.

        `answers` maps question ids to option ids. For a question without an answer, or with an
        unknown one, every option is followed.
        """
        reached: set[State | str] = {self.start}
        for state, edges in self.edges.items():
            if state in reached:
                answer = answers.get(state.question, "")
                taken = [edges[answer]] if answer in edges else edges.values()
                reached.update(edge.to for edge in taken)
        return tuple(key for key in self.ruleset.outcomes if key in reached)

    @cached_property
    def points(self) -> Mapping[State | str, frozenset[str]]:
        """The points to confirm that at least one path to each state and outcome names."""
        return self.forward(
            frozenset(),
            lambda _state, edge, points: points.union(edge.row.route.confirm),
            frozenset.union,
        )

    @cached_property
    def asked_before(self) -> Mapping[State | str, frozenset[str]]:
        """The questions that every path to each state and outcome asks."""
        return self.forward(
            frozenset(),
            lambda state, _edge, before: before | {state.question},
            frozenset.intersection,
        )

    def given(self, asked: Collection[str]) -> Mapping[State | str, frozenset[Given]]:
        """Return all ways in which visitors at each state and outcome answered some questions.

        `asked` are the ids of the questions; those that a visitor was not asked are left out.
        """
        return self.forward(
            frozenset({frozenset[tuple[str, str]]()}),
            lambda state, edge, before: (
                frozenset(each | {(state.question, edge.option.id)} for each in before)
                if state.question in asked
                else before
            ),
            frozenset.union,
        )

    @cached_property
    def examples(self) -> Ways:
        """The answers of a shortest path to each state and outcome."""
        return self.ways(lambda _state, _edge: True)

    def ways(self, allowed: Callable[[State, Edge], bool]) -> Ways:
        """Return the answers of a shortest path by allowed edges, for all that such paths reach."""
        found: dict[State | str, tuple[tuple[str, str], ...]] = {self.start: ()}
        for state, edges in self.edges.items():
            if state not in found:
                continue
            number = len(found[state]) + 1
            for edge in edges.values():
                shorter = edge.to not in found or number < len(found[edge.to])
                if shorter and allowed(state, edge):
                    found[edge.to] = (*found[state], (state.question, edge.option.id))
        return found

    def paths(self) -> Iterator[Mapping[str, str]]:
        """Yield the answers of every path (question id → option id), in the options' order."""
        todo: list[tuple[State | str, dict[str, str]]] = [(self.start, {})]
        while todo:
            here, given = todo.pop()
            if isinstance(here, State):
                for option, edge in reversed(list(self.edges[here].items())):
                    todo.append((edge.to, given | {here.question: option}))
            else:
                yield given


@lru_cache(maxsize=16)
def graph_of(ruleset: Ruleset) -> Graph:
    """Return the graph of a ruleset, whose start must be a question; it is cached.

    Raises Problems if the rules have too many states.
    """
    return Graph(ruleset, *explore(ruleset))


def usable_together(ruleset: Ruleset, answers: Mapping[str, str]) -> bool:
    """Return whether one path takes all these answers (question id → option id).

    The rules must be proven.
    """
    graph = graph_of(ruleset)
    # A path asks each question once, so it counts each of the answers at most once.
    most = graph.backward(
        0,
        lambda state, edge, number: number + (answers.get(state.question) == edge.option.id),
        max,
    )
    return most[graph.start] == len(answers)


def clashing(ruleset: Ruleset, answers: Mapping[str, str]) -> dict[str, str]:
    """Return as few as possible of the answers (question id → option id) that clash.

    They clash if no path takes them all. None are returned if a path takes all the answers. Of
    several that clash, those first in the answers are returned. The rules must be proven.
    """
    if usable_together(ruleset, answers):
        return {}
    left = dict(answers)
    for key in reversed(list(answers)):
        others = {asked: option for asked, option in left.items() if asked != key}
        if not usable_together(ruleset, others):
            left = others
    return left
