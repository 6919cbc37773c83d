"""Respond with a whole page, or with the fragment that htmx swaps in."""

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
"""The header of the request that htmx sends for an earlier step, on the browser's Back."""

Show = Callable[[], tuple[str, int]]
"""Returns the response's HTML and status."""


def answer_page(show: Show) -> ResponseReturnValue:
    """Return a whole page; for htmx's request on Back, tell the browser to reload the page."""
    if RESTORE in request.headers:
        # A swap on Back would crash WebKit (decision 17).
        return no_store(make_response("", refresh=True), vary=RESTORE)
    return cache_briefly(Response(*show()), vary=RESTORE)


def answer_fragment(
    context: Context, version: str, address: str, show: Show
) -> ResponseReturnValue:
    """Return the fragment of the page at an address.

    Redirects to the page without htmx, or if `version` is not the served one.
    """
    if not _has_htmx() or version != current_content().version[context.partner.id]:
        return redirect_to_page(address)
    html, status = show()
    response = make_response(html, push_url=address)
    response.headers["HX-Reswap"] = RESWAP  # htmx-flask does not support morphing yet
    response.status_code = status
    return cache_briefly(response, vary="HX-Request")


def redirect_to_page(address: str) -> ResponseReturnValue:
    """Redirect from a fragment to a page, with or without htmx."""
    response = make_response("", redirect=address) if _has_htmx() else redirect(address, 303)
    return no_store(response, vary="HX-Request")


def _has_htmx() -> bool:
    return bool(cast(HtmxAwareRequest, request).htmx)
