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


STEP_TABLES = (
    (RESULT, "Results", "Result"),
    (QUESTION, "Questions", "Question"),
    (UNKNOWN, "Not in the current rules", "Id"),
)
"""The tables of steps: which kind they have, their title, and the heading above their names."""


def tables(counts: Counts, names: Names, *, partners: bool) -> Iterator[Table]:
    """Yield the tables of a report, that of the partners only if asked for.

    Questions are in the rules' order, and days in that of the month. In other tables, the most seen
    comes first.
    """
    yield from _step_tables(counts, names)
    by_partner = counts.by(lambda view: view.partner)
    if partners and by_partner:
        known = {key: names.partners.get(key, key) for key in sorted(by_partner)}
        yield _table("Partners", "Partner", _most_first(known, by_partner), by_partner)
    days = {str(day): str(day) for day in sorted(counts.days)}
    yield _table("Days", "Day", days, counts.by(lambda view: str(view.day)))


def _step_tables(counts: Counts, names: Names) -> Iterator[Table]:
    by_step = counts.by(lambda view: view.step)
    ids = [*names.steps, *sorted(by_step.keys() - names.steps.keys())]
    for kind, title, what in STEP_TABLES:
        steps = [each for each in map(names.step, ids) if each.kind == kind]
        known = {each.id: each.name or each.id for each in steps}
        if known:
            ordered = known if kind == QUESTION else _most_first(known, by_step)
            yield _table(title, what, ordered, by_step)


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
