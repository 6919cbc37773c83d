"""No request makes the widget fail.

`make fuzz` makes up 10,000 requests, other ones each time.
"""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

import pytest
from flask import Flask
from hypothesis import given
from werkzeug.test import TestResponse

from tests.web import odd


def ask(app: Flask, method: str, path: str, query: str, headers: dict[str, str]) -> TestResponse:
    """Ask as a server does: in PEP 3333, each byte of a path is one character."""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
    } | {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    return app.test_client().open("/", environ_overrides=environ, buffered=True)


@pytest.mark.slow
@given(odd.methods, odd.paths, odd.queries, odd.headers)
def test_no_request_makes_the_widget_fail(
    published: Flask, method: str, path: str, query: str, headers: dict[str, str]
) -> None:
    response = ask(published, method, path, query, headers)
    wants_xml = path.startswith("/oembed") and "format" in query
    assert response.status_code < 500 or (response.status_code == 501 and wants_xml)
    assert "Set-Cookie" not in response.headers
    assert "evil.example" not in str(response.headers)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
