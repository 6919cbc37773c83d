"""After every tap, a visitor of a partner's page sees the heading of the next step."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.swaps import CAPACITY, PASSPORT, PURPOSE
from tests.browser.visitor import TO_CHANGES, change, link, option, other
from tests.sites import Foreign, Server

VIEWS = {
    "a laptop, a frame that grew": (1366, 650, 1400),
    "a phone, a frame that grew": (390, 700, 1400),
    "a phone on its side, the usual frame": (844, 390, 560),
}
"""Width and height of the window, and height of the frame, in CSS pixels."""
ABOVE, BELOW = 700, 1200
"""The height of the partner's own text above and below the frame, in CSS pixels."""
ROOM = 100
"""The least height that is visible from the top of the heading down, in CSS pixels."""

TAPS = (
    (option("abroad"), PASSPORT, "passport"),
    (option("national"), CAPACITY, "capacity"),
    (option("none"), PURPOSE, "purpose"),
    (option("tourism"), f"{PURPOSE}&purpose=tourism", "tourist"),
    (link("Back"), PURPOSE, "purpose"),
    (option("study"), f"{PURPOSE}&purpose=study", "study"),
    (TO_CHANGES, f"{PURPOSE}&purpose=study".replace("?", "changes?"), "study"),
    (other("purpose", "work"), f"{PURPOSE}&purpose=work", "work"),
    (change("passport"), "/demo/en/?location=abroad&capacity=none&purpose=work", "passport"),
    (link("Start again"), "/demo/en/", "location"),
)


@pytest.mark.parametrize(("wide", "high", "height"), VIEWS.values(), ids=VIEWS)
def test_the_heading_is_in_sight_after_every_tap(
    wide: int, high: int, height: int, page: Page, foreign: Foreign, server: Server
) -> None:
    page.set_viewport_size({"width": wide, "height": high})
    page.goto(foreign.framing(f"{server.url}/demo/en/", f'style="{place(height)}"'))
    frame = page.frames[-1]
    for tapped, path, step in TAPS:
        for fold in frame.locator("details:not([open])").filter(has=frame.locator(tapped)).all():
            fold.locator("summary").click()
        frame.click(tapped)
        marked = ", ".join(
            f"[data-{kind}={step}] h1" for kind in ("question", "outcome", "changes")
        )
        heading = frame.locator(marked)
        expect(heading).to_be_focused()
        assert frame.url == f"{server.url}{path}"
        assert frame.title().startswith(heading.inner_text())
        frame.evaluate(JUMPED)
        box = heading.bounding_box()
        assert box
        assert 0 <= box["y"] <= high - ROOM, f"after a tap on {tapped}"


# Waits, because another process scrolls the partner's page.
JUMPED = """async () => {
  for (let frames = 0; frames < 5; frames++) await new Promise(requestAnimationFrame);
}"""


def place(height: int) -> str:
    """The style of a frame in the middle of a long page."""
    return f"display: block; margin: {ABOVE}px auto {BELOW}px; height: {height}px"
