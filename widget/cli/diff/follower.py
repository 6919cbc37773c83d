"""Follows answers in one ruleset, as far as they are known."""

from __future__ import annotations

from widget.cli.diff.places import NOTHING, Asked, End, Found, Place, merged
from widget.rules.graph import graph_of
from widget.rules.model import Route, Ruleset
from widget.rules.outcomes import Category
from widget.rules.states import Edge, State

Key = tuple[Place, frozenset[str]]
"""A place, and the questions that are still to come there."""


class Follower:
    """Follows answers in one ruleset; ends differ in points only if they are `tracked`."""

    def __init__(self, ruleset: Ruleset, tracked: frozenset[str], *, roughly: bool = False) -> None:
        """Take proven rules.

        Followed `roughly`, they lead anywhere once a question without a known answer decides.
        """
        self.ruleset = ruleset
        self.graph = graph_of(ruleset)
        self.start = Place(self.graph.start)
        self._tracked = tracked
        self._roughly = roughly
        self._found: dict[Key, Found] = {}

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
        self, places: frozenset[Place], given: tuple[str, str], to_come: frozenset[str]
    ) -> Found:
        """Return where one more answer leads from some places, as far as answers are known.

        A question that is `to_come` waits for its answer. Every option of another question without
        a known answer is followed.
        """
        return merged([self._after(place, given, to_come) for place in places])

    def _after(self, place: Place, given: tuple[str, str], to_come: frozenset[str]) -> Found:
        here = Place(place.at, place.points, place.ahead | {given}, place.skipped)
        named = NOTHING
        while not _waits(here, to_come) and (edge := self._known(here)):
            named = named.union(edge.row.route.confirm)
            here = self._along(here, edge)
        here = self._without_idle(here)
        if _waits(here, to_come):
            return Found(frozenset([here]), named, named)
        found = self._all_from((here, to_come))
        return Found(found.places, found.named | named, found.always | named, _asked(here))

    def _all_from(self, start: Key) -> Found:
        """Return all that can follow a place; each place on the way is looked at once."""
        todo = [start]
        while todo:
            steps = self._steps(*todo[-1])
            missing = [key for _, key in steps if key not in self._found]
            if missing:
                todo += missing
            else:
                key = todo.pop()
                found = [_before(edge, self._found[after]) for edge, after in steps]
                self._found[key] = merged(found) if found else Found(frozenset([key[0]]))
        return self._found[start]

    def _steps(self, here: Place, to_come: frozenset[str]) -> list[tuple[Edge, Key]]:
        """Return the edge of the known answer, or else all edges, each with what it leads to."""
        if _waits(here, to_come):
            return []
        known = self._known(here)
        edges = [known] if known else self.graph.edges[_state(here)].values()
        steps = [(edge, self._without_idle(self._along(here, edge))) for edge in edges]
        if self._roughly and len({place for _, place in steps}) > 1:
            return [(edge, (Place(place.at, place.points), NOTHING)) for edge, place in steps]
        return [(edge, (place, to_come)) for edge, place in steps]

    def _known(self, here: Place) -> Edge | None:
        state = _state(here)
        return self.graph.edges[state].get(dict(here.ahead).get(state.question, ""))

    def _along(self, here: Place, edge: Edge) -> Place:
        question = _state(here).question
        ahead = frozenset(answer for answer in here.ahead if answer[0] != question)
        return Place(*self.along(edge, here.points), ahead, here.skipped)

    def _without_idle(self, place: Place) -> Place:
        """Return a place without the answers ahead that cannot be needed there."""
        if not place.ahead:
            return place
        can_ask = self.can_ask(place.at)
        kept = frozenset(answer for answer in place.ahead if answer[0] in can_ask)
        return place._replace(ahead=kept, skipped=place.skipped or len(kept) < len(place.ahead))

    def _end(self, route: Route, points: frozenset[str]) -> End:
        outcome = self.ruleset.outcomes[route.goto]
        if not isinstance(outcome, Category):
            return End(route.goto, (), route.clause, route.closest)
        named = (self.ruleset.points[key] for key in points)
        applying = frozenset(point.id for point in named if point.holds_for(outcome.id))
        return End(route.goto, tuple(outcome.entry), route.clause, route.closest, applying)


def _waits(here: Place, to_come: frozenset[str]) -> bool:
    """Return whether a place is an end, or a question whose answer is still to come."""
    if isinstance(here.at, End):
        return True
    question = here.at.question
    return question in to_come and question not in dict(here.ahead)


def _state(here: Place) -> State:
    assert isinstance(here.at, State)  # noqa: S101 - an end is never followed
    return here.at


def _asked(here: Place) -> Asked:
    question = _state(here).question
    return Asked(question, again=question in dict(here.ahead))


def _before(edge: Edge, found: Found) -> Found:
    """Return what is found before an edge, from what is found after it."""
    confirm = edge.row.route.confirm
    return found._replace(named=found.named.union(confirm), always=found.always.union(confirm))
