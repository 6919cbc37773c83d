"""Outcomes, clauses, points and the rest of the list in a rules file, and what is made of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator

from widget.files.fields import Line, Table, invalid
from widget.files.one_or_more import OneOrMore
from widget.rules.fields import Id, optional_text, text_list
from widget.rules.model import Advice, Category, Clause, Entry, Point, Text, Unused

Quotes = Annotated[list[Line], Field(min_length=1), OneOrMore()]
"""Words of the list: a text or a list of texts."""


class PointTable(Table):
    """A point to confirm."""

    text: Line = Field(description="what is to be confirmed, in English")
    reading: int = Field(description="the number of our reading in docs/clauses.md")
    categories: Annotated[list[Id], Field(min_length=1)] | None = Field(
        default=None, description="the categories that it applies to; without this key, all"
    )

    def value(self, key: str) -> Point:
        """Return the point with the id `key`."""
        only = None if self.categories is None else frozenset(self.categories)
        return Point(key, Text(f"points.{key}", self.text), self.reading, only)


class ClauseTable(Table):
    """A clause of the list."""

    category: Id = Field(description="the category that it is a condition of")
    text: Line = Field(description="the condition, in English")
    quote: Line = Field(description="the condition as the list words it, in Russian")

    def value(self, key: str) -> Clause:
        """Return the clause with the id `key`."""
        return Clause(key, self.category, Text(f"clauses.{key}", self.text), self.quote)


class CategoryTable(Table):
    """A visa category."""

    name: Line = Field(description="the kind of visa, in English")
    paragraph: int = Field(ge=1, description="its number in the list, from 1")
    entry: list[Entry] = Field(
        min_length=1,
        description='its entry options: `"single"`, `"multiple"` or both, or `"exit"` alone',
        json_schema_extra={"uniqueItems": True},
    )
    whom: list[Line] = Field(min_length=1, description="who it is for, in English, a line each")
    quote: Quotes = Field(
        default=[], description="the words of the list that name it and give its entry options"
    )

    @field_validator("entry")
    @classmethod
    def _fits_together(cls, entry: list[Entry]) -> list[Entry]:
        if len(set(entry)) < len(entry):
            raise invalid("An entry option is listed twice.", "each once")
        if "exit" in entry and len(entry) > 1:
            raise invalid("exit cannot be combined with other entry options.", '"exit" alone')
        return entry

    def value(self, key: str) -> Category:
        """Return the category with the id `key`."""
        return Category(
            id=key,
            name=Text(key, self.name),
            paragraph=self.paragraph,
            entry=tuple(self.entry),
            whom=text_list(f"{key}.whom", self.whom),
            quote=tuple(self.quote),
        )


class AdviceTable(Table):
    """An outcome where the list gives no category."""

    name: Line = Field(description="the result in a few words, in English")
    why: list[Line] = Field(
        min_length=1, description="why the list gives no category, in English, a paragraph each"
    )
    closest: Line | None = Field(default=None, description="the text before the closest categories")
    next: list[Line] = Field(
        min_length=1, description="what to do next, in English, a paragraph each"
    )

    def value(self, key: str) -> Advice:
        """Return the advice with the id `key`."""
        return Advice(
            id=key,
            name=Text(key, self.name),
            why=text_list(f"{key}.why", self.why),
            closest=optional_text(f"{key}.closest", self.closest),
            next=text_list(f"{key}.next", self.next),
        )


class UnusedTable(Table):
    """Words of the list that no rule needs."""

    text: Quotes = Field(description="the words of the list, or a list of such texts")
    because: Line = Field(description="why no rule needs them")

    def value(self) -> Unused:
        """Return the words and the reason."""
        return Unused(tuple(self.text), self.because)
