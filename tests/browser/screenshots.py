"""Pictures of the widget: of every step, for a person to look at, and the one in the README.

`make screenshots` takes them in every language, `python -m tests.browser.screenshots kk` in one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, FONTS
from tests.browser.steps import STEPS, address
from tests.conftest import LANGUAGES
from tests.content import ROOT, agency, write_content
from tests.sites import Server, foreign_site
from widget.cli.demo import sample_page

PICTURES = ROOT / "screenshots"
README_PICTURE = ROOT / "docs" / "screenshot.png"
WIDTHS = (320, 640)


def take(languages: list[str]) -> None:
    """Take all pictures anew."""
    PICTURES.mkdir(exist_ok=True)
    with sites() as (widget, hotel), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=FLAGS, env=os.environ | FONTS
        )
        for language in languages:
            for width in WIDTHS:
                take_steps(browser, widget, language, width)
        take_sample_page(browser, hotel)
        browser.close()


@contextmanager
def sites() -> Iterator[tuple[str, str]]:
    """Serve the widget and, on the same host, the sample page of a partner's; give both addresses.

    Chromium does not sharpen a frame of another site on a screen of double density.
    """
    with TemporaryDirectory() as name, foreign_site(Path(name)) as site:
        hotel = site.url.replace("localhost", "127.0.0.1")
        server = Server(write_content(Path(name) / "content", {"demo": agency(hotel)}))
        start = f"{server.url}/demo/en/?location=abroad&passport=national&capacity=none"
        (site.directory / "index.html").write_text(sample_page(start))
        server.start()
        try:
            yield server.url, hotel
        finally:
            server.stop()


def take_steps(browser: Browser, url: str, language: str, width: int) -> None:
    """Take the pictures of all steps in one language and at one width."""
    viewport = {"width": width, "height": 560}
    page = browser.new_page(viewport=viewport, reduced_motion="reduce")
    for step in STEPS:
        page.goto(f"{url}{address(language, step)}")
        page.screenshot(path=PICTURES / f"{language}-{width}-{step}.png", full_page=True)
    page.close()


def take_sample_page(browser: Browser, url: str) -> None:
    """Take the picture for the README: the widget on a partner's page."""
    viewport = {"width": 800, "height": 560}
    page = browser.new_page(viewport=viewport, device_scale_factor=2, reduced_motion="reduce")
    page.goto(url)
    page.frame_locator("iframe").get_by_role("heading").wait_for()
    page.screenshot(path=README_PICTURE, full_page=True)
    page.close()


if __name__ == "__main__":
    take(sys.argv[1:] or list(LANGUAGES))
