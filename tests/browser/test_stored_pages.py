"""What a visitor sees in pages of content systems, as these store the snippet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.visitor import enter
from tests.sites import Foreign, Server
from widget.partners.snippet import MAX_HEIGHT_PX

SCREENS = {"phone": (390, 700), "desktop": (1280, 800)}


@dataclass(frozen=True)
class Way:
    """A way to paste the snippet: the page's file, and whether a link is below the frame.

    `height` is the frame's inner height in px, or None if it grows with its question.
    """

    page: str
    height: int | None = None
    has_link: bool = True


WAYS = {
    "as it is": Way("plain"),
    "WordPress, block Custom HTML in columns": Way("wordpress"),
    "WordPress, a pasted link": Way("wordpress-link", 720, has_link=False),
    "a sandbox with scripts": Way("sandbox-scripts"),
    "CKEditor drops the style": Way("ckeditor", 560),
    "such a theme, and the style is dropped": Way("height-auto-filtered", 150),
    "a column of flex items": Way("flex-column"),
    "a preview in srcdoc": Way("srcdoc"),
}
ON_A_PHONE = {
    "a theme with height: auto": Way("height-auto"),
    "a preview in a blob": Way("blob"),
    "an optimiser makes it lazy": Way("lazy"),
    "a policy allows no style": Way("policy", 560),
    "Discourse keeps width and height": Way("discourse", 560),
    "TinyMCE adds sandbox": Way("tinymce"),
    "Ghost, HTML card": Way("ghost"),
    "Joomla, allowed by the administrator": Way("joomla-allowed"),
    "Drupal keeps title, width and height": Way("drupal", 560),
    "HTML Purifier keeps some of the style": Way("html-purifier", 560),
    "such a theme, cured by a rule of the site": Way("height-auto-cured", 560),
    "a page in Kazakh": Way("kazakh"),
}
"""Ways that are tested only on a narrow screen, because other stored pages are like them."""

ROWS = [
    pytest.param(way, screen, id=f"{name}, {screen}")
    for (name, way), screen in [
        *product(WAYS.items(), SCREENS),
        *product(ON_A_PHONE.items(), ["phone"]),
    ]
]


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> Iterator[dict[str, Page]]:
    """A tab of each size, of somebody who prefers reduced motion."""
    made = {}
    for name, (width, height) in SCREENS.items():
        size = {"width": width, "height": height}
        made[name] = browser.new_page(viewport=size, reduced_motion="reduce")
    yield made
    for tab in made.values():
        tab.context.close()


@pytest.mark.parametrize(("way", "screen"), ROWS)
def test_the_frame_is_whole_and_its_first_answer_leads_on(
    way: Way, screen: str, tabs: dict[str, Page], server: Server, foreign: Foreign
) -> None:
    tabs[screen].goto(foreign.storing(way.page, server.url))
    frame = tabs[screen].frames[-1]
    expect(frame.locator("h1")).to_be_visible()
    assert_whole(frame, way.height)
    assert_in_its_place(frame, has_link=way.has_link)
    asked = frame.locator("#step").get_attribute("data-question")
    # A click could miss the option while the frame grows.
    frame.locator("[data-option]").first.focus()
    with enter(tabs[screen]):
        expect(frame.locator(f"#step:not([data-question={asked}])")).to_be_visible()


def assert_whole(frame: Frame, height: int | None) -> None:
    """Assert that the page shows all of a frame, which has this height or fits its question."""
    inside, question = frame.evaluate(HEIGHTS)
    for _ in range(10_000):  # on a busy machine it grows for a while
        if inside >= (height or question):
            break
        inside, question = frame.evaluate(HEIGHTS)
    assert inside == frame.frame_element().evaluate("each => each.clientHeight")
    # Rarely, Chromium measures a frame before its layout, and then gives it the maximum height.
    fits = inside == height if height else question <= inside <= MAX_HEIGHT_PX
    assert fits, (inside, question)


HEIGHTS = "[innerHeight, document.body.offsetHeight]"
PLACES = """each => {
  const box = each.getBoundingClientRect();
  const link = document.querySelector("a")?.getBoundingClientRect();
  const page = document.documentElement;
  return [page.scrollWidth <= innerWidth, box.left >= 0, box.right <= innerWidth,
    link ? link.top >= box.bottom : "no link"];
}"""


def assert_in_its_place(frame: Frame, *, has_link: bool) -> None:
    """Assert that nothing overflows the page, and that the link is below the frame."""
    box = frame.frame_element()
    assert box.evaluate(PLACES) == [True, True, True, True if has_link else "no link"]


def test_a_lazy_frame_is_cut_where_the_question_is_low_but_its_link_leads_on(
    tabs: dict[str, Page], server: Server, foreign: Foreign
) -> None:
    """Nothing helps against this; the kit mentions it (decision 13)."""
    tab = tabs["phone"]
    tab.goto(foreign.storing("lazy-low", server.url))
    frame = tab.frames[-1]
    expect(frame.locator("h1")).to_be_visible()
    assert frame.evaluate("innerHeight") == 150
    leads_to_the_widget(tab)


def test_a_sandboxed_preview_refuses_the_frame_but_its_link_leads_on(
    tabs: dict[str, Page], server: Server, foreign: Foreign
) -> None:
    """A preview without an origin is not a permitted site; the kit says so."""
    tab = tabs["phone"]
    tab.goto(foreign.storing("srcdoc-sandboxed", server.url))
    preview, framed = tab.frames[1:]
    expect(framed.locator("body")).to_contain_text("refused to connect")
    preview.locator("a").focus()
    with enter(tab):
        expect(preview.locator("#step[data-question]")).to_be_visible()


LINK_ALONE = {
    "Joomla as it comes": "joomla",
    "MediaWiki shows code": "mediawiki",
    "Ghost, a pasted link": "ghost-link",
    "before consent to frames": "consent",
    "a poster": "poster",
}


@pytest.mark.parametrize("page", LINK_ALONE.values(), ids=LINK_ALONE)
def test_where_the_frame_is_gone_the_link_leads_to_the_widget(
    page: str, tabs: dict[str, Page], server: Server, foreign: Foreign
) -> None:
    tabs["phone"].goto(foreign.storing(page, server.url))
    leads_to_the_widget(tabs["phone"])


def leads_to_the_widget(tab: Page) -> None:
    """Assert that a page is no wider than the screen, and that its last link opens a question."""
    assert tab.evaluate("document.documentElement.scrollWidth") <= SCREENS["phone"][0]
    # Content that loads above a link could move it away from a click.
    tab.locator("a").last.focus()
    with enter(tab):
        expect(tab.locator("#step[data-question]")).to_be_visible()
