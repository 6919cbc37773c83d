"""The embedding kit: what a partner's webmaster copies, and a look at it beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import segno
from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm
from wtforms.validators import AnyOf

from widget.content import site
from widget.languages import choose, own_name
from widget.partners.snippet import LEAST, MOST, USUAL, line
from widget.rules.graph import usable_together
from widget.rules.walk import Answers
from widget.web.headers import for_a_while, never, showing_own_frames
from widget.web.pages import known_links, known_partner
from widget.web.urls import Links, absolute, with_query
from widget.words import say

kit = Blueprint("kit", __name__)

# No question's id has a hyphen, so these never stand for an answer.
LANGUAGE, HEIGHT = "kit-language", "kit-height"
LIMITS = {"least": LEAST, "most": MOST}


@dataclass(frozen=True)
class Choice:
    """What the webmaster chose; `language` is None where each visitor gets their own."""

    links: Links
    language: str | None
    presets: Answers
    height: int

    @property
    def path(self) -> str:
        """The path at which visitors start."""
        if self.language:
            return self.links.page(self.presets, self.language)
        entry = url_for("pages.entry", partner=self.links.partner.id)
        return with_query(entry, self.links.exactly(self.presets))

    @property
    def address(self) -> str | None:
        """The absolute address at which visitors start, None where our origin is not known."""
        return absolute(self.path)

    @property
    def line(self) -> str | None:
        """The line of HTML to paste, with a plain link under it."""
        address = self.address
        return address and line(address, gettext("Visa for Kazakhstan"), self.height)


@kit.get("/<partner>/kit")
def entry(partner: str) -> ResponseReturnValue:
    """Lead to the kit in the webmaster's language."""
    known = known_partner(partner)
    language = choose(request.accept_languages, known.languages)
    address = url_for("kit.page", partner=partner, language=language)
    return never(redirect(address), vary="Accept-Language")


@kit.get("/<partner>/<language>/kit")
def page(partner: str, language: str) -> ResponseReturnValue:
    """Show how to embed: choose, look, copy."""
    links = known_links(partner, language)
    form = _form(links)
    valid = form.validate()
    choice = _choice(form, links) if valid else None
    together = choice is not None and usable_together(site().ruleset, dict(choice.presets))
    html = render_template(
        "kit/page.html",
        links=links,
        form=form,
        choice=choice if together else None,
        together=together,
        qr=lambda kind: _qr_path(links, kind),
        **LIMITS,
    )
    status = 200 if valid and together else 400
    return showing_own_frames(for_a_while(Response(html, status)))


@kit.get("/<partner>/<language>/kit/qr.<any(svg, png):kind>")
def qr(partner: str, language: str, kind: str) -> ResponseReturnValue:
    """Give the QR code of the address that was chosen."""
    links = known_links(partner, language)
    form = _form(links)
    address = _choice(form, links).address if form.validate() else None
    if address is None:
        abort(404)
    content = BytesIO()
    segno.make(address, error="m", micro=False).save(
        content, kind=kind, scale=8, border=4, light="#fff"
    )
    types = {"svg": "image/svg+xml", "png": "image/png"}
    return for_a_while(Response(content.getvalue(), mimetype=types[kind]))


def _qr_path(links: Links, kind: str) -> str:
    path = url_for("kit.qr", partner=links.partner.id, language=links.language, kind=kind)
    return with_query(path, request.args.items())


def _form(links: Links) -> BaseForm:
    """The form of the kit: what the address names, and the partner's presets besides."""
    fields: dict[str, UnboundField] = {
        LANGUAGE: _select(gettext("Language"), _languages(links)),
        HEIGHT: UnboundField(
            StringField,
            gettext("Least height of the frame, in pixels (%(least)s to %(most)s)", **LIMITS),
            validators=[
                AnyOf(
                    [str(height) for height in range(LEAST, MOST + 1)],
                    gettext("Enter a whole number from %(least)s to %(most)s.", **LIMITS),
                )
            ],
        ),
    }
    for question in site().ruleset.questions.values():
        options = [SelectChoice("", gettext("ask the visitor"))]
        options += [SelectChoice(key, say(each.text)) for key, each in question.options.items()]
        fields[question.id] = _select(say(question.short), options)
    untouched = dict.fromkeys(fields, "") | {HEIGHT: str(USUAL)} | dict(links.presets)
    form = BaseForm(fields)
    form.process(MultiDict(untouched | request.args.to_dict()))
    return form


def _select(label: str, choices: list[SelectChoice]) -> UnboundField:
    known = AnyOf([each.value for each in choices], gettext("Choose one from the list."))
    return UnboundField(
        SelectField, label, choices=choices, validate_choice=False, validators=[known]
    )


def _languages(links: Links) -> list[SelectChoice]:
    own = SelectChoice("", gettext("each visitor’s own"))
    return [own, *(SelectChoice(key, own_name(key)) for key in links.partner.languages)]


def _choice(form: BaseForm, links: Links) -> Choice:
    presets = tuple((key, form[key].data) for key in site().ruleset.questions if form[key].data)
    return Choice(links, form[LANGUAGE].data or None, presets, int(form[HEIGHT].data))
