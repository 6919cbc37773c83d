"""Counts the views of a month in the logs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from widget.cli.report.counts import Counts, View, month_of
from widget.cli.report.lines import Line, read_lines
from widget.problems import Problem, Problems, listed

_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")


@dataclass
class _Tally:
    """The counts so far. The keys of `sources` say whether nginx wrote the file."""

    month: str
    views: Counter[View] = field(default_factory=Counter)
    dates: set[date] = field(default_factory=set)
    partners: set[str] = field(default_factory=set)
    offsets: set[str] = field(default_factory=set)
    passed_over: Counter[Path] = field(default_factory=Counter)
    sources: dict[bool, Path] = field(default_factory=dict)

    def add(self, line: Line, number: int, path: Path) -> None:
        """Add a line that a file has several times."""
        self.dates.add(line.day)
        if month_of(line.day) != self.month:
            return
        self.offsets.add(line.offset)
        self.sources.setdefault(line.is_of_nginx, path)
        if line.partner:
            self.partners.add(line.partner)
        if line.is_view:
            view = View(line.day.day, line.partner or "", line.language or "", line.step or "")
            self.views[view] += number


def count(month: str, logs: Iterable[Path]) -> Counts:
    """Return the counts of a month, such as 2026-11, in some logs; each file counts once.

    Raises Problems when a file cannot be read or is no log of ours, when both nginx and the widget
    wrote lines of this month, and when the logs have no line of it.
    """
    if not _MONTH.fullmatch(month):
        what = f"{month!r} is not a month."
        raise Problems([Problem("--month", "", what, "a year and a month, like 2026-11")])
    tally = _Tally(month)
    for path in {each.resolve(): each for each in logs}.values():
        _read(path, tally)
    _check(tally)
    return Counts(
        month,
        tally.views,
        frozenset(tally.dates),
        frozenset(tally.partners),
        frozenset(tally.offsets),
        tally.passed_over,
    )


def _read(path: Path, tally: _Tally) -> None:
    lines = read_lines(path)
    if [*lines] == [None]:
        allowed = "the log that deploy/nginx.conf writes, or the widget's own"
        raise Problems([Problem(str(path), "", "No line of this file is of our log.", allowed)])
    for line, number in lines.items():
        if line is None:
            tally.passed_over[path] += number
        else:
            tally.add(line, number, path)


def _check(tally: _Tally) -> None:
    if len(tally.sources) == 2:
        nginx, own = tally.sources[True], tally.sources[False]
        what = (
            f"This is nginx's log, and {own} is the widget's own. They cannot be counted together: "
            "a request that nginx passed on is in both."
        )
        raise Problems([Problem(str(nginx), "", what, "nginx's logs alone")])
    months = sorted({month_of(each) for each in tally.dates})
    if tally.month not in months:
        what = f"The logs have no line of {tally.month}."
        raise Problems([Problem("--month", "", what, listed(months))])
