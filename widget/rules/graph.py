"""The graph of states: everything that can happen to a visitor, worked out once for a ruleset.

A state is a question, together with those earlier answers that some row from there on still reads.
Visitors in the same state have the same way ahead of them. A `goto` leads down the file only, so
the order of the file is an order of evaluation, and no path comes back to a question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar

from widget.problems import Problem, Problems, location
from widget.rules.model import Option, Row, Ruleset

MAX_STATES = 50_000
"""States of a ruleset. Real questionnaires have 20 to 300."""

Value = TypeVar("Value")


class State(NamedTuple):
    """A question, and the earlier answers (question id, option id) that still matter."""

    question: str
    answers: tuple[tuple[str, str], ...]


class Edge(NamedTuple):
    """An option taken in a state, by the row that fits; `to` is a state or an outcome's id."""

    option: Option
    row: Row
    to: State | str


class Fault(NamedTuple):
    """An option of which no row fits in a state, or several do: `rows`."""

    state: State
    option: Option
    rows: tuple[Row, ...]


@dataclass(frozen=True, eq=False)
class Graph:
    """All states that a path comes to, and their edges by option id.

    A state stands before those that it leads to. The rules need not be proven: an option with a
    fault, or with a `goto` that leads nowhere, has no edge.
    """

    ruleset: Ruleset
    start: State
    edges: Mapping[State, Mapping[str, Edge]]
    faults: tuple[Fault, ...]

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


@lru_cache(maxsize=16)
def graph_of(ruleset: Ruleset) -> Graph:
    """Build the graph of a ruleset, once; its start has to be a question.

    Raises Problems if the rules have more than MAX_STATES states.
    """
    live = _live(ruleset)
    start = State(ruleset.start, ())
    coming: dict[str, dict[State, None]] = {key: {} for key in ruleset.questions}
    coming[start.question][start] = None
    edges: dict[State, dict[str, Edge]] = {}
    faults: list[Fault] = []
    for question, states in coming.items():
        read = live.pop(question)  # what is left are the questions further down
        if len(edges) + len(states) > MAX_STATES:
            raise Problems([_too_many(ruleset, question, read)])
        for state in states:
            found = list(_follow(ruleset, live, state))
            faults += (each for each in found if isinstance(each, Fault))
            edges[state] = {each.option.id: each for each in found if isinstance(each, Edge)}
            for edge in edges[state].values():
                if isinstance(edge.to, State):
                    coming[edge.to.question][edge.to] = None
    return Graph(ruleset, start, edges, tuple(faults))


def _live(ruleset: Ruleset) -> dict[str, tuple[str, ...]]:
    """For each question, the questions above whose answers some row from there on reads."""
    reads: dict[str, set[str]] = {}
    for key, question in reversed(list(ruleset.questions.items())):
        rows = [row for option in question.options.values() for row in option.rows]
        reads[key] = {asked for row in rows for asked in row.when}
        reads[key].update(*(reads.get(row.route.goto, ()) for row in rows))
    order = list(ruleset.questions)
    return {
        key: tuple(q for q in order[:place] if q in reads[key]) for place, key in enumerate(order)
    }


def _follow(
    ruleset: Ruleset, live: Mapping[str, tuple[str, ...]], state: State
) -> Iterator[Edge | Fault]:
    """Take every option in a state; `live` holds the questions further down."""
    earlier = dict(state.answers)
    for option in ruleset.questions[state.question].options.values():
        rows = tuple(row for row in option.rows if row.fits(earlier))
        if len(rows) != 1:
            yield Fault(state, option, rows)
            continue
        goto = rows[0].route.goto
        if goto in live:
            given = earlier | {state.question: option.id}
            answers = tuple((key, given[key]) for key in live[goto] if key in given)
            yield Edge(option, rows[0], State(goto, answers))
        elif goto in ruleset.outcomes:
            yield Edge(option, rows[0], goto)


def _too_many(ruleset: Ruleset, question: str, read: tuple[str, ...]) -> Problem:
    what = (
        f"From here on, conditions read earlier answers in more than {MAX_STATES:,} combinations."
    )
    allowed = f"conditions on fewer of {', '.join(read)}"
    return Problem(ruleset.file, location("questions", question), what, allowed)
