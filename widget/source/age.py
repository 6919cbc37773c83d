"""Dates in the files that are long ago or in the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from widget.citizenship.model import Citizenships
from widget.problems import Problem, location
from widget.rules.model import Ruleset
from widget.rules.outcomes import Category

MAX_MONTHS = 12
"""After this many months, somebody should compare or look up again."""


def old_comparison(ruleset: Ruleset, today: date) -> Problem | None:
    """Return a warning if the rules were last compared with their source too long ago."""
    last = ruleset.about.confirmed
    if last is None or _months(last, today) < MAX_MONTHS:
        return None
    what = (
        f"The rules were last compared with their source on {last}, over {MAX_MONTHS} months ago."
    )
    return Problem(
        ruleset.file, "about.confirmed", what, "the day of a new comparison", warning=True
    )


def old_figures(citizenships: Citizenships | None, today: date) -> Problem | None:
    """Return a warning if the stays without a visa were last looked up too long ago."""
    if citizenships is None or _months(citizenships.as_of, today) < MAX_MONTHS:
        return None
    what = f"The figures are from {citizenships.as_of}, over {MAX_MONTHS} months ago."
    allowed = "the day on which somebody looks them up again"
    return Problem(citizenships.file, "as_of", what, allowed, warning=True)


def days_to_come(
    ruleset: Ruleset, citizenships: Citizenships | None, today: date
) -> Iterator[Problem]:
    """Yield a warning for each day in the future: nobody can have looked anything up on it."""
    days = [(ruleset.file, where, day) for where, day in _days(ruleset)]
    if citizenships:
        days.append((citizenships.file, "as_of", citizenships.as_of))
    for file, where, day in days:
        # In the time zone of the expert, it may already be tomorrow.
        if day > today + timedelta(days=1):
            what = f"{day} is in the future."
            allowed = "a day on which somebody has looked it up"
            yield Problem(file, where, what, allowed, warning=True)


def _days(ruleset: Ruleset) -> Iterator[tuple[str, date]]:
    """Yield each day in the rules with its location."""
    if ruleset.about.confirmed:
        yield "about.confirmed", ruleset.about.confirmed
    for key, outcome in ruleset.outcomes.items():
        here = location("categories" if isinstance(outcome, Category) else "advice", key)
        if isinstance(outcome, Category):
            if outcome.codes:
                yield f"{here}.codes.as_of", outcome.codes.as_of
            for each in outcome.validity.values():
                yield f"{here}.valid.as_of", each.as_of
        for number, link in enumerate(outcome.links):
            yield location(here, "links", number, "as_of"), link.as_of


def _months(start: date, end: date) -> int:
    """Return the whole months between two days."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)
