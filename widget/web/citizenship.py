"""The addresses of the choice of a country, for a result: page and fragment."""

from __future__ import annotations

from flask import Blueprint, abort, redirect
from flask.typing import ResponseReturnValue

from widget.rules.walk import Reached, walk
from widget.web.citizenship_note import stands_beside
from widget.web.citizenship_view import choice_view
from widget.web.context import Context, current_address, current_content
from widget.web.headers import cache_briefly
from widget.web.pages import address_with, page_context
from widget.web.render import render_screen
from widget.web.swap import answer_fragment, answer_page, redirect_to_page
from widget.web.urls import links_of

citizenship = Blueprint("citizenship", __name__)


@citizenship.get("/<partner>/<language>/citizenship")
def page(partner: str, language: str) -> ResponseReturnValue:
    """Return the page on which a visitor chooses a country.

    The status is 400 if the address has an unknown country, and 404 without citizenship.toml.
    Redirects to the step if the citizenship does not matter to it.
    """
    context, result = _context(partner, language), _result()
    if result is None:
        return cache_briefly(redirect(address_with(links_of(context).first), 303))
    return answer_page(lambda: _show(context, result, "step/screen.html"))


@citizenship.get("/<partner>/<language>/step/<version>/citizenship")
def fragment(partner: str, language: str, version: str) -> ResponseReturnValue:
    """Return only the `<title>` and the `<main>`, for htmx."""
    context, result = _context(partner, language), _result()
    address = address_with(links_of(context).citizenship[language])
    if result is None:
        return redirect_to_page(address)
    return answer_fragment(
        context,
        version,
        address,
        lambda: _show(context, result, "step/fragment.html", fragment=True),
    )


def _context(partner: str, language: str) -> Context:
    context = page_context(partner, language)
    return context if current_content().besides.citizenships else abort(404)


def _result() -> Reached | None:
    """Return the result that the answers lead to; None if citizenship does not matter to it."""
    step = walk(current_content().ruleset, current_address().answers)
    return step if isinstance(step, Reached) and stands_beside(step) else None


def _show(
    context: Context, result: Reached, template: str, *, fragment: bool = False
) -> tuple[str, int]:
    view = choice_view(context, result, current_address().country)
    html = render_screen(template, "citizenship/main.html", context, view=view, fragment=fragment)
    return html, view.status
