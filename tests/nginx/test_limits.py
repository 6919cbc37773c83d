"""A visitor who asks too often, or too slowly, keeps nobody else away."""

from __future__ import annotations

import socket
from contextlib import ExitStack

from tests.nginx.front import Answer, Front, answers_in
from tests.nginx.kinds import REFUSED, headers_of


def test_too_many_requests_of_one_visitor_are_refused_and_others_are_served(front: Front) -> None:
    flood = b"GET /robots.txt HTTP/1.1\r\nHost: a\r\nX-Visitor: 203.0.113.7\r\n\r\n" * 500
    last = b"GET /robots.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    answers: list[Answer] = []
    while not [each for each in answers if each.status == 429]:
        answers = answers_in(front.send(flood + last))
    refused = next(each for each in answers if each.status == 429)
    assert headers_of(refused) == REFUSED
    assert front.ask("/robots.txt", {"X-Visitor": "203.0.113.8"}).status == 200


def test_connections_that_drip_keep_nobody_away(front: Front) -> None:
    with ExitStack() as open_ones:
        for _ in range(500):
            slow = socket.create_connection(("127.0.0.1", front.port), timeout=60)
            open_ones.enter_context(slow).sendall(b"GET / HTTP/1.1\r\nHo")
        assert front.ask("/visakaz/en/").status == 200
