"""The addresses of a partner: entry, pages, fragments, QR codes, logo and share image."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, abort, g, redirect, url_for
from flask.typing import ResponseReturnValue

from widget.partners.images import Image
from widget.rules.fields import ADDRESS_KEYS
from widget.rules.walk import Ask
from widget.web.context import Context, current_address, current_content, current_context
from widget.web.headers import IMAGE_POLICY, cache_briefly, cache_forever, no_store
from widget.web.qr import TYPES, qr_code
from widget.web.render import render_screen
from widget.web.replay import step_view
from widget.web.swap import answer_fragment, answer_page
from widget.web.urls import links_of, with_query

pages = Blueprint("pages", __name__)


@pages.get("/")
def index() -> ResponseReturnValue:
    """Redirect to the agency's own questionnaire."""
    entry = url_for("pages.entry", partner=current_content().agency.id)
    return cache_briefly(redirect(with_query(entry, current_address().parameters())))


@pages.get("/<partner>/")
def entry(partner: str) -> ResponseReturnValue:
    """Redirect to the page in the visitor's language, with the partner's presets.

    Answers in the address override the presets.
    """
    links = links_of(partner_context(partner))
    # An empty answer removes a preset, so that the question is asked.
    given = dict(links.presets) | dict(current_address().given)
    ordered = {key: given[key] for key in current_content().ruleset.keys if key in given}
    address = replace(current_address(), given=ordered)
    first = with_query(links.first, address.parameters())
    return no_store(redirect(first), vary="Accept-Language")


@pages.get("/<partner>/<language>/")
def page(partner: str, language: str) -> ResponseReturnValue:
    """Return the page of the step that the answers in the address lead to."""
    context = page_context(partner, language)
    return answer_page(lambda: _step(context, "step/page.html"))


@pages.get("/<partner>/<language>/step/<version>")
def fragment(partner: str, language: str, version: str) -> ResponseReturnValue:
    """Return only the `<title>` and the `<main>` of a step, for htmx.

    Redirects to the page without htmx, or if `version` is not the served one.
    """
    context = page_context(partner, language)
    return answer_fragment(
        context,
        version,
        address_with(links_of(context).first),
        lambda: _step(context, "step/fragment.html", fragment=True),
    )


@pages.get("/<partner>/<language>/qr.svg")
def qr(partner: str, language: str) -> ResponseReturnValue:
    """Return the QR code of a result's address; 404 for a question, or if our origin is unknown."""
    view = step_view(page_context(partner, language), current_address())
    if view.outcome is None or view.address is None:
        abort(404)
    return cache_briefly(Response(qr_code(view.address, "svg"), mimetype=TYPES["svg"]))


@pages.get("/<partner>/logo/<name>")
def logo(partner: str, name: str) -> ResponseReturnValue:
    """Return the partner's logo; 404 if `name` is not its current file name."""
    return _image(partner_context(partner).partner.logo, name)


@pages.get("/<partner>/image/<name>")
def image(partner: str, name: str) -> ResponseReturnValue:
    """Return the partner's image for link previews; 404 if `name` is not its current file name."""
    return _image(partner_context(partner).partner.image, name)


def _image(image: Image | None, name: str) -> ResponseReturnValue:
    if image is None or image.name != name:
        abort(404)
    try:
        content = image.read()
    except ValueError:  # the file has changed since the start, so its name names other bytes
        abort(404)
    response = Response(content, mimetype=image.type)
    response.headers["Content-Security-Policy"] = IMAGE_POLICY
    return cache_forever(response)


def _step(context: Context, template: str, *, fragment: bool = False) -> tuple[str, int]:
    """Return the HTML and the status of the step that the address leads to."""
    view = step_view(context, current_address())
    g.step = view.step.question.id if isinstance(view.step, Ask) else view.step.outcome.id
    main = "question/main.html" if view.question else "outcome/main.html"
    return render_screen(template, main, context, view=view, fragment=fragment), view.status


def address_with(path: str) -> str:
    """Return a path with all parameters of the requested address that have a meaning."""
    return with_query(path, current_address().parameters(*ADDRESS_KEYS))


def partner_context(key: str) -> Context:
    """Return the request's context.

    Aborts with 404 for an unknown partner, 410 for a closed one and 503 for a broken one.
    """
    partners = current_content().partners
    if key in partners.broken:
        abort(503)
    if key in partners.closed:
        abort(410)
    return current_context() if current_context().known else abort(404)


def page_context(partner: str, language: str) -> Context:
    """Return the request's context.

    Aborts as `partner_context` does, and with 404 for a language that the partner does not offer.
    """
    context = partner_context(partner)
    return context if language in context.partner.languages else abort(404)
