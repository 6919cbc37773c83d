"""Ten journeys, each in every engine; `docs/engines.md` shows how they end."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize
from urllib.parse import urlencode

import pytest
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.looks import colours
from tests.conftest import answers_of
from tests.engines.browsers import Machine, printed
from tests.engines.cannot import in_every_engine
from tests.engines.line import FAULTS, Line
from tests.engines.visitor import Visitor, option

# Selenium's own class for WebKit is not up to date with the rest of Selenium.
pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")

WHERE = "/demo/en/"


def steps(answers: str, outcome: str) -> list[tuple[str, str, str]]:
    """Each option of a walk, with the address and the step to which it leads."""
    pairs = answers_of({"answers": answers})
    following = [*(question for question, _ in pairs[1:]), outcome]
    return [
        (chosen, f"{WHERE}?{urlencode(pairs[:taken])}", step)
        for taken, ((_, chosen), step) in enumerate(zip(pairs, following, strict=True), 1)
    ]


TO_PURPOSE = "location=abroad&passport=national&capacity=none"
WALK = steps(f"{TO_PURPOSE}&purpose=tourism", "tourist")
TOURIST = WALK[-1][1]
LONG_WALK = steps(
    "location=kazakhstan&need=stay&passport=stateless&capacity=family&relative=organisation"
    "&relative_rank=no&purpose=investment&investment_role=management",
    "investor",
)


def on(**settings: bool) -> pytest.MarkDecorator:
    """Run a journey on a machine with these settings."""
    machine = Machine(**settings)
    return pytest.mark.parametrize("machine", [machine], ids=[str(machine)])


def walk(visitor: Visitor) -> None:
    """Answer all questions from the first to a result."""
    visitor.arrive(WHERE, "location")
    for chosen, address, step in WALK:
        visitor.tap(option(chosen))
        visitor.arrive(address, step)


def has_focus(visitor: Visitor) -> bool:
    return bool(visitor.run("document.activeElement.matches('h1') && document.hasFocus()"))


@in_every_engine
def test_each_answer_brings_the_next_step_and_the_page_stays(visitor: Visitor, line: Line) -> None:
    visitor.open_framed(WHERE)
    walk(visitor)
    assert not {address for _, address, _ in WALK} & set(line.asked)
    assert len(line.fragments()) == len(WALK)
    heading = visitor.run("document.querySelector('h1').textContent.trim()")
    assert visitor.sight()[0].startswith(str(heading))


@in_every_engine
@on(script=False)
def test_without_script_links_lead_to_the_same_result(visitor: Visitor, line: Line) -> None:
    visitor.open_framed(WHERE)
    walk(visitor)
    assert line.fragments() == []


@in_every_engine
def test_a_link_pasted_into_a_blog_shows_style_and_pictures(visitor: Visitor, line: Line) -> None:
    visitor.open_framed(WHERE, 'sandbox="allow-scripts"')
    visitor.arrive(WHERE, "location")
    assert not visitor.sees(".note")
    assert visitor.find(option("abroad")).value_of_css_property("border-top-style") == "solid"
    walk(visitor)
    assert line.fragments() == []
    visitor.wait(lambda: visitor.run("document.querySelector('.qr img').naturalWidth > 0"))


@in_every_engine
def test_back_and_forward_show_each_step_again(visitor: Visitor) -> None:
    visitor.open_framed(WHERE)
    visitor.arrive(WHERE, "location")
    steps = [(WHERE, "location"), *((address, step) for _, address, step in WALK)]
    sights = [visitor.sight()]
    for chosen, address, step in WALK:
        visitor.tap(option(chosen))
        visitor.arrive(address, step)
        sights.append(visitor.sight())
    past = list(zip(steps, sights, strict=True))
    for (address, step), sight in reversed(past[:-1]):
        visitor.driver.back()
        visitor.arrive(address, step)
        visitor.wait(lambda sight=sight: visitor.sight() == sight)
    for (address, step), sight in past[1:]:
        visitor.driver.forward()
        visitor.arrive(address, step)
        visitor.wait(lambda sight=sight: visitor.sight() == sight)


@in_every_engine
def test_the_focus_is_on_the_heading_of_each_new_step(visitor: Visitor) -> None:
    visitor.open_framed(WHERE)
    visitor.arrive(WHERE, "location")
    assert not has_focus(visitor)
    for chosen, address, step in WALK:
        visitor.tap(option(chosen))
        visitor.arrive(address, step)
        visitor.wait(lambda: has_focus(visitor))
        visitor.wait(lambda: visitor.run("scrollY === 0"))


@in_every_engine
def test_the_page_around_it_scrolls_to_the_heading_of_a_new_step(visitor: Visitor) -> None:
    purpose = f"{WHERE}?{TO_PURPOSE}"
    visitor.open_framed(purpose, 'style="border: 0; block-size: 1500px"')
    visitor.arrive(purpose, "purpose")
    visitor.scroll(300)
    visitor.tap(option("study"))
    visitor.arrive(f"{purpose}&purpose=study", "study")
    visitor.wait(lambda: visitor.top("h1") >= 0)


def tap_until_told(visitor: Visitor, chosen: str) -> None:
    """Tap an option whose request fails, up to twice, until the note says so.

    Firefox on a busy machine shows nothing for some requests that fail within one rendered frame
    (decision 21).
    """
    visitor.tap(option(chosen))
    with suppress(TimeoutException):
        visitor.wait(lambda: visitor.sees(".note span"))
        return
    visitor.tap(option(chosen))
    visitor.wait(lambda: visitor.sees(".note span"))


@in_every_engine
def test_after_a_foreign_answer_a_note_is_told_and_the_same_tap_works(
    visitor: Visitor, line: Line
) -> None:
    visitor.open_framed(WHERE)
    visitor.arrive(WHERE, "location")
    for fault, (chosen, address, step) in zip(FAULTS.values(), LONG_WALK, strict=True):
        title = visitor.sight()[0]
        with line.disturbed(fault):
            tap_until_told(visitor, chosen)
            visitor.wait(lambda: not visitor.sees(".htmx-request"))
        assert visitor.sight()[0] == title
        visitor.tap(option(chosen))
        visitor.arrive(address, step)
        assert not visitor.sees(".note span")


@in_every_engine
def test_tab_and_enter_lead_to_a_result(visitor: Visitor) -> None:
    visitor.open(WHERE)
    visitor.arrive(WHERE, "location")
    for chosen, address, step in WALK:
        visitor.wait(lambda chosen=chosen: visitor.takes_taps(option(chosen)))
        for _ in range(20):
            ActionChains(visitor.driver).send_keys(Keys.TAB).perform()
            if visitor.run(f"document.activeElement.matches('{option(chosen)}')"):
                break
        focused = visitor.driver.switch_to.active_element
        assert focused.value_of_css_property("outline-width") == "3px"
        ActionChains(visitor.driver).send_keys(Keys.ENTER).perform()
        visitor.arrive(address, step)


@in_every_engine
@on(dark=True)
def test_on_a_dark_system_the_widget_is_dark(visitor: Visitor) -> None:
    visitor.open_framed("/hotel/en/", head='<meta name="color-scheme" content="light dark">')
    visitor.arrive("/hotel/en/", "location")
    assert visitor.corner() == colours("dark")["ground"]


@in_every_engine
def test_a_result_is_printed_on_one_sheet(visitor: Visitor, tmp_path: Path) -> None:
    visitor.open(TOURIST)
    visitor.arrive(TOURIST, "tourist")
    own_words = [visitor.find(each).text for each in ("h1", "ol li", ".contacts .text")]
    words = read_aloud(printed(visitor.driver, tmp_path))
    assert words.count("\f") == 1
    for each in own_words:
        assert each in " ".join(words.split())


def read_aloud(sheets: bytes) -> str:
    """The words on printed sheets; each ends with a form feed."""
    command = ["pdftotext", "-layout", "-", "-"]
    words = subprocess.run(command, input=sheets, capture_output=True, check=True).stdout.decode()
    return normalize("NFKC", words)  # "fi" may be one letter
