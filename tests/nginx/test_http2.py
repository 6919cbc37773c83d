"""Over HTTP/2, answers have the same headers, and malformed requests do not reach the widget."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.nginx.frames import Headers, outcome
from tests.nginx.front import Answer, Front
from tests.nginx.kinds import ANSWERS, REFUSED, headers_of, replaced
from tests.nginx.node import node

Sent = tuple[dict[str, str], str | None]


def ask(front: Front, *requests: Sent) -> list[Answer]:
    """The answers to some requests on one connection, each with its headers and body."""
    given, port = json.dumps(requests), str(front.tls_port)
    answers = node("http2.mjs", port, given=given, trusted=str(front.certificate))
    return [
        Answer(headers.pop(":status"), tuple(headers.items()), body.encode())
        for headers, body in answers
    ]


def over_http2(headers: dict[str, str]) -> dict[str, str]:
    """Headers as they come over HTTP/2, which has no Connection header, and over TLS."""
    kept = {name: value for name, value in headers.items() if name != "connection"}
    return kept | {"strict-transport-security": "max-age=63072000"}


def test_each_kind_of_answer_has_the_same_headers(front: Front) -> None:
    paths = [replaced(address, front) for address, *_ in ANSWERS.values()]
    answers = ask(front, *(({":path": path, "HX-Request": "true"}, None) for path in paths))
    for answer, (_, status, headers) in zip(answers, ANSWERS.values(), strict=True):
        assert (answer.status, headers_of(answer)) == (status, over_http2(headers))


LARGE = "a" * 5000
REFUSED_REQUESTS: dict[str, tuple[Sent, int]] = {
    "a body that is too large": (({":path": "/", ":method": "POST"}, LARGE), 413),
    "a body that is too large, with its length": (
        ({":path": "/", ":method": "POST", "content-length": "5000"}, LARGE),
        413,
    ),
    "TRACE": (({":path": "/", ":method": "TRACE"}, None), 405),
    "a precondition that fails": (({":path": "/hotel/en/", "if-match": '"another"'}, None), 412),
    "a letter that is not encoded": (({":path": "/hotel/en/é"}, None), 400),
}


@pytest.mark.parametrize(("request_", "status"), REFUSED_REQUESTS.values(), ids=REFUSED_REQUESTS)
def test_a_refused_request_gets_the_error_page(request_: Sent, status: int, front: Front) -> None:
    (answer,) = ask(front, request_)
    assert (answer.status, headers_of(answer)) == (status, over_http2(REFUSED))
    assert "This page cannot be shown now." in answer.body.decode()


# Malformed requests.


def asking(*more: tuple[str, str], **pseudo: str) -> Headers:
    """The headers of a request for a page, with others in place of its pseudo-headers."""
    usual = {"method": "GET", "scheme": "https", "authority": "a", "path": "/hotel/en/"}
    return [*((f":{name}", value) for name, value in (usual | pseudo).items()), *more]


SECOND = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
"""The request that a visitor hides in another one."""

MALFORMED: dict[str, tuple[Headers, str | None]] = {
    "a line break in the path": (
        asking(path=f"/ HTTP/1.1\r\nHost: a\r\n\r\n{SECOND}"),
        None,
    ),
    "a zero byte in the path": (asking(path="/\0"), None),
    "a space in the path": (asking(path="/ HTTP/1.1"), None),
    "a path without a slash": (asking(path="hotel/en/"), None),
    "a host in the path": (asking(path="https://evil.example/"), None),
    "no path": (asking(path=""), None),
    "two paths": (asking((":path", "/")), None),
    "a line break in the method": (asking(method=f"GET / HTTP/1.1\r\n\r\n{SECOND}"), None),
    "a space in the method": (asking(method="GET /healthz"), None),
    "a line break in the host": (asking(authority="a\r\nX: b"), None),
    "a path in the host": (asking(authority="a/b"), None),
    "two hosts": (asking((":authority", "b")), None),
    "another host in a header": (asking(("host", "b")), None),
    "an unknown pseudo-header": (asking((":unknown", "a")), None),
    "a line break in a header": (asking(("accept-language", f"en\r\n\r\n{SECOND}")), None),
    "a line break in a header's name": (asking(("x\r\ny", "a")), None),
    "a zero byte in a header": (asking(("x", "a\0b")), None),
    "a capital letter in a header's name": (asking(("Accept-Language", "en")), None),
    "a length of 0 before a body": (asking(("content-length", "0")), SECOND),
    "a length beyond the body": (asking(("content-length", "500")), SECOND),
    "a negative length": (asking(("content-length", "-1")), SECOND),
    "Content-Length twice": (asking(*[("content-length", str(len(SECOND)))] * 2), SECOND),
    "a header of 9,000 bytes": (asking(("x", "a" * 9000)), None),
    "a path of 9,000 bytes": (asking(path=f"/{'a' * 9000}"), None),
}


@pytest.mark.parametrize(("headers", "body"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_request_does_not_reach_the_widget(
    headers: Headers, body: str | None, front: Front, times_asked: Callable[[], int]
) -> None:
    before = times_asked()
    assert outcome(front.tls_port, headers, body) in ("400", "reset", "closed")
    assert times_asked() == before


HIDING = {
    "a body in chunks": asking(("transfer-encoding", "chunked"), method="POST", path="/hotel/"),
    "a body": asking(method="POST", path="/hotel/"),
    "a body of a GET": asking(path="/hotel/"),
}


@pytest.mark.parametrize("headers", HIDING.values(), ids=HIDING)
def test_a_request_in_a_body_is_not_read_as_one(
    headers: Headers, front: Front, times_asked: Callable[[], int]
) -> None:
    before = times_asked()
    assert outcome(front.tls_port, headers, f"0\r\n\r\n{SECOND}") == "another status"
    assert front.ask("/.well-known/security.txt").body.startswith(b"Contact: ")
    assert times_asked() == before + 2
