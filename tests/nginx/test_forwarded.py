"""nginx passes on only what the widget reads: the path, the query, and a few headers."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from tests.nginx.conftest import front_of
from tests.nginx.front import Front

Noted = list[tuple[str, dict[str, str]]]


@pytest.fixture
def noted() -> Iterator[tuple[Front, Noted]]:
    """nginx in front of a server that notes the first line and the headers of each request."""
    requests: Noted = []

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append((self.requestline, dict(self.headers)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Noting) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with front_of(server.server_port) as front:
            yield front, requests
        server.shutdown()


PASSED_ON = {"Accept-Encoding": "gzip", "Accept-Language": "kk", "HX-Request": "true"}
LEFT_OUT = (
    *("X-Forwarded-Host", "X-Forwarded-For", "Forwarded", "X-Original-URL", "Cookie"),
    *("Content_Length", "Range", "Authorization", "Referer", "User-Agent", "X-Request-Id", "Via"),
)


def test_the_widget_gets_these_headers_and_no_others(noted: tuple[Front, Noted]) -> None:
    front, requests = noted
    front.ask("/hotel/en/?a=b", PASSED_ON | dict.fromkeys(LEFT_OUT, "evil.example"), body=b"a=b")
    ((first_line, headers),) = requests
    assert first_line == "GET /hotel/en/?a=b HTTP/1.1"
    assert len(headers.pop("X-Request-Id")) == 8
    assert headers == PASSED_ON | {"Host": "widget"}


def test_a_host_in_the_address_is_left_out(noted: tuple[Front, Noted]) -> None:
    """RFC 9112 asks servers to accept such an address."""
    front, requests = noted
    front.send(
        b"GET http://evil.example/hotel/en/ HTTP/1.1\r\nHost: evil.example\r\n"
        b"Connection: close\r\n\r\n"
    )
    ((first_line, headers),) = requests
    assert (first_line, headers["Host"]) == ("GET /hotel/en/ HTTP/1.1", "widget")


def test_control_characters_in_accept_language_are_left_out(front: Front) -> None:
    answer = front.ask("/visakaz/", {"Accept-Language": "en\x7f"})
    assert (answer.status, answer.header("Location")) == (302, "/visakaz/ru/")
