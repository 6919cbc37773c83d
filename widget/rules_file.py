"""The file of the rules: what may be written in it, and how it is read.

`load_rules` refuses a file that is malformed; whether the rules in a well-formed file are right
is `widget.verify`'s to prove. Each model says what may be written; its `value` what is meant.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from widget.files import Word, Written, read_toml, refusal, shaped, validate
from widget.problems import Problem, Problems, place
from widget.rules import (
    Advice,
    Category,
    Clause,
    Entry,
    Option,
    Outcome,
    Point,
    Question,
    Route,
    Ruleset,
    Text,
)

RULES = Path(__file__).parent / "data" / "rules.toml"

Id = Annotated[str, shaped("[a-z][a-z0-9_]*", "small letters, digits and _, like study_visa")]
ClauseId = Annotated[
    str, shaped("[A-Z]{3}(-[1-9][0-9]*)?", "three capital letters and a number, like TOU-1")
]


class _Route(Written):
    goto: Id
    clause: ClauseId | None = None
    confirm: list[Id] = Field(default=[])
    closest: list[Id] = Field(default=[])

    def value(self) -> Route:
        return Route(self.goto, self.clause, tuple(self.confirm), tuple(self.closest))


class _Option(Written):
    text: Word
    help: Word | None = None
    goto: Id | None = None
    clause: ClauseId | None = None
    confirm: list[Id] = Field(default=[])
    closest: list[Id] = Field(default=[])
    when: dict[Id, dict[Id, _Route]] = Field(default={})

    @field_validator("when")
    @classmethod
    def looks_back_at_one_question(
        cls, when: dict[str, dict[str, _Route]]
    ) -> dict[str, dict[str, _Route]]:
        if len(when) > 1:
            raise refusal("A condition looks back at one question.", f"one of {', '.join(when)}")
        return when

    @model_validator(mode="after")
    def leads_on_in_one_way(self) -> _Option:
        if (self.goto is None) == (not self.when):
            raise refusal("An option has either goto or when.", "one of goto and when")
        if self.when and (self.clause or self.confirm or self.closest):
            what = "With when, clause, confirm and closest stand beside each goto."
            raise refusal(what, 'when.…  = { goto = "…", clause = "…" }')
        return self

    def value(self, question: str, key: str) -> Option:
        context = f"{question}.{key}"
        if self.goto:
            asked = None
            routes: dict[str | None, Route] = {
                None: Route(self.goto, self.clause, tuple(self.confirm), tuple(self.closest))
            }
        else:
            ((asked, cases),) = self.when.items()
            routes = {answer: route.value() for answer, route in cases.items()}
        return Option(
            id=key,
            text=Text(context, self.text),
            help=_maybe(f"{context}.help", self.help),
            when=asked,
            routes=MappingProxyType(routes),
        )


class _Question(Written):
    text: Word
    short: Word
    help: Word | None = None
    options: Annotated[dict[Id, _Option], Field(min_length=1)]

    def value(self, key: str) -> Question:
        return Question(
            id=key,
            text=Text(key, self.text),
            short=Text(f"{key}.short", self.short),
            help=_maybe(f"{key}.help", self.help),
            options=MappingProxyType({k: o.value(key, k) for k, o in self.options.items()}),
        )


class _Point(Written):
    text: Word
    reading: int
    categories: Annotated[list[Id], Field(min_length=1)] | None = None

    def value(self, key: str) -> Point:
        only = None if self.categories is None else frozenset(self.categories)
        return Point(key, Text(f"points.{key}", self.text), self.reading, only)


class _Clause(Written):
    category: Id
    text: Word
    quote: Word

    def value(self, key: str) -> Clause:
        return Clause(key, self.category, Text(f"clauses.{key}", self.text), self.quote)


class _Category(Written):
    name: Word
    paragraph: Annotated[int, Field(ge=1)]
    entry: Annotated[list[Entry], Field(min_length=1)]
    whom: Annotated[list[Word], Field(min_length=1)]

    @field_validator("entry")
    @classmethod
    def names_each_entry_option_once(cls, entry: list[Entry]) -> list[Entry]:
        if len(set(entry)) < len(entry):
            raise refusal("An entry option stands here twice.", "each once")
        if "exit" in entry and len(entry) > 1:
            raise refusal("A visa that is for leaving only has no entries.", '"exit" alone')
        return entry

    def value(self, key: str) -> Category:
        return Category(
            id=key,
            name=Text(key, self.name),
            paragraph=self.paragraph,
            entry=tuple(self.entry),
            whom=_all(f"{key}.whom", self.whom),
        )


class _Advice(Written):
    name: Word
    why: Annotated[list[Word], Field(min_length=1)]
    closest: Word | None = None
    next: Annotated[list[Word], Field(min_length=1)]

    def value(self, key: str) -> Advice:
        return Advice(
            id=key,
            name=Text(key, self.name),
            why=_all(f"{key}.why", self.why),
            closest=_maybe(f"{key}.closest", self.closest),
            next=_all(f"{key}.next", self.next),
        )


class _Rules(Written):
    start: Id
    questions: Annotated[dict[Id, _Question], Field(min_length=1)]
    points: dict[Id, _Point] = Field(default={})
    clauses: dict[ClauseId, _Clause] = Field(default={})
    categories: dict[Id, _Category] = Field(default={})
    advice: dict[Id, _Advice] = Field(default={})

    def value(self, file: str) -> Ruleset:
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


def load_rules(path: Path = RULES) -> Ruleset:
    """Read a rules file. Raises Problems, with every mistake, when it is malformed."""
    file = validate(path, read_toml(path), _Rules)
    both = [key for key in file.advice if key in file.categories]
    if both:
        what = "A category has the same name."
        raise Problems(Problem(path.name, place("advice", key), what) for key in both)
    return file.value(path.name)


def _maybe(context: str, words: str | None) -> Text | None:
    return None if words is None else Text(context, words)


def _all(context: str, words: list[str]) -> tuple[Text, ...]:
    return tuple(Text(context, each) for each in words)
