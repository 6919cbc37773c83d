"""Texts with conditions and next steps in a rules file, and what is made of them."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from widget.files.fields import Line, invalid
from widget.files.one_or_more import OneOrMore
from widget.problems import location
from widget.rules.fields import Id
from widget.rules.row_tables import ConditionsTable, Groups
from widget.rules.wording import LINKED, NextStep, Text, Variant, Wording


class VariantTable(ConditionsTable):
    """A text and the answers with which it is shown; its other keys are questions."""

    text: Line = Field(description="the text, in English")


def _one_without_conditions(variants: list[VariantTable]) -> list[VariantTable]:
    if [bool(each.cells) for each in variants].count(False) != 1:
        what = (
            "Exactly one text must have no conditions: it is for everybody whom no other text fits."
        )
        raise invalid(what, '[ { question = "option", text = "…" }, { text = "…" } ]')
    return variants


WordingTable = Annotated[
    list[VariantTable],
    Field(min_length=1),
    AfterValidator(_one_without_conditions),
    OneOrMore("text"),
]
"""A text, or several with the answers with which each is shown."""


def wording_of(tables: Iterable[VariantTable], groups: Groups, context: str, where: str) -> Wording:
    """Return the wording; `context` is for translators, `where` its location in the file."""
    variants = []
    for number, each in enumerate(tables):
        when, named = each.conditions(groups)
        text = Text(context, each.text)
        variants.append(Variant(when, text, location(where, number), named))
    (default,) = (each.text for each in variants if not each.when)
    return Wording(default, tuple(each for each in variants if each.when))


class NextStepTable(ConditionsTable):
    """A step and the answers with which it is shown; its other keys are questions."""

    text: Line = Field(description="what to do, in English; [words in brackets] are a link")
    points: bool | None = Field(
        default=None,
        description="`true`: only beside points to confirm; `false`: only without such points",
    )
    change: Id | None = Field(
        default=None, description="the question that the link asks again, like `purpose`"
    )
    answers: dict[Id, Id] = Field(
        default={},
        description="the answers that the link leads to, from the first question on",
    )

    @model_validator(mode="after")
    def _link_has_words(self) -> NextStepTable:
        links = bool(self.change) + bool(self.answers)
        if links > 1:
            raise invalid("A step can have only one link: change or answers.", "one of them")
        if links and not LINKED.fullmatch(self.text):
            twice = self.text.count("[") > 1 and self.text.count("[") == self.text.count("]")
            what = "A step can have only one link." if twice else "The link has no words."
            raise invalid(what, "its words in [brackets], once")
        if not links and {*"[]"} & {*self.text}:
            raise invalid(
                "The words in [brackets] are a link, but it leads nowhere.", "change or answers"
            )
        return self

    def value(self, groups: Groups, context: str, where: str) -> NextStep:
        """Return the step; `context` is for translators, `where` its location in the file."""
        when, named = self.conditions(groups)
        return NextStep(
            text=Text(context, self.text),
            when=when,
            points=self.points,
            change=self.change,
            answers=MappingProxyType(self.answers),
            location=where,
            groups=named,
        )


def steps_of(
    tables: Iterable[NextStepTable], groups: Groups, context: str, where: str
) -> tuple[NextStep, ...]:
    """Return the steps; `context` is for translators, `where` their location in the file."""
    return tuple(
        each.value(groups, context, location(where, number)) for number, each in enumerate(tables)
    )
