"""What somebody hears who cannot see the widget."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screen_reader import ScreenReader
from tests.browser.visitor import PAGE, Visitor, link, option
from tests.content import RURITANIA
from tests.sites import Foreign, Server

TRANSCRIPT = Path(__file__).with_name("heard.txt")


@pytest.fixture(scope="module")
def ruritania() -> Iterator[Server]:
    """A server of the example's rules: no word of the shipped ones is in the transcript."""
    server = Server(RURITANIA)
    server.start()
    yield server
    server.stop()


class Listener:
    """A visitor who hears each step; all that is heard comes as lines."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor
        self._reader = ScreenReader(visitor.page)

    def open(self, path: str) -> list[str]:
        """Open a page, and read it from its top."""
        self._visitor.open(path)
        self._reader.start()
        return self._rest()

    def tap(self, selector: str) -> list[str]:
        """Tap a link; hear what is announced, and read on from there."""
        self._reader.start()
        self._visitor.tap(selector)
        expect(self._visitor.heading).to_be_focused()
        *announced, _ = self._reader.announced()
        return [*announced, *self._rest()]

    def unfold(self, fold: str) -> list[str]:
        """Open a fold, and read it."""
        self._visitor.tap(f"{fold} > summary")
        self._reader.start()
        return self._rest(fold)

    def _rest(self, within: str = "body") -> list[str]:
        return [each.phrase for each in self._reader.read(within)]


JOURNEY: dict[str, tuple[Callable[[Listener, str], list[str]], str]] = {
    "A question, opened as a page": (Listener.open, "/office/en/"),
    "The next question, with hints and folds, after a tap": (Listener.tap, option("other")),
    "Its further options, opened": (Listener.unfold, ".more"),
    "Its help, opened": (Listener.unfold, ".help"),
    "The list of answers, opened": (Listener.unfold, ".answers"),
    "A question without hints, after a tap": (Listener.tap, option("visit")),
    "A result, after a tap": (Listener.tap, option("up_to_90")),
    "The words of the original, opened": (Listener.unfold, "details:has(blockquote)"),
    "The QR code, opened": (Listener.unfold, "details:has(img)"),
    "A question, after Change": (Listener.tap, link("Purpose: To visit Change")),
    "A result where an answer was set aside, after a tap": (Listener.tap, option("work")),
    "The question before it, after Back": (Listener.tap, link("Back")),
    "The first question, after Start again": (Listener.tap, link("Start again")),
    "A damaged link, opened as a page": (Listener.open, "/office/en/?citizenship=mars"),
    "An answer set aside": (Listener.open, "/office/en/?citizenship=other&stay=mars"),
    "An answer of the partner's": (Listener.open, "/inn/en/?citizenship=other"),
    "The question it answered, after Change": (Listener.tap, link("Change")),
    "No such page": (Listener.open, "/office/en/nowhere"),
}
"""The screens of the transcript: how a visitor comes to each, and where to."""


def test_a_journey_is_heard_as_the_transcript_tells(
    phone: Page, ruritania: Server, foreign: Foreign, tmp_path: Path
) -> None:
    listener = Listener(Visitor(phone, ruritania, foreign, PAGE))
    screens = {name: hear(listener, what) for name, (hear, what) in JOURNEY.items()}
    text = "\n".join("\n".join([f"# {name}", "", *screens[name], ""]) for name in screens)
    text = text.replace(ruritania.url, "https://visa.example")
    heard = tmp_path / TRANSCRIPT.name
    heard.write_text(text)
    known = TRANSCRIPT.read_text()
    changes = unified_diff(known.splitlines(), text.splitlines(), lineterm="")
    told = "\n".join(changes)
    assert not told, f"If this is as it should be: cp {heard} {TRANSCRIPT}\n{told}"
