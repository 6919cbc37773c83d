"""What users of screen readers hear."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import unified_diff
from itertools import cycle, pairwise, takewhile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.judges import unfold
from tests.browser.screen_reader import Heard, ScreenReader
from tests.browser.steps import OUTCOMES, QUESTIONS, STEPS, address
from tests.browser.swaps import PASSPORT
from tests.browser.visitor import (
    NO_JAVASCRIPT,
    PAGE,
    WORDPRESS,
    Visitor,
    in_ways,
    link,
    option,
)
from tests.conftest import LANGUAGES
from tests.content import RURITANIA
from tests.sites import Foreign, Server

in_every_language = pytest.mark.parametrize("language", LANGUAGES)

TRANSCRIPT = Path(__file__).with_name("heard.txt")


@pytest.fixture(scope="module")
def ruritania() -> Iterator[Server]:
    """A server with the example's rules, so that the transcript has no word of the shipped ones."""
    server = Server(RURITANIA)
    server.start()
    yield server
    server.stop()


class Listener:
    """A visitor with a screen reader; methods return the spoken lines."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor
        self._reader = ScreenReader(visitor.page)

    def open(self, path: str) -> list[str]:
        """Open a page, and read it from the top."""
        self._visitor.open(path)
        self._reader.start()
        return self._rest()

    def tap(self, selector: str) -> list[str]:
        """Tap a link; return the announcement, and what follows from there."""
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
    "Why this result, opened": (Listener.unfold, ".why"),
    "The choice of entries, opened": (Listener.unfold, ".choice"),
    "Ways to share it, opened": (Listener.unfold, ".share"),
    "The answers of a result, opened": (Listener.unfold, ".answers"),
    "A question, after Change": (Listener.tap, link("Purpose: To visit Change")),
    "A result where an answer was set aside, after a tap": (Listener.tap, option("work")),
    "The question before it, after Back": (Listener.tap, link("Back")),
    "The first question, after Start again": (Listener.tap, link("Start again")),
    "A damaged link, opened as a page": (Listener.open, "/office/en/?nationality=mars"),
    "An answer set aside": (Listener.open, "/office/en/?nationality=other&stay=mars"),
    "An answer of the partner's": (Listener.open, "/inn/en/?nationality=other"),
    "The question it answered, after Change": (Listener.tap, link("Change these answers")),
    "No such page": (Listener.open, "/office/en/nowhere"),
}
"""The screens of the transcript: how a visitor reaches each, and its address."""


def test_a_journey_sounds_as_the_transcript_says(
    phone: Page, ruritania: Server, foreign: Foreign, tmp_path: Path
) -> None:
    listener = Listener(Visitor(phone, ruritania, foreign, PAGE))
    screens = {name: hear(listener, what) for name, (hear, what) in JOURNEY.items()}
    text = "\n".join("\n".join([f"# {name}", "", *screens[name], ""]) for name in screens)
    text = text.replace(ruritania.url, "https://visa.example")
    heard = tmp_path / TRANSCRIPT.name
    heard.write_text(text)
    known = TRANSCRIPT.read_text()
    changes = "\n".join(unified_diff(known.splitlines(), text.splitlines(), lineterm=""))
    assert not changes, f"If this is as it should be: cp {heard} {TRANSCRIPT}\n{changes}"


# The shipped words.


def read(phone: Page) -> list[Heard]:
    """What is spoken on a page from the top, without the name of a list, which is the question."""
    reader = ScreenReader(phone)
    reader.start()
    return [each for each in reader.read() if not each.phrase.startswith("list, ")]


@in_every_language
@pytest.mark.parametrize("question", QUESTIONS)
def test_at_most_25_words_come_before_the_first_option(
    question: str, language: str, phone: Page, server: Server
) -> None:
    """Roles and states are not counted."""
    phone.goto(f"{server.url}{address(language, question)}")
    before = takewhile(lambda line: not line.of_option, read(phone))
    words = " ".join(line.text for line in before).split()
    assert len(words) <= 25, words


@pytest.mark.parametrize(("step", "language"), [*zip(STEPS, cycle(LANGUAGES), strict=False)])
def test_nothing_is_read_twice(step: str, language: str, phone: Page, server: Server) -> None:
    phone.goto(f"{server.url}{address(language, step)}")
    unfold(phone)
    lines = [each for each in read(phone) if each.text]
    assert len(lines) > 10
    for line, following in pairwise(lines):
        assert f" {following.text} " not in f" {line.text} ", following.phrase


SOME_OUTCOMES = list(OUTCOMES)[::3]


@pytest.mark.parametrize(
    ("outcome", "language"), [*zip(SOME_OUTCOMES, cycle(LANGUAGES), strict=False)]
)
def test_after_a_tap_the_name_of_a_result_comes_first(
    outcome: str, language: str, phone: Page, server: Server, foreign: Foreign
) -> None:
    visitor, reader = Visitor(phone, server, foreign, PAGE), ScreenReader(phone)
    answers, _, last = OUTCOMES[outcome].rpartition("=")
    visitor.open(f"/visakaz/{language}/?{answers.rpartition('&')[0]}")
    reader.start()
    visitor.tap(option(last))
    expect(visitor.heading).to_be_focused()
    name = visitor.heading.text_content()
    assert reader.announced()[-1].startswith(f"heading, {name}")


@in_ways(NO_JAVASCRIPT, WORDPRESS)
def test_a_step_that_is_loaded_has_the_focus_on_its_heading(visitor: Visitor) -> None:
    """Without the anchor, it arrives in silence in a partner's frame."""
    visitor.open(PASSPORT)
    for tapped in (option("national"), link("Back"), link("RU Русский")):
        visitor.tap(tapped)
        expect(visitor.heading).to_be_focused()


def test_where_the_language_is_changed_the_focus_is_on_the_heading(visitor: Visitor) -> None:
    visitor.open(PASSPORT)
    visitor.tap(link("RU Русский"))
    expect(visitor.heading).to_be_focused()
