"""nginx's log has the fields of the widget's own, says the same, and holds no query."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.browser.steps import TOURIST
from tests.nginx.conftest import front_of
from tests.nginx.front import Front, ask, until
from tests.sites import Server
from widget.web.log import network


@pytest.fixture
def front(widget: Server) -> Iterator[Front]:
    """nginx with an empty log."""
    with front_of(widget.port) as front:
        yield front


SHOWN = {
    "a question": ("/hotel/en/?location=abroad", ["hotel", "en", "pages.page", "passport", 200]),
    "a result": (f"/visakaz/kk/?{TOURIST}", ["visakaz", "kk", "pages.page", "tourist", 200]),
    "the entry": ("/hotel/", ["hotel", None, "pages.entry", None, 302]),
    "an unknown partner": ("/nobody/en/", [None, "en", "pages.page", None, 404]),
    "an address that nginx refuses": (f"/{'a' * 9000}", [None, None, None, None, 414]),
}


def told(line: dict[str, object]) -> str:
    return str([line[key] for key in ("partner", "language", "kind", "step", "status")])


def test_a_line_says_what_was_shown_from_the_cache_too(front: Front) -> None:
    for address, _ in SHOWN.values():
        front.ask(address, {"X-Visitor": "198.51.100.77"})
    lines = front.lines(len(SHOWN))
    assert sorted(map(told, lines)) == sorted(str(each) for _, each in SHOWN.values())
    for line in lines:
        unread = line["status"] == 414  # nginx did not come to the header with the address
        assert line["network"] == ("127.0.0.0/24" if unread else "198.51.100.0/24")
        assert datetime.fromisoformat(str(line["time"])) <= datetime.now(UTC)
        assert isinstance(line["ms"], int)
    assert {line["cache"] for line in lines if line["status"] == 414} == {None}

    address, shown = SHOWN["a question"]
    until(lambda: bool(front.ask(address) and '"hit"' in front.log.read_text()))
    hit = next(line for line in front.lines(1) if line["cache"] == "hit")
    assert (told(hit), hit["id"]) == (str(shown), None)


def test_it_has_the_fields_of_the_widgets_log_and_the_same_id(front: Front, log: Path) -> None:
    front.ask("/hotel/?location=abroad")
    (theirs,) = front.lines(1)
    own = [json.loads(line) for line in log.read_text().splitlines() if '"cache"' in line]
    (same,) = [line for line in own if line["id"] == theirs["id"]]
    assert list(same) == list(theirs)
    same_in_both = ("partner", "language", "kind", "step", "status", "bytes", "cache")
    assert [same[key] for key in same_in_both] == [theirs[key] for key in same_in_both]


SECRETS = ("kazakhstan", "stateless", "friend", "hotel.example", "Firefox", "198.51.100.77", "?")


def test_no_log_holds_an_answer_or_a_whole_address(front: Front, log: Path) -> None:
    query = "location=kazakhstan&passport=stateless&utm_source=friend"
    visitor = {
        "X-Visitor": "198.51.100.77",
        "User-Agent": "Firefox",
        "Referer": "https://hotel.example/",
        "Cookie": "friend=1",
    }
    paths = ["/", "/hotel/en/", "/hotel/en/changes", "/hotel/en/step/x", "/x"]
    for path in paths:
        front.ask(f"{path}?{query}", visitor)
    front.ask(f"/{'stateless' * 1000}?{query}", visitor)
    front.send(b"GET /?location=kazakhstan HTTP/1.1\r\nHost: hotel.example\r\n fold\r\n\r\n")
    front.lines(len(paths) + 2)
    for text in (front.log.read_text(), front.error_log.read_text(), log.read_text()):
        assert not [secret for secret in SECRETS if secret in text]


NETWORKS = [
    "203.0.113.200",
    "2001:db8:1:2:3::4",
    "2001:db8:1::",
    "2001:db8::1",
    "2001:db8:0:1:2:3:4:5",
    "2001:0:5:1::1",
    "2001::1",
    "2001:0:0:1::1",
    "::1",
    "fe80::1:2:3:4",
]


def test_an_address_is_shortened_as_the_widget_shortens_it(front: Front) -> None:
    for address in NETWORKS:
        front.ask("/robots.txt", {"X-Visitor": address})
    logged = [line["network"] for line in front.lines(len(NETWORKS))]
    assert sorted(map(str, logged)) == sorted(map(str, map(network, NETWORKS)))


def test_without_nginx_nobody_needs_its_header(widget: Server) -> None:
    view = ask(widget.port, "/hotel/en/?location=abroad").header("Widget-View")
    assert json.loads(view)["step"] == "passport"
