"""Where answers lead in one ruleset, as far as they are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from widget.rules.graph import graph_of
from widget.rules.model import Category, Route, Ruleset
from widget.rules.states import Edge, State

NOTHING: frozenset[str] = frozenset()


class End(NamedTuple):
    """How a path ends: the outcome's id, and what the visitor is told with it.

    `points` has those tracked points that apply to the outcome.
    """

    outcome: str
    entry: tuple[str, ...] = ()
    clause: str | None = None
    closest: tuple[str, ...] = ()
    points: frozenset[str] = NOTHING

    @property
    def is_category(self) -> bool:
        """Whether the outcome is a category: only these have entry options."""
        return bool(self.entry)


class Place(NamedTuple):
    """Where answers lead in one ruleset; `points` has the tracked points named on the way there.

    `ahead` has the answers (question id, option id) to questions that can still be asked. `skipped`
    means that some answer was to a question that is not asked.
    """

    at: State | End
    points: frozenset[str] = NOTHING
    ahead: frozenset[tuple[str, str]] = frozenset()
    skipped: bool = False


class Asked(NamedTuple):
    """A question without a known answer; `again` if the answer is an option that is gone."""

    question: str
    again: bool


class Step(NamedTuple):
    """What one more answer leads to.

    `asked` is the first question without a known answer that was met since then, and `named` has
    all points that were named.
    """

    at: State | End
    points: frozenset[str]
    ahead: Mapping[str, str]
    asked: Asked | None = None
    named: frozenset[str] = NOTHING


class Follower:
    """Follows answers in one ruleset; ends differ in points only if they are `tracked`."""

    def __init__(self, ruleset: Ruleset, tracked: frozenset[str]) -> None:
        """Take proven rules."""
        self.ruleset = ruleset
        self.graph = graph_of(ruleset)
        self.start = Place(self.graph.start)
        self._tracked = tracked

    def can_ask(self, at: State | End) -> frozenset[str]:
        """Return the questions that can be asked from here on."""
        return self.graph.remaining[at] if isinstance(at, State) else NOTHING

    def along(self, edge: Edge, points: frozenset[str]) -> tuple[State | End, frozenset[str]]:
        """Return where an edge leads, and the tracked points named up to there."""
        if edge.row.route.confirm:
            points |= self._tracked.intersection(edge.row.route.confirm)
        if isinstance(edge.to, State):
            return edge.to, points
        return self._end(edge.row.route, points), NOTHING

    def after(
        self, place: Place, given: tuple[str, str], to_come: frozenset[str]
    ) -> Iterator[tuple[Place, Step]]:
        """Yield where one more answer leads, as far as answers are known.

        A question that is `to_come` waits for its answer. Every option of another question without
        a known answer is followed.
        """
        todo = [Step(place.at, place.points, dict([*place.ahead, given]))]
        while todo:
            step = todo.pop()
            at = step.at
            if isinstance(at, End) or (at.question not in step.ahead and at.question in to_come):
                yield self._place(step, place.skipped), step
            else:
                todo += self._options(at, step)

    def _options(self, state: State, step: Step) -> Iterator[Step]:
        """Yield the step after the known answer to a question, or after each of its options."""
        edges, answer = self.graph.edges[state], step.ahead.get(state.question)
        ahead = {key: option for key, option in step.ahead.items() if key != state.question}
        known = answer in edges
        asked = step.asked or (None if known else Asked(state.question, answer is not None))
        for edge in [edges[answer or ""]] if known else edges.values():
            named = step.named.union(edge.row.route.confirm)
            yield Step(*self.along(edge, step.points), ahead, asked, named)

    def _place(self, step: Step, skipped: bool) -> Place:
        """Return the place of a step, with those answers ahead that can still be needed there."""
        if not step.ahead:
            return Place(step.at, step.points, skipped=skipped)
        can_ask = self.can_ask(step.at)
        kept = frozenset(answer for answer in step.ahead.items() if answer[0] in can_ask)
        return Place(step.at, step.points, kept, skipped or len(kept) < len(step.ahead))

    def _end(self, route: Route, points: frozenset[str]) -> End:
        outcome = self.ruleset.outcomes[route.goto]
        if not isinstance(outcome, Category):
            return End(route.goto, (), route.clause, route.closest)
        named = (self.ruleset.points[key] for key in points)
        applying = frozenset(point.id for point in named if point.holds_for(outcome.id))
        return End(route.goto, tuple(outcome.entry), route.clause, route.closest, applying)
