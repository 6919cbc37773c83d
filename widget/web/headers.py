"""Response headers: what a browser may do, who may frame a response, how long it is cached."""

from __future__ import annotations

import json
from functools import cache
from urllib.parse import urlsplit

from flask import g, request
from werkzeug.wrappers import Response

from widget.web.context import Context, current_content, current_context
from widget.web.log import VIEW

MINUTE, DAY, YEAR = 60, 86_400, 31_536_000
"""Cache lifetimes, in seconds."""

# Every response is `no-transform`: some proxies replace e-mail addresses by a script.

POLICY = (
    "default-src 'none'; script-src 'self'; style-src {style}; connect-src 'self'; "
    "img-src 'self'{origin}; form-action 'self'; base-uri 'none'"
)
IMAGE_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
    "base-uri 'none'; frame-ancestors 'none'; sandbox"
)
"""The policy for a partner's image that is opened as a page: an SVG contains styles and images."""

RESWAP = "outerMorph scroll:top scrollTarget:html"
"""The header HX-Reswap. Pages tell htmx to swap nothing, so responses without it are ignored."""

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    # Addresses contain answers, so a site that we link to must not receive the address.
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    # Partners' pages that COEP isolates need these two. No response has an
    # Access-Control-Allow-Origin, so that sandboxed frames get no script (decision 3).
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


def cache_forever(response: Response, vary: str | None = None) -> Response:
    """Let any cache store a 200 for a year, because its address names its content."""
    if response.status_code != 200:
        return no_store(response, vary)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable, no-transform"
    return _vary(response, vary)


def cache_briefly(response: Response, vary: str | None = None) -> Response:
    """Let any cache store a response for a minute, or for a day while we fail; but no errors."""
    if response.status_code >= 400:
        return no_store(response, vary)
    kept = f"public, max-age={MINUTE}, stale-if-error={DAY}, no-transform"
    response.headers["Cache-Control"] = kept
    return _vary(response, vary)


def no_store(response: Response, vary: str | None = None) -> Response:
    """Let no cache store a response."""
    response.headers["Cache-Control"] = "no-store, no-transform"
    return _vary(response, vary)


def _vary(response: Response, vary: str | None) -> Response:
    if vary:
        response.vary.add(vary)
    return response


def show_own_frames(response: Response) -> Response:
    """Let a page frame our own pages, as previews, and let no site frame the page."""
    policy = _policy(_style(), current_content().settings.origin, "'none'")
    framing = policy.replace("; frame-ancestors", "; frame-src 'self'; frame-ancestors")
    response.headers["Content-Security-Policy"] = framing
    return response


def let_all_frame(response: Response) -> Response:
    """Let any site frame an error page; otherwise the frame would be a blank box."""
    policy = _policy(_style(), current_content().settings.origin, "*")
    response.headers["Content-Security-Policy"] = policy
    return response


def finish(response: Response) -> Response:
    """Add the headers of every response, and the one that tells logs what the response shows."""
    response.headers[VIEW] = _view(current_context())
    response.headers.extend(EVERYWHERE)
    _set_frame_policy(response)
    if response.status_code == 308:
        # The router added a last slash. Caches would store this redirect even if the page moves.
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
    """Return the header for logs, as JSON: partner, language, endpoint, and the step shown."""
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
    """Return who may frame a response: the partner's sites and ours; without a partner, nobody."""
    return " ".join(("'self'", *context.partner.origins)) if context.known else "'none'"


@cache  # a few for each partner
def _policy(style: str, origin: str | None, ancestors: str) -> str:
    """Return the policy of a response with a style sheet, which `ancestors` may frame.

    It names our own `origin` for images, because in a sandboxed frame in WebKit, `'self'` matches
    nothing.
    """
    policy = POLICY.format(style=style, origin=f" {origin}" if origin else "")
    return f"{policy}; frame-ancestors {ancestors}"


def _relative(location: str) -> str:
    """Return an address without scheme and host, which the router includes in its redirects."""
    parts = urlsplit(location)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
