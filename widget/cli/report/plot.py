"""The plot of a report: a bar for each day, in the units of an SVG."""

from __future__ import annotations

from dataclasses import dataclass

from widget.cli.report.counts import Counts

WIDTH, HEIGHT = 640, 240
"""The part of the picture that bars can fill."""

LINES = 4
"""The most lines across the plot."""


@dataclass(frozen=True)
class Bar:
    """A day's bar; a day of which there is no log has none."""

    day: int
    views: int
    logged: bool
    x: float
    width: float
    height: float


@dataclass(frozen=True)
class Plot:
    """The bars of a month, the lines across (views → height), and what the plot shows in words."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    lines: tuple[tuple[int, float], ...]
    said: str


def plot_of(counts: Counts) -> Plot:
    """Return the plot of a month."""
    by_day = {int(day): each.total() for day, each in counts.by(lambda v: str(v.day)).items()}
    step = _step(max(by_day.values(), default=0))
    top = step * LINES
    each = WIDTH / len(counts.all_days)
    bars = tuple(
        Bar(
            day=day,
            views=by_day.get(day, 0),
            logged=day in counts.days,
            x=round((day - 1) * each, 1),
            width=round(each * 0.8, 1),
            height=round(HEIGHT * by_day.get(day, 0) / top, 1),
        )
        for day in counts.all_days
    )
    lines = tuple((number, HEIGHT * number / top) for number in range(0, top + 1, step))
    return Plot(WIDTH, HEIGHT, bars, lines, _said(counts, by_day))


def _step(most: int) -> int:
    """Return the least of 1, 2, 5, 10, 20 … of which LINES reach the most."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if step * LINES >= most:
                return step
        size *= 10


def _said(counts: Counts, by_day: dict[int, int]) -> str:
    if not by_day:
        return f"No views in {counts.name}."
    best = max(by_day, key=lambda day: by_day[day])
    return f"Views on each day of {counts.name}. Most: {by_day[best]:,}, on day {best}."
