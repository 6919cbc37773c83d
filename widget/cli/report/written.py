"""How a report is written: for the terminal, as CSV, and as a page with a plot."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

from jinja2 import Environment

from widget.cli.report.counts import Counts
from widget.cli.report.plot import plot_of
from widget.cli.report.tables import NOTES, Step, Table
from widget.settings import PACKAGE

PAGE = PACKAGE / "data" / "report.html"
COLUMNS = ("day", "partner", "language", "kind", "id", "name", "views")


def as_text(title: str, tables: list[Table], missing: list[str]) -> str:
    """Return the report for a terminal."""
    parts = [title, *("\n".join(_lines(table)) for table in tables)]
    notes = "\n".join(f"- {each}" for each in (*missing, *NOTES))
    return "\n\n".join([*parts, notes]) + "\n"


def _lines(table: Table) -> Iterator[str]:
    """Yield the lines of a table, the names at the left, numbers in columns of their own width."""
    cells = [(name, *(f"{each:,}" for each in numbers)) for name, numbers in table.rows]
    lines = [(table.title, *table.columns), *cells]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for name, *numbers in lines:
        columns = (each.rjust(width) for each, width in zip(numbers, widths[1:], strict=True))
        yield "  ".join([name.ljust(widths[0]), *columns])


def as_csv(counts: Counts, steps: Mapping[str, Step]) -> str:
    """Return a line for all that was seen on a day, for a spreadsheet."""
    file = StringIO()
    # Without this byte order mark, Excel takes another encoding for granted.
    file.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    lines = csv.writer(file, lineterminator="\n")
    lines.writerow(COLUMNS)
    for view, number in sorted(counts.views.items()):
        step, day = steps[view.step], f"{counts.month}-{view.day:02}"
        lines.writerow([day, view.partner, view.language, step.kind, step.id, step.name, number])
    return file.getvalue()


def as_html(title: str, counts: Counts, tables: list[Table], missing: list[str]) -> str:
    """Return the report as a page that needs no other file."""
    page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        PAGE.read_text(encoding="utf-8")
    )
    *others, days = tables
    plot = plot_of(counts)
    notes = (*missing, *NOTES)
    return page.render(title=title, plot=plot, days=days, tables=others, notes=notes) + "\n"
