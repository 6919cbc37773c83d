"""The bar chart of a report, with a bar for each day, in the units of an SVG."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from widget.cli.report.counts import Counts

WIDTH, HEIGHT = 640, 240
"""The part of the picture that bars can fill."""

MOST_STEPS = 5
"""The most steps between the lines across the plot."""


@dataclass(frozen=True)
class Bar:
    """The bar of a day; `logged` says whether the logs have a line from that day."""

    day: int
    views: int
    logged: bool
    x: float
    width: float
    height: float


@dataclass(frozen=True)
class Plot:
    """The bars of a month, the lines across (views, height), and a caption."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    lines: tuple[tuple[int, float], ...]
    caption: str


def plot_of(counts: Counts) -> Plot:
    """Return the plot of a month."""
    by_day = {int(day): each.total() for day, each in counts.by(lambda v: str(v.day)).items()}
    most = max(by_day.values(), default=0)
    step = _step(most)
    top = step * max(1, ceil(most / step))
    column = WIDTH / len(counts.all_days)
    bars = tuple(
        Bar(
            day=day,
            views=by_day.get(day, 0),
            logged=day in counts.days,
            x=round((day - 1) * column, 1),
            width=round(column * 0.8, 1),
            height=round(HEIGHT * by_day.get(day, 0) / top, 1),
        )
        for day in counts.all_days
    )
    lines = tuple((number, HEIGHT * number / top) for number in range(0, top + 1, step))
    return Plot(WIDTH, HEIGHT, bars, lines, _caption(counts, by_day))


def _step(most: int) -> int:
    """Return the least of 1, 2, 5, 10, 20 … of which MOST_STEPS reach the most views of a day."""
    size = 1
    while 5 * size * MOST_STEPS < most:
        size *= 10
    return next(step for step in (size, 2 * size, 5 * size) if step * MOST_STEPS >= most)


def _caption(counts: Counts, by_day: dict[int, int]) -> str:
    if not by_day:
        return f"There are no views in {counts.name}."
    best = max(by_day, key=lambda day: by_day[day])
    most = f"Most views: {by_day[best]:,}, on {counts.day_name(best)}."
    unknown = "" if len(counts.days) == len(counts.all_days) else " “?” means: no log."
    return f"Views on each day of {counts.name}. {most}{unknown}"
