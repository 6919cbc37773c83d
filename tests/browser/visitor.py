"""A visitor, and the ways in which a visitor's browser may show the widget."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.steps import RULESET
from tests.conftest import ANCHOR
from tests.sites import Foreign, Server


@dataclass(frozen=True)
class Way:
    """One way to show the widget.

    It is `framed` by a page of another site, in a frame with `attributes`, or is a page of its own.
    The browser has these `settings`, and its console may show `complaints` (patterns). `htmx` says
    whether htmx swaps fragments.
    """

    name: str
    framed: bool = True
    attributes: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()
    htmx: bool = True

    def __str__(self) -> str:
        return self.name


FRAME = Way("in a frame")
PAGE = Way("as a page of its own", framed=False)
STILL = Way("in a frame with reduced motion", settings={"reduced_motion": "reduce"})
NO_JAVASCRIPT = Way(
    "in a frame without JavaScript", settings={"java_script_enabled": False}, htmx=False
)
WORDPRESS = Way(
    # WordPress frames a link in a post like this. htmx must not load there.
    "in a frame of WordPress",
    attributes='sandbox="allow-scripts"',
    complaints=("htmx.min.js' from origin 'null' has been blocked", "ERR_FAILED .*htmx.min.js"),
    htmx=False,
)


def in_ways(*ways: Way) -> pytest.MarkDecorator:
    """Run a test in several ways."""
    return pytest.mark.parametrize("way", ways, ids=str)


in_every_way = in_ways(FRAME, NO_JAVASCRIPT, WORDPRESS, PAGE)


def option(key: str) -> str:
    """Select the link of an option."""
    return f'[data-option="{key}"]'


def link(name: str) -> str:
    """Select a link by its words."""
    return f'role=link[name="{name}"]'


def change(question: str) -> str:
    """Select the link that changes the answer to a question, by its words in the English list."""
    short = RULESET.questions[question].short.english
    return f'a:has(> span:text-matches("^{short}(:| [(])"))'


TO_CHANGES = 'a[href*="/changes?"]'
"""The selector of the link from a result to what would change it."""


def other(question: str, key: str) -> str:
    """Select the link of another answer, on the screen of what would change a result."""
    return f'.leads a[href*="{question}={key}"]'


@contextmanager
def enter(page: Page) -> Iterator[None]:
    """Press Enter, and release it after the block, which waits for the next page.

    If a key is released while its page is being left, Chromium may never reply (decision 14).
    """
    page.keyboard.down("Enter")
    yield
    page.keyboard.up("Enter")


class Visitor:
    """A person who uses the widget in one way. `frame` is the frame or page that shows it."""

    def __init__(self, page: Page, server: Server, foreign: Foreign, way: Way) -> None:
        self.page = page
        self.frame = page.main_frame
        self._server = server
        self._foreign = foreign
        self._way = way
        self._history = page.context.new_cdp_session(page)

    def open(self, path: str) -> None:
        """Open the widget at a path, or a page that frames it there."""
        address = f"{self._server.url}{path}"
        framing = self._foreign.framing
        self.page.goto(framing(address, self._way.attributes) if self._way.framed else address)
        self.frame = self.page.frames[-1]

    @property
    def heading(self) -> Locator:
        """The heading of the step."""
        return self.frame.locator("h1")

    @property
    def note(self) -> Locator:
        """The note that the server has not replied."""
        return self.frame.locator(".note [role=alert]")

    def tap(self, selector: str) -> None:
        """Tap an element as soon as it accepts taps; first open the fold that hides it."""
        folds = self.frame.locator("details:not([open])")
        hiding = folds.filter(has=self.frame.locator(selector)).locator("summary")
        if hiding.count():
            hiding.click()
        self.frame.click(selector)

    def tap_at(self, place: FloatRect) -> None:
        """Tap a place on the screen, whatever is there."""
        middle = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
        self.page.mouse.click(*middle)

    def set_pace(self, rate: float) -> None:
        """Set the speed of the widget's animations: 0 stops them, 1 is the normal speed."""
        animations = self.page.context.new_cdp_session(self.frame)
        animations.send("Animation.enable")
        animations.send("Animation.setPlaybackRate", {"playbackRate": rate})

    def arrive(self, path: str, step: str) -> None:
        """Wait until the widget shows a step (the id of a question or an outcome) at a path.

        The screens beside an outcome have the outcome's id.
        """
        kinds = "question", "outcome", "changes", "citizenship"
        marks = (f'[data-{kind}="{step}"]' for kind in kinds)
        marked = f"#step:is({', '.join(marks)})"
        expect(self.frame.locator(marked)).to_be_visible()
        self._is_at(f"{self._server.url}{path}")

    def sight(self) -> tuple[str, str, str]:
        """What the visitor sees of a step: its address, its title and its words."""
        words = self.frame.locator("body").text_content()
        title = self.frame.locator("head > title").text_content()
        return (
            self.frame.url.removesuffix(ANCHOR),
            re.sub("[ \n]+", " ", title or "").strip(),
            words or "",
        )

    def sees(self, sight: tuple[str, str, str]) -> None:
        """Wait until the visitor sees what `sight` returned."""
        address, title, words = sight
        expect(self.frame.locator("body")).to_have_text(words)
        expect(self.frame.locator("title")).to_have_js_property("text", title)
        self._is_at(address)

    def _is_at(self, address: str) -> None:
        self.frame.wait_for_url(lambda shown: shown.removesuffix(ANCHOR) == address)

    def travel(self, steps: int) -> None:
        """Press the browser's Back (-1) or Forward (1). In a frame's history, `go_back` hangs."""
        past = self._history.send("Page.getNavigationHistory")
        entry = past["entries"][past["currentIndex"] + steps]
        self._history.send("Page.navigateToHistoryEntry", {"entryId": entry["id"]})

    def steps_behind(self) -> int:
        """The number of times that the visitor could press Back."""
        return int(self._history.send("Page.getNavigationHistory")["currentIndex"])

    def dead_links(self) -> list[str]:
        """The addresses of links on the step (pages or fragments) that do not lead to a step."""
        links = self.frame.locator("main a, nav a").evaluate_all(
            "links => links.map(each => [each.href, each.dataset.hxGet])"
        )
        own = [each for each in links if not each[0].startswith(("https:", "mailto:", "tel:"))]
        assert own
        return [str(each) for each in own if not _is_alive(self._server.url, *each)]


@cache  # visitors see the same links in each of the ways
def _is_alive(server: str, address: str, fragment: str | None) -> bool:
    """Whether a step is at a page's address, and its fragment at the fragment's address."""
    try:
        with urlopen(address) as page:
            if b'id="step"' not in page.read():
                return False
    except HTTPError:
        return False
    if fragment is None:
        return True
    parts = urlsplit(address)
    with urlopen(Request(f"{server}{fragment}", headers={"HX-Request": "true"})) as part:
        pushed = part.headers.get("HX-Push-Url")
    return bool(pushed == f"{parts.path}?{parts.query}".rstrip("?"))
