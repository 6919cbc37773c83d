"""A question in a rules file: which keys it and its options have, and what is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from pydantic import Field, field_validator, model_validator

from widget.files.fields import Line, Table, invalid
from widget.problems import location
from widget.rules.fields import ClauseId, Id, optional_text
from widget.rules.model import Option, Question, Route, Row, Text


class RouteKeys(Table):
    """The keys beside a `goto`."""

    clause: ClauseId | None = Field(
        default=None,
        description="the clause that decides, if this reaches a category",
    )
    confirm: list[Id] = Field(
        default=[], description="points to confirm, shown with the results that follow"
    )
    closest: list[Id] = Field(
        default=[], description="categories that come closest, where the list gives none"
    )

    def route(self, goto: str) -> Route:
        """Return the route to a question or an outcome."""
        return Route(goto, self.clause, tuple(self.confirm), tuple(self.closest))


class RouteTable(RouteKeys):
    """Where an option leads after one earlier answer."""

    goto: Id = Field(description="the question or the outcome that comes next")

    def value(self) -> Route:
        """Return the route."""
        return self.route(self.goto)


class OptionTable(RouteKeys):
    """An option of a question."""

    text: Line = Field(description="the answer, in English, as short as can be")
    help: Line | None = Field(default=None, description="more about the answer, folded away")
    goto: Id | None = Field(
        default=None,
        description="the question or the outcome that comes next, whatever was answered before",
    )
    when: dict[Id, dict[Id, RouteTable]] = Field(
        default={},
        description="in place of `goto`, where this leads after each answer to an earlier "
        'question: `when.<question>.<option> = { goto = "…" }` for each answer that can come here',
    )

    @field_validator("when")
    @classmethod
    def _reads_one_question(
        cls, when: dict[str, dict[str, RouteTable]]
    ) -> dict[str, dict[str, RouteTable]]:
        if len(when) > 1:
            raise invalid("A condition reads one earlier question.", f"one of {', '.join(when)}")
        return when

    @model_validator(mode="after")
    def _has_goto_or_when(self) -> OptionTable:
        if (self.goto is None) == (not self.when):
            raise invalid("An option has either goto or when.", "one of goto and when")
        if self.when and (self.clause or self.confirm or self.closest):
            what = "With when, the keys clause, confirm and closest belong beside each goto."
            raise invalid(what, 'when.… = { goto = "…", clause = "…" }')
        return self

    def value(self, question: str, key: str) -> Option:
        """Return the option with the id `key` of a question."""
        context = f"{question}.{key}"
        return Option(
            id=key,
            text=Text(context, self.text),
            help=optional_text(f"{context}.help", self.help),
            rows=tuple(self._rows(location("questions", question, "options", key))),
        )

    def _rows(self, where: str) -> Iterator[Row]:
        if self.goto:
            yield Row(MappingProxyType({}), self.route(self.goto), where)
        for asked, cases in self.when.items():
            for answer, route in cases.items():
                when = MappingProxyType({asked: frozenset([answer])})
                yield Row(when, route.value(), location(where, "when", asked, answer))


class QuestionTable(Table):
    """A question and its options."""

    text: Line = Field(description="the question, in English")
    short: Line = Field(description="its label in the list of answers, in English")
    help: Line | None = Field(default=None, description="more about the question, folded away")
    options: dict[Id, OptionTable] = Field(
        min_length=1, description="the answers to choose from, in the order in which they are shown"
    )

    def value(self, key: str) -> Question:
        """Return the question with the id `key`."""
        return Question(
            id=key,
            text=Text(key, self.text),
            short=Text(f"{key}.short", self.short),
            help=optional_text(f"{key}.help", self.help),
            options=MappingProxyType({k: o.value(key, k) for k, o in self.options.items()}),
        )
