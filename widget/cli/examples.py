"""Addresses that show a text: the fewest answers that lead to a page with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from widget.rules.graph import Graph
from widget.rules.states import Edge, State
from widget.rules.wording import When, Wording, fits

Answers = tuple[tuple[str, str], ...]
"""Answers in the order of an address: (question id, option id)."""
Mark = tuple[str, str]
"""What matters of a path: (question id, option id), or (kind, id)."""

Key = TypeVar("Key")

POINTS = ("has", "points")
"""The mark of paths with points to confirm."""


@dataclass(frozen=True)
class Shown:
    """Where a text is shown: on the pages of these questions and outcomes, to people who fit.

    `at` holds ids. `to` judges the answers to the questions in `read`. `point` is the id of a point
    that a row on the way names. With `points`, results only with points to confirm show the text,
    or only those without. `besides` stands in the address behind the answers.
    """

    at: Collection[str]
    read: Collection[str] = ()
    to: Callable[[Mapping[str, str]], bool] = lambda _answers: True
    point: str | None = None
    points: bool | None = None
    besides: Answers = ()


@dataclass(frozen=True)
class ShownBy:
    """Where a text is shown: on the page after a certain answer.

    `mark` is (`question`, id of the question that is answered), (`clause`, its id), (`closest`,
    id of the outcome that shows the closest categories), or (`nearest`, id of such a category).
    """

    mark: Mark


def to_people(at: Collection[str], when: When, points: bool | None = None) -> Shown:
    """Return that pages show a text to people whose answers fit."""
    return Shown(at, tuple(when), lambda answers: fits(when, answers), points=points)


def to_others(at: Collection[str], wording: Wording) -> Shown:
    """Return that pages show the last text of a wording: to people whom no variant fits."""
    whens = [variant.when for variant in wording.variants]
    read = {asked for when in whens for asked in when}
    return Shown(at, read, lambda answers: not any(fits(when, answers) for when in whens))


class Examples:
    """Finds addresses for the texts of one ruleset."""

    def __init__(self, graph: Graph) -> None:
        """Take the graph of the ruleset."""
        self._graph = graph

    def answers(self, shown: Shown | ShownBy) -> Answers | None:
        """Return the fewest answers after which a page shows a text; None if none does."""
        if isinstance(shown, ShownBy):
            return self._by_mark.get(shown.mark)
        if not shown.read and shown.point is None and shown.points is None:
            found = [self._pages[place] for place in shown.at if place in self._pages]
        else:
            found = [*self._matching(shown)]
        answers = min(found, key=len, default=None)
        return answers if answers is None else (*answers, *shown.besides)

    @cached_property
    def _pages(self) -> Mapping[str, Answers]:
        """Question or outcome → answers."""
        return _fewest((_id(here), answers) for here, answers in self._graph.examples.items())

    @cached_property
    def _by_mark(self) -> Mapping[Mark, Answers]:
        """What an answer or its row names → answers."""
        return _fewest(
            (mark, (*self._graph.examples[state], _answer(state, edge)))
            for state, edges in self._graph.edges.items()
            for edge in edges.values()
            for mark in _named(state, edge)
        )

    def _matching(self, shown: Shown) -> Iterator[Answers]:
        for here, ways in self._ways(shown).items():
            for seen, answers in ways.items():
                named = shown.point is None or ("point", shown.point) in seen
                right = shown.points is None or shown.points == (POINTS in seen)
                if _id(here) in shown.at and named and right and shown.to(dict(seen)):
                    yield answers

    def _ways(self, shown: Shown) -> Mapping[State | str, Mapping[frozenset[Mark], Answers]]:
        """Return state or outcome → what matters of the paths there → the fewest answers."""
        start: Mapping[frozenset[Mark], Answers] = {frozenset(): ()}
        return self._graph.forward(
            start,
            lambda state, edge, before: _fewest(
                (seen.union(_marks(state, edge, shown)), (*answers, _answer(state, edge)))
                for seen, answers in before.items()
            ),
            lambda one, other: _fewest((*one.items(), *other.items())),
        )


def _id(here: State | str) -> str:
    return here.question if isinstance(here, State) else here


def _answer(state: State, edge: Edge) -> tuple[str, str]:
    return state.question, edge.option.id


def _named(state: State, edge: Edge) -> Iterator[Mark]:
    """Yield what ShownBy can name."""
    route = edge.row.route
    yield "question", state.question
    if route.clause:
        yield "clause", route.clause
    if route.closest:
        yield "closest", route.goto
    for category in route.closest:
        yield "nearest", category


def _marks(state: State, edge: Edge, shown: Shown) -> Iterator[Mark]:
    """Yield what matters of an edge for where a text is shown."""
    points = edge.row.route.confirm
    if state.question in shown.read:
        yield _answer(state, edge)
    if shown.points is not None and points:
        yield POINTS
    if shown.point in points:
        yield "point", str(shown.point)


def _fewest(found: Iterable[tuple[Key, Answers]]) -> dict[Key, Answers]:
    """Return the pairs as a mapping, with the fewest answers for each key."""
    fewest: dict[Key, Answers] = {}
    for key, answers in found:
        fewest[key] = min(fewest.get(key, answers), answers, key=len)
    return fewest
