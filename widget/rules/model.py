"""The rules as frozen values: questions, options, their rows, outcomes, and the words for all.

`widget.rules.file` reads them from a file; `widget.rules.proof` shows that they are right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Entry = Literal["single", "multiple", "exit"]


@dataclass(frozen=True)
class Text:
    """Words for people: the English, and the place that tells a translator where they stand."""

    context: str
    english: str


@dataclass(frozen=True)
class Route:
    """Where an option leads: a question's or an outcome's id, and what is said on the way."""

    goto: str
    clause: str | None = None
    confirm: tuple[str, ...] = ()
    closest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A route, and the earlier answers that it takes.

    `when` maps the id of an earlier question to the ids of its options that fit; None among them
    stands for a question that was not asked. Without conditions the row fits everybody.
    `location` names the row in messages: its location in the rules' file.
    """

    when: Mapping[str, frozenset[str | None]]
    route: Route
    location: str

    def fits(self, answers: Mapping[str, str]) -> bool:
        """Whether the row fits earlier answers (question id to option id)."""
        return all(answers.get(question) in fitting for question, fitting in self.when.items())


@dataclass(frozen=True)
class Option:
    """One answer to a question. Exactly one of its rows fits each visitor who comes to it."""

    id: str
    text: Text
    help: Text | None
    rows: tuple[Row, ...]

    def row(self, answers: Mapping[str, str]) -> Row:
        """The row that fits the earlier answers.

        Raises LookupError if none fits; in proven rules one always does.
        """
        for row in self.rows:
            if row.fits(answers):
                return row
        raise LookupError(f"no row of {self.id} fits")


@dataclass(frozen=True)
class Question:
    """A question; `short` is its label in a list of answers."""

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
    """A point to confirm; `reading` is its number in docs/clauses.md.

    It holds for `categories` only, or for every category where that is None.
    """

    id: str
    text: Text
    reading: int
    categories: frozenset[str] | None

    def holds_for(self, category: str) -> bool:
        """Whether this point applies to the category."""
        return self.categories is None or category in self.categories


@dataclass(frozen=True)
class Category:
    """An outcome that is a visa category; `paragraph` counts from 1 in the agency's list."""

    id: str
    name: Text
    paragraph: int
    entry: tuple[Entry, ...]
    whom: tuple[Text, ...]


@dataclass(frozen=True)
class Advice:
    """An outcome where the list gives no category: why, what comes closest, what to do next."""

    id: str
    name: Text
    why: tuple[Text, ...]
    closest: Text | None
    next: tuple[Text, ...]


Outcome = Category | Advice


@dataclass(frozen=True, eq=False)
class Ruleset:
    """All the rules. Two rulesets are the same only if they are one object."""

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
    """Yield all words of the rules, in the order of the file."""
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
