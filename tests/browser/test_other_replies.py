"""With htmx, a reply that is not the next step is shown too, with a link to continue."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.swaps import CAPACITY, PASSPORT
from tests.browser.visitor import FRAME, PAGE, Visitor, in_ways, link, option
from tests.browser.watch import Watch
from tests.conftest import Told

EDIT = "(link, edit) => { link.dataset.hxGet = link.dataset.hxGet.replace(...edit) }"

ERRORS = {
    "a language that is not offered": ("/en/", "/xx/", 404, "This page was not found"),
    "no end": ("=national", f"={'x' * 5000}", 414, "This address does not work"),
}


def tap_edited(visitor: Visitor, old: str, new: str) -> None:
    """Tap the ordinary passport after changing the address of the fragment that it fetches."""
    visitor.frame.locator(option("national")).evaluate(EDIT, [old, new])
    visitor.tap(option("national"))


@pytest.mark.parametrize(("old", "new", "status", "words"), ERRORS.values(), ids=ERRORS)
def test_an_error_replaces_the_step_with_a_link_to_continue(
    visitor: Visitor, watch: Watch, old: str, new: str, status: int, words: str
) -> None:
    watch.expect(f"status of {status}")
    visitor.open(PASSPORT)
    tap_edited(visitor, old, new)
    expect(visitor.heading).to_have_text(words)
    expect(visitor.heading).to_be_focused()
    visitor.tap(link("Start with the first question"))
    visitor.arrive("/demo/en/", "location")


def test_an_option_that_does_not_exist_asks_the_question_again(
    visitor: Visitor, watch: Watch
) -> None:
    watch.expect("status of 400")
    visitor.open(PASSPORT)
    tap_edited(visitor, "=national", "=mars")
    visitor.arrive(f"{PASSPORT}&passport=mars", "passport")
    expect(visitor.frame.locator("#damaged")).to_contain_text("Part of this link didn’t work.")
    visitor.tap(option("national"))
    visitor.arrive(CAPACITY, "capacity")


@in_ways(FRAME, PAGE)
def test_a_fragment_of_another_version_leads_to_the_page_of_the_step(
    visitor: Visitor, watch: Watch
) -> None:
    visitor.open(PASSPORT)
    before = visitor.steps_behind()
    tap_edited(visitor, "/step/", "/step/0")
    visitor.arrive(CAPACITY, "capacity")
    assert watch.asked("document")[-1] == CAPACITY
    assert visitor.steps_behind() == before + 1
    visitor.tap(option("none"))
    visitor.arrive(f"{CAPACITY}&capacity=none", "purpose")


def test_an_answer_that_is_left_out_is_named_once(visitor: Visitor, told: Told) -> None:
    visitor.open("/demo/en/?purpose=study")
    visitor.tap(option("kazakhstan"))
    visitor.tap(option("leave"))
    visitor.arrive("/demo/en/?location=kazakhstan&need=leave&purpose=study", "departure")
    left_out = f"We didn’t use “{told('purpose', 'study')}”"
    expect(visitor.frame.get_by_text(left_out)).to_be_visible()
    visitor.tap(option("resident"))
    visitor.arrive("/demo/en/?location=kazakhstan&need=leave&departure=resident", "permission")
    expect(visitor.frame.get_by_text("We didn’t use")).to_have_count(0)
