"""The tables of a report: views of each result and question, for each partner, on each day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from widget.cli.report.counts import Counts
from widget.cli.report.names import QUESTION, RESULT, UNKNOWN, Names, language_name


@dataclass(frozen=True)
class Row:
    """The views of a step, a partner or a day: their sum, then a number for each language."""

    id: str
    name: str
    views: tuple[int, ...]

    @property
    def name_and_id(self) -> str:
        """The name, with the id behind it where that is another."""
        return self.name if self.name == self.id else f"{self.name} ({self.id})"


@dataclass(frozen=True)
class Table:
    """Rows, and their sums; `what` is the heading above the rows' names."""

    title: str
    what: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def sums(self) -> Row:
        """The last row, which adds up the others."""
        columns = zip(*(each.views for each in self.rows), strict=True)
        return Row("All", "All", tuple(map(sum, columns)))


def tables(counts: Counts, names: Names, *, partners: bool) -> Iterator[Table]:
    """Yield the tables of a report, that of the partners only if asked for.

    Questions are in the rules' order, and days in that of the month. In other tables, the most seen
    comes first. A table without rows is left out.
    """
    by_step = counts.by(lambda view: view.step)
    by_day = counts.by(lambda view: str(view.day))
    steps = {kind: _step_names(names, kind, by_step) for kind in (RESULT, QUESTION, UNKNOWN)}
    found = [
        _table("Results", "Result", _most_first(steps[RESULT], by_step), by_step),
        _table("Questions", "Question", steps[QUESTION], by_step),
        _table("Not in the current rules", "Id", _most_first(steps[UNKNOWN], by_step), by_step),
    ]
    if partners:
        by_partner = counts.by(lambda view: view.partner)
        known = {key: names.partners.get(key, key) for key in sorted(by_partner)}
        found.append(_table("Partners", "Partner", _most_first(known, by_partner), by_partner))
    days = {str(day): str(day) for day in sorted(counts.days)}
    found.append(_table("Days", "Day", days, by_day))
    return (each for each in found if each.rows)


def _step_names(names: Names, kind: str, seen: Mapping[str, object]) -> dict[str, str]:
    return {each.id: each.name or each.id for each in names.of_kind(kind, seen)}


def _most_first(names: Mapping[str, str], views: Mapping[str, Counter[str]]) -> dict[str, str]:
    """Return names by id in the order of their views; equal ones stay as they are."""
    order = sorted(names, key=lambda key: -views.get(key, Counter()).total())
    return {key: names[key] for key in order}


def _table(
    title: str, what: str, names: Mapping[str, str], views: Mapping[str, Counter[str]]
) -> Table:
    languages = sorted({language for each in views.values() for language in each})
    rows = []
    for key, name in names.items():
        by_language = views.get(key, Counter())
        numbers = (by_language[each] for each in languages)
        rows.append(Row(key, name, (by_language.total(), *numbers)))
    return Table(title, what, ("All", *map(language_name, languages)), tuple(rows))
