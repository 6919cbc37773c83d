"""The whole journey with only the keyboard: Tab and Enter."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.visitor import (
    FRAME,
    NO_JAVASCRIPT,
    Visitor,
    change,
    enter,
    in_ways,
    link,
    option,
)
from tests.conftest import answers_of

JOURNEY = answers_of(
    {"answers": "location=kazakhstan&need=stay&passport=national&capacity=none&purpose=private"}
)
FOLLOWING = [*(question for question, _ in JOURNEY[1:]), "private"]
HAS_FOCUS = "each => each === document.activeElement"


def tab_to(visitor: Visitor, selector: str, at_most: int) -> Locator:
    """Press Tab until an element has the focus, and assert that the focus is visible."""
    wanted = visitor.frame.locator(selector)
    for _ in range(at_most):
        visitor.page.keyboard.press("Tab")
        if wanted.evaluate(HAS_FOCUS):
            break
    expect(wanted).to_be_focused()
    expect(wanted).to_have_css("outline-style", "solid")
    expect(wanted).to_have_css("outline-width", "3px")
    return wanted


@in_ways(FRAME, NO_JAVASCRIPT)
def test_a_journey_needs_no_pointer(visitor: Visitor) -> None:
    """The first option is one Tab away, the second two, and so on.

    If each step is loaded as a page, the partner, three languages and Back come first.
    """
    address = "/demo/en/"
    visitor.open(address)
    visitor.arrive(address, JOURNEY[0][0])
    for (question, chosen), following in zip(JOURNEY, FOLLOWING, strict=True):
        options = visitor.frame.locator("[data-option]").all()
        keys = [each.get_attribute("data-option") for each in options]
        tab_to(visitor, option(chosen), at_most=keys.index(chosen) + 6)
        address += f"{'&' if '?' in address else '?'}{question}={chosen}"
        with enter(visitor.page):
            visitor.arrive(address, following)
    tab_to(visitor, link("Start again"), at_most=40)
    with enter(visitor.page):
        visitor.arrive("/demo/en/", "location")


@in_ways(FRAME, NO_JAVASCRIPT)
def test_an_answer_is_changed_without_a_pointer(visitor: Visitor) -> None:
    visitor.open("/demo/en/?location=abroad&passport=national")
    tab_to(visitor, ".answers > summary", at_most=11)
    visitor.page.keyboard.press("Enter")
    tab_to(visitor, change("passport"), at_most=2)
    with enter(visitor.page):
        visitor.arrive("/demo/en/?location=abroad", "passport")
