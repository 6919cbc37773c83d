"""The file of cases: a row for each person, with the answers and what they must reach."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from io import StringIO
from pathlib import Path
from typing import Any

from widget.files.toml import read_text
from widget.problems import Problem, Problems

FILE = "cases.csv"


@dataclass(frozen=True)
class Case:
    """A person, and what must be reached: the cells of a row, as they are written."""

    id: str
    person: str
    answers: str
    outcome: str
    entry: str
    clause: str
    confirm: str


COLUMNS = tuple(field.name for field in fields(Case))

COMMA = 'a text with a comma in quotation marks, like "A guest, on holiday"'
QUOTED = f'{COMMA}; a quotation mark within it is doubled, like ""'


def read_cases(path: Path) -> dict[int, Case]:
    """Return line → case; nothing if the file is missing.

    Raises Problems when the file cannot be read or has not all columns, for the first row that is
    not CSV, and for rows with too many cells.
    """
    if not path.exists():
        return {}
    rows = _rows(read_text(path, FILE))
    if problems := [*_too_long(rows)]:
        raise Problems(problems)
    return {line: _case(row) for line, row in rows.items()}


def _rows(text: str) -> dict[int, dict[Any, Any]]:
    """Return line → row: column → cell, and None → the cells behind the last column."""
    lines = text.splitlines()
    reader = csv.DictReader(lines, delimiter=_delimiter(text), restval="", strict=True)
    last, rows = 0, {}
    try:
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        last = reader.line_num
        for row in reader:
            last = reader.line_num
            rows[last] = row
    except csv.Error:
        what = "This row cannot be read as CSV: look at its quotation marks."
        raise Problems([Problem(FILE, f"line {last + 1}", what, QUOTED)]) from None
    if missing:
        what = f"These columns are missing: {', '.join(missing)}."
        allowed = f"the columns {','.join(COLUMNS)}, separated by commas or by semicolons"
        raise Problems([Problem(FILE, "line 1", what, allowed)])
    return rows


def _delimiter(text: str) -> str:
    """Return what separates the cells of a text. Excel takes `;` where numbers have a comma."""
    head = text.partition("\n")[0]
    return ";" if head.count(";") > head.count(",") else ","


def _too_long(rows: Mapping[int, dict[Any, Any]]) -> Iterator[Problem]:
    """Yield a problem for each row with cells behind the last column."""
    for line, row in rows.items():
        if any(cell.strip() for cell in row.get(None, ())):
            what = "This row has more cells than there are columns."
            yield Problem(FILE, f"line {line}", what, COMMA)


def append_case(path: Path, case: Case) -> None:
    """Write a case at the end of the file, with the line ends and the columns of the others.

    Makes the file if it is missing. Raises Problems when it cannot be read or written.
    """
    text = read_text(path, FILE) if path.exists() else ""
    try:
        with path.open("ab") as file:
            file.write(_added(case, text).encode())
    except OSError as error:
        problem = Problem(FILE, "", f"It cannot be written: {error.strerror}.")
        raise Problems([problem]) from error


def _added(case: Case, text: str) -> str:
    """Return what a case adds to the text of a file: a line, and before it what the text lacks."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    delimiter = _delimiter(text)
    columns = next(csv.reader(text.splitlines(), delimiter=delimiter), COLUMNS)
    made = StringIO()
    writer = csv.DictWriter(made, columns, delimiter=delimiter, lineterminator=line_end)
    if not text:
        writer.writeheader()
    elif not text.endswith("\n"):
        made.write(line_end)
    writer.writerow(asdict(case))
    return made.getvalue()


def _case(row: dict[str, str]) -> Case:
    return Case(**{column: row[column].strip() for column in COLUMNS})
