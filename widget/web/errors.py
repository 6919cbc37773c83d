"""Errors as a visitor sees them: plain pages with a way on; under `/step/` as fragments."""

from __future__ import annotations

from secrets import token_hex
from traceback import extract_tb
from urllib.parse import unquote_to_bytes

from flask import Flask, abort, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from widget.web.context import place
from widget.web.headers import never
from widget.web.urls import Links

LONGEST_QUERY = 4096
"""Bytes. All answers together take less than 400; the rest is what others add to a shared link."""


def init_app(app: Flask) -> None:
    """Let an application refuse what cannot be read and answer errors in our words."""
    app.before_request(_refuse_unreadable)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _own_error)


def _refuse_unreadable() -> None:
    if len(request.query_string) > LONGEST_QUERY:
        abort(414)
    raw_path = request.environ["PATH_INFO"].encode("latin-1")
    for raw in (raw_path, unquote_to_bytes(request.query_string)):
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            abort(400)
        if "\0" in text:
            abort(400)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    response = make_response(_page(error.code or 500), error.code or 500)
    for name, value in error.get_headers(request.environ):
        if name == "Allow":
            response.headers[name] = value
    return never(response, vary=_vary())


def _own_error(error: Exception) -> ResponseReturnValue:
    """Log one line that holds no answer: neither the query nor the exception's own words."""
    reference = token_hex(4)
    frame = extract_tb(error.__traceback__)[-1]
    current_app.logger.error(
        "request %s: %s %r failed: %s at %s:%s in %s",
        *(reference, request.method, request.path, type(error).__name__),
        *(frame.filename, frame.lineno, frame.name),
    )
    return never(make_response(_page(500, reference), 500), vary=_vary())


def _page(code: int, reference: str | None = None) -> str:
    template = "error/fragment.html" if _is_fragment() else "error/page.html"
    links = Links(place().host, _language())
    return render_template(template, code=code, reference=reference, links=links)


def _is_fragment() -> bool:
    return request.path.split("/")[3:4] == ["step"]


def _language() -> str:
    """The language of the way on: the page's own, where the partner offers it."""
    offered = place().host.languages
    return place().language if place().language in offered else offered[0]


def _vary() -> str | None:
    return "Accept-Language" if place().negotiated else None
