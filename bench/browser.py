"""Measure in Chromium how long a visitor with a slow phone on a slow line waits.

The CPU is slowed down four times, the round-trip time is 400 ms, and the line has 400 kbit/s. Run
it with `make bench-browser`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from bench.prove import machine
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.content import agency, write_content
from tests.sites import Foreign, Server, foreign_site
from widget.partners.snippet import snippet

RUNS = 9
PHONE = {"width": 390, "height": 844}
LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""`latency` is in milliseconds; `downloadThroughput` and `uploadThroughput` in bytes per second."""

NEXT = """
() => new Promise(done => {
  const link = document.querySelector('a[data-option]')
  const start = performance.now()
  new MutationObserver(() => requestAnimationFrame(() => done(performance.now() - start)))
    .observe(document.body, {subtree: true, attributeFilter: ['data-question'], childList: true})
  link.click()
})
"""
"""Taps the first option, and returns the milliseconds until the next question is painted."""

SHIFTS = """
() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => list.getEntries().forEach(each => { sum += each.value }))
    .observe({type: 'layout-shift', buffered: true})
  setTimeout(() => done(sum), 500)
})
"""
"""Returns the sum of all layout shifts of a page (CLS)."""


def main() -> None:
    """Print the machine, then the median and the worst value of each figure."""
    print(f"{date.today()}, {machine()}, {RUNS} runs\n")
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        content, site = Path(name) / "content", Path(name) / "site"
        site.mkdir()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with foreign_site(site) as foreign:
            server = Server(write_content(content, {"demo": agency(foreign.url)}))
            server.start()
            for what, unit, found in figures(browser, server, foreign):
                print(f"{median(found):8.2f} {unit:2}  {max(found):8.2f} the worst  {what}")
            server.stop()


def figures(
    browser: Browser, server: Server, foreign: Foreign
) -> Iterator[tuple[str, str, list[float]]]:
    """Yield what is measured, its unit, and the value of each run."""
    first = f"{server.url}/visakaz/en/"
    question = f"{first}?location=abroad&passport=national&capacity=none"
    result = f"{question}&purpose=tourism"
    for name, address in {"first page": first, "question": question, "result": result}.items():
        yield f"first paint, {name}", "ms", [paint(browser, address) for _ in range(RUNS)]
    for name, address in {"first": first, "eleven options": question}.items():
        yield f"next step after a tap, {name}", "ms", [tap(browser, address) for _ in range(RUNS)]
    framed = foreign.directory / "framed.html"
    line = snippet(f"{server.url}/demo/en/", "Which visa do I need?")
    framed.write_text(f"<!doctype html><title>A hotel</title><h1>Visa</h1>{line}<p>Below</p>")
    shifts = [shift(browser, f"{foreign.url}/framed.html") for _ in range(RUNS)]
    yield "layout shifts of a page with the snippet", "", shifts


def slow_page(browser: Browser) -> Page:
    """Return a new page, with an empty cache, on a slow phone and a slow line."""
    page = browser.new_page(viewport=PHONE)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    return page


def paint(browser: Browser, address: str) -> float:
    """Return the milliseconds from the request to the first contentful paint."""
    page = slow_page(browser)
    page.goto(address)
    entry = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    page.wait_for_function(entry)
    start = "performance.getEntriesByType('navigation')[0].requestStart"
    found = float(page.evaluate(f"{entry} - {start}"))
    page.close()
    return found


def tap(browser: Browser, address: str) -> float:
    """Return the milliseconds from a tap to the next step."""
    page = slow_page(browser)
    page.goto(address, wait_until="networkidle")
    found = float(page.evaluate(NEXT))
    page.close()
    return found


def shift(browser: Browser, address: str) -> float:
    """Return the sum of the layout shifts (CLS) of a page."""
    page = slow_page(browser)
    page.goto(address, wait_until="networkidle")
    found = float(page.evaluate(SHIFTS))
    page.close()
    return found


if __name__ == "__main__":
    main()
