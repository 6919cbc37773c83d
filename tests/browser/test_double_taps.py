"""With htmx, a quickly repeated tap answers only one question."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route

from tests.browser.swaps import CAPACITY, PASSPORT, PURPOSE, fetched, fragment
from tests.browser.visitor import FRAME, STILL, Visitor, in_ways, option
from tests.browser.watch import Watch


@pytest.mark.parametrize("second", ["national", "stateless"], ids=["same place", "another option"])
def test_a_second_tap_before_the_answer_comes_is_dropped(
    visitor: Visitor, watch: Watch, second: str
) -> None:
    held: list[Route] = []
    visitor.open(PASSPORT)
    before = visitor.steps_behind()
    visitor.page.route("**/step/**", lambda route: held.append(route), times=1)
    with visitor.page.expect_request("**/step/**"):
        visitor.tap(option("national"))
    visitor.tap(option(second))
    held[0].continue_()
    visitor.arrive(CAPACITY, "capacity")
    visitor.tap(option("none"))
    visitor.arrive(PURPOSE, "purpose")
    assert fetched(watch) == [fragment(CAPACITY), fragment(PURPOSE)]
    assert visitor.steps_behind() == before + 2


@in_ways(FRAME, STILL)
def test_a_second_tap_after_the_next_question_has_come_answers_nothing(
    visitor: Visitor, watch: Watch
) -> None:
    """Its options are under the finger, but accept no taps while an animation runs."""
    visitor.open(PASSPORT)
    before = visitor.steps_behind()
    visitor.frame.click(option("national"), trial=True)
    place = visitor.frame.locator(option("national")).bounding_box()
    assert place
    visitor.set_pace(0)
    visitor.tap_at(place)
    visitor.arrive(CAPACITY, "capacity")
    visitor.tap_at(place)
    visitor.set_pace(1)
    visitor.tap(option("none"))
    visitor.arrive(PURPOSE, "purpose")
    assert fetched(watch) == [fragment(CAPACITY), fragment(PURPOSE)]
    assert visitor.steps_behind() == before + 2


@pytest.mark.parametrize(
    ("start", "chosen", "address", "step"),
    [
        (PASSPORT, "national", CAPACITY, "capacity"),
        (PASSPORT, "service", f"{PASSPORT}&passport=service", "service"),
    ],
    ids=["to a question", "to an outcome"],
)
def test_a_double_click_counts_once(
    visitor: Visitor, start: str, chosen: str, address: str, step: str
) -> None:
    visitor.open(start)
    before = visitor.steps_behind()
    visitor.frame.dblclick(option(chosen))
    visitor.arrive(address, step)
    assert visitor.steps_behind() == before + 1
