"""Counts the views of a month in the logs."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from widget.cli.report.lines import Line, read_lines
from widget.problems import Problem, Problems, listed

_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")


class View(NamedTuple):
    """What is counted: a question or an outcome, on a day, for a partner, in a language."""

    day: int
    partner: str
    language: str
    step: str


@dataclass(frozen=True)
class Counts:
    """The views of a month; `days` are those of which the logs have a line.

    `partners` are those that the logs name in this month, `passed_over` is how many lines of a
    file are not of our log.
    """

    month: str
    views: Mapping[View, int]
    days: frozenset[int]
    partners: frozenset[str]
    passed_over: Mapping[Path, int]

    @property
    def all_days(self) -> range:
        """All days of the month."""
        year, month = map(int, self.month.split("-"))
        return range(1, monthrange(year, month)[1] + 1)

    @property
    def name(self) -> str:
        """The month in words, such as November 2026."""
        year, month = self.month.split("-")
        return f"{month_name[int(month)]} {year}"

    @property
    def total(self) -> int:
        """All views."""
        return sum(self.views.values())

    def by(self, key: Callable[[View], str]) -> dict[str, Counter[str]]:
        """Return what `key` tells of a view → language → views."""
        found: dict[str, Counter[str]] = {}
        for view, number in self.views.items():
            found.setdefault(key(view), Counter())[view.language] += number
        return found

    def of(self, partner: str) -> Counts:
        """Return the counts of one partner."""
        views = {view: each for view, each in self.views.items() if view.partner == partner}
        return Counts(self.month, views, self.days, self.partners, self.passed_over)


@dataclass
class _Tally:
    """What is counted so far; `sources` has a file for each kind of log."""

    month: str
    views: Counter[View] = field(default_factory=Counter)
    days: set[int] = field(default_factory=set)
    partners: set[str] = field(default_factory=set)
    months: set[str] = field(default_factory=set)
    passed_over: Counter[Path] = field(default_factory=Counter)
    sources: dict[bool, Path] = field(default_factory=dict)

    def add(self, line: Line, path: Path) -> None:
        self.months.add(line.month)
        if line.month != self.month:
            return
        self.days.add(line.day)
        self.sources.setdefault(line.is_of_nginx, path)
        if line.partner:
            self.partners.add(line.partner)
        if line.is_view:
            view = View(line.day, line.partner or "", line.language or "", line.step or "")
            self.views[view] += 1


def count(month: str, logs: Iterable[Path]) -> Counts:
    """Return the counts of a month, such as 2026-11, in some logs; each file counts once.

    Raises Problems when a file cannot be read or is no log of ours, when both nginx and the widget
    wrote lines of this month, and when there is no such month in the logs.
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
        frozenset(tally.days),
        frozenset(tally.partners),
        tally.passed_over,
    )


def _read(path: Path, tally: _Tally) -> None:
    ours = 0
    for line in read_lines(path):
        if line is None:
            tally.passed_over[path] += 1
        else:
            ours += 1
            tally.add(line, path)
    if tally.passed_over[path] and not ours:
        allowed = "the log that deploy/nginx.conf writes, or the widget's own"
        raise Problems([Problem(str(path), "", "No line of this file is of our log.", allowed)])


def _check(tally: _Tally) -> None:
    if len(tally.sources) == 2:
        nginx, own = tally.sources[True], tally.sources[False]
        what = (
            f"This is nginx' log, and {own} the widget's own: a request that nginx passed on "
            "stands in both."
        )
        raise Problems([Problem(str(nginx), "", what, "nginx' logs alone, if there is nginx")])
    if not tally.days:
        what = f"The logs have no line of {tally.month}."
        raise Problems([Problem("--month", "", what, listed(sorted(tally.months)))])
