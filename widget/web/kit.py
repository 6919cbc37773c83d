"""The kit: a form for a partner's webmaster, the HTML to copy, and a preview."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, request
from flask.typing import ResponseReturnValue

from widget.partners.origins import readable
from widget.web.context import Context, current_content
from widget.web.headers import cache_briefly, no_store, show_own_frames
from widget.web.kit_choice import choice_of, clash_in
from widget.web.kit_form import LIMITS, common_questions, kit_form, short_query, told
from widget.web.pages import page_context, partner_context
from widget.web.qr import TYPES, qr_code
from widget.web.render import render
from widget.web.urls import links_of, urls, with_query
from widget.web.view import LanguageLink

kit = Blueprint("kit", __name__)


@kit.get("/<partner>/kit")
def entry(partner: str) -> ResponseReturnValue:
    """Redirect to the kit in the webmaster's language."""
    context = partner_context(partner)
    return no_store(redirect(links_of(context).kit[context.language.tag]), vary="Accept-Language")


@kit.get("/<partner>/<language>/kit")
def page(partner: str, language: str) -> ResponseReturnValue:
    """Return the kit; status 400 with messages for wrong values or presets that clash.

    A form sends all its fields. If the address contains default values, redirect to the address
    without them.
    """
    context = page_context(partner, language)
    query = short_query(context)
    if len(query) < len(list(request.args.items(multi=True))):
        return cache_briefly(redirect(with_query(links_of(context).kit[language], query), 303))
    form = kit_form(context)
    choice = choice_of(form, context)
    html = render(
        "kit/page.html",
        context,
        form=form,
        clash=told(form, clash_in(form)),
        choice=choice,
        known=told(form, dict(choice.presets)) if choice else (),
        common=common_questions(current_content().ruleset),
        switch=_languages(context, query),
        qr={kind: with_query(path, query) for kind, path in links_of(context).qr.items()},
        readable=readable,
        oembed=urls().absolute(urls().oembed),
        **LIMITS,
    )
    return show_own_frames(cache_briefly(Response(html, 200 if choice else 400)))


@kit.get("/<partner>/<language>/kit/qr.<any(svg, png):kind>")
def qr(partner: str, language: str, kind: str) -> ResponseReturnValue:
    """Return the QR code of the direct link; 404 for a wrong choice or an unknown origin."""
    context = page_context(partner, language)
    choice = choice_of(kit_form(context), context)
    address = choice.direct if choice else None
    if address is None:
        abort(404)
    return cache_briefly(Response(qr_code(address, kind), mimetype=TYPES[kind]))


def _languages(context: Context, query: list[tuple[str, str]]) -> tuple[LanguageLink, ...]:
    """Return the links to the same choice in each of the partner's languages."""
    known, kits = current_content().languages, links_of(context).kit
    return tuple(LanguageLink(known[tag], with_query(path, query)) for tag, path in kits.items())
