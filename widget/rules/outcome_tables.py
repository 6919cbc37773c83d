"""Outcomes, clauses, points and unused words in a rules file, and what is made of them."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from widget.files.fields import Line, Pattern, Table, invalid
from widget.files.one_or_more import OneOrMore
from widget.rules.fields import Id, optional_text, text_list
from widget.rules.outcomes import (
    Advice,
    Category,
    Clause,
    Codes,
    Entry,
    PageLink,
    Point,
    Reading,
    Unused,
    Validity,
)
from widget.rules.row_tables import Groups
from widget.rules.wording import Text
from widget.rules.wording_tables import NextStepTable, steps_of

AS_OF = "the day on which somebody last looked this up, like 2026-05-30"

Quotes = Annotated[list[Line], Field(min_length=1), OneOrMore()]
"""Words of the source: a text or a list of texts."""


class PointTable(Table):
    """A point to confirm."""

    text: Line = Field(description="what is to be confirmed, in English")
    reading: int | None = Field(
        default=None, description="the number of the reading on which it rests"
    )
    categories: Annotated[list[Id], Field(min_length=1)] | None = Field(
        default=None, description="the categories that it applies to; without this key, all"
    )

    def value(self, key: str) -> Point:
        """Return the point with the id `key`."""
        only = None if self.categories is None else frozenset(self.categories)
        reading = None if self.reading is None else str(self.reading)
        return Point(key, Text(f"points.{key}", self.text), reading, only)


ReadingId = Annotated[str, Pattern("[1-9][0-9]*", "a number, as points name it")]


class ReadingTable(Table):
    """How the source is read where its words leave room, for the page of sources."""

    text: Line = Field(description="the reading in a few plain sentences, in English")
    unconfirmed: bool = Field(default=False, description="`true` until the agency has confirmed it")

    def value(self, key: str) -> Reading:
        """Return the reading with the number `key`."""
        return Reading(Text(f"readings.{key}", self.text), self.unconfirmed)


class ClauseTable(Table):
    """A clause of the list."""

    category: Id = Field(description="the category that it is a condition of")
    text: Line = Field(description="the condition, in English")
    quote: Quotes = Field(
        default=[],
        description="the condition as the source words it; a list of texts where its words stand "
        "apart",
    )

    def value(self, key: str) -> Clause:
        """Return the clause with the id `key`."""
        return Clause(key, self.category, Text(f"clauses.{key}", self.text), tuple(self.quote))


class CodesTable(Table):
    """The official codes of a category today."""

    names: Annotated[list[Line], Field(min_length=1)] = Field(
        alias="list", description='the codes, like `["B12"]`'
    )
    as_of: date = Field(description=AS_OF)
    source: Line | None = Field(default=None, description="where they are from, in English")

    def value(self, context: str) -> Codes:
        """Return the codes; `context` is the translator's context."""
        return Codes(tuple(self.names), self.as_of, optional_text(f"{context}.codes", self.source))


class LinkTable(Table):
    """A link to a page of somebody else, such as an official portal."""

    text: Line = Field(description="the name of the page, in English")
    address: Annotated[
        str, Pattern(r"https://[^\s\"<>]+", "an address that begins with https://")
    ] = Field(description="its address")
    as_of: date = Field(description=AS_OF)


def links_of(tables: list[LinkTable], context: str) -> tuple[PageLink, ...]:
    """Return the links of an outcome; `context` is the translator's context."""
    return tuple(
        PageLink(Text(f"{context}.links", each.text), each.address, each.as_of) for each in tables
    )


class ValidTable(Table):
    """How long a visa with an entry option is valid, in English, like `1 year`."""

    single: Line | None = Field(default=None, description="with a single entry")
    multiple: Line | None = Field(default=None, description="with several entries")
    exit: Line | None = Field(default=None, description="for leaving only")
    as_of: date = Field(description=AS_OF)

    @property
    def given(self) -> dict[Entry, str]:
        """Entry option → how long a visa with it is valid."""
        each: dict[Entry, str | None]
        each = {"single": self.single, "multiple": self.multiple, "exit": self.exit}
        return {kind: english for kind, english in each.items() if english}

    def value(self, context: str) -> dict[Entry, Validity]:
        """Return the validity of each entry option; `context` is the translator's context."""
        return {
            kind: Validity(Text(f"{context}.valid", english), self.as_of)
            for kind, english in self.given.items()
        }


class CategoryTable(Table):
    """A visa category."""

    name: Line = Field(description="the kind of visa, in English")
    paragraph: Line | None = Field(default=None, description="its place in the source, like `6`")
    entry: list[Entry] = Field(
        min_length=1,
        description='its entry options: `"single"`, `"multiple"` or both, or `"exit"` alone',
        json_schema_extra={"uniqueItems": True},
    )
    valid: ValidTable | None = Field(default=None, description="how long the visa is valid")
    whom: list[Line] = Field(min_length=1, description="who it is for, in English, a line each")
    quote: Quotes = Field(
        default=[], description="the words of the source that name it and give its entry options"
    )
    codes: CodesTable | None = Field(default=None, description="its official codes today")
    next_steps: list[NextStepTable] = Field(
        default=[], description="what to do next, in order; without it, those of `about`"
    )
    links: list[LinkTable] = Field(default=[], description="pages of others that help")

    @field_validator("entry")
    @classmethod
    def _fits_together(cls, entry: list[Entry]) -> list[Entry]:
        if len(set(entry)) < len(entry):
            raise invalid("An entry option is listed twice.", "each once")
        if "exit" in entry and len(entry) > 1:
            raise invalid("exit cannot be combined with other entry options.", '"exit" alone')
        return entry

    @model_validator(mode="after")
    def _valid_with_its_entry(self) -> CategoryTable:
        given = self.valid.given if self.valid else ()
        others = [kind for kind in given if kind not in self.entry]
        if others:
            what = f"valid is for {' and '.join(others)}, but entry is not."
            raise invalid(what, ", ".join(self.entry))
        return self

    def value(self, key: str, groups: Groups) -> Category:
        """Return the category with the id `key`."""
        return Category(
            id=key,
            name=Text(key, self.name),
            paragraph=self.paragraph,
            entry=tuple(self.entry),
            validity=MappingProxyType(self.valid.value(key) if self.valid else {}),
            whom=text_list(f"{key}.whom", self.whom),
            quote=tuple(self.quote),
            codes=self.codes.value(key) if self.codes else None,
            next_steps=steps_of(
                self.next_steps, groups, f"{key}.next_steps", f"categories.{key}.next_steps"
            ),
            links=links_of(self.links, key),
        )


class AdviceTable(Table):
    """An outcome where the list gives no category."""

    name: Line = Field(description="the result in a few words, in English")
    why: list[Line] = Field(
        min_length=1, description="why the list gives no category, in English, a paragraph each"
    )
    closest: Line | None = Field(default=None, description="the text before the closest categories")
    quote: Quotes = Field(
        default=[], description="the words of the source on which this rests, if it has some"
    )
    next_steps: list[NextStepTable] = Field(min_length=1, description="what to do next, in order")
    links: list[LinkTable] = Field(default=[], description="pages of others that help")

    def value(self, key: str, groups: Groups) -> Advice:
        """Return the advice with the id `key`."""
        return Advice(
            id=key,
            name=Text(key, self.name),
            why=text_list(f"{key}.why", self.why),
            closest=optional_text(f"{key}.closest", self.closest),
            quote=tuple(self.quote),
            next_steps=steps_of(
                self.next_steps, groups, f"{key}.next_steps", f"advice.{key}.next_steps"
            ),
            links=links_of(self.links, key),
        )


class UnusedTable(Table):
    """Words of the source that no rule needs."""

    text: Quotes = Field(description="the words, or a list of such texts")
    because: Line = Field(description="why no rule needs them")

    def value(self) -> Unused:
        """Return the words and the reason."""
        return Unused(tuple(self.text), self.because)
