"""The values that the templates of a step print. `widget.web.replay` builds them.

Texts of the rules are HTML, since they can name the agency; titles and addresses are plain text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from widget.citizenship.model import Kind
from widget.languages import Language
from widget.rules.walk import Ask, Reached


@dataclass(frozen=True)
class Link:
    """A link to another step: its page, and the fragment that htmx swaps in instead."""

    href: str
    fragment: str


@dataclass(frozen=True)
class OptionLink:
    """An option of the question being asked."""

    id: str
    text: Markup
    hint: Markup | None
    link: Link


@dataclass(frozen=True)
class MoreView:
    """The fold of further options."""

    text: Markup
    hint: Markup | None
    options: tuple[OptionLink, ...]


@dataclass(frozen=True)
class PresetsView:
    """The answers that the partner filled in, in words, and the link that removes them."""

    told: tuple[Markup, ...]
    change: Link


@dataclass(frozen=True)
class AnswerLine:
    """An answer in the list of answers, whether the partner filled it in, and how to change it."""

    question: Markup
    answer: Markup
    is_preset: bool
    change: Link


@dataclass(frozen=True)
class Aside:
    """An answer that was set aside; `answer` is None if there is no such option."""

    question: Markup
    answer: Markup | None
    is_preset: bool


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language."""

    language: Language
    href: str


@dataclass(frozen=True)
class Navigation:
    """The links that lead away from a step.

    `back` leads to the last answer of the visitor's own, `restart` to the first step; None for one
    that would lead to the same step.
    """

    back: Link | None
    restart: Link | None
    own_page: str
    languages: tuple[LanguageLink, ...]


@dataclass(frozen=True)
class QuestionView:
    """The options of a question; `presets` are told on the first question that is asked."""

    options: tuple[OptionLink, ...]
    more: MoreView | None
    presets: PresetsView | None


@dataclass(frozen=True)
class Phone:
    """A telephone number as people read it, and the link that calls it."""

    number: str
    href: str


@dataclass(frozen=True)
class ContactsView:
    """How to reach somebody; `mailto` and `whatsapp` open a message with the result filled in."""

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
    """A category's name in the language of the source, as one says it on the telephone."""

    text: str
    language: str


@dataclass(frozen=True)
class PointLine:
    """A point to ask about; `question` is its first sentence, if that is one."""

    question: Markup
    answer: Markup


@dataclass(frozen=True)
class EntryLink:
    """A choice of entries, and the link that puts it into the address."""

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
    """What is known of stays without a visa for the citizens of a country.

    `days` and `limit` are those of a stay.
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

    `lead` introduces a category, `statement` says who decides. `citizenship` is None beside an
    outcome to which it does not matter. Of the answers that decide, `because` are the visitor's,
    and `assumed` the partner's. `entries` are empty where there is nothing to choose.
    `entry_is_lost` means that the category lacks the entries in the address.
    """

    is_category: bool
    original: OriginalName | None
    lead: Markup | None
    points: tuple[PointLine, ...]
    statement: Markup
    citizenship: CitizenshipView | None
    steps: tuple[StepLine, ...]
    because: tuple[Markup, ...]
    assumed: tuple[Markup, ...]
    entries: tuple[EntryLink, ...]
    has_chosen: bool
    entry_is_lost: bool
    agency: ContactsView
    partner: ContactsView | None
    share: ShareView | None


@dataclass(frozen=True)
class StepView:
    """What a step shows: exactly one of `question` and `outcome` is not None.

    `key` is part of the ids in a fragment, and different for each step. `title` lacks the partner's
    name, which every page adds. A preview of a link shows `headline`: the heading, or without
    answers the title of the questionnaire, but never an answer. `number` is the number of the
    question for this visitor, from 1. `address` and `oembed` are absolute, and None if our origin
    is not known. `outdated` means that the requested address has an answer that does not exist, or
    no longer. `changes` leads from an outcome to what would change it, and is None at a question.
    `is_front` means that this is the agency's first page, the only one for search engines.
    """

    step: Ask | Reached
    key: str
    status: int
    title: str
    heading: Markup
    headline: str
    number: int
    address: str | None
    oembed: str | None
    answers: tuple[AnswerLine, ...]
    outdated: bool
    asides: tuple[Aside, ...]
    changes: Link | None
    navigation: Navigation
    is_front: bool
    question: QuestionView | None
    outcome: OutcomeView | None
