"""Build what the choice of a country shows: a form, and links for frames that block forms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from markupsafe import Markup, escape
from wtforms import Form

from widget.citizenship.countries import Fold
from widget.citizenship.model import Citizenships
from widget.rules.fields import CITIZENSHIP
from widget.rules.walk import Answers, Reached, current_answers
from widget.web.citizenship_form import citizenship_form
from widget.web.citizenship_note import citizenship_in
from widget.web.context import Context
from widget.web.countries import countries_of
from widget.web.trail import Trail
from widget.web.urls import key_of, urls
from widget.web.view import Navigation

NOTE = "#citizenship"
"""The anchor of the note on a result: screen readers start there after the choice."""


@dataclass(frozen=True)
class ChoiceView:
    """The choice of a country; `key` is part of the ids on the page.

    The `form` submits the `answers` to `action`. The link of a country is `result` followed by the
    country's code. `outcome` is the id of the result. `refused` means that the requested address
    has an unknown country. `address` is absolute, or None if our origin is unknown.
    """

    key: str
    status: int
    title: str
    heading: str
    outcome: str
    for_whom: Markup
    as_of: date
    refused: bool
    form: Form
    action: str
    answers: Answers
    result: Markup
    folds: tuple[Fold, ...]
    address: str | None
    navigation: Navigation


def choice_view(context: Context, result: Reached, country: str) -> ChoiceView:
    """Return the choice of a country; `country` is the code in the requested address."""
    trail = Trail.of(context, citizenship_in(result, country))
    known = cast(Citizenships, trail.content.besides.citizenships)
    answers, form = current_answers(result), citizenship_form(context)
    refused = bool(country) and not form.validate()
    gettext = trail.words.gettext
    heading = gettext("What is your citizenship?")
    page = trail.citizenship(answers).href
    return ChoiceView(
        key=key_of(page),
        status=400 if refused else 200,
        title=f"{gettext('Error:')} {heading}" if refused else heading,
        heading=heading,
        outcome=result.outcome.id,
        for_whom=trail.say(known.for_whom),
        as_of=known.as_of,
        refused=refused,
        form=form,
        action=f"{trail.links.first}{NOTE}",
        answers=answers,
        result=escape(f"{trail.link(answers).href}&{CITIZENSHIP}="),
        folds=countries_of(context).folds,
        address=urls().absolute(page),
        navigation=replace(
            trail.navigation(result, ()),
            back=trail.keeping(answers),
            own_page=page,
            languages=trail.languages(trail.links.citizenship, answers),
        ),
    )
