"""Error pages: what went wrong in plain words, and a link to the first question."""

from __future__ import annotations

from traceback import extract_tb

from flask import Flask, abort, current_app, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import BaseConverter, RequestRedirect
from werkzeug.wrappers import Response

from widget.web.context import current_context, match
from widget.web.headers import RESWAP, let_all_frame, no_store
from widget.web.log import id_of
from widget.web.render import render
from widget.web.urls import urls

MAX_QUERY_BYTES = 4096
"""All answers need about 400; the rest is for parameters that other sites add to shared links."""

MAX_PATH_BYTES = 1024
"""Many times the longest path. A redirect repeats the address, and a proxy limits headers."""

NOWHERE = {
    "/<rest:_>": "no_page",
    "/<partner>/<rest:_>": "no_page",
    "/<partner>/<language>/<rest:_>": "no_page",
    "/<partner>/<language>/step/": "no_fragment",
    "/<partner>/<language>/step/<rest:_>": "no_fragment",
}
"""Routes for all other addresses, to find the partner and the language of an error page."""


class _Rest(BaseConverter):
    """Matches the rest of a path, but no double slash, so that the router can merge slashes."""

    part_isolating = False
    regex = "[^/]+(?:/[^/]+)*/?"
    weight = 300  # after every other route


def init_app(app: Flask) -> None:
    """Refuse unreadable requests, and show our own page for every error."""
    app.before_request(_refuse_unreadable)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _server_error)
    app.url_map.converters["rest"] = _Rest
    for path, endpoint in NOWHERE.items():
        app.add_url_rule(path, endpoint, _nowhere, strict_slashes=False)


def _nowhere(**_: str) -> ResponseReturnValue:
    """Abort with 404 for an address without a page."""
    abort(404)


def _refuse_unreadable() -> None:
    raw = request.environ["PATH_INFO"].encode("latin-1")
    if len(raw) > MAX_PATH_BYTES or len(request.query_string) > MAX_QUERY_BYTES:
        abort(414)
    try:
        path = raw.decode()
        request.query_string.decode()
    except UnicodeDecodeError:
        abort(400)
    if "\0" in path:
        abort(400)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, MethodNotAllowed) and not _has_view(request.path):
        error = NotFound()
    code = error.code or 500
    response = make_response(_page(code), code)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.allow.update(error.valid_methods)
    return _finished(response)


def _has_view(path: str) -> bool:
    """Return whether a GET of a path has a view."""
    try:
        return match(path)[0] not in NOWHERE.values()
    except RequestRedirect:
        return False


def _server_error(error: Exception) -> ResponseReturnValue:
    """Return the error page with status 500, and log one line.

    The line contains neither the query nor the exception's message, because both could contain
    answers.
    """
    reference = id_of(request.environ)
    frame = extract_tb(error.__traceback__)[-1]
    where = f"{frame.filename}:{frame.lineno} in {frame.name}"
    what = f"{type(error).__name__} at {where}"
    current_app.logger.error(
        "request %s: %s %r failed: %s", reference, request.method, request.path, what
    )
    return _finished(make_response(_page(500, reference), 500))


def _finished(response: Response) -> Response:
    if current_context().fragment:
        response.headers["HX-Reswap"] = RESWAP
    return no_store(let_all_frame(response), vary=_vary())


def _page(code: int, reference: str | None = None) -> str:
    template = "error/fragment.html" if current_context().fragment else "error/page.html"
    context = current_context()
    return render(
        template,
        context,
        code=code,
        reference=reference,
        start=_start(),
        leaves_frame=not context.known,
    )


def _start() -> str:
    """Return the address of the first step, in the page's language if the partner offers it."""
    partner, language = current_context().partner, current_context().language.tag
    offered = partner.languages
    return urls().links(partner.id, language if language in offered else offered[0]).start()


def _vary() -> str | None:
    return "Accept-Language" if current_context().negotiated else None
