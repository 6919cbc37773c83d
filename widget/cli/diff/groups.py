"""Groups of paths on which the same changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from widget.cli.diff.changes import Change, Kind, change_at
from widget.cli.diff.pairs import Pair, Pairs
from widget.cli.diff.places import NOTHING, Asked, End
from widget.rules.model import Ruleset


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
    leads_anywhere: bool
    before: tuple[End, ...]
    after: tuple[End, ...]
    ends: frozenset[Pair]
    paths: int
    example: Mapping[str, str]
    added: Mapping[str, int]
    dropped: Mapping[str, int]


def groups_of(pairs: Pairs) -> tuple[Group, ...]:
    """Return the groups of all old paths on which anything changes, the worst first."""
    found = {pair: change_at(pair) for pair in pairs.ends}
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
        leads_anywhere=first.leads_anywhere,
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
    order = list(ruleset.outcomes)
    bare = {end._replace(points=NOTHING) for end in ends}
    return tuple(sorted(bare, key=lambda end: (order.index(end.outcome), str(end))))
