"""Writes a report as text for the terminal, as CSV, and as a page with a bar chart."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from jinja2 import Environment

from widget.cli.report.counts import Counts
from widget.cli.report.names import Names
from widget.cli.report.notes import LEAD
from widget.cli.report.plot import Plot
from widget.cli.report.tables import Table
from widget.settings import PACKAGE

PAGE = PACKAGE / "data" / "report.html"
COLUMNS = ("day", "partner", "language", "kind", "id", "name", "views")


@dataclass(frozen=True)
class Report:
    """What text and page have in common; `gaps` are sentences about days without a whole log."""

    title: str
    gaps: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]


def as_text(report: Report) -> str:
    """Return the report for a terminal."""
    tables = ("\n".join(_lines(table)) for table in report.tables)
    notes = "\n".join(f"- {each}" for each in report.notes)
    parts = (report.title, "\n".join([LEAD, *report.gaps]), *tables, notes)
    return "\n\n".join(parts) + "\n"


def _lines(table: Table) -> Iterator[str]:
    """Yield the lines of a table: names at the left, and right-aligned columns of numbers."""
    rows = (*table.rows, table.sums)
    cells = [(row.name_and_id, *(f"{each:,}" for each in row.views)) for row in rows]
    lines = [(table.title, *table.columns), *cells]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for name, *numbers in lines:
        columns = (each.rjust(width) for each, width in zip(numbers, widths[1:], strict=True))
        yield "  ".join([name.ljust(widths[0]), *columns])


def as_csv(counts: Counts, names: Names) -> str:
    """Return a line for each step that was seen on a day, for a partner, in a language."""
    file = StringIO()
    # Without this byte order mark, Excel takes another encoding for granted.
    file.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    lines = csv.writer(file, lineterminator="\n")
    lines.writerow(COLUMNS)
    for view, number in sorted(counts.views.items()):
        step, day = names.step(view.step), f"{counts.month}-{view.day:02}"
        lines.writerow([day, view.partner, view.language, step.kind, step.id, step.name, number])
    return file.getvalue()


def as_html(report: Report, plot: Plot) -> str:
    """Return the report as a page that needs no other file."""
    page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        PAGE.read_text(encoding="utf-8")
    )
    return page.render(report=report, lead=LEAD, plot=plot) + "\n"
