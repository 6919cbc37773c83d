"""Which sites may frame the widget, as a real browser decides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.steps import RULESET
from tests.browser.watch import Watch
from tests.content import agency, write_content
from tests.sites import Foreign, Server, foreign_site

REFUSED = (r"frame-ancestors", r"X-Frame-Options", r"status of (400|404|410|414|503)")
"""The console messages for a refused frame, and for an error page in a frame."""


@dataclass(frozen=True)
class Web:
    """The widget and other sites by name: `hotel`, `school` and one that is not a partner.

    All serve the same files from this machine; a browser distinguishes them by host and port.
    """

    widget: str
    sites: dict[str, Foreign]

    def nested(self, address: str, *around: str) -> str:
        """The page of the outermost site, whose nested frames lead through others to an address."""
        for name in reversed(around):
            address = self.sites[name].framing(address)
        return address


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    directory = tmp_path_factory.mktemp("sites")
    with ExitStack() as stack:
        hotel, school, stranger = (
            stack.enter_context(foreign_site(directory)).url for _ in range(3)
        )
        urls = {
            "hotel": hotel,
            "school": school,
            "the hotel's subdomain": hotel.replace("localhost", "desk.localhost"),
            "the hotel's other host": hotel.replace("localhost", "127.0.0.1"),
            "the hotel's other port": stranger,
            "stranger": stranger.replace("localhost", "127.0.0.1"),
        }
        partners = {
            "hotel": agency(hotel),
            "school": agency(school),
            "both": agency(hotel, school),
            "nowhere": agency(),
            "broken": f"{agency(hotel)}shadow = 1\n",
            "closed": f"closed = true\n{agency(hotel)}",
        }
        server = Server(write_content(tmp_path_factory.mktemp("content"), partners))
        server.start()
        stack.callback(server.stop)
        yield Web(server.url, {name: Foreign(url, directory) for name, url in urls.items()})


def innermost(page: Page, depth: int) -> Frame:
    """The frame at a depth of nesting."""
    frame = page.main_frame
    for _ in range(depth):
        (frame,) = frame.child_frames
    return frame


def shown(page: Page, depth: int = 1) -> None:
    """Assert that the innermost frame shows the widget."""
    expect(innermost(page, depth).locator("#step h1")).to_be_visible()


def refused(page: Page, depth: int = 1) -> None:
    """Assert that the innermost frame shows the browser's own page instead."""
    frame = innermost(page, depth)
    expect(frame.locator("body")).to_contain_text("refused to connect")
    assert frame.url == "chrome-error://chromewebdata/"
    assert frame.locator("#step").count() == 0


@pytest.mark.parametrize("site", ["hotel", "school"])
def test_a_partners_own_site_shows_it(site: str, web: Web, page: Page) -> None:
    page.goto(web.nested(f"{web.widget}/{site}/", site))
    shown(page)


@pytest.mark.parametrize(
    ("partner", "site"),
    [
        ("hotel", "school"),
        ("school", "hotel"),
        ("hotel", "the hotel's subdomain"),
        ("hotel", "the hotel's other host"),
        ("hotel", "the hotel's other port"),
        ("hotel", "stranger"),
        ("both", "stranger"),
        ("nowhere", "hotel"),
        ("visakaz", "hotel"),
    ],
    ids=[
        "another partner's site",
        "another partner's site, the other way round",
        "a subdomain that is not listed",
        "a host that is not listed",
        "a port that is not listed",
        "a stranger",
        "a stranger, at a partner with two sites",
        "any site, at a partner without origins",
        "a partner's site, at the agency",
    ],
)
def test_every_other_site_is_refused(
    partner: str, site: str, web: Web, page: Page, watch: Watch
) -> None:
    watch.expect(*REFUSED)
    page.goto(web.nested(f"{web.widget}/{partner}/en/", site))
    refused(page)


@pytest.mark.parametrize(
    ("partner", "around"),
    [
        ("both", ("hotel", "school")),
        ("both", ("school", "hotel")),
        ("hotel", ("hotel", "hotel")),
    ],
    ids=["two listed sites", "the same two the other way round", "one site twice"],
)
def test_a_frame_in_a_frame_shows_it_where_both_are_listed(
    partner: str, around: tuple[str, str], web: Web, page: Page
) -> None:
    page.goto(web.nested(f"{web.widget}/{partner}/en/", *around))
    shown(page, depth=2)


@pytest.mark.parametrize(
    ("partner", "around"),
    [
        ("hotel", ("school", "hotel")),
        ("hotel", ("hotel", "school")),
        ("both", ("stranger", "hotel")),
        ("both", ("hotel", "stranger")),
    ],
    ids=[
        "only the inner one",
        "only the outer one",
        "a stranger around one of two",
        "a stranger within one of two",
    ],
)
def test_a_frame_in_a_frame_is_refused_where_one_is_not_listed(
    partner: str, around: tuple[str, str], web: Web, page: Page, watch: Watch
) -> None:
    watch.expect(*REFUSED)
    page.goto(web.nested(f"{web.widget}/{partner}/en/", *around))
    refused(page, depth=2)


WHERE = RULESET.questions["location"].text.text.english
ERRORS = {
    "a page that is not there": ("/hotel/en/nowhere", "This page was not found"),
    "a language that is not offered": ("/hotel/de/", "This page was not found"),
    "a partner whose file is wrong": ("/broken/en/", "Something went wrong"),
    "a partner that is closed": ("/closed/en/", "This questionnaire is closed"),
    "an unknown partner": ("/nobody/en/", "This page was not found"),
    "an address that is too long": (f"/hotel/en/?{'x' * 5000}", "This address does not work"),
}


@pytest.mark.parametrize(("path", "heading"), ERRORS.values(), ids=ERRORS)
def test_an_error_is_shown_in_any_frame_with_one_link(
    path: str, heading: str, web: Web, page: Page, watch: Watch
) -> None:
    watch.expect(*REFUSED)
    page.goto(web.nested(f"{web.widget}{path}", "stranger"))
    shown(page)
    expect(innermost(page, 1).locator("h1")).to_have_text(heading)
    expect(innermost(page, 1).locator("a, button, summary, input, select")).to_have_count(1)


def test_a_refused_answer_is_shown_in_the_partners_frame(
    web: Web, page: Page, watch: Watch
) -> None:
    watch.expect(*REFUSED)
    page.goto(web.nested(f"{web.widget}/hotel/en/?location=mars", "hotel"))
    shown(page)
    expect(innermost(page, 1).locator("h1")).to_have_text(WHERE)


@pytest.mark.parametrize("partner", ["broken", "closed", "nobody"])
def test_the_link_of_an_error_leads_out_of_the_frame_where_no_partner_is_served(
    partner: str, web: Web, page: Page, watch: Watch
) -> None:
    watch.expect(*REFUSED)
    page.goto(web.nested(f"{web.widget}/{partner}/en/", "stranger"))
    with page.expect_popup() as opened:
        innermost(page, 1).click("main a")
    expect(opened.value.locator("h1")).to_have_text(WHERE)


@pytest.mark.parametrize(
    "path",
    [
        "/hotel/en/kit",
        "/hotel/kit",
        "/healthz",
        "/robots.txt",
    ],
)
def test_what_is_no_partners_page_is_shown_in_no_frame(
    path: str, web: Web, page: Page, watch: Watch
) -> None:
    watch.expect(*REFUSED)
    page.goto(web.nested(f"{web.widget}{path}", "hotel"))
    refused(page)
