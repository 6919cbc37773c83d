"""The picture of the rules, as Mermaid draws it in a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.conftest import LANGUAGES
from tests.content import ROOT
from tests.rules.generated import SMALL, edited, load_text
from widget.cli.draw import Picture, as_mermaid, picture
from widget.cli.words import words_in
from widget.rules.model import Ruleset

MERMAID = ROOT / "tests/tools/node_modules/mermaid/dist/mermaid.min.js"


@pytest.fixture(scope="module")
def drawing_page(browser: Browser) -> Iterator[Page]:
    """An empty page with Mermaid, without the widget."""
    with browser.new_context() as context:
        page = context.new_page()
        page.add_script_tag(path=MERMAID)
        yield page


def drawn_words(page: Page, text: str) -> list[str]:
    """The visible words that Mermaid shows in boxes and beside arrows."""
    page.set_content("<body></body>")
    return page.evaluate(
        """async text => {
            const { svg } = await mermaid.render("drawing", text)
            document.body.innerHTML = svg
            const shown = document.querySelectorAll(".nodeLabel, .edgeLabel p")
            return [...shown].map(each => each.innerText.trim()).filter(each => each)
        }""",
        text,
    )


def words_of(drawn: Picture) -> list[str]:
    return sorted([*(box.text for box in drawn.boxes), *(arrow.text for arrow in drawn.arrows)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_mermaid_shows_every_question_answer_and_outcome(
    language: str, drawing_page: Page, ruleset: Ruleset
) -> None:
    drawn = picture(ruleset, words_in(language))
    assert sorted(drawn_words(drawing_page, as_mermaid(drawn))) == words_of(drawn)


def test_mermaid_shows_marks_in_words_as_they_are(drawing_page: Page, tmp_path: Path) -> None:
    text = edited(SMALL, ('"To look around"', "'1. \"Look\" <b> #1; `end` & [more]'"))
    drawn = picture(load_text(text, tmp_path), words_in("en"))
    assert sorted(drawn_words(drawing_page, as_mermaid(drawn))) == words_of(drawn)


def test_mermaid_refuses_what_is_no_picture(drawing_page: Page) -> None:
    with pytest.raises(Error, match="Parse error"):
        drawn_words(drawing_page, "flowchart LR\n  a -->")
