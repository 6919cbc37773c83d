"""With htmx, a tap swaps in the next step, and the page stays."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.swaps import CAPACITY, PASSPORT, PURPOSE, fetched, fragment
from tests.browser.visitor import (
    FRAME,
    PAGE,
    STILL,
    TO_CHANGES,
    Visitor,
    change,
    in_ways,
    link,
    option,
    other,
)
from tests.browser.watch import Watch
from tests.sites import Server

STUDY = f"{PURPOSE}&purpose=study"
CHANGES = STUDY.replace("?", "changes?")
SERVICE = f"{PASSPORT}&passport=service"


@in_ways(FRAME, PAGE)
def test_only_fragments_travel(visitor: Visitor, watch: Watch) -> None:
    visitor.open("/demo/en/")
    pages = len(watch.asked("document"))
    for chosen, address, step in [
        ("abroad", PASSPORT, "passport"),
        ("national", CAPACITY, "capacity"),
        ("none", PURPOSE, "purpose"),
        ("study", STUDY, "study"),
    ]:
        visitor.tap(option(chosen))
        visitor.arrive(address, step)
    visitor.tap(TO_CHANGES)
    visitor.arrive(CHANGES, "study")
    visitor.tap(other("passport", "service"))
    visitor.arrive(SERVICE, "service")
    steps = (PASSPORT, CAPACITY, PURPOSE, STUDY, CHANGES, SERVICE)
    assert fetched(watch) == [fragment(step) for step in steps]
    assert watch.asked("document")[pages:] == []


@pytest.mark.parametrize(
    ("tapped", "address"),
    [(change("location"), "/demo/en/?passport=national"), (link("Back"), PASSPORT)],
    ids=["Change", "Back"],
)
def test_ways_back_are_swapped_in_too(
    visitor: Visitor, watch: Watch, tapped: str, address: str
) -> None:
    visitor.open(CAPACITY)
    visitor.tap(".answers > summary")
    visitor.tap(tapped)
    expect(visitor.heading).to_be_focused()
    assert fetched(watch) == [fragment(address)]


@in_ways(FRAME, PAGE)
def test_the_focus_lands_on_a_swapped_question_and_stays_away_from_a_loaded_page(
    visitor: Visitor,
) -> None:
    visitor.open(CAPACITY)
    visitor.frame.wait_for_function("document.activeElement === document.body")
    visitor.tap(option("none"))
    visitor.arrive(PURPOSE, "purpose")
    expect(visitor.heading).to_be_focused()
    visitor.tap(option("tourism"))
    visitor.arrive(f"{PURPOSE}&purpose=tourism", "tourist")
    expect(visitor.heading).to_be_focused()
    visitor.tap(TO_CHANGES)
    visitor.arrive(f"{PURPOSE}&purpose=tourism".replace("?", "changes?"), "tourist")
    expect(visitor.heading).to_be_focused()


@pytest.mark.parametrize(
    ("way", "motion"), [(FRAME, "arrive"), (STILL, "none")], ids=["moving", "reduced motion"]
)
def test_options_wait_and_steps_move_as_the_visitor_likes(visitor: Visitor, motion: str) -> None:
    visitor.open(PASSPORT)
    visitor.tap(option("national"))
    visitor.arrive(CAPACITY, "capacity")
    options = visitor.frame.locator(".answer")
    expect(options).to_have_css("animation-name", "arm")
    expect(options).to_have_css("animation-duration", "0.4s")
    expect(visitor.heading).to_have_css("animation-name", motion)


@pytest.mark.parametrize(
    "how",
    [{"modifiers": ["Control"]}, {"modifiers": ["Shift"]}, {"button": "middle"}],
    ids=["Ctrl", "Shift", "middle button"],
)
def test_a_tap_for_a_new_tab_opens_the_page_and_leaves_the_frame(
    visitor: Visitor, context: BrowserContext, server: Server, watch: Watch, how: dict[str, Any]
) -> None:
    visitor.open(PASSPORT)
    sight = visitor.sight()
    with context.expect_page() as opened:
        visitor.frame.click(option("national"), **how)
    opened.value.wait_for_url(f"{server.url}{CAPACITY}")
    expect(opened.value.get_by_text("Nothing you answer is stored.")).to_be_visible()
    assert visitor.sight() == sight
    assert fetched(watch) == []
