"""A real server, a real Chromium, and a partner's page on another site that frames the widget."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.browser.judges import SMALL
from tests.browser.looks import looks
from tests.browser.visitor import FRAME, Visitor, Way
from tests.browser.watch import Watch
from tests.content import HOTEL, ROOT, agency, write_content
from tests.sites import Foreign, Server, foreign_site

CHROMIUM = "/usr/bin/chromium"
OF_THE_ADDRESS_BAR = (
    "PreloadTopChromeWebUI",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
)
"""Pages that Chromium loads for each new window, and that these tests never show."""
LEFT_OUT_BY_PLAYWRIGHT = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
)
"""Features that Playwright disables too: Chromium uses only the last of several such lists."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join([*LEFT_OUT_BY_PLAYWRIGHT, *OF_THE_ADDRESS_BAR])}",
]
FONTS = {"FONTCONFIG_FILE": str(ROOT / "tests/browser/fonts.conf")}
"""An environment variable that gives the browser the same fonts on every machine."""
PATIENCE = 30_000
"""The timeout of a test's waits in milliseconds, long enough for a busy machine."""
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Foreign]:
    """A site of somebody else, which frames the widget."""
    with foreign_site(tmp_path_factory.mktemp("foreign")) as site:
        yield site


@pytest.fixture(scope="session")
def isolated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Foreign]:
    """Another such site, whose pages are all isolated (COEP)."""
    with foreign_site(tmp_path_factory.mktemp("isolated"), isolated=True) as site:
        yield site


@pytest.fixture(scope="session")
def demo(foreign: Foreign, isolated: Foreign, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content directory with the partners `demo`, `hotel` and those of `looks`.

    Both sites may frame `demo`, and one of them `hotel`.
    """
    hotel = re.sub("origins = .*", f'origins = ["{foreign.url}"]', HOTEL)
    partners = {"demo": agency(foreign.url, isolated.url), "hotel": hotel} | looks()
    return write_content(tmp_path_factory.mktemp("content"), partners)


@pytest.fixture(scope="session")
def server(demo: Path) -> Iterator[Server]:
    """The server that all tests share which do not stop it."""
    server = Server(demo)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, which drives a browser."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
    with playwright.chromium.launch(
        executable_path=CHROMIUM, args=FLAGS, env=os.environ | FONTS
    ) as browser:
        yield browser


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """A narrow tab of somebody who prefers reduced motion, so that colours are final at once."""
    with browser.new_context(viewport=SMALL, reduced_motion="reduce") as context:
        yield context.new_page()


@pytest.fixture
def way() -> Way:
    """The way in which the visitor uses the widget, unless a test names another."""
    return FRAME


@pytest.fixture
def watch(way: Way) -> Watch:
    """The record of what the visitor's browser does; it fails a test if something is forbidden."""
    return Watch(*way.complaints)


@pytest.fixture
def context(browser: Browser, way: Way, watch: Watch) -> Iterator[BrowserContext]:
    """The browser of a visitor who was never here before."""
    with browser.new_context(viewport=PHONE, **way.settings) as context, watch.over(context):
        context.set_default_timeout(PATIENCE)
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab of that visitor."""
    return context.new_page()


@pytest.fixture
def visitor(page: Page, server: Server, foreign: Foreign, way: Way) -> Visitor:
    """That visitor, who will open the widget."""
    return Visitor(page, server, foreign, way)
