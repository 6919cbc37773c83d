"""Names on pages: in <bdi>, with a `lang` attribute if the page is in another language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from markupsafe import Markup, escape

from widget.partners.names import Name, Names
from widget.rules.texts import AGENCY
from widget.rules.wording import Text
from widget.words import Words

Say = Callable[[Text], Markup]
"""A function that returns a text of the rules as HTML."""


@dataclass(frozen=True)
class ShownName:
    """A partner's name on a page.

    A template prints it as `{{ name }}`. Titles and attributes use `{{ name.text }}`; an element
    with such an attribute also gets `{{ name.lang }}`, a `lang` attribute, empty if not needed.
    `own` is the partner's own name, to say on the telephone; None if it is the same.
    """

    text: str
    lang: Markup
    html: Markup
    own: Markup | None

    def __html__(self) -> Markup:
        return self.html


def shown_name(names: Names, language: str) -> ShownName:
    """Return the name that pages in a language show."""
    name, own = names.said_in(language), names.own
    return ShownName(
        text=name.text,
        lang=_lang(name, language),
        html=_html(name, language),
        own=None if own.text == name.text else _html(own, language),
    )


def _lang(name: Name, language: str) -> Markup:
    differs = name.language not in (None, language)
    return Markup(' lang="{}"').format(name.language) if differs else Markup()


def _html(name: Name, language: str) -> Markup:
    return Markup("<bdi{}>{}</bdi>").format(_lang(name, language), name.text)


def say_on_page(words: Words, agency: ShownName) -> Say:
    """Return the function that translates texts of the rules, with the agency's name in <bdi>."""
    others = {name: said for name, said in words.names.items() if name != AGENCY}
    without_agency = replace(words, names=others)

    @cache
    def say(text: Text) -> Markup:
        return escape(without_agency.say(text)).replace(AGENCY, agency.html)

    return say
