"""What changes between two rulesets, path by path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from widget.cli.diff.groups import Change, Group, Verdict, entry_of, verdict_of
from widget.cli.diff.who import Who
from widget.rules.graph import graph_of
from widget.rules.model import Category, Ruleset
from widget.rules.walk import Ask, Reached, current_answers, walk

Ends = Sequence[Reached]
"""All paths there are, each by the end that it reaches."""


@dataclass(frozen=True)
class Changed:
    """What is different on one path, with the ids of points to confirm that come and go."""

    change: Change
    added: frozenset[str]
    dropped: frozenset[str]


def groups_by_path(old: Ruleset, new: Ruleset, paths: Ends, new_paths: Ends) -> Iterator[Group]:
    """Yield all groups: by what they come to, then by points, then those with a new option."""
    changed = [_changed(old, new, path) for path in paths]
    yield from _with_another_verdict(paths, changed)
    yield from _with_other_points(paths, changed)
    yield from _with_a_new_option(old, new, new_paths)


def _changed(old: Ruleset, new: Ruleset, path: Reached) -> Changed:
    answers, before = dict(current_answers(path)), verdict_of(old, path)
    step = walk(new, answers)
    if isinstance(step, Ask):
        # All that is behind the question has clauses and points of its own: too much to tell.
        found = graph_of(new).outcomes(answers)
        after = tuple(Verdict(key, entry=entry_of(new, key)) for key in found)
        asked = step.question.id
        change = Change(
            replace(before, clause=None, closest=()), after, asked, again=asked in answers
        )
        return Changed(change, frozenset(), frozenset())
    told, known = _points(step), _points(path)
    return Changed(Change(before, (verdict_of(new, step),)), told - known, known - told)


def _points(path: Reached) -> frozenset[str]:
    return frozenset(point.id for point in path.confirm)


def _with_another_verdict(paths: Ends, changed: Sequence[Changed]) -> Iterator[Group]:
    who = Who(paths)
    for places in _alike(changed, _kind):
        those = [changed[place] for place in places]
        after = dict.fromkeys(verdict for each in those for verdict in each.change.after)
        yield Group(
            who=tuple(who.takes(places)),
            paths=len(places),
            change=replace(those[0].change, after=tuple(after)),
            added=Counter(point for each in those for point in sorted(each.added)),
            dropped=Counter(point for each in those for point in sorted(each.dropped)),
        )


def _kind(changed: Changed) -> Hashable:
    """What is the same of people told together; None where the verdict stays."""
    change = changed.change
    if change.asked:
        return change.before, change.asked, change.again
    return None if change.after == (change.before,) else change


def _with_other_points(paths: Ends, changed: Sequence[Changed]) -> Iterator[Group]:
    who = Who(paths)
    # Nobody else is told of points to confirm.
    among = [place for place, path in enumerate(paths) if isinstance(path.outcome, Category)]
    for places in _alike(changed, _points_only):
        those, count = changed[places[0]], len(places)
        added = dict.fromkeys(sorted(those.added), count)
        dropped = dict.fromkeys(sorted(those.dropped), count)
        yield Group(tuple(who.takes(places, among)), count, None, added, dropped)


def _points_only(changed: Changed) -> Hashable:
    points = (changed.added, changed.dropped)
    return points if any(points) and _kind(changed) is None else None


def _alike(
    changed: Sequence[Changed], key: Callable[[Changed], Hashable]
) -> Iterator[Sequence[int]]:
    """Yield the places of those that have the same key; None is no key."""
    found: dict[Hashable, list[int]] = {}
    for place, each in enumerate(changed):
        if key(each) is not None:
            found.setdefault(key(each), []).append(place)
    return iter(found.values())


def _with_a_new_option(old: Ruleset, new: Ruleset, paths: Ends) -> Iterator[Group]:
    """People who choose an option that an old question did not have."""
    who = Who(paths)
    found: dict[Verdict, list[int]] = {}
    for place, path in enumerate(paths):
        if _chooses_a_new_option(old, dict(current_answers(path))):
            found.setdefault(verdict_of(new, path), []).append(place)
    for verdict, places in found.items():
        points = Counter(key for place in places for key in sorted(_points(paths[place])))
        yield Group(tuple(who.takes(places)), len(places), Change(None, (verdict,)), points)


def _chooses_a_new_option(old: Ruleset, answers: Mapping[str, str]) -> bool:
    asked = {key: old.questions[key] for key in answers if key in old.questions}
    return any(answers[key] not in question.options for key, question in asked.items())
