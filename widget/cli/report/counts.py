"""The counts of a month: how often each question and each outcome was shown."""

from __future__ import annotations

from calendar import month_name, monthrange
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple


class View(NamedTuple):
    """What is counted: a question or an outcome, on a day of the month, for a partner."""

    day: int
    partner: str
    language: str
    step: str


@dataclass(frozen=True)
class Counts:
    """The views of a month, such as 2026-11.

    `dates` are the days that have a line in the logs, also those of other months. `partners` and
    `offsets` are the partners and the clocks' offsets, such as +05:00, in the lines of this month.
    `passed_over` is how many lines of a file are not of our log.
    """

    month: str
    views: Mapping[View, int]
    dates: frozenset[date]
    partners: frozenset[str]
    offsets: frozenset[str]
    passed_over: Mapping[Path, int]

    @property
    def all_days(self) -> range:
        """All days of the month."""
        year, month = map(int, self.month.split("-"))
        return range(1, monthrange(year, month)[1] + 1)

    @property
    def days(self) -> frozenset[int]:
        """The days of the month that have a line in the logs."""
        return frozenset(each.day for each in self.dates if month_of(each) == self.month)

    @property
    def name(self) -> str:
        """The month in words, such as November 2026."""
        year, month = self.month.split("-")
        return f"{month_name[int(month)]} {year}"

    def day_name(self, day: int) -> str:
        """Return a day of the month in words, such as 2 November."""
        return f"{day} {self.name.split()[0]}"

    @property
    def total(self) -> int:
        """The number of all views."""
        return sum(self.views.values())

    def by(self, key: Callable[[View], str]) -> dict[str, Counter[str]]:
        """Return what `key` tells of a view → language → number of views."""
        found: dict[str, Counter[str]] = {}
        for view, number in self.views.items():
            found.setdefault(key(view), Counter())[view.language] += number
        return found

    def of(self, partner: str) -> Counts:
        """Return the counts of one partner."""
        views = {view: each for view, each in self.views.items() if view.partner == partner}
        return replace(self, views=views)


def month_of(day: date) -> str:
    """Return the month of a day, such as 2026-11."""
    return f"{day:%Y-%m}"
