"""nginx passes on only what the widget reads: no Host header, no body, few other headers."""

from __future__ import annotations

import pytest

from tests.nginx.front import Front, answers_in


def test_an_address_with_a_host_says_nothing_of_the_host(front: Front) -> None:
    """RFC 9112 asks servers to accept such an address."""
    own = front.ask("/visakaz/en/")
    (absolute,) = answers_in(
        front.send(
            b"GET http://evil.example/visakaz/en/ HTTP/1.1\r\nHost: evil.example\r\n"
            b"Connection: close\r\n\r\n"
        )
    )
    assert (absolute.status, absolute.body) == (200, own.body)


NOT_PASSED_ON = ("Content_Length", "X-Forwarded-Host", "X-Forwarded-For", "Forwarded", "Cookie")


@pytest.mark.parametrize("name", [*NOT_PASSED_ON, "X-Original-URL", "Range", "Authorization"])
def test_other_headers_do_not_reach_the_widget(name: str, front: Front) -> None:
    address = f"/visakaz/en/?header={name}"
    odd = front.ask(address, {name: "evil.example"})
    assert odd.body == front.ask(address).body


def test_languages_that_no_browser_asks_for_are_left_out(front: Front) -> None:
    answer = front.ask("/visakaz/", {"Accept-Language": "en\x7f"})
    assert (answer.status, answer.header("Location")) == (302, "/visakaz/ru/")
