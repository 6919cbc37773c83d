"""With htmx, a visitor is told of a server that gives no reply, and can go on when it does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.swaps import CAPACITY, PASSPORT
from tests.browser.visitor import Visitor, option
from tests.browser.watch import Watch
from tests.sites import Server


@pytest.fixture
def server(demo: Path) -> Iterator[Server]:
    """A server of the test's own, that it may stop."""
    server = Server(demo)
    server.start()
    yield server
    server.stop()


def expect_note(visitor: Visitor) -> None:
    """Expect that the visitor is told, and can see it."""
    expect(visitor.note).to_be_visible()


def test_a_stopped_server_is_told_until_the_same_tap_works(
    visitor: Visitor, server: Server, watch: Watch
) -> None:
    watch.expect("ERR_CONNECTION_REFUSED", "Failed to fetch")
    visitor.open(PASSPORT)
    sight = visitor.sight()
    server.stop()
    visitor.tap(option("national"))
    expect_note(visitor)
    expect(visitor.frame.locator(".htmx-request")).to_have_count(0)
    expect_note(visitor)
    assert visitor.sight() == sight
    server.start()
    expect_note(visitor)
    visitor.tap(option("national"))
    visitor.arrive(CAPACITY, "capacity")
    expect(visitor.note).to_be_hidden()


def test_a_reply_that_does_not_come_is_told_and_given_up_so_that_the_same_tap_works(
    visitor: Visitor, watch: Watch
) -> None:
    watch.expect("htmx:error")
    held: list[Route] = []
    visitor.open(PASSPORT)
    visitor.page.route("**/step/**", lambda route: held.append(route), times=1)
    with visitor.page.expect_event("requestfailed"):
        visitor.tap(option("national"))
        expect(visitor.note).to_have_css("animation-duration", "3s")  # most replies come sooner
        expect_note(visitor)
    visitor.tap(option("national"))
    visitor.arrive(CAPACITY, "capacity")
