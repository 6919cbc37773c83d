"""Render templates with the names that all pages of a partner in a language share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, cast

from babel.dates import format_date
from flask import Flask, current_app
from jinja2.ext import Extension
from markupsafe import Markup, escape

from widget.content import Content
from widget.languages import Language
from widget.rules.model import About
from widget.rules.outcomes import Category
from widget.rules.texts import PARAGRAPH
from widget.web.assets import HTMX, integrity
from widget.web.context import Context
from widget.web.names import Say, say_on_page, shown_name
from widget.web.urls import MOST_READY, Urls
from widget.words import Words

_BLOCKS = "blockquote|details|div|footer|h1|h2|li|main|nav|ol|p|section|summary|ul"
_TAG = rf"</?(?:{_BLOCKS})\b"
ENDS_OF_LINES = re.compile(rf"({_TAG}[^<>]*>)\n+|\n+(?={_TAG})")

Shared = Callable[[str, str], Mapping[str, Any]]
"""The function that gives the names that templates know, for a partner's id and a language."""


class LeanLines(Extension):
    """Leaves out the ends of a template's lines beside blocks, which nobody sees in a page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja gives them
        """Return the source of a template without these."""
        return ENDS_OF_LINES.sub(r"\1", source)


def init_app(app: Flask, content: Content, urls: Urls) -> None:
    """Set Jinja up, and what gives its templates the names of a partner and a language."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension(LeanLines)
    everywhere = {
        "HTMX": HTMX,
        "preview": content.settings.preview,
        "integrity": integrity(HTMX),
        "absolute": urls.absolute,
        # Imported here, since a template would import the macro again for each page.
        "to": cast(Any, app.jinja_env.get_template("step/links.html").module).to,
        "about": content.ruleset.about,
        "agency": content.agency,
        "languages": content.languages,
        "static": urls.static,
    }
    in_language = {tag: _known_in(language, content) for tag, language in content.languages.items()}

    @lru_cache(MOST_READY)
    def shared(key: str, tag: str) -> Mapping[str, Any]:
        partner = content.partners.served[key]
        known = {
            "partner": partner,
            "partner_name": shown_name(partner.name, tag),
            "stylesheet": content.stylesheets[key],
            "language": content.languages[tag],
            "links": urls.links(key, tag),
        }
        return everywhere | in_language[tag] | known

    app.extensions["widget.shared"] = shared


def render(template: str, context: Context, **values: object) -> str:
    """Return a template's HTML for the partner and the language of a request."""
    names = {**_shared(context), **values}
    return current_app.jinja_env.get_template(template).render(names)


def render_screen(template: str, main: str, context: Context, **values: object) -> str:
    """Return the HTML of a page or a fragment, around the HTML of the template of its `<main>`.

    That is rendered by itself: pages and fragments share it, and nested templates are slower.
    """
    inner = Markup(render(main, context, **values))  # noqa: S704 - our own HTML
    return render(template, context, main=inner, **values)


def say_in(context: Context) -> Say:
    """Return the function that says a text of the rules as HTML, in the language of a request."""
    return cast(Say, _shared(context)["say"])


def _shared(context: Context) -> Mapping[str, Any]:
    shared = cast(Shared, current_app.extensions["widget.shared"])
    return shared(context.partner.id, context.language.tag)


def _known_in(language: Language, content: Content) -> dict[str, Any]:
    """Return what the templates of all partners know in a language."""
    words, agency = content.words[language.tag], shown_name(content.agency.name, language.tag)
    say = say_on_page(words, agency)
    return {
        "agency_name": agency,
        "say": say,
        "plain": words.say,
        **_product_texts_in(words),
        **_facts_in(language, say, content.ruleset.about),
    }


def _product_texts_in(words: Words) -> dict[str, Callable[..., Markup]]:
    """Return the functions that translate texts of the templates.

    Translations are plain text, which `widget check` makes sure of, so they are not escaped. Values
    for their placeholders are escaped.
    """

    @cache
    def translated(english: str) -> Markup:
        return Markup(words.gettext(english))  # noqa: S704 - plain text

    def gettext(english: str, **values: object) -> Markup:
        return translated(english) % values if values else translated(english)

    def ngettext(singular: str, plural: str, num: int, **values: object) -> Markup:
        text = Markup(words.ngettext(singular, plural, num))  # noqa: S704 - plain text
        return text % {"num": num, **values}

    return {"_": gettext, "ngettext": ngettext}


def _facts_in(language: Language, say: Say, about: About) -> dict[str, Callable[..., str]]:
    """Return the functions that write dates, on one line, and a category's place in the source."""

    def long_date(day: date) -> str:
        return format_date(day, "long", language.locale).replace(" ", "\N{NO-BREAK SPACE}")

    def paragraph(category: Category) -> str:
        pattern = say(about.paragraph) if about.paragraph else escape(PARAGRAPH)
        return pattern.replace(PARAGRAPH, category.paragraph or "")

    return {"date": long_date, "paragraph": paragraph}
