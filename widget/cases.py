"""The expert's cases: people, their answers, and the outcome that they must reach."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from widget.files.toml import read_text
from widget.problems import Problem, Problems, collecting, did_you_mean, no_such
from widget.rules.address import answers_in
from widget.rules.model import Category, Ruleset
from widget.rules.walk import Reached, walk

FILE = "cases.csv"
COLUMNS = ("id", "person", "answers", "outcome", "entry", "clause", "confirm")
CONFIRM = {"yes": True, "no": False}


@dataclass(frozen=True)
class Result:
    """What a person reaches: an outcome's id, with all that the case says of it.

    An outcome that is no category has no `entry` options and an empty `clause`. `confirm` means
    that some point is to be confirmed.
    """

    outcome: str
    entry: frozenset[str]
    clause: str
    confirm: bool

    def __str__(self) -> str:
        details = [*sorted(self.entry), *([self.clause] if self.clause else [])]
        details += ["to be confirmed"] if self.confirm else []
        return f"{self.outcome} ({', '.join(details)})" if details else self.outcome


def check_cases(path: Path, ruleset: Ruleset) -> int:
    """Return how many cases a file holds; none if it is missing.

    Raises Problems, with every case that does not hold in these proven rules and every row that
    cannot be read.
    """
    if not path.exists():
        return 0
    problems: list[Problem] = []
    rows = _rows(path)
    for number, row in rows:
        with collecting(problems):
            problems += _check(f"line {number}, {row['id'] or '?'}", row, ruleset)
    problems += _repeated_ids(rows)
    if problems:
        raise Problems(problems)
    return len(rows)


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of the file by their line, with a text for every column."""
    text = read_text(path, FILE)
    reader = csv.DictReader(text.splitlines(), restval="")
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        what = f"These columns are missing: {', '.join(missing)}."
        allowed = f"the columns {','.join(COLUMNS)}, separated by commas"
        raise Problems([Problem(FILE, "line 1", what, allowed)])
    return [(reader.line_num, {key: row[key].strip() for key in COLUMNS}) for row in reader]


def _check(location: str, row: dict[str, str], ruleset: Ruleset) -> Iterator[Problem]:
    """Yield what is wrong with a case. Raises Problems when its answers cannot be read."""
    try:
        answers = answers_in(row["answers"], ruleset)
    except Problems as error:
        raise Problems(Problem(FILE, location, p.what, p.allowed) for p in error.problems) from None
    if row["outcome"] not in ruleset.outcomes:
        yield no_such(FILE, location, "outcome", row["outcome"], ruleset.outcomes)
    elif row["confirm"] not in CONFIRM:
        hint = did_you_mean(row["confirm"], CONFIRM)
        yield Problem(FILE, location, f"confirm is {row['confirm']!r}.{hint}", "yes, no")
    else:
        expected = Result(
            outcome=row["outcome"],
            entry=frozenset(row["entry"].split()),
            clause=row["clause"],
            confirm=CONFIRM[row["confirm"]],
        )
        step = walk(ruleset, answers)
        if not isinstance(step, Reached):
            what = f"{row['person']}: is still asked {step.question.id}; expected {expected}."
            yield Problem(FILE, location, what)
        elif (result := result_of(step)) != expected:
            what = f"{row['person']}: reaches {result}; expected {expected}."
            yield Problem(FILE, location, what)


def result_of(step: Reached) -> Result:
    """Return what a person who reached an outcome is told, as a case says it."""
    outcome = step.outcome
    return Result(
        outcome=outcome.id,
        entry=frozenset(outcome.entry if isinstance(outcome, Category) else ()),
        clause=step.clause.id if step.clause else "",
        confirm=bool(step.confirm),
    )


def _repeated_ids(rows: list[tuple[int, dict[str, str]]]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, row in rows:
        if first.setdefault(row["id"], number) != number:
            what = f"Line {first[row['id']]} has the same id."
            yield Problem(FILE, f"line {number}, {row['id']}", what)
