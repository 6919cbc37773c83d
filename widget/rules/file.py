"""The file of the rules: what may be written in it, and how it is read.

`load_rules` refuses a file that is malformed; whether the rules in a well-formed file are right
is `widget.rules.proof`'s to prove. Each model says what may be written; its `value` what is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from widget.files.fields import Line, Pattern, Table, invalid
from widget.files.toml import read_toml, validate
from widget.problems import Problem, Problems, location
from widget.rules.model import (
    Advice,
    Category,
    Clause,
    Entry,
    Option,
    Outcome,
    Point,
    Question,
    Route,
    Row,
    Ruleset,
    Text,
)

Id = Annotated[str, Pattern("[a-z][a-z0-9_]*", "small letters, digits and _, like study_visa")]
ClauseId = Annotated[
    str, Pattern("[A-Z]{3}(-[1-9][0-9]*)?", "three capital letters and a number, like TOU-1")
]


class _Way(Table):
    clause: ClauseId | None = Field(
        default=None,
        description="the clause of the list that decides, where this reaches a category",
    )
    confirm: list[Id] = Field(
        default=[], description="points that the visitor has to have confirmed from here on"
    )
    closest: list[Id] = Field(
        default=[], description="categories that come closest, where the list gives none"
    )

    def to(self, goto: str) -> Route:
        return Route(goto, self.clause, tuple(self.confirm), tuple(self.closest))


class _Route(_Way):
    goto: Id = Field(description="the question or the outcome that comes next")

    def value(self) -> Route:
        return self.to(self.goto)


class _Option(_Way):
    text: Line = Field(description="the answer, in English, as short as can be")
    help: Line | None = Field(default=None, description="more about the answer, folded away")
    goto: Id | None = Field(
        default=None, description="the question or the outcome that comes next, in any case"
    )
    when: dict[Id, dict[Id, _Route]] = Field(
        default={},
        description="where this leads by the answer to an earlier question, in place of `goto`: "
        '`when.<question>.<option> = { goto = "…" }` for each answer that can come here',
    )

    @field_validator("when")
    @classmethod
    def looks_back_at_one_question(
        cls, when: dict[str, dict[str, _Route]]
    ) -> dict[str, dict[str, _Route]]:
        if len(when) > 1:
            raise invalid("A condition looks back at one question.", f"one of {', '.join(when)}")
        return when

    @model_validator(mode="after")
    def leads_on_in_one_way(self) -> _Option:
        if (self.goto is None) == (not self.when):
            raise invalid("An option has either goto or when.", "one of goto and when")
        if self.when and (self.clause or self.confirm or self.closest):
            what = "With when, clause, confirm and closest stand beside each goto."
            raise invalid(what, 'when.… = { goto = "…", clause = "…" }')
        return self

    def value(self, question: str, key: str) -> Option:
        context = f"{question}.{key}"
        return Option(
            id=key,
            text=Text(context, self.text),
            help=_maybe(f"{context}.help", self.help),
            rows=tuple(self.rows(location("questions", question, "options", key))),
        )

    def rows(self, where: str) -> Iterator[Row]:
        if self.goto:
            yield Row(MappingProxyType({}), self.to(self.goto), where)
        for asked, cases in self.when.items():
            for answer, route in cases.items():
                when = MappingProxyType({asked: frozenset([answer])})
                yield Row(when, route.value(), location(where, "when", asked, answer))


class _Question(Table):
    text: Line = Field(description="the question, in English")
    short: Line = Field(description="its label in the list of answers, in English")
    help: Line | None = Field(default=None, description="more about the question, folded away")
    options: dict[Id, _Option] = Field(
        min_length=1, description="the answers to choose from, in the order in which they stand"
    )

    def value(self, key: str) -> Question:
        return Question(
            id=key,
            text=Text(key, self.text),
            short=Text(f"{key}.short", self.short),
            help=_maybe(f"{key}.help", self.help),
            options=MappingProxyType({k: o.value(key, k) for k, o in self.options.items()}),
        )


class _Point(Table):
    text: Line = Field(description="what is to be confirmed, in English")
    reading: int = Field(description="the number of our reading in docs/clauses.md")
    categories: Annotated[list[Id], Field(min_length=1)] | None = Field(
        default=None, description="the categories that it holds for; without this key, all"
    )

    def value(self, key: str) -> Point:
        only = None if self.categories is None else frozenset(self.categories)
        return Point(key, Text(f"points.{key}", self.text), self.reading, only)


class _Clause(Table):
    category: Id = Field(description="the category that it is a condition of")
    text: Line = Field(description="the condition, in English")
    quote: Line = Field(description="the condition in the list's own words, in Russian")

    def value(self, key: str) -> Clause:
        return Clause(key, self.category, Text(f"clauses.{key}", self.text), self.quote)


class _Category(Table):
    name: Line = Field(description="the kind of visa, in English")
    paragraph: int = Field(ge=1, description="its place in the list, from 1")
    entry: list[Entry] = Field(
        min_length=1,
        description='its entry options: `"single"`, `"multiple"` or both, or `"exit"` alone',
        json_schema_extra={"uniqueItems": True},
    )
    whom: list[Line] = Field(min_length=1, description="who it is for, in English, a line each")

    @field_validator("entry")
    @classmethod
    def names_each_entry_option_once(cls, entry: list[Entry]) -> list[Entry]:
        if len(set(entry)) < len(entry):
            raise invalid("An entry option is listed twice.", "each once")
        if "exit" in entry and len(entry) > 1:
            raise invalid("A visa that is for leaving only has no entries.", '"exit" alone')
        return entry

    def value(self, key: str) -> Category:
        return Category(
            id=key,
            name=Text(key, self.name),
            paragraph=self.paragraph,
            entry=tuple(self.entry),
            whom=_all(f"{key}.whom", self.whom),
        )


class _Advice(Table):
    name: Line = Field(description="the result in a few words, in English")
    why: list[Line] = Field(
        min_length=1, description="why the list gives no category, in English, a paragraph each"
    )
    closest: Line | None = Field(
        default=None, description="what is said before the categories that come closest"
    )
    next: list[Line] = Field(
        min_length=1, description="what to do next, in English, a paragraph each"
    )

    def value(self, key: str) -> Advice:
        return Advice(
            id=key,
            name=Text(key, self.name),
            why=_all(f"{key}.why", self.why),
            closest=_maybe(f"{key}.closest", self.closest),
            next=_all(f"{key}.next", self.next),
        )


class RulesFile(Table):
    """The questions, where each answer leads, and the outcomes. `widget check` proves them."""

    start: Id = Field(description="the first question")
    questions: dict[Id, _Question] = Field(
        min_length=1, description="the questions, in the order in which addresses hold the answers"
    )
    points: dict[Id, _Point] = Field(
        default={}, description="points to confirm: what a result rests on without being certain"
    )
    clauses: dict[ClauseId, _Clause] = Field(
        default={}, description="the numbered conditions of the list"
    )
    categories: dict[Id, _Category] = Field(
        default={}, description="outcomes that are a kind of visa"
    )
    advice: dict[Id, _Advice] = Field(
        default={}, description="outcomes where the list gives no category"
    )

    def value(self, file: str) -> Ruleset:
        """Give the rules; `file` is what problems call the file."""
        outcomes: dict[str, Outcome] = {k: c.value(k) for k, c in self.categories.items()}
        outcomes |= {k: a.value(k) for k, a in self.advice.items()}
        return Ruleset(
            file=file,
            start=self.start,
            questions=MappingProxyType({k: q.value(k) for k, q in self.questions.items()}),
            points=MappingProxyType({k: p.value(k) for k, p in self.points.items()}),
            clauses=MappingProxyType({k: c.value(k) for k, c in self.clauses.items()}),
            outcomes=MappingProxyType(outcomes),
        )


def load_rules(path: Path, name: str = "") -> Ruleset:
    """Read a rules file, which messages call `name`, by default its path as it was given.

    Raises Problems, with every mistake, when it is malformed.
    """
    name = name or str(path)
    file = validate(name, read_toml(path, name), RulesFile)
    both = [key for key in file.advice if key in file.categories]
    if both:
        what = "A category has the same name."
        raise Problems(Problem(name, location("advice", key), what) for key in both)
    return file.value(name)


def _maybe(context: str, words: str | None) -> Text | None:
    return None if words is None else Text(context, words)


def _all(context: str, words: list[str]) -> tuple[Text, ...]:
    return tuple(Text(context, each) for each in words)
