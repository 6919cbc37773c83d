"""The addresses of what would change a result: page and fragment."""

from __future__ import annotations

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from widget.rules.walk import Reached, walk
from widget.web.changes_view import changes_view
from widget.web.context import Context, current_address, current_content
from widget.web.headers import cache_briefly
from widget.web.pages import page_context
from widget.web.render import render_screen
from widget.web.swap import answer_fragment, answer_page, redirect_to_page
from widget.web.urls import links_of, with_query

changes = Blueprint("changes", __name__)


@changes.get("/<partner>/<language>/changes")
def page(partner: str, language: str) -> ResponseReturnValue:
    """Return the page of what would change a result; for a question, redirect to its page."""
    context = page_context(partner, language)
    result = _result()
    if result is None:
        step = with_query(links_of(context).first, current_address().parameters())
        return cache_briefly(redirect(step, 303))
    return answer_page(lambda: (_show(context, result, "step/screen.html"), 200))


@changes.get("/<partner>/<language>/step/<version>/changes")
def fragment(partner: str, language: str, version: str) -> ResponseReturnValue:
    """Return only the `<title>` and the `<main>`, for htmx; for a question, redirect."""
    context = page_context(partner, language)
    result = _result()
    path = links_of(context).changes[language]
    address = with_query(path, current_address().parameters())
    if result is None:
        return redirect_to_page(address)
    return answer_fragment(
        context,
        version,
        address,
        lambda: (_show(context, result, "step/fragment.html", fragment=True), 200),
    )


def _result() -> Reached | None:
    step = walk(current_content().ruleset, current_address().answers)
    return step if isinstance(step, Reached) else None


def _show(context: Context, result: Reached, template: str, *, fragment: bool = False) -> str:
    view = changes_view(context, result)
    return render_screen(template, "changes/main.html", context, view=view, fragment=fragment)
