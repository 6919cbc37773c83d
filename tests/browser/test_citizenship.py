"""A hotel's guest learns whether a visa is necessary at all."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import TOURIST
from tests.browser.visitor import FRAME, NO_JAVASCRIPT, PAGE, WORDPRESS, Visitor, in_ways, option
from tests.conftest import ANCHOR
from tests.sites import Foreign, Server
from widget.citizenship.file import load_citizenships
from widget.settings import CONTENT

ROW = "main .option"
ORDERED = "location=abroad&passport=national&capacity=none&purpose=tourism"
RESULT = f"/hotel/en/?{ORDERED}"
CHOICE = f"/hotel/en/citizenship?{ORDERED}"
FIGURES = load_citizenships(CONTENT, None)
assert FIGURES
DAYS = FIGURES.stays["DE"].days


def note(visitor: Visitor) -> Locator:
    """What the result says about the chosen country."""
    return visitor.frame.locator("#citizenship")


def ask(visitor: Visitor) -> None:
    """Open the hotel's questionnaire, and ask in three taps whether a visa is necessary."""
    visitor.open("/hotel/")
    visitor.tap(option("national"))
    visitor.tap(option("none"))
    visitor.arrive(RESULT, "tourist")
    visitor.tap(ROW)
    visitor.frame.wait_for_url(re.compile(f"{re.escape(CHOICE)}({ANCHOR})?$"))


@in_ways(FRAME, NO_JAVASCRIPT)
def test_a_german_learns_from_the_form_how_many_days_need_no_visa(visitor: Visitor) -> None:
    ask(visitor)
    visitor.frame.locator("select").select_option("Germany")
    visitor.tap(".choose button")
    learns_the_days(visitor)


@in_ways(WORDPRESS)
def test_where_forms_are_blocked_a_german_finds_the_country_by_its_letter(visitor: Visitor) -> None:
    ask(visitor)
    fold = visitor.frame.locator("details", has=visitor.frame.locator("text=Germany"))
    fold.locator("summary").click()
    visitor.tap("main a >> text=Germany")
    learns_the_days(visitor)


def learns_the_days(visitor: Visitor) -> None:
    visitor.arrive(f"{RESULT}&citizenship=DE#citizenship", "tourist")
    expect(note(visitor)).to_contain_text(f"Germany: no visa needed for up to {DAYS} days")
    expect(note(visitor)).to_be_in_viewport()
    expect(visitor.heading).to_be_in_viewport()


@in_ways(FRAME, PAGE)
def test_the_choice_is_swapped_in_and_its_heading_has_the_focus(visitor: Visitor) -> None:
    ask(visitor)
    expect(visitor.heading).to_be_focused()
    visitor.tap(".back")
    visitor.arrive(RESULT, "tourist")
    expect(visitor.heading).to_be_focused()


@in_ways(FRAME, PAGE)
def test_after_the_choice_a_screen_reader_begins_at_the_note(visitor: Visitor) -> None:
    ask(visitor)
    visitor.frame.locator("select").select_option("Germany")
    visitor.tap(".choose button")
    expect(note(visitor)).to_be_focused()
    visitor.tap("#citizenship a")
    visitor.frame.wait_for_url(re.compile(f"{re.escape(CHOICE)}&citizenship=DE({ANCHOR})?$"))
    expect(visitor.heading).to_be_focused()
    expect(visitor.frame.locator("select")).to_have_value("DE")


@in_ways(FRAME)
def test_without_a_country_the_form_waits(visitor: Visitor) -> None:
    ask(visitor)
    visitor.tap(".choose button")
    expect(visitor.frame.locator("select:invalid")).to_be_focused()
    assert visitor.frame.url.endswith(CHOICE)


def test_one_fold_of_letters_is_open_at_a_time(phone: Page, server: Server) -> None:
    phone.goto(f"{server.url}/visakaz/en/citizenship?{TOURIST}")
    for fold in phone.locator(".letters").all():
        fold.locator("summary").click()
        expect(phone.locator(".letters[open]")).to_have_count(1)
        expect(fold.locator("a").first).to_be_visible()


@pytest.mark.parametrize("height", [560, 1400], ids=["the usual frame", "a frame that grew"])
def test_the_partners_page_stays_where_it_is_after_the_choice(
    height: int, page: Page, foreign: Foreign, server: Server
) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    style = f"display: block; margin: 700px auto 1200px; height: {height}px"
    page.goto(foreign.framing(f"{server.url}{CHOICE}", f'style="{style}"'))
    frame = page.frames[-1]
    frame.locator("select").select_option("Germany")
    page.evaluate("scrollTo(0, 700)")
    # A locator's click may scroll the page; Enter does not.
    frame.locator(".choose button").evaluate("button => button.focus({preventScroll: true})")
    page.keyboard.press("Enter")
    expect(frame.locator("#citizenship")).to_be_focused()
    expect(frame.locator("#citizenship")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 700
