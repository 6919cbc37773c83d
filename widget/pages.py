"""Pages, fragments and the addresses that lead to them."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from htmx_flask import make_response
from htmx_flask.requests import HtmxAwareRequest

from widget import theme
from widget.forms import question_form
from widget.headers import for_a_while, for_ever, never
from widget.languages import choose
from widget.links import Links
from widget.partners import DEFAULT, Partner
from widget.site import site
from widget.walk import Ask, walk

pages = Blueprint("pages", __name__)


@pages.get("/")
def index() -> ResponseReturnValue:
    """Lead to the default partner."""
    return for_a_while(redirect(_with_own_query(url_for("pages.entry", partner=DEFAULT))))


@pages.get("/<partner>/")
def entry(partner: str) -> ResponseReturnValue:
    """Lead to the visitor's language, with the partner's presets; the call's own answers win."""
    known = _partner(partner)
    language = choose(request.accept_languages, known.languages)
    links = Links(known, language)
    answers = dict(links.presets) | _answers()
    ordered = tuple((key, answers[key]) for key in site().ruleset.questions if key in answers)
    return never(redirect(links.page(ordered)), vary="Accept-Language")


@pages.get("/<partner>/<language>/")
def page(partner: str, language: str) -> ResponseReturnValue:
    """Show the step that the answers in the address lead to, as a page of its own."""
    html, status = _step("page.html", _links(partner, language))
    return for_a_while(Response(html, status))


@pages.get("/<partner>/<language>/step/<version>")
def fragment(partner: str, language: str, version: str) -> ResponseReturnValue:
    """Give the same step's `<title>` and `<main>` alone, for htmx to swap in."""
    links = _links(partner, language)
    answers = tuple(_answers().items())
    if not cast(HtmxAwareRequest, request).htmx:
        return never(redirect(links.page(answers), 303), vary="HX-Request")
    if version != site().version(links.partner):
        return never(make_response("", redirect=links.page(answers)), vary="HX-Request")
    html, status = _step("fragment.html", links)
    response = make_response(html, push_url=links.page(answers))
    response.status_code = status
    return for_ever(response, vary="HX-Request")


@pages.get("/<partner>/theme/<digest>.css")
def theme_css(partner: str, digest: str) -> ResponseReturnValue:
    """Give the partner's colours as a style sheet."""
    known = _partner(partner)
    current = theme.digest(known.theme)
    if digest != current:
        address = url_for("pages.theme_css", partner=partner, digest=current)
        return never(redirect(address))
    return for_ever(Response(theme.stylesheet(known.theme), mimetype="text/css"))


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
    """The answers in the request's address: the first of each question, nothing else."""
    return {key: request.args[key] for key in site().ruleset.questions if key in request.args}


def _with_own_query(path: str) -> str:
    query = urlencode(_answers())
    return f"{path}?{query}" if query else path


def _partner(key: str) -> Partner:
    return site().partners.get(key) or abort(404)


def _links(partner: str, language: str) -> Links:
    known = _partner(partner)
    if language not in known.languages:
        abort(404)
    return Links(known, language)
