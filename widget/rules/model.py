"""The rules as frozen values: questions, options, rows, and the ruleset that holds them all.

`widget.rules.file` reads them from a file; `widget.rules.proof` proves that they are right.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from widget.rules.outcomes import Category, Clause, Outcome, Point, Reading, Unused
from widget.rules.promises import Promise
from widget.rules.wording import NextStep, Text, When, Wording, fits


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

    A row without conditions always fits. `location` is the row's location in the rules file, for
    messages, and `groups` has the groups that it names there: (question id, name).
    """

    when: When
    route: Route
    location: str
    groups: frozenset[tuple[str, str]] = frozenset()

    def fits(self, answers: Mapping[str, str]) -> bool:
        """Return whether the row fits some answers (question id → option id)."""
        return fits(self.when, answers)


class Candidates(NamedTuple):
    """The rows that an option may take: those of `next` or its `goto`, and those of `otherwise`."""

    next: tuple[Row, ...]
    otherwise: tuple[Row, ...]


@dataclass(frozen=True)
class Option:
    """A possible answer to a question; `goto` is its only row, or None if the question's decide.

    `hint` stands within the option, `help` is folded away. `told` completes the sentence “the
    partner assumes: …”. The options with `more` are folded away too.
    """

    id: str
    text: Text
    hint: Text | None
    help: Text | None
    told: Text | None
    more: bool
    goto: Row | None


@dataclass(frozen=True)
class More:
    """The words of the fold that holds the options with `more`."""

    text: Text
    hint: Text | None


@dataclass(frozen=True)
class Question:
    """A question; `short` is its label in the list of answers. `more` unfolds further options.

    The rows of `next` decide where options without a `goto` lead, by the answers to this question
    and to earlier ones. `otherwise` is for what no row of `next` fits. In proven rules, exactly one
    row fits each visitor.
    """

    id: str
    text: Wording
    short: Text
    help: Text | None
    more: More | None
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
class About:
    """What the rules say of themselves.

    `title` and `description` stand in headings and previews, `credit` at the foot of each page.
    `lead` introduces a category and `statement` ends every result. `paragraph` names a category's
    place in the source, with `{paragraph}` for the number. `agency` is the id of the partner who
    answers for the rules. `source` is a file beside the rules, in the language `original`.
    `in_force` holds the first and the last year. `next_steps` follow each category that has none
    of its own.
    """

    title: Text
    description: Text
    credit: Text | None
    lead: Wording | None
    statement: Wording
    paragraph: Text | None
    agency: str
    source: str | None
    original: str | None
    in_force: tuple[int | None, int | None]
    confirmed: date | None
    next_steps: tuple[NextStep, ...]


@dataclass(frozen=True, eq=False)
class Ruleset:
    """All the rules, by id; `file` is the file's name in messages.

    `groups` maps the id of a question to names for several of its options. `retired` are the ids
    of former questions, which old addresses still have.

    Rulesets are compared and hashed by identity, so that `graph_of` can cache.
    """

    file: str
    about: About
    start: str
    retired: tuple[str, ...]
    groups: Mapping[str, Mapping[str, Collection[str]]]
    questions: Mapping[str, Question]
    points: Mapping[str, Point]
    readings: Mapping[str, Reading]
    clauses: Mapping[str, Clause]
    outcomes: Mapping[str, Outcome]
    promises: tuple[Promise, ...]
    unused: tuple[Unused, ...] = ()

    def steps(self, outcome: Outcome) -> tuple[NextStep, ...]:
        """Return the steps after an outcome: its own, or those of `about` if it has none."""
        return outcome.next_steps or self.about.next_steps

    @property
    def keys(self) -> tuple[str, ...]:
        """The ids of all questions, also of former ones: the keys of answers in addresses."""
        return (*self.questions, *self.retired)

    @property
    def categories(self) -> dict[str, Category]:
        """The outcomes that are categories, by id."""
        return {key: each for key, each in self.outcomes.items() if isinstance(each, Category)}
