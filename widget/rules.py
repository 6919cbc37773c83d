"""The rules as frozen values: questions, options, where each leads, outcomes, and their words.

`load` refuses a file that is malformed; whether the rules in a well-formed file are right is
`widget.verify`'s to prove.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from widget.problems import Problem, Problems, place, read_toml, refusal, shaped, validate

RULES = Path(__file__).parent / "data" / "rules.toml"

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
class Option:
    """One answer to a question.

    `routes` holds one route under None, or one for each answer to the earlier question `when`.
    """

    id: str
    text: Text
    help: Text | None
    when: str | None
    routes: Mapping[str | None, Route]

    def case(self, answers: Mapping[str, str]) -> str | None:
        """The earlier answer (question id to option id) that decides, None if nothing has to."""
        return answers.get(self.when, "") if self.when else None

    def route(self, answers: Mapping[str, str]) -> Route:
        """Choose the route by the earlier answers.

        Raises KeyError where there is none; the proof shows that proven rules have no such gap.
        """
        return self.routes[self.case(answers)]


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
        """Tell whether the point is to be confirmed when this category is reached."""
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


# The file's shape. A model here says what may be written; the values above say what is meant.

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, shaped("[a-z][a-z0-9_]*", "small letters, digits and _, like study_visa")]
ClauseId = Annotated[
    str, shaped("[A-Z]{3}(-[1-9][0-9]*)?", "three capital letters and a number, like TOU-1")
]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Route(_File):
    goto: Id
    clause: ClauseId | None = None
    confirm: list[Id] = []
    closest: list[Id] = []

    def value(self) -> Route:
        return Route(self.goto, self.clause, tuple(self.confirm), tuple(self.closest))


class _Option(_File):
    text: Word
    help: Word | None = None
    goto: Id | None = None
    clause: ClauseId | None = None
    confirm: list[Id] = []
    closest: list[Id] = []
    when: dict[Id, dict[Id, _Route]] = {}

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


class _Question(_File):
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


class _Point(_File):
    text: Word
    reading: int
    categories: Annotated[list[Id], Field(min_length=1)] | None = None

    def value(self, key: str) -> Point:
        only = None if self.categories is None else frozenset(self.categories)
        return Point(key, Text(f"points.{key}", self.text), self.reading, only)


class _Clause(_File):
    category: Id
    text: Word
    quote: Word

    def value(self, key: str) -> Clause:
        return Clause(key, self.category, Text(f"clauses.{key}", self.text), self.quote)


class _Category(_File):
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


class _Advice(_File):
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


class _Rules(_File):
    start: Id
    questions: Annotated[dict[Id, _Question], Field(min_length=1)]
    points: dict[Id, _Point] = {}
    clauses: dict[ClauseId, _Clause] = {}
    categories: dict[Id, _Category] = {}
    advice: dict[Id, _Advice] = {}

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


def load(path: Path = RULES) -> Ruleset:
    """Read a rules file. Raises Problems, with every mistake, when it is malformed."""
    file = validate(path, read_toml(path), _Rules)
    both = [key for key in file.advice if key in file.categories]
    if both:
        what = "A category has the same name."
        raise Problems(Problem(path.name, place("advice", key), what) for key in both)
    return file.value(path.name)


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


def _maybe(context: str, words: str | None) -> Text | None:
    return None if words is None else Text(context, words)


def _all(context: str, words: list[str]) -> tuple[Text, ...]:
    return tuple(Text(context, each) for each in words)
