"""Take screenshots of every step, for people to look at, and the picture in the README.

`make screenshots` takes them in every language, `python -m tests.browser.screenshots kk` in one.
Each picture shows all questions or all results of a partner, side by side:
`screenshots/<partner>/<scheme>/<language>/<width>-questions.png`.
"""

from __future__ import annotations

import os
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, FONTS
from tests.browser.judges import HEIGHT
from tests.browser.steps import OUTCOMES, QUESTIONS
from tests.conftest import LANGUAGES
from tests.content import ROOT
from tests.sites import Server, foreign_site
from widget.cli.demo import sample_page, write_content
from widget.content import load
from widget.settings import Settings

PICTURES = ROOT / "screenshots"
README_PICTURE = ROOT / "docs" / "screenshot.png"
Scheme = Literal["light", "dark"]
LOOKS: tuple[tuple[str, Scheme], ...] = (
    ("visakaz", "light"),
    ("example-university", "light"),
    ("example-university", "dark"),
)
"""Partners, and the scheme of the visitor's system; the agency's page looks the same in both."""
WIDTHS = {320: 8, 390: 7, 640: 4, 1280: 3}
"""Width in CSS pixels → how many screens are side by side."""
GAP = 8


def take(languages: list[str]) -> None:
    """Replace all pictures."""
    with sites() as (widget, hotel), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=FLAGS, env=os.environ | FONTS
        )
        for language, (partner, scheme) in product(languages, LOOKS):
            with browser.new_context(
                locale=language, color_scheme=scheme, reduced_motion="reduce"
            ) as context:
                groups = addresses(f"{widget}/{partner}/", language)
                take_steps(context, groups, PICTURES / partner / scheme / language)
        take_sample_page(browser, hotel)
        browser.close()


@contextmanager
def sites() -> Iterator[tuple[str, str]]:
    """Serve the widget and, on the same host, a partner's sample page; yield both addresses.

    With another host, Chromium would show a blurred frame on a screen of double density.
    """
    with TemporaryDirectory() as name, foreign_site(Path(name)) as site:
        hotel = site.url.replace("localhost", "127.0.0.1")
        content = Path(name, "content")
        write_content(content, hotel, load(Settings()))
        server = Server(content)
        start = f"{server.url}/demo/en/?location=abroad&passport=national&capacity=none"
        (site.directory / "index.html").write_text(sample_page(start))
        server.start()
        try:
            yield server.url, hotel
        finally:
            server.stop()


def addresses(front: str, language: str) -> dict[str, dict[str, str]]:
    """Return name of a picture → name of a step → its address, for a partner."""
    start = f"{front}{language}/?"
    questions = {name: start + answers for name, answers in QUESTIONS.items()}
    results = {name: start + answers for name, answers in OUTCOMES.items()}
    # `front` leads to the first step with the partner's presets.
    return {"questions": {"front": front} | questions, "results": results}


def take_steps(context: BrowserContext, groups: dict[str, dict[str, str]], place: Path) -> None:
    """Take the pictures of each group at each width."""
    place.mkdir(parents=True, exist_ok=True)
    tab, sheet = context.new_page(), context.new_page()
    for width, columns in WIDTHS.items():
        tab.set_viewport_size({"width": width, "height": HEIGHT})
        sheet.set_viewport_size({"width": columns * (width + GAP) + GAP, "height": HEIGHT})
        for group, steps in groups.items():
            lay_out(sheet, {name: screen(tab, url) for name, url in steps.items()})
            sheet.screenshot(path=place / f"{width}-{group}.png", full_page=True)


def screen(tab: Page, url: str) -> bytes:
    """Return the picture of a whole page."""
    tab.goto(url)
    return tab.screenshot(full_page=True)


def lay_out(sheet: Page, screens: dict[str, bytes]) -> None:
    """Show screens side by side, each below its name."""
    figures = (
        f'<figure>{name}<br><img src="data:image/png;base64,{b64encode(png).decode()}"></figure>'
        for name, png in screens.items()
    )
    sheet.set_content(f"<style>{SHEET_STYLE}</style>{''.join(figures)}", wait_until="load")


SHEET_STYLE = f"""
body {{ display: flex; flex-wrap: wrap; gap: {GAP}px; margin: {GAP}px; background: #aab; }}
figure {{ margin: 0; font: 16px sans-serif; }}
"""


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
