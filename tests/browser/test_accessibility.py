"""Names make sense when a screen reader speaks them, and the focus is visible."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.judges import FOCUSED, TEXTS, unfold
from tests.browser.steps import QUESTIONS, address
from tests.conftest import LANGUAGES, Say
from tests.sites import Server
from widget.rules.model import Ruleset

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


def test_a_screen_reader_says_what_each_link_changes(
    phone: Page, server: Server, ruleset: Ruleset, say: Say
) -> None:
    phone.goto(f"{server.url}/visakaz/en/?location=abroad&passport=national&capacity=none")
    phone.get_by_text("Your answers").click()
    for question, option in ("location", "abroad"), ("passport", "national"), ("capacity", "none"):
        asked = ruleset.questions[question]
        name = f"{say(asked.short)}: {say(asked.options[option].text)} Change"
        expect(phone.get_by_role("link", name=name, exact=True)).to_be_visible()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_announced_with_its_options_and_its_number(
    question: str, phone: Page, server: Server
) -> None:
    phone.goto(f"{server.url}{address('en', question)}")
    unfold(phone)
    heading = phone.get_by_role("heading", level=1).inner_text()
    options = phone.get_by_role("list", name=heading, exact=True).get_by_role("link")
    assert options.count() == phone.locator("[data-option]").count()
    number = phone.locator("#count").inner_text()
    expect(phone.get_by_role("heading", level=1)).to_have_accessible_description(number)


@in_every_language
@pytest.mark.parametrize("step", ["purpose", "diplomatic"])
def test_each_language_is_called_by_its_own_name_and_pronounced_so(
    step: str, language: str, phone: Page, server: Server
) -> None:
    phone.goto(f"{server.url}{address(language, step)}")
    expect(phone.locator("html")).to_have_attribute("lang", language)
    for other, name in {"ru": "RU Русский", "kk": "ҚАЗ Қазақ тілі", "en": "EN English"}.items():
        link = phone.get_by_role("link", name=name, exact=True)
        expect(link).to_have_attribute("lang", other)
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
