"""What changes between two rulesets, answer by answer: for rules with too many paths to count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from widget.cli.diff.groups import Change, Group, Verdict, verdict_by
from widget.rules.model import Option, Question, Route, Ruleset


class Case(NamedTuple):
    """An option of a question, and the earlier question and the option of it that decide."""

    question: str
    option: str
    when: str | None
    earlier: str | None


class Next(NamedTuple):
    """What a case leads to next, with the ids of the points to be confirmed from there on."""

    verdict: Verdict | None
    points: frozenset[str]


NOTHING = Next(None, frozenset())


def groups_by_answer(old: Ruleset, new: Ruleset) -> Iterator[Group]:
    """Yield a group for each answer that leads elsewhere next, whoever comes to give it.

    Every difference between paths begins at such an answer, so none goes untold.
    """
    before, after = dict(_cases(old, new)), dict(_cases(new, old))
    alike: dict[tuple[Case, Next, Next], list[str]] = {}
    for case in dict.fromkeys((*before, *after)):
        was, now = before.get(case, NOTHING), after.get(case, NOTHING)
        if was != now:
            alike.setdefault((case._replace(option=""), was, now), []).append(case.option)
    for (case, was, now), options in alike.items():
        yield _group(case, tuple(options), was, now)


def _group(case: Case, options: tuple[str, ...], was: Next, now: Next) -> Group:
    condition = {case.when: (case.earlier,)} if case.when and case.earlier else {}
    change = Change(was.verdict, (now.verdict,) if now.verdict else ())
    return Group(
        who=({**condition, case.question: options},),
        paths=None,
        change=None if was.verdict == now.verdict else change,
        added=dict.fromkeys(sorted(now.points - was.points)),
        dropped=dict.fromkeys(sorted(was.points - now.points)),
    )


def _cases(ruleset: Ruleset, other: Ruleset) -> Iterator[tuple[Case, Next]]:
    for question in ruleset.questions.values():
        for option in question.options.values():
            there = other.questions.get(question.id)
            yield from _of(
                ruleset, question, option, there.options.get(option.id) if there else None
            )


def _of(
    ruleset: Ruleset, question: Question, option: Option, there: Option | None
) -> Iterator[tuple[Case, Next]]:
    """One option's cases; where it has no condition, those that the other ruleset has there."""
    when, routes = option.when, option.routes
    if when is None and there and there.when:
        when, routes = there.when, dict.fromkeys(there.routes, option.routes[None])
    for earlier, route in routes.items():
        yield Case(question.id, option.id, when, earlier), _next(ruleset, route)


def _next(ruleset: Ruleset, route: Route) -> Next:
    return Next(verdict_by(ruleset, route), frozenset(route.confirm))
