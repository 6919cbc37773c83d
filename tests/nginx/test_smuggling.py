"""No request hides another one: nginx and the widget agree on where each request ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.nginx.front import Front, answers_in

SECOND = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
"""The request that a visitor hides behind another one."""

REQUESTS = {
    "Content-Length before chunks": (
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
        f"0\r\n\r\n{SECOND}",
        400,
    ),
    "Content-Length after chunks": (
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"
        f"0\r\n\r\n{SECOND}",
        400,
    ),
    "a space before the colon of Transfer-Encoding": (
        f"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n{SECOND}",
        400,
    ),
    "a tab before the word chunked": (
        f"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n{SECOND}",
        501,
    ),
    "Transfer-Encoding twice": (
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n"
        f"0\r\n\r\n{SECOND}",
        400,
    ),
    "chunks and gzip": (
        f"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n{SECOND}",
        501,
    ),
    "a chunk size of letters": (
        f"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n{SECOND}",
        400,
    ),
    "Content-Length twice": (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n{SECOND}",
        400,
    ),
    "two lengths in one header": (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0, 5\r\n\r\n{SECOND}",
        400,
    ),
    "a length with a plus sign": (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +0\r\n\r\n{SECOND}",
        400,
    ),
    "a negative length": (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n{SECOND}",
        400,
    ),
    "a length in hexadecimal": (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\n{SECOND}",
        400,
    ),
    "an empty length": (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \r\n\r\n{SECOND}",
        400,
    ),
    "a length of 21 digits": (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {10**20}\r\n\r\n{SECOND}",
        400,
    ),
    "a space before the colon of Content-Length": (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\n{SECOND}",
        400,
    ),
    "a negative chunk size": (
        f"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n{SECOND}",
        400,
    ),
    "a chunk size of 17 digits": (
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        f"{'F' * 17}\r\n\r\n{SECOND}",
        400,
    ),
    "chunks in HTTP/1.0": (
        f"POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{SECOND}",
        400,
    ),
    "chunks in quotation marks": (
        f'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n{SECOND}',
        501,
    ),
    "a vertical tab before the word chunked": (
        f"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n{SECOND}",
        501,
    ),
    "two protocols in the request line": (
        f"GET / HTTP/1.1 /x HTTP/1.1\r\nHost: a\r\n\r\n{SECOND}",
        400,
    ),
    "HTTP/2 without TLS": (f"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n{SECOND}", 400),
    "a host with a path": (f"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n{SECOND}", 400),
}


@pytest.mark.parametrize(("request_", "status"), REQUESTS.values(), ids=REQUESTS)
def test_a_request_with_an_ambiguous_end_is_refused_with_what_follows_it(
    request_: str, status: int, check_refused: Callable[[str, int], None]
) -> None:
    """nginx closes the connection, so it never reads the second request."""
    check_refused(request_, status)


BODIES = {
    "with a length": "Content-Length: 7\r\n\r\nGET / H",
    "in chunks": "Transfer-Encoding: chunked\r\n\r\n7\r\nGET / H\r\n0\r\n\r\n",
}


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_never_becomes_a_part_of_the_next_request(
    body: str, method: str, front: Front
) -> None:
    """This holds for the visitor's connection and for the one to the widget."""
    last = "GET /.well-known/security.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    for _ in range(5):
        first = f"{method} /hotel/ HTTP/1.1\r\nHost: a\r\n{body}"
        with_body, after = answers_in(front.send(f"{first}{last}".encode()))
        assert with_body.status == (405 if method == "POST" else 302)
        assert after.status == 200
        assert after.body.startswith(b"Contact: ")
