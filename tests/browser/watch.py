"""Records what a browser does in the background, and finds what must never happen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

OWN_HOSTS = {"127.0.0.1", "localhost", "desk.localhost"}

# Patterns of harmless console messages.
HARMLESS = (
    # The browser does not let a frame take the focus; htmx sets it nevertheless.
    r"^Blocked autofocusing on a <h1> element in a cross-origin subframe",
    # A step that arrives too quickly or too slowly is shown without a transition.
    r"^Transition was ",
)

KEPT = """async () => {
  const stores = [
    () => Object.keys(localStorage),
    () => Object.keys(sessionStorage),
    async () => (await indexedDB.databases()).map(database => database.name),
    () => caches.keys(),
    async () => (await navigator.serviceWorker.getRegistrations()).map(each => each.scope),
  ];
  const kept = [];
  for (const store of stores) {
    try {
      kept.push(...await store());
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // refused: where nothing may be kept
    }
  }
  return kept;
}"""


class Watch:
    """Records what one visitor's browser requests, logs in its console and stores.

    `requests` are all requests so far, in order.
    """

    def __init__(self, *expected: str) -> None:
        self.requests: list[Request] = []
        self._complaints: list[str] = []
        self._expected = [*HARMLESS, *expected]

    @contextmanager
    def over(self, context: BrowserContext) -> Iterator[BrowserContext]:
        """Watch a visitor's browser while a test uses it; then assert that nothing was wrong."""
        context.on("request", lambda request: self.requests.append(request))
        context.on("console", self._hear)
        context.on("weberror", lambda error: self._complaints.append(str(error.error)))
        yield context
        # The console first: asking a sandboxed frame what it stores makes Chromium complain.
        faults = [*self._unexpected(), *self._told(), *kept(context)]
        assert not faults, faults

    def expect(self, *complaints: str) -> None:
        """Allow the console messages about a fault that a test causes on purpose."""
        self._expected += complaints

    def asked(self, *types: str) -> list[str]:
        """Return the paths and queries of all requests of these types, in order."""
        parts = [urlsplit(each.url) for each in self.requests if each.resource_type in types]
        return [part._replace(scheme="", netloc="").geturl() for part in parts]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._complaints.append(f"{message.text} ({message.location['url']})")

    def _told(self) -> list[str]:
        urls = [request.url for request in self.requests]
        return [url for url in urls if urlsplit(url).hostname not in OWN_HOSTS]

    def _unexpected(self) -> list[str]:
        return [
            complaint
            for complaint in self._complaints
            if not any(re.search(expected, complaint) for expected in self._expected)
        ]


def kept(context: BrowserContext) -> list[object]:
    """What a visitor's browser has stored: cookies, workers, and the storage of each open frame."""
    frames = [frame for page in context.pages for frame in page.frames]
    shown = [frame for frame in frames if frame.url.startswith("http")]
    stored = [each for frame in shown for each in frame.evaluate(KEPT)]
    return [*context.cookies(), *context.service_workers, *stored]
