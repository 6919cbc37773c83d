"""What changes between two rulesets, state by state: for rules with too many paths to compare."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from widget.cli.diff.groups import Change, Group, Verdict, verdict_by
from widget.rules.graph import graph_of
from widget.rules.model import Ruleset
from widget.rules.states import Edge, State


class Next(NamedTuple):
    """What an answer leads to, and the ids of the points to confirm that it adds."""

    verdict: Verdict | None
    points: frozenset[str]


class Kind(NamedTuple):
    """An answer that leads elsewhere; `before` or `after` is NOBODY where nobody can give it."""

    question: str
    option: str
    before: Next
    after: Next


Example = tuple[tuple[str, str], ...]
"""One person's answers: (question id, option id)."""

NOBODY = Next(None, frozenset())


def groups_by_state(old: Ruleset, new: Ruleset) -> Iterator[Group]:
    """Yield a group for each kind of change, with the answers of a shortest path to it.

    Both rulesets are followed while they ask the same questions. Where two paths differ, one answer
    leads to different steps, and that answer is yielded. So no difference is missed.
    """
    if old.start != new.start:
        change = Change(Verdict(old.start), (Verdict(new.start),))
        yield Group(who=({},), paths=None, change=change)
        return
    seen: set[Kind] = set()
    for kind, answers in _differences(old, new):
        if kind not in seen:
            seen.add(kind)
            yield _group(kind, answers)


def _differences(old: Ruleset, new: Ruleset) -> Iterator[tuple[Kind, Example]]:
    """Yield every answer that leads elsewhere with an example, in order of the examples' length."""
    before, after = graph_of(old), graph_of(new)
    todo: deque[tuple[State, State, Example]] = deque([(before.start, after.start, ())])
    seen = {(before.start, after.start)}
    while todo:
        was, now, answers = todo.popleft()
        for option in dict.fromkeys((*before.edges[was], *after.edges[now])):
            one, other = before.edges[was].get(option), after.edges[now].get(option)
            example = (*answers, (was.question, option))
            kind = Kind(was.question, option, _next(old, one), _next(new, other))
            if kind.before != kind.after:
                yield kind, example
            pair = _both_ask(one, other)
            if pair and pair not in seen:
                seen.add(pair)
                todo.append((*pair, example))


def _both_ask(one: Edge | None, other: Edge | None) -> tuple[State, State] | None:
    """Return the states in which both rulesets ask the same question next, or None."""
    was, now = one and one.to, other and other.to
    if isinstance(was, State) and isinstance(now, State) and was.question == now.question:
        return was, now
    return None


def _next(ruleset: Ruleset, edge: Edge | None) -> Next:
    if edge is None:
        return NOBODY
    return Next(verdict_by(ruleset, edge.row.route), frozenset(edge.row.route.confirm))


def _group(kind: Kind, answers: Example) -> Group:
    was, now = kind.before, kind.after
    change = Change(was.verdict, (now.verdict,) if now.verdict else ())
    return Group(
        who=({question: frozenset([option]) for question, option in answers},),
        paths=None,
        change=None if was.verdict == now.verdict else change,
        added=dict.fromkeys(sorted(now.points - was.points)),
        dropped=dict.fromkeys(sorted(was.points - now.points)),
    )
