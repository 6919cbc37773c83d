"""Checks of every page in every language: each question, each outcome and some errors."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.judges import (
    ambiguous_links,
    axe_findings,
    cut_off_in_any_mode,
    cut_words,
    marks_alone,
    out_of_sight,
    too_small,
    unfold,
)
from tests.browser.steps import PAGES, QUESTIONS, address
from tests.conftest import LANGUAGES
from tests.sites import Server


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_no_judge_finds_anything(name: str, language: str, phone: Page, server: Server) -> None:
    """A question fits without scrolling, everybody can use it, and everything can be tapped."""
    phone.goto(f"{server.url}{address(language, name)}")
    found = {"out of sight": out_of_sight(phone) if name in QUESTIONS else []}
    unfold(phone)
    found |= {
        # What axe checks differs by page, not by language.
        "by axe": axe_findings(phone) if language == LANGUAGES[-1] else [],
        "links of one name to several places": ambiguous_links(phone),
        "too small to tap": too_small(phone),
        "cut off": cut_off_in_any_mode(phone),
        "marks that begin a line": marks_alone(phone),
        "words cut without a hyphen": cut_words(phone),
    }
    assert {judge: each for judge, each in found.items() if each} == {}


BAD = """<!doctype html><body><main>
<h1 style="white-space: nowrap">A very long heading that goes on and on without an end</h1>
<p>Donaudampfschifffahrtsgesellschaft, half-hearted <a href="#one">More</a> <a href="#two">More</a>
<p style="width: 6ch"><a href="#three" style="display: inline-block">Change it</a>.
<ul style="margin-top: 560px"><li>
<a class="option" href="" style="display: block; height: 40px">Yes</a></ul></main>"""


def test_the_judges_find_what_is_wrong(phone: Page) -> None:
    """The other test relies on this."""
    phone.goto("about:blank")
    phone.set_content(BAD)
    assert [each.partition(":")[0] for each in axe_findings(phone)] == [
        "document-title",
        "html-has-lang",
    ]
    assert out_of_sight(phone) == ["Yes"]
    assert ambiguous_links(phone) == ["More"]
    assert cut_words(phone) == []
    phone.locator("p").first.evaluate("each => { each.style.overflowWrap = 'break-word' }")
    assert cut_words(phone) == ["Donaudampfschifffahrtsgesellschaft,"]
    assert marks_alone(phone) == ["Change it"]
    assert too_small(phone) == ["More", "More", "Yes"]
    assert "plain: scrolls sideways" in cut_off_in_any_mode(phone)
