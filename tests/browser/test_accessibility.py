"""Nobody is shut out: WCAG 2.2 AA on every page, and names that make sense when heard."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.judges import AXE, FOCUSED, JUDGE, STANDARDS, TEXTS
from tests.browser.steps import PAGES, QUESTIONS, UNFOLD, address
from tests.conftest import LANGUAGES
from tests.sites import Server

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """A narrow tab of a visitor who wants no motion, so that every colour is final at once."""
    viewport = {"width": 320, "height": 560}
    with browser.new_context(viewport=viewport, reduced_motion="reduce") as context:
        yield context.new_page()


@in_every_language
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(name: str, language: str, phone: Page, server: Server) -> None:
    phone.goto(f"{server.url}{address(language, name)}")
    # Script elements are forbidden by the widget's policy; this needs none.
    phone.evaluate(AXE)
    assert phone.evaluate(JUDGE, STANDARDS) == []
    phone.evaluate(UNFOLD)
    assert phone.evaluate(JUDGE, STANDARDS) == []


@in_every_language
@pytest.mark.parametrize("name", PAGES)
def test_links_of_one_name_lead_to_one_place(
    name: str, language: str, phone: Page, server: Server
) -> None:
    """Who hears the links alone, as a list, can tell them apart."""
    phone.goto(f"{server.url}{address(language, name)}")
    phone.evaluate(UNFOLD)
    links = phone.locator("a").evaluate_all(NAMES_AND_PLACES)
    names = Counter(name for name, _ in {tuple(link) for link in links})
    assert names.pop("", 0) == 0
    assert [name for name, count in names.items() if count > 1] == []


# No link here is named by anything but its words.
NAMES_AND_PLACES = """links => links.map(
  link => [link.innerText.replace(/\\s+/g, " ").trim(), link.href])"""


def test_a_screen_reader_tells_what_there_is_to_change(phone: Page, server: Server) -> None:
    phone.goto(f"{server.url}/visakaz/en/?location=abroad&passport=national&capacity=none")
    phone.get_by_text("Your answers").click()
    for what in ("Where you are", "Travel document", "Official position"):
        # A space comes in, as what is heard alone stands in a box of its own.
        name = re.compile(f"^Change {what}$")
        expect(phone.get_by_role("link", name=name)).to_be_visible()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_announced_with_its_options_and_progress(
    question: str, phone: Page, server: Server
) -> None:
    phone.goto(f"{server.url}{address('en', question)}")
    heading = phone.get_by_role("heading", level=1).inner_text()
    options = phone.get_by_role("list", name=heading, exact=True).get_by_role("link")
    assert options.count() == phone.locator("[data-option]").count()
    progress = phone.locator(".progress p").inner_text()
    expect(phone.get_by_role("progressbar", name=progress, exact=True)).to_be_visible()


@in_every_language
@pytest.mark.parametrize("step", ["purpose", "diplomatic"])
def test_each_language_is_called_by_its_own_name_and_pronounced_so(
    step: str, language: str, phone: Page, server: Server
) -> None:
    phone.goto(f"{server.url}{address(language, step)}")
    expect(phone.locator("html")).to_have_attribute("lang", language)
    for other, name in {"ru": "Русский", "kk": "Қазақ тілі", "en": "English"}.items():
        link = phone.get_by_role("link", name=name, exact=True)
        expect(link).to_have_attribute("lang", other)
        expect(link).to_have_attribute("hreflang", other)
    expect(phone.locator("[aria-current=true]")).to_have_attribute("lang", language)


@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_russian_original_is_pronounced_in_russian(
    language: str, phone: Page, server: Server
) -> None:
    phone.goto(f"{server.url}{address(language, 'tourist')}")
    phone.locator("summary").first.click()
    original = phone.get_by_text("иностранцам, направляющимся в Казахстан с целью туризма")
    expect(original).to_be_visible()
    assert original.evaluate("each => each.closest('[lang]').lang") == "ru"


@pytest.mark.parametrize("step", ["purpose", "diplomatic"])
def test_tab_visits_everything_in_order_and_shows_where_it_is(
    step: str, phone: Page, server: Server
) -> None:
    phone.goto(f"{server.url}{address('ru', step)}")
    stops = phone.locator("a:visible, summary:visible").evaluate_all(TEXTS)
    visited = []
    for _ in stops:
        phone.keyboard.press("Tab")
        visited.append(phone.evaluate(FOCUSED))
    assert visited == [[text, True] for text in stops]
