"""The log of requests says what was shown. It never identifies a visitor, and has no answers."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import Client, EnvironBuilder

from tests.browser.steps import TOURIST
from widget.web.cache import Cached
from widget.web.log import Logged, Lossy, network


def logged(app: Flask, *requests: tuple[str, dict[str, str]]) -> list[dict[str, Any]]:
    """The lines about some requests, each given by its address and headers."""
    stream = StringIO()
    visitor = Client(Logged(Cached(app.wsgi_app, by_host=False), stream))
    for address, headers in requests:
        remote = {"REMOTE_ADDR": "198.51.100.77"}
        visitor.get(address, headers=headers, environ_overrides=remote, buffered=True)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


SHOWN = {
    "a question": ("/hotel/en/?location=abroad", ["hotel", "en", "pages.page", "passport", 200]),
    "a result": (f"/visakaz/kk/?{TOURIST}", ["visakaz", "kk", "pages.page", "tourist", 200]),
    "the entry": ("/hotel/", ["hotel", None, "pages.entry", None, 302]),
    "the kit": ("/hotel/en/kit", ["hotel", "en", "kit.page", None, 200]),
    "an unknown partner": ("/nobody/en/", [None, "en", "pages.page", None, 404]),
    "a static file": ("/static/icon.svg", [None, None, "static", None, 200]),
}


@pytest.mark.parametrize(("address", "told"), SHOWN.values(), ids=SHOWN)
def test_a_line_says_what_was_shown(address: str, told: list[object], published: Flask) -> None:
    first, second = logged(published, (address, {}), (address, {}))
    keys = ("partner", "language", "kind", "step", "status")
    for line in (first, second):
        assert [line[key] for key in keys] == told
        assert line["network"] == "198.51.100.0/24"
        assert datetime.fromisoformat(line["time"]) <= datetime.now(UTC)
    assert first["cache"] == "miss"
    assert second["cache"] == ("hit" if told[-1] == 200 else "miss")
    assert first["bytes"] == second["bytes"]
    assert first["id"] != second["id"]


@pytest.mark.parametrize("path", ["/", "/hotel/en/", "/hotel/en/changes", "/hotel/en/step/x", "/x"])
def test_no_line_holds_an_answer_or_a_whole_address(path: str, published: Flask) -> None:
    address = f"{path}?location=kazakhstan&passport=stateless&utm_source=friend"
    (line,) = logged(
        published, (address, {"Referer": "https://hotel.example/", "User-Agent": "Me"})
    )
    text = json.dumps(line)
    for secret in (
        "kazakhstan",
        "stateless",
        "friend",
        "hotel.example",
        "Me",
        "198.51.100.77",
        "?",
    ):
        assert secret not in text


NETWORKS = {
    "IPv4": ("203.0.113.200", "203.0.113.0/24"),
    "IPv6": ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
    "a socket": ("", None),
}


@pytest.mark.parametrize(("address", "logged"), NETWORKS.values(), ids=NETWORKS)
def test_an_address_is_shortened_to_its_network(address: str, logged: str | None) -> None:
    assert network(address) == logged


def test_a_response_header_tells_the_log_of_a_proxy_the_same(published: Flask) -> None:
    visitor = Client(Cached(published.wsgi_app, by_host=False))
    for _ in range(2):
        view = visitor.get("/hotel/en/?location=abroad").headers["Widget-View"]
        assert json.loads(view) == {
            "partner": "hotel",
            "language": "en",
            "kind": "pages.page",
            "step": "passport",
        }


IDS = {
    "the id of a proxy": ("00c0ffee", True),
    "another text": ('x", "network": "198.51.100.77', False),
    "too long an id": ("00c0ffee00", False),
}


@pytest.mark.parametrize(("given", "logged_so"), IDS.values(), ids=IDS)
def test_a_request_keeps_the_id_that_a_proxy_gave_it(
    given: str, logged_so: bool, published: Flask
) -> None:
    (line,) = logged(published, ("/visakaz/en/", {"X-Request-Id": given}))
    assert (line["id"] == given) == logged_so


# A log that takes no line.


def fill(descriptor: int) -> None:
    """Fill a pipe or a socket, so that the next writer would wait."""
    os.set_blocking(descriptor, False)
    with suppress(BlockingIOError):
        while True:
            os.write(descriptor, b"\n" * 100)
    os.set_blocking(descriptor, True)


def read_all(descriptor: int) -> str:
    """Read what is in a pipe or a socket now."""
    os.set_blocking(descriptor, False)
    parts = []
    with suppress(BlockingIOError):
        while part := os.read(descriptor, 2**16):
            parts.append(part)
    return b"".join(parts).decode()


Ends = tuple[int, int]
"""The descriptors from which a log is read, and to which it is written."""


@pytest.fixture(params=["a pipe", "a socket"])
def ends(request: pytest.FixtureRequest) -> Iterator[Ends]:
    """The two ends of a log; systemd's journal reads from a socket."""
    if request.param == "a pipe":
        ends = os.pipe()
    else:
        reader, writer = socket.socketpair()
        ends = (reader.detach(), writer.detach())
    yield ends
    for each in ends:
        with suppress(OSError):  # the test has closed it
            os.close(each)


def test_lines_that_nobody_reads_are_dropped_and_counted(ends: Ends, published: Flask) -> None:
    read, write = ends
    visitor = Client(Logged(published.wsgi_app, Lossy(write)))
    fill(write)
    for _ in range(3):
        assert visitor.get("/hotel/en/").status_code == 200
    assert read_all(read).strip() == ""
    for _ in range(2):
        visitor.get("/hotel/kk/")
    dropped, *shown = [json.loads(line) for line in read_all(read).splitlines()]
    assert dropped["dropped"] == 3
    assert [line["language"] for line in shown] == ["kk", "kk"]


def test_visitors_get_the_page_when_the_log_has_no_reader(ends: Ends, published: Flask) -> None:
    read, write = ends
    os.close(read)
    answer = Client(Logged(published.wsgi_app, Lossy(write))).get("/hotel/en/")
    assert answer.status_code == 200


def test_visitors_get_the_page_when_the_disk_is_full(published: Flask) -> None:
    with Path("/dev/full").open("wb") as disk:
        answer = Client(Logged(published.wsgi_app, Lossy(disk.fileno()))).get("/hotel/en/")
    assert answer.status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_answer_is_sent_at_once_with_its_headers(method: str, published: Flask) -> None:
    """granian sends a list at once, and what is another iterable part by part (decision 42)."""
    cached = Cached(published.wsgi_app, by_host=False)
    environ = EnvironBuilder("/hotel/en/", method=method).get_environ()
    for app in (cached, Logged(cached, StringIO())):
        assert isinstance(app(environ, lambda *_: None), list)


def test_an_answer_that_the_browser_already_has_is_logged_without_bytes(published: Flask) -> None:
    etag = published.test_client().get("/visakaz/en/").headers["ETag"]
    (line,) = logged(published, ("/visakaz/en/", {"If-None-Match": etag}))
    assert (line["status"], line["bytes"]) == (304, 0)
