"""Replies from proxies, portals and broken connections do not change the step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.swaps import CAPACITY, PASSPORT
from tests.browser.visitor import (
    FRAME,
    PAGE,
    TO_CHANGES,
    Visitor,
    Way,
    change,
    in_ways,
    link,
    option,
)
from tests.browser.watch import Watch
from tests.network import NOTHING, Network, network_before, reply
from tests.sites import Foreign, Server

PORTAL = '<title>Wi-Fi</title><h1>Sign in</h1><form><input name="room"></form>'
NGINX = "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center></body></html>"
MOVED = "Location: http://localhost:9/sign-in"

REPLIES = {
    "a proxy without its server": reply("502 Bad Gateway", NGINX.format("502 Bad Gateway")),
    "a proxy that waited too long": reply("504 Gateway Timeout", NGINX.format("504")),
    "a limit on requests": reply("429 Too Many Requests", NGINX.format("429")),
    "a challenge": reply("403 Forbidden", "<title>Just a moment…</title><p>Are you human?</p>"),
    "a portal that wants a sign-in": reply("200 OK", PORTAL),
    "a portal that says so": reply("511 Network Authentication Required", PORTAL),
    "a portal elsewhere": reply("302 Found", "", "text/html", MOVED),
    "JSON": reply("200 OK", '{"error": "quota"}', "application/json"),
    "an error in JSON": reply("500 Internal Server Error", '{"error": 1}', "application/json"),
    "an empty page": reply("200 OK"),
    "no content": b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n",
    "a line that drops": NOTHING,
    "half a reply": reply("200 OK", PORTAL)[:-20],
    "no HTTP": b"SSH-2.0-OpenSSH_9.2\r\n",
}
TO_BACK = (
    "a proxy without its server",
    "a portal that wants a sign-in",
    "a portal elsewhere",
    "no content",
    "a line that drops",
)
"""One reply of each kind, because each test takes a while."""
COMPLAINTS = "Failed to load resource", "htmx:error", "Failed to fetch", "localhost:9/sign-in"
FIRST = "/demo/en/?location=abroad&passport=national&capacity=none"
RESULT = f"{FIRST}&purpose=tourism"
ANSWERS = RESULT.partition("?")[2]
CHANGED = RESULT.replace("location=abroad&", "")
TAPS = [
    (option("tourism"), RESULT, "tourist"),
    (TO_CHANGES, f"/demo/en/changes?{ANSWERS}", "tourist"),
    (link("Back"), RESULT, "tourist"),
    ('a[href*="/citizenship?"]', f"/demo/en/citizenship?{ANSWERS}", "tourist"),
    (link("Back"), RESULT, "tourist"),
    (change("location"), CHANGED, "location"),
    (link("Start again"), "/demo/en/", "location"),
]


@pytest.fixture
def network(server: Server) -> Iterator[Network]:
    """The network through which the visitor reaches the server."""
    with network_before(server.port) as network:
        yield network


@pytest.fixture
def visitor(visitor: Visitor, network: Network, foreign: Foreign, way: Way) -> Visitor:
    """The visitor behind that network."""
    return Visitor(visitor.page, network, foreign, way)


def expect_to_be_told(visitor: Visitor) -> None:
    """Expect that the visitor sees the note with its plain link, and that no request is pending."""
    expect(visitor.note).to_be_visible()
    expect(visitor.note.locator("a")).to_be_visible()
    expect(visitor.frame.locator(".htmx-request")).to_have_count(0)
    expect(visitor.note).to_be_visible()


def press_back(visitor: Visitor, network: Network, foreign_reply: bytes) -> None:
    """Press the browser's Back. Like a real reply, this one comes after the next painted frame."""
    network.reply = foreign_reply
    network.is_quick.clear()
    visitor.travel(-1)
    expect(visitor.frame.locator("#step.htmx-request")).to_be_visible()
    network.is_quick.set()


@in_ways(FRAME)
def test_a_foreign_reply_shows_the_note_until_the_same_tap_works(
    visitor: Visitor, network: Network, watch: Watch
) -> None:
    watch.expect(*COMPLAINTS)
    visitor.open(PASSPORT)
    sight = visitor.sight()
    for network.reply in REPLIES.values():
        visitor.tap(option("national"))
        expect_to_be_told(visitor)
        visitor.sees(sight)
        network.reply = None
        visitor.tap(option("national"))
        visitor.arrive(CAPACITY, "capacity")
        expect(visitor.note).to_be_hidden()
        visitor.tap(link("Back"))
        visitor.arrive(PASSPORT, "passport")


@in_ways(FRAME)
def test_every_tap_is_guarded(visitor: Visitor, network: Network, watch: Watch) -> None:
    watch.expect(*COMPLAINTS)
    visitor.open(FIRST)
    for tapped, address, step in TAPS:
        before = visitor.sight()
        network.reply = REPLIES["a portal that wants a sign-in"]
        visitor.tap(tapped)
        expect_to_be_told(visitor)
        visitor.sees(before)
        network.reply = None
        visitor.tap(tapped)
        visitor.arrive(address, step)


@in_ways(FRAME)
def test_a_foreign_reply_to_the_browsers_back_shows_the_note_and_loses_nothing(
    visitor: Visitor, network: Network, watch: Watch
) -> None:
    """The step stays until the earlier one arrives; Forward and another Back still work."""
    watch.expect(*COMPLAINTS)
    for name in TO_BACK:
        visitor.open(PASSPORT)
        first = visitor.sight()
        visitor.tap(option("national"))
        visitor.arrive(CAPACITY, "capacity")
        second, heading = visitor.sight(), visitor.heading.inner_text()
        press_back(visitor, network, REPLIES[name])
        expect_to_be_told(visitor)
        expect(visitor.heading).to_have_text(heading)
        network.reply = None
        visitor.travel(1)
        expect(visitor.note).to_be_hidden()  # the step was reloaded
        visitor.sees(second)
        visitor.travel(-1)
        visitor.sees(first)


@in_ways(FRAME, PAGE)
def test_a_step_that_stayed_after_back_takes_an_answer(
    visitor: Visitor, network: Network, watch: Watch
) -> None:
    watch.expect(*COMPLAINTS)
    visitor.open(PASSPORT)
    visitor.tap(option("national"))
    visitor.arrive(CAPACITY, "capacity")
    press_back(visitor, network, NOTHING)
    expect_to_be_told(visitor)
    network.reply = None
    visitor.tap(option("none"))
    visitor.arrive(f"{CAPACITY}&capacity=none", "purpose")
    visitor.travel(-1)
    visitor.arrive(PASSPORT, "passport")


def test_the_link_of_the_note_loads_the_step(
    visitor: Visitor, network: Network, watch: Watch
) -> None:
    watch.expect(*COMPLAINTS)
    visitor.open(PASSPORT)
    network.reply = REPLIES["a proxy without its server"]
    visitor.tap(option("national"))
    expect_to_be_told(visitor)
    network.reply = None
    visitor.tap(".note a")
    visitor.arrive(PASSPORT, "passport")
    expect(visitor.note).to_be_hidden()


def test_without_a_network_the_visitor_sees_the_note(visitor: Visitor, watch: Watch) -> None:
    watch.expect("ERR_INTERNET_DISCONNECTED", *COMPLAINTS)
    visitor.open(PASSPORT)
    visitor.page.context.set_offline(True)
    visitor.tap(option("national"))
    expect_to_be_told(visitor)
    visitor.page.context.set_offline(False)
    visitor.tap(option("national"))
    visitor.arrive(CAPACITY, "capacity")


def test_a_missing_reply_shows_the_note_and_is_given_up(
    visitor: Visitor, network: Network, watch: Watch
) -> None:
    watch.expect(*COMPLAINTS)
    visitor.open(PASSPORT)
    network.reply = NOTHING
    network.is_quick.clear()
    with visitor.page.expect_event("requestfailed"):
        visitor.tap(option("national"))
        expect(visitor.note).to_have_css("animation-duration", "3s")  # most replies are faster
        expect(visitor.note).to_be_visible()
    expect_to_be_told(visitor)
    network.reply = None
    visitor.tap(option("national"))
    visitor.arrive(CAPACITY, "capacity")


@in_ways(FRAME, PAGE)
def test_a_changed_script_is_refused_and_the_links_work(
    visitor: Visitor, network: Network, watch: Watch
) -> None:
    watch.expect("Failed to find a valid digest in the 'integrity' attribute")
    network.misprint = (b"defaultSettleDelay:1,", b"defaultSettleDelay:2,")
    visitor.open(PASSPORT)
    assert not visitor.frame.evaluate("'htmx' in window")
    visitor.tap(option("national"))
    visitor.arrive(CAPACITY, "capacity")
    assert watch.asked("document")[-1] == CAPACITY
