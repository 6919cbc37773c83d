"""What a change of the rules does to results, and the groups of paths on which the same changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from widget.cli.diff.pairs import Pair, Pairs
from widget.cli.diff.places import NOTHING, Asked, End
from widget.rules.model import Ruleset


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
    def in_common(self) -> Hashable:
        """What the paths of a group have in common."""
        match self.kind:
            case Kind.QUESTIONS:
                return self.kind, self.asked
            case Kind.CONFIRM:
                return self.kind, self.added, self.dropped
            case Kind.CATEGORY | Kind.OPEN | Kind.ADVICE if self.asked:
                # After another question, too many clauses and points are possible to tell apart.
                return self.kind, self.before and self.before.outcome, self.asked
        before = self.before and self.before._replace(points=NOTHING)
        after = frozenset(end._replace(points=NOTHING) for end in self.after)
        return self.kind, before, after, self.asked


@dataclass(frozen=True)
class Group:
    """Paths on which the same changes.

    `before` has their ends in the old rules, and `after` the possible ones in the new rules, both
    without points. `ends` has the pairs at which the paths end; `paths` counts them, and `example`
    has the answers of a shortest one. `added` and `dropped` count by id on how many of the paths a
    point is newly to be confirmed, or no longer.
    """

    kind: Kind
    asked: Asked | None
    before: tuple[End, ...]
    after: tuple[End, ...]
    ends: frozenset[Pair]
    paths: int
    example: Mapping[str, str]
    added: Mapping[str, int]
    dropped: Mapping[str, int]

    @property
    def leads_anywhere(self) -> bool:
        """Whether another question leads to so many results that only their outcomes are told."""
        return self.asked is not None and self.kind <= Kind.ADVICE


def groups_of(pairs: Pairs) -> tuple[Group, ...]:
    """Return the groups of all old paths on which anything changes, the worst first."""
    found = {pair: _change(pairs, pair) for pair in pairs.ends}
    return _grouped(pairs, {pair: change for pair, change in found.items() if change})


def new_groups_of(pairs: Pairs) -> tuple[Group, ...]:
    """Return the groups of paths that choose a new option.

    These `pairs` follow the paths of the new rules through the old ones.
    """
    return _grouped(
        pairs,
        {
            pair: Change(Kind.NEW, None, (pair.was.at,), None)
            for pair in pairs.ends
            if pair.unknown and isinstance(pair.was.at, End)
        },
    )


def _change(pairs: Pairs, pair: Pair) -> Change | None:
    """Return what changes on the paths to a pair, or None if nothing does."""
    before = pair.was.at
    assert isinstance(before, End)  # noqa: S101 - the pair is an end
    after = tuple(place.at for place in pair.now if isinstance(place.at, End))
    categories = {*pairs.old.ruleset.categories, *pairs.new.ruleset.categories}
    kind = _kind(before, after, categories)
    if kind is None and (pair.asked or any(place.skipped for place in pair.now)):
        kind = Kind.QUESTIONS
    return Change(kind, before, after, pair.asked) if kind else None


def _kind(before: End, after: Iterable[End], categories: set[str]) -> Kind | None:
    """Return what differs between an end and those that are possible now, or None."""
    outcomes = {end.outcome for end in after}
    if before.outcome not in outcomes:
        return Kind.CATEGORY if categories & {before.outcome, *outcomes} else Kind.ADVICE
    if len(outcomes) > 1:
        return Kind.OPEN
    kinds = (
        kind
        for name, kind in SAID.items()
        if any(getattr(end, name) != getattr(before, name) for end in after)
    )
    return next(kinds, None)


def _grouped(pairs: Pairs, changes: Mapping[Pair, Change]) -> tuple[Group, ...]:
    found: dict[Hashable, list[Pair]] = {}
    for pair, change in changes.items():
        found.setdefault(change.in_common, []).append(pair)
    groups = [_group(pairs, {pair: changes[pair] for pair in ends}) for ends in found.values()]
    return tuple(sorted(groups, key=lambda group: (group.kind, -group.paths)))


def _group(pairs: Pairs, changes: Mapping[Pair, Change]) -> Group:
    added: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    for pair, change in changes.items():
        added.update(dict.fromkeys(sorted(change.added), pairs.paths[pair]))
        dropped.update(dict.fromkeys(sorted(change.dropped), pairs.paths[pair]))
    first = next(iter(changes.values()))
    # The pairs of new paths follow the new rules first.
    new = pairs.old if first.kind == Kind.NEW else pairs.new
    return Group(
        kind=first.kind,
        asked=first.asked,
        before=_ends(pairs.old.ruleset, (each.before for each in changes.values() if each.before)),
        after=_ends(new.ruleset, (end for each in changes.values() for end in each.after)),
        ends=frozenset(changes),
        paths=sum(pairs.paths[pair] for pair in changes),
        example=min((pairs.shortest(pair) for pair in changes), key=len),
        added=added,
        dropped=dropped,
    )


def _ends(ruleset: Ruleset, ends: Iterable[End]) -> tuple[End, ...]:
    """Return ends without their points, each once, in the order of the rules."""
    outcomes, clauses = list(ruleset.outcomes), list(ruleset.clauses)
    bare = {end._replace(points=NOTHING) for end in ends}
    return tuple(
        sorted(
            bare,
            key=lambda end: (
                outcomes.index(end.outcome),
                clauses.index(end.clause) if end.clause else -1,
                end.closest,
            ),
        )
    )
