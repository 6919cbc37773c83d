"""The file of cases: a row for each person, with the answers and what they must reach."""

from __future__ import annotations

import csv
from dataclasses import asdict, dataclass, fields
from io import StringIO
from pathlib import Path

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


def read_cases(path: Path) -> dict[int, Case]:
    """Return line → case; nothing if the file is missing.

    Raises Problems when it cannot be read or misses a column.
    """
    if not path.exists():
        return {}
    reader = csv.DictReader(_lines(path), restval="")
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        what = f"These columns are missing: {', '.join(missing)}."
        allowed = f"the columns {','.join(COLUMNS)}, separated by commas"
        raise Problems([Problem(FILE, "line 1", what, allowed)])
    cases = ((reader.line_num, row) for row in reader)
    return {line: _case(row) for line, row in cases}


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
    columns = next(csv.reader(text.splitlines()), COLUMNS)
    made = StringIO()
    writer = csv.DictWriter(made, columns, lineterminator=line_end)
    if not text:
        writer.writeheader()
    elif not text.endswith("\n"):
        made.write(line_end)
    writer.writerow(asdict(case))
    return made.getvalue()


def _case(row: dict[str, str]) -> Case:
    return Case(**{column: row[column].strip() for column in COLUMNS})


def _lines(path: Path) -> list[str]:
    return read_text(path, FILE).splitlines()
