"""Stays without a visa as frozen values; `widget.citizenship.file` reads them from a file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from widget.rules.wording import Text, When, fits

Kind = Literal["own", "stay", "disagree", "unknown"]
"""What is known of a country: see Citizenships."""


@dataclass(frozen=True)
class Stay:
    """How many days citizens of a country may stay without a visa.

    `limit` says how many days they may stay in a longer time.
    """

    days: int
    limit: Text | None


@dataclass(frozen=True)
class Citizenships:
    """Who needs no visa, by the codes of countries; `file` is the file's name in messages.

    Results with one of these `categories` show it to people whose answers fit `when`. `for_whom`
    says whom it is for, `not_for` what a stay without a visa does not allow. Citizens of `own` need
    no visa at all. The sources disagree on the countries in `disagree`. Nothing is known of those
    in `others`.
    """

    file: str
    as_of: date
    source: Text
    for_whom: Text
    not_for: Text | None
    own: str
    categories: tuple[str, ...]
    when: When
    stays: Mapping[str, Stay]
    disagree: Collection[str]
    others: Collection[str]

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes of all countries."""
        return (self.own, *self.stays, *self.disagree, *self.others)

    def kind(self, country: str) -> Kind:
        """Return what is known of one of the countries."""
        if country == self.own:
            return "own"
        if country in self.stays:
            return "stay"
        return "disagree" if country in self.disagree else "unknown"

    def stands_beside(self, outcome: str, answers: Mapping[str, str]) -> bool:
        """Return whether an outcome shows it, after some answers (question id → option id)."""
        return outcome in self.categories and fits(self.when, answers)


def texts_of(citizenships: Citizenships | None) -> Iterator[Text]:
    """Yield all texts of a content directory's citizenships, if it has some."""
    if citizenships:
        yield citizenships.for_whom
        yield citizenships.source
        limits = dict.fromkeys(stay.limit for stay in citizenships.stays.values())
        yield from (text for text in (*limits, citizenships.not_for) if text)
