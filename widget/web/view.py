"""The values that the templates of all steps print. `widget.web.trail` builds most of them.

Texts of the rules are HTML, because they can contain the agency's marked-up name. Titles and
addresses are plain text.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from widget.languages import Language


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

    `back` leads to the question that the visitor answered last, and `restart` to the first step;
    either is None if there is nothing to go back to. `own_page` is the path of this page.
    `privacy` and `visas` are the paths of the pages about privacy and all categories, or None if
    there is no such page.
    """

    back: Link | None
    restart: Link | None
    own_page: str
    privacy: str | None
    visas: str | None
    languages: tuple[LanguageLink, ...]


@dataclass(frozen=True)
class QuestionView:
    """The options of a question; only the first question that is asked shows `presets`."""

    options: tuple[OptionLink, ...]
    more: MoreView | None
    presets: PresetsView | None
