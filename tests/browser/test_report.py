"""The page of `widget report` in the browser of somebody who gets it by mail."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.judges import axe_findings
from tests.browser.nu import nu_findings
from tests.cli.command import widget
from tests.cli.test_report import line
from tests.content import RURITANIA


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a month whose last days are missing."""
    directory = tmp_path_factory.mktemp("report")
    log, page = directory / "visa.log", directory / "november.html"
    days = (f"2026-11-{day:02}T10:00:00+00:00" for day in range(1, 28))
    log.write_text("".join(line(time=day) * int(day[8:10]) for day in days))
    made = widget("report", "--month", "2026-11", "--html", page, log, WIDGET_CONTENT=RURITANIA)
    assert made.exit_code == 0, made.stderr
    log.unlink()
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(scheme: str, phone: Page, report: Path) -> None:
    phone.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    phone.goto(report.as_uri())
    # axe cannot compute the contrast of letters in a picture. The next test checks their colour.
    phone.evaluate("document.querySelectorAll('text').forEach(each => each.remove())")
    assert axe_findings(phone) == []


def test_letters_in_the_picture_have_the_colour_of_the_page(phone: Page, report: Path) -> None:
    phone.goto(report.as_uri())
    colours = phone.locator("text").evaluate_all(
        "letters => letters.map(each => getComputedStyle(each).fill)"
    )
    assert {*colours} == {phone.evaluate("getComputedStyle(document.body).color")}


def test_a_phone_shows_it_in_its_width(phone: Page, report: Path) -> None:
    phone.goto(report.as_uri())
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_bar_is_as_high_as_its_day(phone: Page, report: Path) -> None:
    phone.goto(report.as_uri())
    heights = phone.locator("rect").evaluate_all(
        "bars => bars.map(bar => +bar.getAttribute('height'))"
    )
    assert len(heights) == 27
    assert [round(each / heights[0]) for each in heights] == list(range(1, 28))


def test_the_html_checker_finds_nothing_wrong(report: Path) -> None:
    assert nu_findings(report.parent) == {}
