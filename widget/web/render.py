"""Render templates with the values that all pages of a partner in a language share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, cast

from babel.dates import format_date
from flask import Flask, current_app
from jinja2 import Environment
from markupsafe import Markup, escape

from widget.content import Content
from widget.languages import Language
from widget.rules.model import About
from widget.rules.outcomes import Category
from widget.rules.texts import PARAGRAPH
from widget.web.assets import HTMX, integrity
from widget.web.context import Context
from widget.web.names import Say, say_on_page, shown_name
from widget.web.templates import environment
from widget.web.urls import MOST_READY, Urls
from widget.words import Words

OfPartner = Callable[[str, str], Mapping[str, Any]]
"""Partner id, language tag → the values that templates have for that partner."""


def init_app(app: Flask, content: Content, urls: Urls) -> None:
    """Prepare the templates of each language, with the values that all partners' pages share."""
    everywhere = {
        "HTMX": HTMX,
        "preview": content.settings.preview,
        "integrity": integrity(HTMX),
        "absolute": urls.absolute,
        "about": content.ruleset.about,
        "agency": content.agency,
        "languages": content.languages,
        "static": urls.static,
    }

    @lru_cache(MOST_READY)
    def of_partner(key: str, tag: str) -> Mapping[str, Any]:
        partner = content.partners.served[key]
        return {
            "partner": partner,
            "partner_name": shown_name(partner.name, tag),
            "stylesheet": content.stylesheets[key],
            "links": urls.links(key, tag),
        }

    app.extensions["widget.templates"] = {
        tag: _templates_in(language, content, everywhere)
        for tag, language in content.languages.items()
    }
    app.extensions["widget.of_partner"] = of_partner


def render(template: str, context: Context, **values: object) -> str:
    """Return a template's HTML for the partner and the language of a request."""
    of_partner = cast(OfPartner, current_app.extensions["widget.of_partner"])
    names = {**of_partner(context.partner.id, context.language.tag), **values}
    return _templates(context).get_template(template).render(names)


def render_screen(template: str, main: str, context: Context, **values: object) -> str:
    """Return the HTML of a page or a fragment; `main` is the template of its `<main>`.

    `main` is rendered first, and its HTML inserted: nested templates would be slower.
    """
    inner = Markup(render(main, context, **values))  # noqa: S704 - our own HTML
    return render(template, context, main=inner, **values)


def say_in(context: Context) -> Say:
    """Return the function that turns a text of the rules into HTML, in a request's language."""
    return cast(Say, _templates(context).globals["say"])


def _templates(context: Context) -> Environment:
    templates = cast(Mapping[str, Environment], current_app.extensions["widget.templates"])
    return templates[context.language.tag]


def _templates_in(
    language: Language, content: Content, everywhere: Mapping[str, Any]
) -> Environment:
    known = _known_in(language, content)
    templates = environment(known["_"])
    templates.globals |= {**everywhere, **known, "language": language}
    return templates


def _known_in(language: Language, content: Content) -> dict[str, Any]:
    """Return the values in a language that the templates of all partners share."""
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

    Translations are not escaped, since `widget check` makes sure that they are plain text. Values
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
    """Return the functions that format dates (without line breaks), and a category's paragraph."""

    @cache
    def long_date(day: date) -> str:
        return format_date(day, "long", language.locale).replace(" ", "\N{NO-BREAK SPACE}")

    def paragraph(category: Category) -> str:
        pattern = say(about.paragraph) if about.paragraph else escape(PARAGRAPH)
        return pattern.replace(PARAGRAPH, category.paragraph or "")

    return {"date": long_date, "paragraph": paragraph}
