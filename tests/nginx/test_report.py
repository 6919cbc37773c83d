"""`widget report` counts all views, also those that nginx answered from its cache."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.cli.command import widget as command
from tests.nginx.conftest import front_of
from tests.nginx.front import Front
from tests.sites import Server

ASKED = {
    "/hotel/en/": 3,
    "/hotel/ru/": 2,
    "/hotel/en/?location=abroad": 4,
    "/hotel/en/nowhere": 2,
    "/hotel/": 1,
    "/visakaz/en/": 1,
}
"""Addresses, and how often each was asked for."""


@pytest.fixture
def front(widget: Server) -> Iterator[Front]:
    """nginx with an empty log."""
    with front_of(widget.port) as front:
        yield front


def test_all_that_was_asked_is_counted_behind_the_cache(front: Front) -> None:
    for address, times in ASKED.items():
        for _ in range(times):
            front.ask(address)
    front.ask("/hotel/en/", method="HEAD")
    etag = front.ask("/hotel/ru/").header("etag")
    assert front.ask("/hotel/ru/", {"If-None-Match": etag}).status == 304
    lines = front.lines(sum(ASKED.values()) + 3)
    assert "hit" in {each["cache"] for each in lines}
    month = datetime.now(UTC).strftime("%Y-%m")
    done = command("report", "--month", month, "--partner", "hotel", front.log)
    assert done.exit_code == 0, done.stderr
    title, *rest = done.stdout.splitlines()
    assert title.endswith(": 11 views")
    assert ["Questions", "All", "English", "Russian"] in [each.split() for each in rest]
    numbers = {
        each.rsplit(")", 1)[0].rpartition("(")[2]: each.split()[-3:] for each in rest if ")" in each
    }
    assert numbers["location"] == ["7", "3", "4"]
    assert numbers["passport"] == ["4", "4", "0"]
