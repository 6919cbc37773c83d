"""The addresses of all visa categories, to read: a list, and a page for each."""

from __future__ import annotations

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from widget.web.context import Context, current_content
from widget.web.headers import cache_briefly
from widget.web.pages import page_context
from widget.web.render import render
from widget.web.visas_view import category_view, list_view

visas = Blueprint("visas", __name__)


@visas.get("/<partner>/<language>/visas/")
def page(partner: str, language: str) -> ResponseReturnValue:
    """Return the list of all categories; 404 if the rules have none.

    Its Back link leads to the step of the answers in the address.
    """
    context = page_context(partner, language)
    if not current_content().ruleset.categories:
        abort(404)
    return _answer("visas/list.html", context, list_view(context))


@visas.get("/<partner>/<language>/visas/<category>")
def category(partner: str, language: str, category: str) -> ResponseReturnValue:
    """Return a category's page, with its conditions and answers that lead to it, or 404."""
    context = page_context(partner, language)
    found = current_content().ruleset.categories.get(category) or abort(404)
    return _answer("visas/category.html", context, category_view(context, found))


def _answer(template: str, context: Context, view: object) -> ResponseReturnValue:
    return cache_briefly(Response(render(template, context, view=view)))
