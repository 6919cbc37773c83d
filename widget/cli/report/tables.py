"""The tables of a report: views of each question and outcome, on each day, of each partner."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from widget.cli.report.counts import Counts
from widget.rules.model import Ruleset
from widget.words import ENGLISH

STEPS = {"question": "Questions", "outcome": "Outcomes", "": "Not in these rules"}
"""The kinds of steps, and the headings of their tables; the last one is for older editions."""

NOTES = (
    "A view is a question or a result that our server showed, also one that a browser had already "
    "and only asked about (status 304). Errors are no views.",
    "A browser shows a page again for a minute without asking, so such repeats are missing.",
    "Programs such as search engines are counted like people: the log does not tell them apart.",
    "Nothing identifies a visitor. So these numbers say nothing of how many people there were, "
    "what else they saw, or where they stopped.",
    "A day begins at midnight by the clock of the log.",
)
"""What the numbers mean."""


@dataclass(frozen=True)
class Step:
    """A question or an outcome; `kind` is a key of STEPS, `name` is empty if nobody knows it."""

    id: str
    kind: str
    name: str


@dataclass(frozen=True)
class Table:
    """Rows of numbers, one for each language and the sum; `what` heads the rows' names."""

    title: str
    what: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def steps_of(ruleset: Ruleset, seen: Iterable[str]) -> dict[str, Step]:
    """Return the rules' questions and outcomes by id, then others that were seen."""
    questions = {
        key: Step(key, "question", ENGLISH.say(each.short))
        for key, each in ruleset.questions.items()
    }
    outcomes = {
        key: Step(key, "outcome", ENGLISH.say(each.name)) for key, each in ruleset.outcomes.items()
    }
    known = questions | outcomes
    return known | {key: Step(key, "", "") for key in sorted(set(seen) - known.keys())}


def tables(counts: Counts, ruleset: Ruleset, *, partners: bool) -> Iterator[Table]:
    """Yield the tables of a report; that of the partners only if asked for. The last has days."""
    languages = sorted({view.language for view in counts.views})
    by_step = counts.by(lambda view: view.step)
    steps = steps_of(ruleset, by_step).values()
    for kind, title in STEPS.items():
        labels = {each.id: _label(each) for each in steps if each.kind == kind}
        if labels:
            yield _table(title, kind.capitalize() or "Id", languages, labels, by_step)
    if partners:
        by_partner = counts.by(lambda view: view.partner)
        labels = {key: key for key in sorted(by_partner)}
        yield _table("Partners", "Partner", languages, labels, by_partner)
    days = {str(day): _day(day, counts) for day in counts.all_days}
    yield _table("Days", "Day", languages, days, counts.by(lambda view: str(view.day)))


def _day(day: int, counts: Counts) -> str:
    return str(day) if day in counts.days else f"{day} (no log)"


def _label(step: Step) -> str:
    return f"{step.name} ({step.id})" if step.name else step.id


def _table(
    title: str,
    what: str,
    languages: list[str],
    labels: Mapping[str, str],
    numbers: Mapping[str, Counter[str]],
) -> Table:
    rows = []
    for key, label in labels.items():
        views = numbers.get(key, Counter())
        rows.append((label, (*(views[each] for each in languages), views.total())))
    return Table(title, what, (*languages, "all"), tuple(rows))


def title_of(counts: Counts, partner: str | None) -> str:
    """Return the heading of a report."""
    views = f"{counts.total:,} view{'' if counts.total == 1 else 's'}"
    return f"{partner or 'All partners'}, {counts.name}: {views}"


def missing(counts: Counts) -> Iterator[str]:
    """Yield a sentence for the days without a line, and for each file with other lines."""
    without = [day for day in counts.all_days if day not in counts.days]
    if without:
        yield f"The logs have no line of these days: {', '.join(_ranges(without))}."
    for path, number in counts.passed_over.items():
        lines = "1 line is" if number == 1 else f"{number:,} lines are"
        yield f"{_readable(path)}: {lines} not of our log, or damaged, and not counted."


def _readable(path: Path) -> str:
    """Return a path as text, also one with bytes that are none."""
    return os.fsencode(path).decode(errors="replace")


def _ranges(days: list[int]) -> Iterator[str]:
    """Yield runs of days, such as 1–3."""
    first = last = days[0]
    for day in [*days[1:], 0]:
        if day != last + 1:
            yield str(first) if first == last else f"{first}–{last}"
            first = day
        last = day
