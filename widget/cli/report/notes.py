"""What a report says beside its numbers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from widget.cli.report.counts import Counts, month_of

LEAD = (
    "Each time the questionnaire shows a question or a result, that is one view. One visitor makes "
    "several views, so these numbers do not say how many people there were."
)
"""What a reader must know first."""

NOTES = (
    "A page that a browser already had and checked with the server (status 304) is a view. "
    "An error page is not a view.",
    "For a minute, a browser can show a page again without asking the server. "
    "Such repeats are not counted.",
    "Search engines, other programs and the previews in the kit are counted too. "
    "The log does not tell them from visitors.",
    "Nothing in the log identifies a visitor. So nobody can say how many people there were, what "
    "else one of them saw, or where one stopped.",
)
"""What the numbers mean."""


def title_of(counts: Counts, whose: str) -> str:
    """Return the heading of a report; `whose` is a partner's name, or stands for all partners."""
    return f"{whose}, {counts.name}: {counts.total:,} view{'' if counts.total == 1 else 's'}"


def gaps(counts: Counts) -> Iterator[str]:
    """Yield a sentence for the days without a line, and for each day that may be incomplete."""
    without = [day for day in counts.all_days if day not in counts.days]
    if without:
        yield f"The logs have no line from these days: {', '.join(_ranges(without))}."
    first, last = min(counts.dates), max(counts.dates)
    for day, end in (first, "begin"), (last, "end"):
        if month_of(day) == counts.month:
            yield f"The logs {end} on {counts.day_name(day.day)}. That day may be incomplete."


def _ranges(days: list[int]) -> Iterator[str]:
    """Yield runs of days, such as 1–3."""
    first = last = days[0]
    for day in [*days[1:], 0]:
        if day != last + 1:
            yield str(first) if first == last else f"{first}–{last}"
            first = day
        last = day


def notes(counts: Counts) -> Iterator[str]:
    """Yield what the numbers mean, then a sentence for each file with lines that do not count."""
    yield from NOTES
    offsets = ", ".join(f"UTC{each}" for each in sorted(counts.offsets))
    yield f"A day begins at midnight by the clock of the log ({offsets})."
    for path, number in counts.passed_over.items():
        lines = f"{number:,} line{'' if number == 1 else 's'} of {_readable(path)}"
        yield f"Not counted, because damaged or from another log: {lines}."


def _readable(path: Path) -> str:
    """Return a path as text; bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode(errors="replace")
