"""How long ago somebody compared the rules with their source."""

from __future__ import annotations

from datetime import date

from widget.problems import Problem
from widget.rules.model import Ruleset

MAX_MONTHS = 12
"""After so many months, somebody should compare them again."""


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


def _months(start: date, end: date) -> int:
    """Return the whole months between two days."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)
