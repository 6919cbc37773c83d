"""Answer with a whole page, or with the fragment that htmx swaps in."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue
from htmx_flask import make_response
from htmx_flask.requests import HtmxAwareRequest

from widget.web.context import Context, current_content
from widget.web.headers import RESWAP, cache_briefly, no_store

RESTORE = "HX-History-Restore-Request"
"""The header of htmx' request for an earlier step."""

Show = Callable[[], tuple[str, int]]
"""Returns the HTML to answer with, and the status."""


def answer_page(show: Show) -> ResponseReturnValue:
    """Return a whole page."""
    if RESTORE in request.headers:
        # The browser's Back reloads the page: a swap then crashes WebKit (decision 17).
        return no_store(make_response("", refresh=True), vary=RESTORE)
    return cache_briefly(Response(*show()), vary=RESTORE)


def answer_fragment(
    context: Context, version: str, address: str, show: Show
) -> ResponseReturnValue:
    """Return the fragment of the page at an address.

    Without htmx, or for another version than the served one, redirect to the page.
    """
    if not _has_htmx() or version != current_content().version[context.partner.id]:
        return redirect_to_page(address)
    html, status = show()
    response = make_response(html, push_url=address)
    response.headers["HX-Reswap"] = RESWAP  # htmx-flask knows no morphing yet
    response.status_code = status
    return cache_briefly(response, vary="HX-Request")


def redirect_to_page(address: str) -> ResponseReturnValue:
    """Redirect from a fragment to a page, with or without htmx."""
    response = make_response("", redirect=address) if _has_htmx() else redirect(address, 303)
    return no_store(response, vary="HX-Request")


def _has_htmx() -> bool:
    return bool(cast(HtmxAwareRequest, request).htmx)
