"""The kit: a form for a partner's webmaster, a preview, and the HTML to copy."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, redirect, request
from flask.typing import ResponseReturnValue
from wtforms import Form

from widget.partners.snippet import snippet
from widget.rules.graph import usable_together
from widget.rules.walk import Answers
from widget.web.context import Context, current_content
from widget.web.headers import cache_briefly, no_store, show_own_frames
from widget.web.kit_form import HEIGHT, LANGUAGE, LIMITS, kit_form
from widget.web.pages import page_context, partner_context
from widget.web.qr import TYPES, qr_code
from widget.web.render import render
from widget.web.urls import Links, links_of, query_of, urls, with_query

kit = Blueprint("kit", __name__)


@dataclass(frozen=True)
class Choice:
    """What the webmaster chose; without a `language`, each visitor gets their own.

    `title` is the title of the frame.
    """

    links: Links
    language: str | None
    presets: Answers
    height: int
    title: str

    @property
    def path(self) -> str:
        """The path of the first step, or the partner's entry if no language was chosen."""
        if self.language:
            return self.links.languages[self.language] + query_of(self.presets)
        return with_query(self.links.entry, self.links.clearing_presets(self.presets))

    @property
    def address(self) -> str | None:
        """The absolute address of the path, None where our origin is not known."""
        return urls().absolute(self.path)

    @property
    def line(self) -> str | None:
        """The HTML to paste, None where our origin is not known."""
        address = self.address
        return address and snippet(address, self.title, self.height)


@kit.get("/<partner>/kit")
def entry(partner: str) -> ResponseReturnValue:
    """Redirect to the kit in the webmaster's language."""
    context = partner_context(partner)
    return no_store(redirect(links_of(context).kit[context.language.tag]), vary="Accept-Language")


@kit.get("/<partner>/<language>/kit")
def page(partner: str, language: str) -> ResponseReturnValue:
    """Show the kit; 400 with messages for values that are wrong or presets that exclude others."""
    context = page_context(partner, language)
    form = kit_form(context)
    choice = _choice(form, context)
    links = links_of(context)
    qr = {kind: with_query(links.qr[kind], request.args.items()) for kind in TYPES}
    html = render("kit/page.html", context, form=form, choice=choice, qr=qr, **LIMITS)
    return show_own_frames(cache_briefly(Response(html, 200 if choice else 400)))


@kit.get("/<partner>/<language>/kit/qr.<any(svg, png):kind>")
def qr(partner: str, language: str, kind: str) -> ResponseReturnValue:
    """Return the QR code of the chosen address; 404 without a valid choice or our origin."""
    context = page_context(partner, language)
    choice = _choice(kit_form(context), context)
    address = choice.address if choice else None
    if address is None:
        abort(404)
    return cache_briefly(Response(qr_code(address, kind), mimetype=TYPES[kind]))


def _choice(form: Form, context: Context) -> Choice | None:
    """Return what was chosen; None if a value is wrong or the presets exclude each other."""
    if not form.validate():
        return None
    ruleset = current_content().ruleset
    presets = tuple((key, form[key].data) for key in ruleset.questions if form[key].data)
    if not usable_together(ruleset, dict(presets)):
        return None
    language, height = form[LANGUAGE].data or None, form[HEIGHT].data
    title = current_content().words[context.language.tag].say(ruleset.about.title)
    return Choice(links_of(context), language, presets, height, title)
