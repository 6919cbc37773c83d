"""The values that the templates of an outcome print. `widget.web.outcome` builds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from widget.citizenship.model import Kind
from widget.web.view import AnswerLine, Link


@dataclass(frozen=True)
class Phone:
    """A telephone number as people read it, and the link that calls it."""

    number: str
    href: str


@dataclass(frozen=True)
class ContactsView:
    """How to contact somebody; `mailto` and `whatsapp` open a message that contains the result."""

    email: str | None
    mailto: str | None
    phones: tuple[Phone, ...]
    whatsapp: str | None
    site: str | None


@dataclass(frozen=True)
class ShareView:
    """Links that share a result."""

    address: str
    email: str
    whatsapp: str
    telegram: str
    qr: str


@dataclass(frozen=True)
class OriginalName:
    """A category's name in the language of the source, to say on the telephone."""

    text: str
    language: str


@dataclass(frozen=True)
class PointLine:
    """A point to ask about; `question` is its text up to a question mark, or empty."""

    question: Markup
    answer: Markup


@dataclass(frozen=True)
class EntryLink:
    """An entry option, and the link that adds it to the address."""

    kind: str
    is_chosen: bool
    link: Link


@dataclass(frozen=True)
class StepLine:
    """What to do next: the words before a link, those of the link, and those after it.

    Without a link, all words are in `before`.
    """

    before: Markup
    linked: Markup
    after: Markup
    link: Link | None


@dataclass(frozen=True)
class CountryView:
    """What is known about stays without a visa for the citizens of a country.

    They may stay `days` days at once; `limit` says how many in a longer period. None if unknown.
    """

    name: str
    kind: Kind
    days: int | None
    limit: Markup | None
    not_for: Markup | None
    source: Markup
    as_of: date


@dataclass(frozen=True)
class CitizenshipView:
    """The row that leads to the choice of a country, or the note about the chosen `country`."""

    link: Link
    country: CountryView | None


@dataclass(frozen=True)
class OutcomeView:
    """What only an outcome shows.

    `lead` introduces a category, `statement` says who decides. `citizenship` is None if it does not
    matter to the outcome. Of the answers that decide, `because` are the visitor's, and `assumed`
    the partner's. `entries` is empty if there is nothing to choose. `entry_is_lost` means that the
    outcome does not offer the entry option in the address.
    """

    is_category: bool
    original: OriginalName | None
    lead: Markup | None
    points: tuple[PointLine, ...]
    statement: Markup
    citizenship: CitizenshipView | None
    steps: tuple[StepLine, ...]
    because: tuple[AnswerLine, ...]
    assumed: tuple[Markup, ...]
    entries: tuple[EntryLink, ...]
    has_chosen: bool
    entry_is_lost: bool
    agency: ContactsView
    partner: ContactsView | None
    share: ShareView | None
