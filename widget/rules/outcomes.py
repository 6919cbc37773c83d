"""The outcomes of the rules as frozen values, with clauses, points and the source's unused words.

`widget.rules.outcome_tables` reads them from a file; `widget.rules.model` has all the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from widget.rules.wording import NextStep, Text

Entry = Literal["single", "multiple", "exit"]


@dataclass(frozen=True)
class Clause:
    """A condition of the source; `quotes` are its words there, which may stand apart."""

    id: str
    category: str
    text: Text
    quotes: tuple[str, ...]

    @property
    def quote(self) -> str:
        """The words of the source, in its own language; … stands between those that are apart."""
        return " … ".join(self.quotes)


@dataclass(frozen=True)
class Point:
    """A point to confirm; `reading` is the number of the reading on which it rests, if any.

    `categories` are the ids of the categories that it applies to; None means all categories.
    """

    id: str
    text: Text
    reading: str | None
    categories: frozenset[str] | None

    def holds_for(self, category: str) -> bool:
        """Return whether the point applies to a category, given by its id."""
        return self.categories is None or category in self.categories


@dataclass(frozen=True)
class Reading:
    """How the source is read where its words leave room."""

    text: Text
    unconfirmed: bool


@dataclass(frozen=True)
class Validity:
    """How long a visa is valid, and when this was last looked up."""

    text: Text
    as_of: date


@dataclass(frozen=True)
class Codes:
    """The official codes of a category today, and when and where they were looked up."""

    names: tuple[str, ...]
    as_of: date
    source: Text | None


@dataclass(frozen=True)
class PageLink:
    """A link to a page of somebody else, and when it was last looked at."""

    text: Text
    address: str
    as_of: date


@dataclass(frozen=True)
class Category:
    """A visa category as an outcome; `paragraph` is its number in the source.

    `validity` is known for some entry options. `quote` has the words of the source that name the
    category and give its entry options. Without `next_steps`, those of About apply.
    """

    id: str
    name: Text
    paragraph: str | None
    entry: tuple[Entry, ...]
    validity: Mapping[Entry, Validity]
    whom: tuple[Text, ...]
    quote: tuple[str, ...]
    codes: Codes | None
    next_steps: tuple[NextStep, ...]
    links: tuple[PageLink, ...]


@dataclass(frozen=True)
class Advice:
    """An outcome where the source gives no category.

    `closest` introduces the closest categories, which the route names. `quote` has the words of the
    source on which the advice rests.
    """

    id: str
    name: Text
    why: tuple[Text, ...]
    closest: Text | None
    quote: tuple[str, ...]
    next_steps: tuple[NextStep, ...]
    links: tuple[PageLink, ...]


Outcome = Category | Advice


@dataclass(frozen=True)
class Unused:
    """Words of the source that no rule needs, and the reason."""

    text: tuple[str, ...]
    because: str
