"""A visitor who asks too often, or too slowly, keeps nobody else away."""

from __future__ import annotations

import socket
from contextlib import ExitStack

import pytest

from tests.nginx.front import Front, answers_in
from tests.nginx.kinds import REFUSED, headers_of

VISITORS = {
    "one address": ("203.0.113.7", "203.0.113.8"),
    "one IPv6 network": ("2001:db8:1:2:{:x}::1", "2001:db8:1:3::1"),
    "one IPv6 network with zeros": ("2001:db8:9::{:x}:1", "2001:db8:a::1"),
}
"""A visitor, who may have many addresses, and another visitor."""


@pytest.mark.parametrize(("visitor", "other"), VISITORS.values(), ids=VISITORS)
def test_too_many_requests_of_one_visitor_are_refused_and_others_are_served(
    visitor: str, other: str, front: Front
) -> None:
    asking = "GET /robots.txt HTTP/1.1\r\nHost: a\r\nX-Visitor: {}\r\n\r\n"
    flood = "".join(asking.format(visitor.format(number)) for number in range(1, 501))
    last = "GET /robots.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    floods = (answers_in(front.send((flood + last).encode())) for _ in range(20))
    refused = next(answer for answers in floods for answer in answers if answer.status == 429)
    assert headers_of(refused) == REFUSED
    assert front.ask("/robots.txt", {"X-Visitor": other}).status == 200


def test_connections_that_drip_keep_nobody_away(front: Front) -> None:
    with ExitStack() as open_ones:
        for _ in range(500):
            slow = socket.create_connection(("127.0.0.1", front.port), timeout=60)
            open_ones.enter_context(slow).sendall(b"GET / HTTP/1.1\r\nHo")
        assert front.ask("/visakaz/en/").status == 200
