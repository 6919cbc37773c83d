"""A request that nginx refuses gets an error page with our headers, and reaches no widget."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256

import pytest

from tests.nginx.conftest import front_of
from tests.nginx.front import Front
from tests.nginx.kinds import REFUSED, headers_of
from tests.sites import free_port

REQUESTS = {
    "a body that is too large": (
        "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5000\r\n\r\n"
        + "a" * 5000,
        413,
    ),
    "an address that is too long": (f"GET /{'a' * 9000} HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    "a header that is too long": (f"GET / HTTP/1.1\r\nHost: a\r\nX: {'a' * 9000}\r\n\r\n", 400),
    "TRACE": ("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405),
    "CONNECT": ("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "no host": ("GET / HTTP/1.1\r\n\r\n", 400),
    "two hosts": ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    "an unknown version of HTTP": ("GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505),
    "TLS on a port without TLS": ("\x16\x03\x01\x02\r\n\r\n", 400),
    "a path above the root": ("GET /../etc HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "a quotation mark, not encoded": (
        'GET /visakaz/en/?x=" HTTP/1.1\r\nHost: a\r\n\r\n',
        400,
    ),
    "a letter, not encoded": ("GET /visakaz/en/\xe9 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "a header on two lines": (
        "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n Content-Length: 5\r\n\r\n",
        400,
    ),
    "a space in a header's name": ("GET / HTTP/1.1\r\nHost: a\r\nX y: b\r\n\r\n", 400),
    "a carriage return alone": ("GET / HTTP/1.1\r\nHost: a\r\nX: b\rY: c\r\n\r\n", 400),
    "a zero byte in a header": ("GET / HTTP/1.1\r\nHost: a\r\nX: b\0\r\n\r\n", 400),
}


@pytest.mark.parametrize(("request_", "status"), REQUESTS.values(), ids=REQUESTS)
def test_a_refused_request_gets_the_error_page_and_does_not_reach_the_widget(
    request_: str, status: int, check_refused: Callable[[str, int], None]
) -> None:
    check_refused(request_, status)


@pytest.fixture(scope="module")
def alone() -> Iterator[Front]:
    """nginx in front of nothing."""
    with front_of(free_port()) as front:
        yield front


def test_without_the_widget_there_is_an_error_page(alone: Front) -> None:
    answer = alone.ask("/visakaz/en/")
    assert (answer.status, headers_of(answer)) == (502, REFUSED)
    assert "This page cannot be shown now." in answer.body.decode()


def test_the_policy_of_the_error_page_allows_its_style(alone: Front) -> None:
    answer = alone.ask("/")
    (style,) = re.findall(b"<style>(.*?)</style>", answer.body)
    digest = b64encode(sha256(style).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in answer.header("Content-Security-Policy")


PRECONDITIONS = {
    "another version": {"If-Match": '"another"'},
    "an older version": {"If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
}


@pytest.mark.parametrize("headers", PRECONDITIONS.values(), ids=PRECONDITIONS)
def test_a_precondition_that_fails_gets_the_error_page(
    headers: dict[str, str], front: Front
) -> None:
    answer = front.ask("/hotel/en/", headers)
    assert (answer.status, headers_of(answer)) == (412, REFUSED)


def test_the_error_page_has_no_address_of_its_own(front: Front) -> None:
    answer = front.ask("/nginx-error")
    assert (answer.status, headers_of(answer)) == (404, REFUSED)
