"""Groups of people for whom the same changes between two rulesets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from widget.cli.merge import Choices
from widget.rules.model import Category, Route, Ruleset
from widget.rules.walk import Reached


@dataclass(frozen=True)
class Verdict:
    """Where answers lead: the id of a question or an outcome, and what the route says of it.

    `entry` holds the entry options of a category.
    """

    goto: str
    clause: str | None = None
    entry: tuple[str, ...] = ()
    closest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """What becomes of the verdict `before`.

    `after` holds the new verdict, or all that can follow if a question is `asked` now. `again`
    means that this question was answered with an option that is gone. `before` is None where nobody
    could give the answers in the old rules; `after` is empty where nobody can in the new ones.
    """

    before: Verdict | None
    after: tuple[Verdict, ...]
    asked: str | None = None
    again: bool = False


@dataclass(frozen=True)
class Group:
    """People for whom the same changes: those whose answers fit any row of `who`.

    `paths` counts their paths; where it is None, `who` holds one example. `added` and `dropped`
    count by id on how many paths a point is newly to be confirmed, or no longer. Where `change` is
    None, only these points change, and the rows are about people who reach a category.
    """

    who: tuple[Choices, ...]
    paths: int | None
    change: Change | None
    added: Mapping[str, int | None] = field(default_factory=dict)
    dropped: Mapping[str, int | None] = field(default_factory=dict)


def verdict_of(ruleset: Ruleset, path: Reached) -> Verdict:
    """Return the verdict at the end of a path."""
    clause = path.clause.id if path.clause else None
    closest = tuple(category.id for category in path.closest)
    return Verdict(path.outcome.id, clause, entry_of(ruleset, path.outcome.id), closest)


def verdict_by(ruleset: Ruleset, route: Route) -> Verdict:
    """Return where a route leads: to an outcome or to the next question."""
    return Verdict(route.goto, route.clause, entry_of(ruleset, route.goto), route.closest)


def entry_of(ruleset: Ruleset, goto: str) -> tuple[str, ...]:
    """Return the entry options of a category; questions and advice have none."""
    outcome = ruleset.outcomes.get(goto)
    return tuple(outcome.entry) if isinstance(outcome, Category) else ()
