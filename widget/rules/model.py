"""The rules as frozen values: questions, options, rows, outcomes, and their texts.

`widget.rules.file` reads them from a file; `widget.rules.proof` proves that they are right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Entry = Literal["single", "multiple", "exit"]


@dataclass(frozen=True)
class Text:
    """A text for people, in English; `context` is the translator's context (gettext's msgctxt)."""

    context: str
    english: str


@dataclass(frozen=True)
class Route:
    """Where an option leads.

    `goto` is the id of a question or an outcome. `clause`, `confirm` and `closest` are the ids of
    the clause that decides, of points to confirm, and of the closest categories.
    """

    goto: str
    clause: str | None = None
    confirm: tuple[str, ...] = ()
    closest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A route, and the conditions on earlier answers under which it is taken.

    `when` maps the id of an earlier question to the ids of the options that fit. None as an option
    means that the question was not asked. A row without conditions always fits. `location` is the
    row's location in the rules file, for messages.
    """

    when: Mapping[str, frozenset[str | None]]
    route: Route
    location: str

    def fits(self, answers: Mapping[str, str]) -> bool:
        """Return whether the row fits earlier answers (question id → option id)."""
        return all(answers.get(question) in fitting for question, fitting in self.when.items())


@dataclass(frozen=True)
class Option:
    """A possible answer to a question. In proven rules, exactly one row fits each visitor."""

    id: str
    text: Text
    help: Text | None
    rows: tuple[Row, ...]

    def row(self, answers: Mapping[str, str]) -> Row:
        """Return the row that fits earlier answers (question id → option id).

        Raises LookupError if none fits; in proven rules one always does.
        """
        for row in self.rows:
            if row.fits(answers):
                return row
        raise LookupError(f"no row of {self.id} fits")


@dataclass(frozen=True)
class Question:
    """A question; `short` is its label in the list of answers."""

    id: str
    text: Text
    short: Text
    help: Text | None
    options: Mapping[str, Option]


@dataclass(frozen=True)
class Clause:
    """A numbered condition of the agency's list; `quote` is the Russian original."""

    id: str
    category: str
    text: Text
    quote: str


@dataclass(frozen=True)
class Point:
    """A point to confirm; `reading` is the number of our reading in docs/clauses.md.

    `categories` are the ids of the categories that it applies to; None means all categories.
    """

    id: str
    text: Text
    reading: int
    categories: frozenset[str] | None

    def holds_for(self, category: str) -> bool:
        """Return whether the point applies to a category, given by its id."""
        return self.categories is None or category in self.categories


@dataclass(frozen=True)
class Category:
    """A visa category as an outcome; `paragraph` is its number in the agency's list, from 1."""

    id: str
    name: Text
    paragraph: int
    entry: tuple[Entry, ...]
    whom: tuple[Text, ...]


@dataclass(frozen=True)
class Advice:
    """An outcome where the list gives no category.

    `closest` introduces the closest categories, which the route names.
    """

    id: str
    name: Text
    why: tuple[Text, ...]
    closest: Text | None
    next: tuple[Text, ...]


Outcome = Category | Advice


@dataclass(frozen=True, eq=False)
class Ruleset:
    """All the rules, by id; `file` is the file's name in messages.

    Rulesets are compared and hashed by identity, so that `graph_of` can cache.
    """

    file: str
    start: str
    questions: Mapping[str, Question]
    points: Mapping[str, Point]
    clauses: Mapping[str, Clause]
    outcomes: Mapping[str, Outcome]

    @property
    def categories(self) -> dict[str, Category]:
        """The outcomes that are categories, by id."""
        return {key: each for key, each in self.outcomes.items() if isinstance(each, Category)}


def rows(ruleset: Ruleset) -> Iterator[tuple[Question, Option, Row]]:
    """Yield every row of the rules with its question and its option, in the order of the file."""
    for question in ruleset.questions.values():
        for option in question.options.values():
            for row in option.rows:
                yield question, option, row


def texts(ruleset: Ruleset) -> Iterator[Text]:
    """Yield all texts of the rules: of questions, options, points, clauses and outcomes."""
    for question in ruleset.questions.values():
        yield from (question.text, question.short, *_given(question.help))
        for option in question.options.values():
            yield from (option.text, *_given(option.help))
    for point in ruleset.points.values():
        yield point.text
    for clause in ruleset.clauses.values():
        yield clause.text
    for outcome in ruleset.outcomes.values():
        yield from _outcome_texts(outcome)


def _outcome_texts(outcome: Outcome) -> tuple[Text, ...]:
    if isinstance(outcome, Category):
        return (outcome.name, *outcome.whom)
    return (outcome.name, *outcome.why, *_given(outcome.closest), *outcome.next)


def _given(text: Text | None) -> tuple[Text, ...]:
    return () if text is None else (text,)
