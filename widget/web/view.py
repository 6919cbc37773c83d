"""The values that the templates of a step print. `widget.web.replay` builds them."""

from __future__ import annotations

from dataclasses import dataclass

from widget.languages import Language
from widget.rules.walk import Answer, Ask, Reached


@dataclass(frozen=True)
class Link:
    """A link to another step. If there is a `fragment`, htmx swaps it in instead."""

    href: str
    fragment: str | None


@dataclass(frozen=True)
class OptionLink:
    """An option of the question being asked."""

    id: str
    text: str
    hint: str | None
    link: Link


@dataclass(frozen=True)
class MoreView:
    """The fold of further options."""

    text: str
    hint: str | None
    options: tuple[OptionLink, ...]


@dataclass(frozen=True)
class PresetLine:
    """An answer that the partner filled in, in words, and the link that changes it."""

    told: str
    change: Link


@dataclass(frozen=True)
class AnswerLine:
    """An answer in the list of answers, and the link that changes it."""

    question: str
    answer: str
    change: Link


@dataclass(frozen=True)
class Aside:
    """An answer that was set aside; `answer` is None if there is no such option."""

    question: str
    answer: str | None
    is_preset: bool


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language."""

    language: Language
    href: str


@dataclass(frozen=True)
class Navigation:
    """The links that lead away from a step; None for one that would lead to the same step."""

    back: Link | None
    restart: Link | None
    own_page: str
    languages: tuple[LanguageLink, ...]


@dataclass(frozen=True)
class QuestionView:
    """The options of a question.

    `presets` are shown on the first question that the visitor is asked.
    """

    options: tuple[OptionLink, ...]
    more: MoreView | None
    presets: tuple[PresetLine, ...]
    two_columns: bool


@dataclass(frozen=True)
class ContactsView:
    """How to reach somebody; `mailto` opens an e-mail with the result filled in."""

    email: str | None
    mailto: str | None
    phones: tuple[str, ...]
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
class StepLine:
    """What to do next: the words before a link, those of the link, and those after it.

    Without a link, all words are in `before`.
    """

    before: str
    linked: str
    after: str
    href: str | None


@dataclass(frozen=True)
class OutcomeView:
    """What only an outcome shows; `contacts` are the agency's, then the partner's if it has any.

    `lead` introduces a category, `statement` says who decides.
    """

    is_category: bool
    lead: str | None
    statement: str
    steps: tuple[StepLine, ...]
    deciding: tuple[Answer, ...]
    contacts: tuple[ContactsView, ...]
    share: ShareView | None


@dataclass(frozen=True)
class StepView:
    """What a step shows: exactly one of `question` and `outcome` is not None.

    `headline` is the heading as plain text. `address` and `oembed` are absolute, and None if our
    origin is not known. `outdated` means that the requested address has an answer that does not
    exist, or no longer. `is_front` means that this is the agency's first page, the only one for
    search engines.
    """

    step: Ask | Reached
    status: int
    title: str
    heading: str
    headline: str
    has_answers: bool
    address: str | None
    oembed: str | None
    answers: tuple[AnswerLine, ...]
    outdated: bool
    asides: tuple[Aside, ...]
    navigation: Navigation
    is_front: bool
    question: QuestionView | None
    outcome: OutcomeView | None
