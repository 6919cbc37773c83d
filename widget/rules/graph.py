"""The graph of states: what can happen to a visitor, computed once for a ruleset.

Everything is one pass over the states: backward from the outcomes, or forward from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from widget.rules.model import Ruleset
from widget.rules.states import Edge, Edges, Fault, State, explore

Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)
class Graph:
    """All states that a path comes to, their edges, and the faults met there."""

    ruleset: Ruleset
    edges: Edges
    faults: tuple[Fault, ...]

    @cached_property
    def start(self) -> State:
        """The first question, without any answer."""
        return State(self.ruleset.start, ())

    def backward(
        self,
        at_outcome: Value,
        step: Callable[[State, Edge, Value], Value],
        merge: Callable[[Iterable[Value]], Value],
    ) -> dict[State | str, Value]:
        """Compute a value for each state of proven rules from the values where it leads.

        `step` takes a value back over one edge, `merge` makes one of a state's edges.
        """
        found: dict[State | str, Value] = {}
        for state, edges in reversed(list(self.edges.items())):
            found[state] = merge(
                [step(state, edge, found.get(edge.to, at_outcome)) for edge in edges.values()]
            )
        return found

    def forward(
        self,
        at_start: Value,
        step: Callable[[State, Edge, Value], Value],
        merge: Callable[[Value, Value], Value],
    ) -> dict[State | str, Value]:
        """Compute a value for each state and outcome from the values of the states before it.

        `step` takes a value on over one edge, `merge` makes one of two that meet.
        """
        found: dict[State | str, Value] = {self.start: at_start}
        for state, edges in self.edges.items():
            for edge in edges.values():
                new = step(state, edge, found[state])
                found[edge.to] = merge(found[edge.to], new) if edge.to in found else new
        return found

    @cached_property
    def longest(self) -> Mapping[State | str, int]:
        """The most answers that can be given from each state on."""
        return self.backward(0, lambda _state, _edge, number: number + 1, max)

    @cached_property
    def shortest(self) -> int:
        """The fewest answers on a path."""
        return self.backward(0, lambda _state, _edge, number: number + 1, min)[self.start]

    @cached_property
    def number_of_paths(self) -> int:
        """How many paths there are."""
        return self.backward(1, lambda _state, _edge, number: number, sum)[self.start]

    @cached_property
    def remaining(self) -> Mapping[State | str, frozenset[str]]:
        """The questions that can be asked from each state on, its own among them."""
        nothing: frozenset[str] = frozenset()
        return self.backward(
            nothing,
            lambda state, _edge, after: after | {state.question},
            lambda each: nothing.union(*each),
        )

    def outcomes(self, answers: Mapping[str, str]) -> tuple[str, ...]:
        """Outcomes that people with these answers can come to, in the order of the rules.

        A question without an answer among them, or with an unknown one, is answered in every way.
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
        """The points to confirm that some path to each state and outcome names."""
        return self.forward(
            frozenset(),
            lambda _state, edge, points: points.union(edge.row.route.confirm),
            frozenset.union,
        )

    @cached_property
    def asked_before(self) -> Mapping[State | str, frozenset[str]]:
        """The questions that every path to each state and outcome asks before."""
        return self.forward(
            frozenset(),
            lambda state, _edge, before: before | {state.question},
            frozenset.intersection,
        )

    @cached_property
    def examples(self) -> Mapping[State | str, tuple[tuple[str, str], ...]]:
        """The answers of a shortest path to each state and outcome."""
        return self.forward(
            (),
            lambda state, edge, answers: (*answers, (state.question, edge.option.id)),
            lambda one, other: min(one, other, key=len),
        )

    def paths(self) -> Iterator[Mapping[str, str]]:
        """Yield the answers of every path, first options first."""
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
    """The graph of a ruleset whose start is a question, built once.

    Raises Problems if the rules have too many states.
    """
    return Graph(ruleset, *explore(ruleset))


def usable_together(ruleset: Ruleset, answers: Mapping[str, str]) -> bool:
    """Whether some path of proven rules takes all of these answers (question id to option id)."""
    graph = graph_of(ruleset)
    # A path asks each question once, so the most that one path takes counts answers exactly.
    most = graph.backward(
        0,
        lambda state, edge, number: number + (answers.get(state.question) == edge.option.id),
        max,
    )
    return most[graph.start] == len(answers)
