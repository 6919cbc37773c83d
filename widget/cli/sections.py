"""The rules as sections of rows: for each outcome, question and point, which answers lead to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from widget.cli.combine import CombinedRow, all_paths, combine_rows
from widget.cli.merge import Choices, merge_paths
from widget.cli.words import entry_options
from widget.rules.model import Question, Ruleset
from widget.rules.outcomes import Outcome, Point
from widget.rules.walk import Reached
from widget.words import Words


@dataclass(frozen=True)
class Row:
    """Answers that lead to what a section is about; those to the `deciding` questions decide.

    `quote` has the words of the source for the clause.
    """

    answers: Choices
    deciding: frozenset[str]
    clause: str = ""
    quote: str = ""
    closest: str = ""


@dataclass(frozen=True)
class Section:
    """All rows that lead to one outcome, question or point.

    `about` holds what a reader has to know of it besides its name.
    """

    kind: str
    name: str
    about: str
    rows: tuple[Row, ...]


Paths = Mapping[str, list[Reached]]
"""All paths, by the last question that they ask."""


def sections(ruleset: Ruleset, words: Words) -> Iterator[Section]:
    """Yield sections for proven rules: outcomes, questions, points, unused words."""
    paths = _by_last_question(ruleset)
    decided = combine_rows(ruleset, lambda route: (route.goto, route.clause, route.closest))
    for outcome in ruleset.outcomes.values():
        leading = [row for row in decided if row.route.goto == outcome.id]
        rows = (each for row in leading for each in _of_outcome(ruleset, row, paths, words))
        about = _about(outcome, words)
        yield Section(words.gettext("Results"), words.say(outcome.name), about, tuple(rows))
    asked = combine_rows(ruleset, lambda route: route.goto)
    for question in ruleset.questions.values():
        yield _of_question(ruleset, question, asked, words)
    for point in ruleset.points.values():
        yield _of_point(ruleset, point, words)
    for unused in ruleset.unused:
        kind = words.gettext("What no rule needs")
        yield Section(kind, " ".join(_quoted(unused.text)), unused.because, ())


def _about(outcome: Outcome, words: Words) -> str:
    """Return a category's entry options, and the words of the source on which an outcome rests."""
    entry = ", ".join(entry_options(outcome, words))
    return " ".join([*([entry] if entry else []), *_quoted(outcome.quote)])


def _quoted(texts: Iterable[str]) -> list[str]:
    return [f"«{text}»" for text in texts]


def _by_last_question(ruleset: Ruleset) -> Paths | None:
    """Return all paths in groups, or None if there are too many."""
    paths = all_paths(ruleset)
    if paths is None:
        return None
    found: dict[str, list[Reached]] = {key: [] for key in ruleset.questions}
    for path in paths:
        found[path.trail[-1].question.id].append(path)
    return found


def _of_outcome(
    ruleset: Ruleset, row: CombinedRow, paths: Paths | None, words: Words
) -> Iterator[Row]:
    """Yield the rows for an outcome: whole paths, or the deciding answers if `paths` is None."""
    rows: Iterable[Choices] = [row.answers]
    if paths is not None:
        rows = merge_paths(ruleset, (path for path in paths[row.question] if row.holds_for(path)))
    closest = ", ".join(words.say(ruleset.outcomes[key].name) for key in row.route.closest)
    clause = ruleset.clauses[row.route.clause] if row.route.clause else None
    key, quote = (clause.id, clause.quote) if clause else ("", "")
    for answers in rows:
        yield Row(answers, frozenset(row.answers), key, quote, closest)


def _of_question(
    ruleset: Ruleset, question: Question, asked: Iterable[CombinedRow], words: Words
) -> Section:
    rows = tuple(_deciding(row) for row in asked if row.route.goto == question.id)
    first = words.gettext("Everybody is asked this first.")
    about = first if question.id == ruleset.start else ""
    return Section(words.gettext("Who is asked what"), words.say(question.text.text), about, rows)


def _of_point(ruleset: Ruleset, point: Point, words: Words) -> Section:
    named = combine_rows(ruleset, lambda route: point.id in route.confirm)
    rows = tuple(_deciding(row) for row in named if point.id in row.route.confirm)
    only = [o for o in ruleset.outcomes.values() if o.id in (point.categories or ())]
    names = ", ".join(words.say(outcome.name) for outcome in only)
    about = words.gettext("Only with: %(results)s") % {"results": names} if only else ""
    return Section(words.gettext("What is to be confirmed"), words.say(point.text), about, rows)


def _deciding(row: CombinedRow) -> Row:
    return Row(row.answers, frozenset(row.answers))
