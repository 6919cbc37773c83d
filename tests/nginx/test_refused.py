"""What nginx refuses does not reach the widget, and gets nginx' own error page with all headers."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256

import pytest

from tests.nginx.conftest import front_of
from tests.nginx.front import Front, answers_in
from tests.nginx.kinds import REFUSED, headers_of
from tests.sites import free_port
from widget.web.headers import EVERYWHERE

REQUESTS = {
    "too large a body": (
        "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5000\r\n\r\n"
        + "a" * 5000,
        413,
    ),
    "too long an address": (f"GET /{'a' * 9000} HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    "too long a header": (f"GET / HTTP/1.1\r\nHost: a\r\nX: {'a' * 9000}\r\n\r\n", 400),
    "a request to be sent back": ("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405),
    "a tunnel": ("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "no host": ("GET / HTTP/1.1\r\n\r\n", 400),
    "two hosts": ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    "another protocol": ("GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505),
    "TLS where none is": ("\x16\x03\x01\x02\r\n\r\n", 400),
    "a path above the root": ("GET /../etc HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "a sign that is not encoded": ('GET /visakaz/en/?x=" HTTP/1.1\r\nHost: a\r\n\r\n', 400),
    "a letter that is not encoded": ("GET /visakaz/en/\xe9 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "a header in two lines": (
        "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n Content-Length: 5\r\n\r\n",
        400,
    ),
    "a blank in a header's name": ("GET / HTTP/1.1\r\nHost: a\r\nX y: b\r\n\r\n", 400),
    "a line that ends early": ("GET / HTTP/1.1\r\nHost: a\r\nX: b\rY: c\r\n\r\n", 400),
    "a zero byte in a header": ("GET / HTTP/1.1\r\nHost: a\r\nX: b\0\r\n\r\n", 400),
}


@pytest.mark.parametrize(("request_", "status"), REQUESTS.values(), ids=REQUESTS)
def test_a_refused_request_gets_the_error_page_and_does_not_reach_the_widget(
    request_: str, status: int, front: Front, times_asked: Callable[[], int]
) -> None:
    before = times_asked()
    (answer,) = answers_in(front.send(request_.encode("latin-1")))
    assert answer.status == status
    assert headers_of(answer) == REFUSED | {"connection": "close"}
    assert times_asked() == before


@pytest.fixture(scope="module")
def alone() -> Iterator[Front]:
    """nginx in front of nothing."""
    with front_of(free_port()) as front:
        yield front


def test_without_the_widget_there_is_an_error_page(alone: Front) -> None:
    answer = alone.ask("/visakaz/en/")
    assert (answer.status, headers_of(answer)) == (502, REFUSED)
    assert "This page cannot be shown now." in answer.body.decode()


def test_its_style_is_the_one_that_its_policy_allows(alone: Front) -> None:
    answer = alone.ask("/")
    (style,) = re.findall(b"<style>(.*?)</style>", answer.body)
    digest = b64encode(sha256(style).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in answer.header("Content-Security-Policy")


def test_an_error_page_has_the_headers_that_every_answer_has(alone: Front) -> None:
    answer = alone.ask("/")
    assert {name: answer.header(name) for name in EVERYWHERE} == EVERYWHERE


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
