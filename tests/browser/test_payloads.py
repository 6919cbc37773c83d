"""Scripts in an address, a header or a file do not run in a browser.

The browser ignores content security policies, so that the tests do not pass because of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.browser.steps import PAGES, TOURIST
from tests.payloads import IN_TEXTS, PAYLOADS, named_twice, rules_with_payloads
from tests.sites import Foreign, Server

TOGETHER = 12
"""How many payloads fit into one query of 4,096 bytes, and into one path of 1,024."""

FLAGGED = """() => new Promise(done => {
  const tell = () => done(window.ran || null);
  requestAnimationFrame(() => requestAnimationFrame(tell));
  setTimeout(tell, 500); // in a frame that is not drawn
})"""
"""Returns whether a script ran, also one that starts with the first paint: focus, animations."""


class Alarm:
    """A browser tab that detects scripts of payloads."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.heard: list[str] = []
        self.status = 0
        page.on("dialog", self._dialog)
        page.on("console", lambda message: self.heard.append(message.text))
        page.add_init_script("window.alert = () => { window.ran = true; console.log('it ran'); }")

    def _dialog(self, dialog: Dialog) -> None:
        self.heard.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def ran(self, address: str) -> bool:
        """Open an address, and tell whether a script ran."""
        self.heard.clear()
        answer = self.page.goto(address, wait_until="load")
        self.status = answer.status if answer else 0
        for flag in [frame.evaluate(FLAGGED) for frame in self.page.frames]:
            self.heard += [f"a flag: {flag}"] if flag else []
        return any("ran" in each or "dialog" in each or "flag" in each for each in self.heard)


@pytest.fixture(scope="module")
def named() -> dict[str, str]:
    """Partners with a payload in each of two names; a result in English shows both."""
    short = [payload for payload in IN_TEXTS if len(payload) <= 80]
    assert len(short) > 200
    pairs = zip(short, [*short[1:], short[0]], strict=True)
    return {
        f"names-{number}": named_twice(*pair) for number, pair in enumerate(pairs) if number % 2
    }


@pytest.fixture(scope="module")
def infested(named: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The widget with payloads in all texts of the rules and in partners' names."""
    content = tmp_path_factory.mktemp("content")
    rules_with_payloads(content)
    for key, text in named.items():
        (content / "partners" / f"{key}.toml").write_text(text)
    server = Server(content)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def alarm(browser: Browser) -> Iterator[Alarm]:
    with browser.new_context(bypass_csp=True) as context:
        yield Alarm(context.new_page())


BY_THEMSELVES = ("<script>", "<img", "<svg", "<details", "<input", "<iframe", "<video", "<p style")


def test_the_alarm_goes_off_for_a_page_that_escapes_nothing(alarm: Alarm, foreign: Foreign) -> None:
    running = [each for each in PAYLOADS if each.startswith(BY_THEMSELVES) and "alert" in each]
    for number, payload in enumerate(running):
        page = foreign.directory / f"bare-{number}.html"
        style = "<style>@keyframes a { from { opacity: 0 } }</style>"
        page.write_text(f"<!doctype html><title>A page</title>{style}<p>{payload}", "utf-8")
        assert alarm.ran(f"{foreign.url}/{page.name}"), payload
    assert not alarm.ran(f"{foreign.url}/")


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("language", ["en", "kk"])
def test_none_runs_in_the_texts_of_the_rules(
    language: str, page: str, alarm: Alarm, infested: Server
) -> None:
    assert not alarm.ran(f"{infested.url}/visakaz/{language}/{page}")


def test_none_runs_after_a_swap(alarm: Alarm, infested: Server) -> None:
    assert not alarm.ran(f"{infested.url}/visakaz/en/")
    alarm.page.click('[data-option="abroad"]')
    alarm.page.wait_for_url("**/?location=abroad*")
    assert "it ran" not in alarm.heard
    assert alarm.page.evaluate(FLAGGED) is None


def test_none_runs_in_the_names_of_a_partner(
    named: dict[str, str], alarm: Alarm, infested: Server
) -> None:
    for key in named:
        assert not alarm.ran(f"{infested.url}/{key}/en/?{TOURIST}"), named[key]
        assert alarm.status == 200, named[key]


QUERIES = ("visakaz/en/", "visakaz/en/kit", "visakaz/en/citizenship", "hotel/", "nowhere/at/all")


@pytest.mark.parametrize("path", QUERIES)
def test_none_runs_in_a_query_or_behind_it(path: str, alarm: Alarm, server: Server) -> None:
    for start in range(0, len(PAYLOADS), TOGETHER):
        some = [quote(each, safe="") for each in PAYLOADS[start : start + TOGETHER]]
        query = "&".join(f"{each}={each}" for each in some)
        address = f"{server.url}/{path}?{TOURIST}&location={some[0]}&{query}#{some[-1]}"
        assert not alarm.ran(address), address


def test_none_runs_in_a_path(alarm: Alarm, server: Server) -> None:
    for start in range(0, len(PAYLOADS), TOGETHER):
        some = [quote(each, safe="") for each in PAYLOADS[start : start + TOGETHER]]
        address = f"{server.url}/demo/en/{'/'.join(some)}"
        assert not alarm.ran(address), address


HEADERS = (
    *("Accept-Language", "Referer", "User-Agent", "X-Forwarded-Host", "X-Forwarded-Proto"),
    *("X-Request-Id", "HX-Current-URL", "Accept", "If-None-Match", "X-Original-URL"),
)


def test_none_runs_in_a_header(alarm: Alarm, server: Server) -> None:
    one_line = [each for each in PAYLOADS if each.isascii() and each.isprintable()]
    for start in range(0, len(one_line), len(HEADERS)):
        some = dict(zip(HEADERS, one_line[start:], strict=False))
        alarm.page.set_extra_http_headers(some)
        for path in f"en/?{TOURIST}", "en/nowhere":
            assert not alarm.ran(f"{server.url}/demo/{path}"), some
    alarm.page.set_extra_http_headers({})
