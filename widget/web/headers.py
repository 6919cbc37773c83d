"""Headers: what a browser may do with an answer, who may frame it, and how long it is kept."""

from __future__ import annotations

import json
from functools import cache
from urllib.parse import urlsplit

from flask import g, request
from werkzeug.wrappers import Response

from widget.web.context import Context, current_content, current_context
from widget.web.log import VIEW

MINUTE, DAY, YEAR = 60, 86_400, 31_536_000
"""In seconds. Nothing may be transformed on the way: proxies hide e-mail addresses in a script."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src {style}; connect-src 'self'; "
    "img-src 'self'{origin}; form-action 'self'; base-uri 'none'"
)
IMAGE_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"
"""For a partner's image that is opened as a page: an SVG can contain styles and images."""

RESWAP = "outerMorph scroll:top scrollTarget:html"
"""How htmx swaps a fragment in: foreign answers, which lack this header, are not swapped."""

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    # Addresses contain answers, so a site that we link to must not get the address.
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    # Partners' pages that COEP isolates need these two. No answer has Access-Control-Allow-Origin:
    # a sandboxed frame must not get the script, since taps would do nothing there (decision 3).
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


def cache_forever(response: Response, vary: str | None = None) -> Response:
    """Let any cache keep an answer for a year, since its address names its content; no errors."""
    if response.status_code != 200:
        return no_store(response, vary)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable, no-transform"
    return _vary(response, vary)


def cache_briefly(response: Response, vary: str | None = None) -> Response:
    """Let any cache keep an answer for a minute, or for a day while we fail; no errors."""
    if response.status_code >= 400:
        return no_store(response, vary)
    kept = f"public, max-age={MINUTE}, stale-if-error={DAY}, no-transform"
    response.headers["Cache-Control"] = kept
    return _vary(response, vary)


def no_store(response: Response, vary: str | None = None) -> Response:
    """Let no cache keep an answer."""
    response.headers["Cache-Control"] = "no-store, no-transform"
    return _vary(response, vary)


def _vary(response: Response, vary: str | None) -> Response:
    if vary:
        response.vary.add(vary)
    return response


def show_own_frames(response: Response) -> Response:
    """Let a page frame our own pages, for a preview, and let nobody frame the page."""
    policy = _policy(_style(), current_content().settings.origin, "'none'")
    framing = policy.replace("; frame-ancestors", "; frame-src 'self'; frame-ancestors")
    response.headers["Content-Security-Policy"] = framing
    return response


def let_all_frame(response: Response) -> Response:
    """Let any site frame an error page, which would be a blank box there otherwise."""
    policy = _policy(_style(), current_content().settings.origin, "*")
    response.headers["Content-Security-Policy"] = policy
    return response


def finish(response: Response) -> Response:
    """Add the headers that belong on every answer, and the one that tells logs what was shown."""
    response.headers[VIEW] = _view(current_context())
    response.headers.extend(EVERYWHERE)
    _set_frame_policy(response)
    if response.status_code == 308:
        # The router adds a last slash. Caches would keep this answer even if the page moved.
        no_store(response)
    if current_content().settings.preview:
        no_store(response)
        response.headers["X-Robots-Tag"] = "noindex"
    if response.location:
        response.location = _relative(response.location)
        response.set_data(b"")
    elif response.mimetype == "text/html":
        response.headers["Content-Language"] = current_context().language.tag
    if response.status_code == 200 and request.method in ("GET", "HEAD"):
        response.add_etag()
        response.make_conditional(request)
    return response


def _view(context: Context) -> str:
    """Return what logs tell of a request: its partner and language, what was asked and shown."""
    told = {
        "partner": context.partner.id if context.known else None,
        "language": None if context.negotiated else context.language.tag,
        "kind": request.endpoint,
        "step": g.get("step"),
    }
    return json.dumps(told)


def _set_frame_policy(response: Response) -> None:
    policy = response.headers.setdefault(
        "Content-Security-Policy",
        _policy(_style(), current_content().settings.origin, _ancestors(current_context())),
    )
    if "frame-ancestors 'none'" in policy:
        response.headers["X-Frame-Options"] = "DENY"


def _style() -> str:
    return current_content().stylesheets[current_context().partner.id].source


def _ancestors(context: Context) -> str:
    """Return who may frame an answer: the partner's sites and ours; without a partner, nobody."""
    return " ".join(("'self'", *context.partner.origins)) if context.known else "'none'"


@cache  # a few for each partner
def _policy(style: str, origin: str | None, ancestors: str) -> str:
    """Return the policy of an answer with a style sheet, which `ancestors` may frame.

    Pictures may come from our own `origin`: in a sandboxed frame, WebKit takes `'self'` for none.
    """
    policy = POLICY.format(style=style, origin=f" {origin}" if origin else "")
    return f"{policy}; frame-ancestors {ancestors}"


def _relative(location: str) -> str:
    """Return an address without scheme and host, which the router adds when it adds a slash."""
    parts = urlsplit(location)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
