"""Groups of people for whom the same changes between two rulesets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from widget.cli.merge import Choices
from widget.rules.model import Category, Route, Ruleset
from widget.rules.walk import Reached


@dataclass(frozen=True)
class Verdict:
    """Where answers lead, and with what: ids, and entry options where it is a category."""

    goto: str
    clause: str | None = None
    entry: tuple[str, ...] = ()
    closest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """What becomes of a verdict: there is another one `after`, or several if more is `asked` now.

    It is asked `again` where the answer that was given can no longer be chosen. `before` is None
    where nobody could give these answers, `after` is empty where nobody can now, or where too much
    can follow on what is asked.
    """

    before: Verdict | None
    after: tuple[Verdict, ...]
    asked: str | None = None
    again: bool = False


@dataclass(frozen=True)
class Group:
    """People for whom the same changes, by their answers, any row of them.

    `paths` counts those that they take. It is None where paths were not counted; then the row is
    an example. `added` and `dropped` are the points that they newly have to confirm or no longer
    have to: on how many paths, by id. With no change but in these, the rows speak only of people
    who come to a category.
    """

    who: tuple[Choices, ...]
    paths: int | None
    change: Change | None
    added: Mapping[str, int | None] = field(default_factory=dict)
    dropped: Mapping[str, int | None] = field(default_factory=dict)


def verdict_of(ruleset: Ruleset, path: Reached) -> Verdict:
    """The verdict on a path."""
    clause = path.clause.id if path.clause else None
    closest = tuple(category.id for category in path.closest)
    return Verdict(path.outcome.id, clause, entry_of(ruleset, path.outcome.id), closest)


def verdict_by(ruleset: Ruleset, route: Route) -> Verdict:
    """The verdict to which a route leads, or the next question."""
    return Verdict(route.goto, route.clause, entry_of(ruleset, route.goto), route.closest)


def entry_of(ruleset: Ruleset, goto: str) -> tuple[str, ...]:
    """The entry options of a category; questions and advice have none."""
    outcome = ruleset.outcomes.get(goto)
    return tuple(outcome.entry) if isinstance(outcome, Category) else ()
