"""Places: where answers lead in one ruleset, as far as they are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from widget.rules.states import State

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


class Found(NamedTuple):
    """What more answers lead to: `places`, of which there are several only after an `asked` one.

    `named` has the points that some way there names, and `always` those that each way names.
    """

    places: frozenset[Place]
    named: frozenset[str] = NOTHING
    always: frozenset[str] = NOTHING
    asked: Asked | None = None


def are_settled(places: frozenset[Place]) -> bool:
    """Return whether more answers change nothing: all places are ends that have skipped some."""
    return all(isinstance(place.at, End) and place.skipped for place in places)


def merged(found: Sequence[Found]) -> Found:
    """Return what can follow where any of several things can."""
    first, *others = found
    if not others:
        return first
    return Found(
        first.places.union(*(each.places for each in others)),
        first.named.union(*(each.named for each in others)),
        first.always.intersection(*(each.always for each in others)),
        next((each.asked for each in found if each.asked), None),
    )
