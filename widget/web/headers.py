"""Headers: what a browser may do with an answer, who may frame it, and how long it is kept."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request
from werkzeug.wrappers import Response

from widget.web.context import place

MINUTE, YEAR = 60, 31_536_000
"""Seconds."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'"
)
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    # Answers stand in addresses, so none of them is told to a site that is linked to.
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    # For partners' pages that are isolated by COEP. There is no Access-Control-Allow-Origin
    # anywhere: a sandboxed frame must not get the script, since taps would die (decision 3).
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


def for_ever(response: Response, vary: str | None = None) -> Response:
    """Let any cache keep an answer whose address names its content; errors are never kept."""
    if response.status_code != 200:
        return never(response, vary)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return _vary(response, vary)


def for_a_while(response: Response) -> Response:
    """Let any cache keep an answer for a minute, and ask whether it still holds after that."""
    if response.status_code >= 400:
        return never(response)
    response.headers["Cache-Control"] = f"public, max-age={MINUTE}"
    return response


def never(response: Response, vary: str | None = None) -> Response:
    """Let no cache keep an answer."""
    response.headers["Cache-Control"] = "no-store"
    return _vary(response, vary)


def _vary(response: Response, vary: str | None) -> Response:
    if vary:
        response.vary.add(vary)
    return response


def showing_own_frames(response: Response) -> Response:
    """Let a page show frames of our own, for a preview, and be framed by nobody."""
    policy = f"{POLICY}; frame-src 'self'; frame-ancestors 'none'"
    response.headers["Content-Security-Policy"] = policy
    return response


def finish(response: Response) -> Response:
    """Add to an answer what belongs on every one."""
    response.headers.update(EVERYWHERE)
    _say_who_may_frame(response)
    if response.status_code == 308:
        # The router's, for a path without its last slash; kept, it would outlive what stands there.
        never(response)
    if response.location:
        response.location = _relative(response.location)
        response.set_data(b"")
    elif response.mimetype == "text/html":
        response.content_language.add(place().language)
    if response.status_code == 200 and request.method in ("GET", "HEAD"):
        response.add_etag()
        response.make_conditional(request)
    return response


def _say_who_may_frame(response: Response) -> None:
    origins = place().origins
    ancestors = "'none'" if origins is None else " ".join(("'self'", *origins))
    policy = response.headers.setdefault(
        "Content-Security-Policy", f"{POLICY}; frame-ancestors {ancestors}"
    )
    if "frame-ancestors 'none'" in policy:
        response.headers["X-Frame-Options"] = "DENY"


def _relative(location: str) -> str:
    """Take scheme and host away, which the router puts before a path to which it adds a slash."""
    parts = urlsplit(location)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
