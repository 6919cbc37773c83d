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
"""All paths of a ruleset, each by the outcome that it reaches."""


@dataclass(frozen=True)
class Changed:
    """What changes on one path; `added` and `dropped` are ids of points to confirm."""

    change: Change
    added: frozenset[str]
    dropped: frozenset[str]


def groups_by_path(old: Ruleset, new: Ruleset, paths: Ends, new_paths: Ends) -> Iterator[Group]:
    """Yield all groups: first with another verdict, then with other points, then a new option.

    `paths` are those of the old rules, `new_paths` those of the new ones.
    """
    changed = [_changed(old, new, path) for path in paths]
    yield from _with_another_verdict(paths, changed)
    yield from _with_other_points(paths, changed)
    yield from _with_a_new_option(old, new, new_paths)


def _changed(old: Ruleset, new: Ruleset, path: Reached) -> Changed:
    answers, before = dict(current_answers(path)), verdict_of(old, path)
    step = walk(new, answers)
    if isinstance(step, Ask):
        # Only the outcomes are compared: each has its own clauses and points, too many to list.
        found = graph_of(new).outcomes(answers)
        after = tuple(Verdict(key, entry=entry_of(new, key)) for key in found)
        asked = step.question.id
        change = Change(
            replace(before, clause=None, closest=()), after, asked, again=asked in answers
        )
        return Changed(change, frozenset(), frozenset())
    new_points, old_points = _points(step), _points(path)
    change = Change(before, (verdict_of(new, step),))
    return Changed(change, new_points - old_points, old_points - new_points)


def _points(path: Reached) -> frozenset[str]:
    return frozenset(point.id for point in path.confirm)


def _with_another_verdict(paths: Ends, changed: Sequence[Changed]) -> Iterator[Group]:
    who = Who(paths)
    for indices in _group_by(changed, _kind):
        those = [changed[index] for index in indices]
        after = dict.fromkeys(verdict for each in those for verdict in each.change.after)
        yield Group(
            who=tuple(who.rows(indices)),
            paths=len(indices),
            change=replace(those[0].change, after=tuple(after)),
            added=Counter(point for each in those for point in sorted(each.added)),
            dropped=Counter(point for each in those for point in sorted(each.dropped)),
        )


def _kind(changed: Changed) -> Hashable:
    """Return what all people of a group have in common, or None where the verdict stays."""
    change = changed.change
    if change.asked:
        return change.before, change.asked, change.again
    return None if change.after == (change.before,) else change


def _with_other_points(paths: Ends, changed: Sequence[Changed]) -> Iterator[Group]:
    who = Who(paths)
    # Only people who reach a category see points to confirm.
    among = [index for index, path in enumerate(paths) if isinstance(path.outcome, Category)]
    for indices in _group_by(changed, _points_only):
        those, count = changed[indices[0]], len(indices)
        added = dict.fromkeys(sorted(those.added), count)
        dropped = dict.fromkeys(sorted(those.dropped), count)
        yield Group(tuple(who.rows(indices, among)), count, None, added, dropped)


def _points_only(changed: Changed) -> Hashable:
    points = (changed.added, changed.dropped)
    return points if any(points) and _kind(changed) is None else None


def _group_by(
    changed: Sequence[Changed], key: Callable[[Changed], Hashable]
) -> Iterator[Sequence[int]]:
    """Yield the indices of all that have the same key, for each key but None."""
    found: dict[Hashable, list[int]] = {}
    for index, each in enumerate(changed):
        if key(each) is not None:
            found.setdefault(key(each), []).append(index)
    return iter(found.values())


def _with_a_new_option(old: Ruleset, new: Ruleset, paths: Ends) -> Iterator[Group]:
    """Yield the groups of people who choose an option that an old question did not have."""
    who = Who(paths)
    found: dict[Verdict, list[int]] = {}
    for index, path in enumerate(paths):
        if _chooses_a_new_option(old, dict(current_answers(path))):
            found.setdefault(verdict_of(new, path), []).append(index)
    for verdict, indices in found.items():
        points = Counter(key for index in indices for key in sorted(_points(paths[index])))
        yield Group(tuple(who.rows(indices)), len(indices), Change(None, (verdict,)), points)


def _chooses_a_new_option(old: Ruleset, answers: Mapping[str, str]) -> bool:
    asked = {key: old.questions[key] for key in answers if key in old.questions}
    return any(answers[key] not in question.options for key, question in asked.items())
