"""The page of `widget report`, opened in a browser as an attachment of a mail."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.judges import SMALL, axe_findings
from tests.browser.nu import nu_findings
from tests.cli.command import widget
from tests.cli.test_report import line
from tests.content import RURITANIA

LANGUAGES = ("en", "de", "kk", "ru", "zh-Hans")
"""More languages than a phone can show side by side."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a month without its last days: one view on the first, two on the second …"""
    directory = tmp_path_factory.mktemp("report")
    log, page = directory / "visa.log", directory / "november.html"
    days = zip(range(1, 28), cycle(LANGUAGES))
    views = (
        line(time=f"2026-11-{day:02}T10:00:00+00:00", language=language) * day
        for day, language in days
    )
    log.write_text("".join(views))
    made = widget("report", "--month", "2026-11", "--html", page, log, WIDGET_CONTENT=RURITANIA)
    assert made.exit_code == 0, made.stderr
    log.unlink()
    return page


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    """A narrow tab that shows the page, a new one for each test."""
    with browser.new_context(viewport=SMALL) as context:
        page = context.new_page()
        page.goto(report.as_uri())
        yield page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(scheme: str, page: Page) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    # axe cannot compute the contrast of letters in a picture, or where one must scroll.
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("document.querySelectorAll('text').forEach(each => each.remove())")
    assert axe_findings(page) == []


def fills(page: Page, shapes: str) -> set[str]:
    """The colours of some shapes in the picture."""
    read = "shapes => shapes.map(each => getComputedStyle(each).fill)"
    return {*page.locator(shapes).evaluate_all(read)}


def colour_of_letters(page: Page) -> str:
    """The colour of the letters outside the picture."""
    return str(page.evaluate("getComputedStyle(document.body).color"))


def test_letters_in_the_picture_have_the_colour_of_the_page(page: Page) -> None:
    assert fills(page, "text") == {colour_of_letters(page)}


def test_colours_that_a_system_forces_are_those_of_the_picture(page: Page) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    assert fills(page, "text, rect") == {colour_of_letters(page)}


def test_a_phone_shows_it_in_its_width(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_phone_shows_letters_in_the_picture_that_can_be_read(page: Page) -> None:
    heights = page.locator("text:visible").evaluate_all(
        "letters => letters.map(each => each.getBoundingClientRect().height)"
    )
    assert min(heights) >= 12


def test_a_phone_shows_the_sums_and_moves_to_the_languages(page: Page) -> None:
    questions = page.get_by_role("region", name="Questions")
    questions.scroll_into_view_if_needed()
    expect(questions.get_by_role("columnheader", name="All")).to_be_in_viewport(ratio=1)
    last = questions.get_by_role("columnheader", name="Chinese")
    expect(last).not_to_be_in_viewport()
    questions.focus()
    for _ in range(50):
        page.keyboard.press("ArrowRight")
    expect(last).to_be_in_viewport()


def test_on_paper_a_table_has_its_sums_only_at_its_end(page: Page) -> None:
    """A table's foot stands at the end of each sheet of paper otherwise."""
    page.emulate_media(media="print")
    feet = page.locator("tfoot").evaluate_all(
        "feet => feet.map(each => getComputedStyle(each).display)"
    )
    assert {*feet} == {"table-row-group"}


def test_a_screen_reader_can_go_from_table_to_table_by_headings(page: Page) -> None:
    headings = page.get_by_role("heading", level=2).all_inner_texts()
    assert headings == ["Results", "Questions", "Partners", "Days", "What the numbers mean"]


def test_a_bar_is_as_high_as_its_day(page: Page) -> None:
    heights = page.locator("rect").evaluate_all(
        "bars => bars.map(bar => +bar.getAttribute('height'))"
    )
    assert len(heights) == 27
    assert [round(each / heights[0]) for each in heights] == list(range(1, 28))


def test_the_html_checker_finds_nothing_wrong(report: Path) -> None:
    assert nu_findings(report.parent) == {}
