"""What changes on the paths to one pair."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import IntEnum

from widget.cli.diff.pairs import Pair
from widget.cli.diff.places import NOTHING, Asked, End


class Kind(IntEnum):
    """What changes on a path, the worst first.

    CATEGORY and ADVICE: another outcome, or advice with other closest categories; with CATEGORY,
    the old or the new outcome is a category. OPEN: a question that the path does not answer decides
    whether the outcome is another. In all later kinds, the outcome stays. QUESTIONS: the same
    result after other questions. NEW: paths that choose a new option.
    """

    CATEGORY = 1
    OPEN = 2
    ADVICE = 3
    ENTRY = 4
    CLAUSE = 5
    CONFIRM = 6
    QUESTIONS = 7
    NEW = 8


SAID = {
    "closest": Kind.ADVICE,
    "entry": Kind.ENTRY,
    "clause": Kind.CLAUSE,
    "points": Kind.CONFIRM,
}
"""What an end says besides its outcome, and the kind of change if it says otherwise."""


@dataclass(frozen=True)
class Change:
    """What changes on the paths to one pair.

    `before` is their end in the old rules; `after` has their possible ends in the new rules. They
    can be several if the new rules ask a question that the paths do not answer: `asked`. For NEW,
    `before` is None.
    """

    kind: Kind
    before: End | None
    after: tuple[End, ...]
    asked: Asked | None

    @property
    def added(self) -> frozenset[str]:
        """The points that are newly to be confirmed."""
        return NOTHING.union(*(end.points for end in self.after)) - self._old_points

    @property
    def dropped(self) -> frozenset[str]:
        """The points that are no longer to be confirmed."""
        return self._old_points.difference(*(end.points for end in self.after))

    @property
    def _old_points(self) -> frozenset[str]:
        return self.before.points if self.before else NOTHING

    @property
    def leads_anywhere(self) -> bool:
        """Whether a question leads to other outcomes: too many to tell more than their names."""
        return bool(self.asked) and any(
            end.outcome != (self.before and self.before.outcome) for end in self.after
        )

    @property
    def in_common(self) -> Hashable:
        """What the paths of a group have in common."""
        match self.kind:
            case Kind.QUESTIONS:
                return self.kind, self.asked
            case Kind.CONFIRM:
                return self.kind, self.added, self.dropped
            case _ if self.before and self.leads_anywhere:
                return self.kind, self.before.outcome, self.asked
        before = self.before and self.before._replace(points=NOTHING)
        after = frozenset(end._replace(points=NOTHING) for end in self.after)
        return self.kind, before, after, self.asked


def change_at(pair: Pair) -> Change | None:
    """Return what changes on the paths that end at a pair, or None if nothing does."""
    before = pair.was.at
    assert isinstance(before, End)  # noqa: S101 - the pair is an end
    after = tuple(place.at for place in pair.now if isinstance(place.at, End))
    kind = _kind(before, after)
    if kind is None and (pair.asked or any(place.skipped for place in pair.now)):
        kind = Kind.QUESTIONS
    return Change(kind, before, after, pair.asked) if kind else None


def _kind(before: End, after: tuple[End, ...]) -> Kind | None:
    """Return what differs between an end and those that are possible now, or None."""
    outcomes = {end.outcome for end in after if end.is_category == before.is_category}
    if before.outcome not in outcomes:
        is_category = any(end.is_category for end in (before, *after))
        return Kind.CATEGORY if is_category else Kind.ADVICE
    if len({(end.outcome, end.is_category) for end in after}) > 1:
        return Kind.OPEN
    kinds = (
        kind
        for name, kind in SAID.items()
        if any(getattr(end, name) != getattr(before, name) for end in after)
    )
    return next(kinds, None)
