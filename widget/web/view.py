"""A question as a form: its options are links, and an answer in the address is validated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm
from wtforms.validators import AnyOf
from wtforms.widgets import html_params

from widget.content import site
from widget.rules.walk import Ask, Reached, after, walk
from widget.web.urls import Links
from widget.words import say

ONE_COLUMN = 7
"""So many options stand under each other within 560 px on a phone; more need two columns."""


class LinkList:
    """Renders a field's choices as a list of links; a choice's render_kw are its attributes."""

    def __call__(self, field: RadioField, **attributes: Any) -> Markup:
        """Give the list, with the attributes on the `<ul>`."""
        links = (
            Markup("<li><a {}>{}</a></li>").format(_attributes(link), label)
            for _value, label, _chosen, link in field.iter_choices()
        )
        return Markup("<ul {}>{}</ul>").format(_attributes(attributes), Markup("").join(links))


def question_form(ask: Ask, links: Links, answers: Mapping[str, str]) -> BaseForm:
    """Make the form of the question being asked, filled from the answers in the address.

    It validates only if the address holds one of the options; a walk never stops at such a
    question, so at a question being asked an answer in the address is a wrong one.
    """
    field = UnboundField(
        RadioField,
        widget=LinkList(),
        validate_choice=False,  # AnyOf does that, and says it in the visitor's words
        validators=[AnyOf(ask.question.options, gettext("Choose one of the answers below."))],
        choices=[
            SelectChoice(key, say(option.text), link_attributes(ask, key, links))
            for key, option in ask.question.options.items()
        ],
    )
    form = BaseForm({ask.question.id: field})
    form.process(MultiDict(answers))
    return form


def link_attributes(ask: Ask, key: str, links: Links) -> dict[str, str]:
    """Give the attributes of an option's link. Questions are swapped in, outcomes navigated to."""
    answers = after(ask, ask.question.options[key])
    plain = {
        "class": "option",
        "href": links.page(answers),
        "rel": "nofollow",
        "data-option": key,
    }
    if isinstance(walk(site().ruleset, dict(answers)), Reached):
        return plain
    return plain | swap_attributes(links.fragment(answers))


def swap_attributes(fragment: str) -> dict[str, str]:
    """Give the attributes by which htmx swaps a fragment in."""
    return {
        "data-hx-get": fragment,
        "data-hx-target": "#step",
        "data-hx-swap": "outerHTML",
        # One request at a time in the whole step: of two answers tapped, the first counts.
        "data-hx-sync": "#step:drop",
    }


def _attributes(attributes: Mapping[str, Any]) -> Markup:
    return Markup(html_params(**attributes))  # noqa: S704 - html_params escapes every value
