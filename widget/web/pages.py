"""Pages, fragments and the addresses that lead to them."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from htmx_flask import make_response
from htmx_flask.requests import HtmxAwareRequest

from widget.content import site
from widget.languages import choose
from widget.partners import theme
from widget.partners.model import DEFAULT, Partner
from widget.rules.walk import Ask, walk
from widget.web.headers import for_a_while, for_ever, never
from widget.web.urls import Links, with_query
from widget.web.view import question_form

pages = Blueprint("pages", __name__)


@pages.get("/")
def index() -> ResponseReturnValue:
    """Lead to the default partner."""
    return for_a_while(
        redirect(with_query(url_for("pages.entry", partner=DEFAULT), _answers().items()))
    )


@pages.get("/<partner>/")
def entry(partner: str) -> ResponseReturnValue:
    """Lead to the visitor's language, with the partner's presets; the call's own answers win."""
    known = known_partner(partner)
    language = choose(request.accept_languages, known.languages)
    links = Links(known, language)
    # A question that is named without an answer is asked, whatever the partner presets.
    presets = {key: option for key, option in links.presets if key not in request.args}
    answers = presets | _answers()
    ordered = tuple((key, answers[key]) for key in site().ruleset.questions if key in answers)
    return never(redirect(links.page(ordered)), vary="Accept-Language")


@pages.get("/<partner>/<language>/")
def page(partner: str, language: str) -> ResponseReturnValue:
    """Show the step that the answers in the address lead to, as a page of its own."""
    html, status = _step("step/page.html", known_links(partner, language))
    return for_a_while(Response(html, status))


@pages.get("/<partner>/<language>/step/<version>")
def fragment(partner: str, language: str, version: str) -> ResponseReturnValue:
    """Give the same step's `<title>` and `<main>` alone, for htmx to swap in."""
    links = known_links(partner, language)
    answers = tuple(_answers().items())
    if not cast(HtmxAwareRequest, request).htmx:
        return never(redirect(links.page(answers), 303), vary="HX-Request")
    if version != site().version(links.partner):
        return never(make_response("", redirect=links.page(answers)), vary="HX-Request")
    html, status = _step("step/fragment.html", links)
    response = make_response(html, push_url=links.page(answers))
    response.status_code = status
    return for_ever(response, vary="HX-Request")


@pages.get("/<partner>/theme/<digest>.css")
def theme_css(partner: str, digest: str) -> ResponseReturnValue:
    """Give the partner's colours as a style sheet."""
    known = known_partner(partner)
    current = theme.digest(known.theme)
    if digest != current:
        address = url_for("pages.theme_css", partner=partner, digest=current)
        return never(redirect(address))
    return for_ever(Response(theme.stylesheet(known.theme), mimetype="text/css"))


@pages.get("/<partner>/<any(logo, image):which>/<name>")
def image(partner: str, which: str, name: str) -> ResponseReturnValue:
    """Give the partner's logo or share image."""
    found = getattr(known_partner(partner), which)
    if found is None or found.name != name:
        abort(404)
    return for_ever(Response(found.content, mimetype=found.type))


def _step(template: str, links: Links) -> tuple[str, int]:
    """Render the step that the request's answers lead to, with its status."""
    answers = _answers()
    step = walk(site().ruleset, answers)
    if not isinstance(step, Ask):
        return render_template(template, step=step, links=links), 200
    form = question_form(step, links, answers)
    refused = step.question.id in answers and not form.validate()
    html = render_template(
        template,
        step=step,
        links=links,
        field=form[step.question.id],
        refused=refused,
        is_front=links.partner.id == DEFAULT and not answers,
    )
    return html, 400 if refused else 200


def _answers() -> dict[str, str]:
    """The answers in the request's address: the first of each question, none that is empty."""
    return {key: request.args[key] for key in site().ruleset.questions if request.args.get(key)}


def known_partner(key: str) -> Partner:
    """Find a partner; 404 where there is none, 503 where its file is wrong."""
    if key in site().partners.broken:
        abort(503)
    return site().partners.served.get(key) or abort(404)


def known_links(partner: str, language: str) -> Links:
    """Find the links of a partner in a language that it offers, 404 otherwise."""
    known = known_partner(partner)
    if language not in known.languages:
        abort(404)
    return Links(known, language)
