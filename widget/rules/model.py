"""The rules as frozen values: questions, options, rows, outcomes, and their texts.

`widget.rules.file` reads them from a file; `widget.rules.proof` proves that they are right.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

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
    """A route, and the answers with which it is taken.

    `when` maps the id of a question to the ids of the options that fit. None as an option means
    that the question was not asked. A row without conditions always fits. `location` is the row's
    location in the rules file, for messages, and `groups` has the groups that it names there:
    (question id, name).
    """

    when: Mapping[str, frozenset[str | None]]
    route: Route
    location: str
    groups: frozenset[tuple[str, str]] = frozenset()

    def fits(self, answers: Mapping[str, str]) -> bool:
        """Return whether the row fits some answers (question id → option id)."""
        return all(answers.get(question) in fitting for question, fitting in self.when.items())


class Candidates(NamedTuple):
    """The rows that an option may take: those of `next` or its `goto`, and those of `otherwise`."""

    next: tuple[Row, ...]
    otherwise: tuple[Row, ...]


@dataclass(frozen=True)
class Option:
    """A possible answer to a question; `goto` is its only row, or None if the question's decide."""

    id: str
    text: Text
    help: Text | None
    goto: Row | None


@dataclass(frozen=True)
class Question:
    """A question; `short` is its label in the list of answers.

    The rows of `next` decide where options without a `goto` lead, by the answers to this question
    and to earlier ones. `otherwise` is for what no row of `next` fits. In proven rules, exactly one
    row fits each visitor.
    """

    id: str
    text: Text
    short: Text
    help: Text | None
    options: Mapping[str, Option]
    next: tuple[Row, ...] = ()
    otherwise: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows: those of the options with a `goto`, of `next` and of `otherwise`."""
        gotos = (option.goto for option in self.options.values())
        return (*(row for row in gotos if row), *self.next, *self.otherwise)

    @cached_property
    def candidates(self) -> Mapping[str, Candidates]:
        """Option id → the rows that some visitor with this option may take."""
        return {key: self._candidates(option) for key, option in self.options.items()}

    def _candidates(self, option: Option) -> Candidates:
        if option.goto:
            return Candidates((option.goto,), ())
        next_, otherwise = (
            tuple(row for row in rows if option.id in row.when.get(self.id, {option.id}))
            for rows in (self.next, self.otherwise)
        )
        return Candidates(next_, otherwise)

    def fitting(self, option: str, earlier: Mapping[str, str]) -> tuple[Row, ...]:
        """Return the rows that fit an option and earlier answers (question id → option id)."""
        answers = {**earlier, self.id: option}
        first, second = self.candidates[option]
        fitting = tuple(row for row in first if row.fits(answers))
        return fitting or tuple(row for row in second if row.fits(answers))

    def row(self, option: str, earlier: Mapping[str, str]) -> Row:
        """Return the row that an option takes after earlier answers (question id → option id).

        Raises LookupError if none fits; in proven rules one always does.
        """
        for row in self.fitting(option, earlier):
            return row
        raise LookupError(f"no row of {self.id} fits")

    def read(self, option: str, row: Row) -> frozenset[str]:
        """Return the earlier questions that decide that an option takes this row.

        For a row of `otherwise`, they include those for which no row of `next` fits.
        """
        first, second = self.candidates[option]
        rows = (*first, row) if row in second else (row,)
        return frozenset(asked for each in rows for asked in each.when) - {self.id}


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
    """A visa category as an outcome; `paragraph` is its number in the agency's list, from 1.

    `quote` has the words of the list that name it and give its entry options.
    """

    id: str
    name: Text
    paragraph: int
    entry: tuple[Entry, ...]
    whom: tuple[Text, ...]
    quote: tuple[str, ...] = ()


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


@dataclass(frozen=True)
class Unused:
    """Words of the list that no rule needs, and the reason."""

    text: tuple[str, ...]
    because: str


@dataclass(frozen=True, eq=False)
class Ruleset:
    """All the rules, by id; `file` is the file's name in messages.

    `groups` maps the id of a question to names for several of its options.

    Rulesets are compared and hashed by identity, so that `graph_of` can cache.
    """

    file: str
    start: str
    groups: Mapping[str, Mapping[str, Collection[str]]]
    questions: Mapping[str, Question]
    points: Mapping[str, Point]
    clauses: Mapping[str, Clause]
    outcomes: Mapping[str, Outcome]
    unused: tuple[Unused, ...] = ()

    @property
    def categories(self) -> dict[str, Category]:
        """The outcomes that are categories, by id."""
        return {key: each for key, each in self.outcomes.items() if isinstance(each, Category)}
