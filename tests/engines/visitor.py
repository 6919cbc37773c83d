"""A visitor, who uses the widget in any engine."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

from PIL import Image
from selenium.common.exceptions import ElementNotInteractableException, WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.engines.browsers import PATIENCE
from tests.engines.line import Line
from tests.sites import Foreign

T = TypeVar("T")
PLAIN = 'style="border:0"'


def option(key: str) -> str:
    """Select the link of an option."""
    return f'[data-option="{key}"]'


class Visitor:
    """A person with a browser, who reaches the widget over a line."""

    def __init__(self, driver: WebDriver, line: Line, foreign: Foreign) -> None:
        self.driver = driver
        self._line = line
        self._foreign = foreign
        self._framed = False

    def open(self, path: str) -> None:
        """Open the widget at a path."""
        self._framed = False
        self.driver.get(f"{self._line.url}{path}")

    def open_framed(self, path: str, attributes: str = PLAIN, head: str = "") -> None:
        """Open a partner's page that frames the widget at a path."""
        self._framed = True
        self.driver.get(self._foreign.framing(f"{self._line.url}{path}", attributes, head))

    def wait(self, condition: Callable[[], T]) -> T:
        """Wait until something is so in the widget; a page that is being left does not count."""

        def checked(_: WebDriver) -> T:
            self._enter()
            return condition()

        waiting = WebDriverWait(self.driver, PATIENCE, 0.1, [WebDriverException])
        return waiting.until(checked)

    def _enter(self) -> None:
        self.driver.switch_to.default_content()
        if self._framed:
            self.driver.switch_to.frame(0)

    def find(self, selector: str) -> WebElement:
        """Return an element of the widget."""
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def sees(self, selector: str) -> bool:
        """Whether the visitor sees such an element."""
        found = self.driver.find_elements(By.CSS_SELECTOR, selector)
        return any(each.is_displayed() for each in found)

    def run(self, script: str) -> object:
        """Return what a script returns in the widget."""
        return self.driver.execute_script(f"return {script}")

    def takes_taps(self, selector: str) -> bool:
        """Whether something takes taps already: the answers of a new step wait a moment."""
        return self.find(selector).value_of_css_property("pointer-events") != "none"

    def tap(self, selector: str) -> None:
        """Tap something, as soon as it takes taps; first the fold that hides it."""

        def tapped() -> bool:
            if not self.takes_taps(selector):
                return False
            wanted = self.find(selector)
            if not wanted.is_displayed():
                self.find(".more > summary").click()
            self._click(wanted)
            return True

        self.wait(tapped)

    def _click(self, wanted: WebElement) -> None:
        try:
            wanted.click()
        except ElementNotInteractableException:
            # WebKit's driver says so in a frame of a page that was scrolled.
            ActionChains(self.driver).move_to_element(wanted).click().perform()

    def top(self, selector: str) -> float:
        """How far from the window's upper edge something in the frame stands, in CSS pixels."""
        self._enter()
        within = self.run(f"document.querySelector('{selector}').getBoundingClientRect().top")
        self.driver.switch_to.default_content()
        above = self.run("document.querySelector('iframe').getBoundingClientRect().top")
        return float(str(within)) + float(str(above))

    def scroll(self, pixels: int) -> None:
        """Scroll the partner's page."""
        self.driver.switch_to.default_content()
        self.driver.execute_script(f"scrollTo(0, {pixels})")

    def arrive(self, path: str, step: str) -> None:
        """Wait until the widget shows a step, a question or an outcome, at its path."""
        marks = f'#step:is([data-question="{step}"], [data-outcome="{step}"])'
        self.wait(lambda: self.sees(marks) and self.run(PLACE) == [path, "complete"])

    def sight(self) -> tuple[str, str]:
        """The title and the words of the step, also of what still fades in."""
        words = self.run("document.querySelector('#step').textContent")
        return str(self.run("document.title")), " ".join(str(words).split())

    def corner(self) -> str:
        """The colour at the corner of the frame, as it is painted."""
        self.driver.switch_to.default_content()
        place = self.driver.find_element(By.TAG_NAME, "iframe").rect
        with Image.open(BytesIO(self.driver.get_screenshot_as_png())) as picture:
            at = int(place["x"]) + 3, int(place["y"]) + 3
            pixel = picture.convert("RGB").crop((*at, at[0] + 1, at[1] + 1))
        return f"#{pixel.tobytes().hex()}"

    def canvas(self) -> str:
        """The colour that the browser paints behind the widget where nothing shines through."""
        told = str(self.driver.execute_script(CANVAS))
        return "#" + bytes(map(int, re.findall(r"\d+", told))).hex()


CANVAS = """
const probe = document.body.appendChild(document.createElement("i"));
probe.style.color = "Canvas";
return getComputedStyle(probe).color;
"""
PLACE = "[location.pathname + location.search, document.readyState]"
