"""From the first question to an outcome, in each of the ways to show the widget."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.steps import MOST_ANSWERS
from tests.browser.visitor import (
    FRAME,
    NO_JAVASCRIPT,
    PAGE,
    TO_CHANGES,
    WORDPRESS,
    Visitor,
    Way,
    change,
    in_every_way,
    in_ways,
    link,
    option,
    other,
)
from tests.browser.watch import Watch
from tests.conftest import answers_of
from tests.sites import Server

THROUGH_EIGHT_QUESTIONS = (
    "kk",
    "ҚАЗ Қазақ тілі",
    "location=kazakhstan&need=stay&passport=stateless&capacity=family&relative=organisation"
    "&relative_rank=no&purpose=investment&investment_role=management",
    "investor",
)
TO_AN_EXIT_VISA = (
    "ru",
    "RU Русский",
    "location=kazakhstan&need=leave&departure=resident&permission=yes",
    "exit",
)
TO_NO_CATEGORY = (
    "en",
    "EN English",
    "location=abroad&passport=national&capacity=own&position=organisation&rank=unsure",
    "ask_rank",
)
JOURNEYS = {
    "through eight questions in Kazakh, in a frame": (FRAME, *THROUGH_EIGHT_QUESTIONS),
    "through eight questions in Kazakh, in WordPress": (WORDPRESS, *THROUGH_EIGHT_QUESTIONS),
    "to an exit visa in Russian, without JavaScript": (NO_JAVASCRIPT, *TO_AN_EXIT_VISA),
    "to no category in English, on a page": (PAGE, *TO_NO_CATEGORY),
}


@pytest.mark.parametrize(
    ("way", "language", "own_name", "answers", "outcome"), JOURNEYS.values(), ids=JOURNEYS
)
def test_a_journey_ends_well_and_has_no_dead_link(
    visitor: Visitor, language: str, own_name: str, answers: str, outcome: str
) -> None:
    address = f"/demo/{language}/"
    visitor.open("/demo/")
    visitor.tap(link(own_name))
    for question, chosen in answers_of({"answers": answers}):
        visitor.arrive(address, question)
        assert visitor.dead_links() == []
        visitor.tap(option(chosen))
        address += f"{'&' if '?' in address else '?'}{question}={chosen}"
    visitor.arrive(address, outcome)
    assert visitor.dead_links() == []
    expect(visitor.frame.locator("html")).to_have_attribute("lang", language)
    expect(visitor.frame.get_by_text("migration.kz@gmail.com", exact=True)).to_be_visible()


QUESTION = "/demo/en/?location=abroad&passport=national"
OUTCOME = f"{QUESTION}&capacity=none&purpose=tourism"
CHANGES = OUTCOME.replace("?", "changes?")
CHOICE = OUTCOME.replace("?", "citizenship?")
LINKS = {
    "an answer, to a question": (QUESTION, option("none"), f"{QUESTION}&capacity=none", "purpose"),
    "an answer, to an outcome": (
        QUESTION,
        option("invited"),
        f"{QUESTION}&capacity=invited",
        "service",
    ),
    "Change at a question": (
        QUESTION,
        change("location"),
        "/demo/en/?passport=national",
        "location",
    ),
    "Back at a question": (QUESTION, link("Back"), "/demo/en/?location=abroad", "passport"),
    "Start again at a question": (QUESTION, link("Start again"), "/demo/en/", "location"),
    "a language at a question": (
        QUESTION,
        link("RU Русский"),
        "/demo/ru/?location=abroad&passport=national",
        "capacity",
    ),
    "Change at an outcome": (
        OUTCOME,
        change("passport"),
        "/demo/en/?location=abroad&capacity=none&purpose=tourism",
        "passport",
    ),
    "Back at an outcome": (OUTCOME, link("Back"), f"{QUESTION}&capacity=none", "purpose"),
    "Start again at an outcome": (OUTCOME, link("Start again"), "/demo/en/", "location"),
    "a language at an outcome": (
        OUTCOME,
        link("ҚАЗ Қазақ тілі"),
        "/demo/kk/?location=abroad&passport=national&capacity=none&purpose=tourism",
        "tourist",
    ),
    "what would change an outcome": (OUTCOME, TO_CHANGES, CHANGES, "tourist"),
    "another answer, to an outcome": (
        CHANGES,
        other("passport", "service"),
        "/demo/en/?location=abroad&passport=service",
        "service",
    ),
    "another answer, to a question": (
        CHANGES,
        other("location", "kazakhstan"),
        "/demo/en/?location=kazakhstan&passport=national&capacity=none&purpose=tourism",
        "need",
    ),
    "Back to an outcome": (CHANGES, link("Back"), OUTCOME, "tourist"),
    "a language at what would change an outcome": (
        CHANGES,
        link("ҚАЗ Қазақ тілі"),
        CHANGES.replace("/en/", "/kk/"),
        "tourist",
    ),
    "whether a visa is needed": (
        OUTCOME,
        link("Do you need a visa? Check by citizenship"),
        CHOICE,
        "tourist",
    ),
    "Back from the choice of a country": (CHOICE, link("Back"), OUTCOME, "tourist"),
    "a language at the choice of a country": (
        f"{CHOICE}&citizenship=DE",
        link("RU Русский"),
        f"{CHOICE}&citizenship=DE".replace("/en/", "/ru/"),
        "tourist",
    ),
    "another country": (
        f"{OUTCOME}&citizenship=DE",
        "#citizenship a",
        f"{CHOICE}&citizenship=DE",
        "tourist",
    ),
    "Change of an answer, with a country": (
        f"{OUTCOME}&citizenship=DE",
        change("purpose"),
        f"{QUESTION}&capacity=none&citizenship=DE",
        "purpose",
    ),
}


# Whole journeys without htmx are tested above.
@pytest.mark.parametrize(("start", "tapped", "address", "step"), LINKS.values(), ids=LINKS)
def test_every_kind_of_link_leads_where_it_says(
    visitor: Visitor, start: str, tapped: str, address: str, step: str
) -> None:
    visitor.open(start)
    for folded in visitor.frame.locator("details.answers:not([open]) > summary").all():
        folded.click()
    visitor.tap(tapped)
    visitor.arrive(address, step)


def test_what_would_change_an_outcome_has_no_dead_link(visitor: Visitor) -> None:
    visitor.open(f"/demo/kk/changes?{MOST_ANSWERS}")
    assert visitor.dead_links() == []


def test_the_choice_of_a_country_has_no_dead_link(visitor: Visitor) -> None:
    visitor.open("/demo/kk/citizenship?" + CHOICE.partition("?")[2])
    assert visitor.dead_links() == []


@in_ways(FRAME, NO_JAVASCRIPT, PAGE)  # WordPress lets a frame open nothing
@pytest.mark.parametrize(
    "start",
    [QUESTION, OUTCOME, CHANGES],
    ids=["a question", "an outcome", "what would change an outcome"],
)
def test_a_step_opens_as_a_page_of_its_own(visitor: Visitor, server: Server, start: str) -> None:
    visitor.open(start)
    with visitor.page.context.expect_page() as opened:
        visitor.tap(link("Full page (new tab)"))
    opened.value.wait_for_url(f"{server.url}{start}")


@in_every_way
def test_htmx_swaps_steps_only_where_all_of_it_works(
    visitor: Visitor, watch: Watch, way: Way
) -> None:
    visitor.open(QUESTION)
    visitor.tap(option("none"))
    visitor.arrive(f"{QUESTION}&capacity=none", "purpose")
    assert bool(watch.asked("fetch")) == way.htmx


@in_ways(PAGE)
def test_the_icon_that_a_tab_asks_for_is_there(visitor: Visitor, server: Server) -> None:
    visitor.open("/demo/en/")
    named = visitor.frame.locator("link[rel~=icon]").all()
    address = named[0].get_attribute("href") if named else "/favicon.ico"
    assert visitor.page.request.get(f"{server.url}{address}").status in (200, 204)
