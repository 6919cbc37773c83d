"""In a language with longer words and unusual letters, the layout still works."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.browser.judges import cut_off, overlapping, too_small, unfold
from tests.browser.steps import QUESTIONS, STEPS
from tests.pseudo import PSEUDO, pseudo_app

WIDTHS = (320, 640)
"""Widths in CSS pixels: the narrowest frame, and one with elements side by side."""

PAGES = {step: f"visakaz/{PSEUDO}/?{answers}" for step, answers in QUESTIONS.items()} | {
    # With points to confirm and two entry options; of a partner; with the closest category.
    "diplomatic": f"visakaz/{PSEUDO}/?{STEPS['diplomatic']}",
    "tourist": f"example-hotel/{PSEUDO}/?{STEPS['tourist']}",
    "ask_rank": f"visakaz/{PSEUDO}/?{STEPS['ask_rank']}",
    "no such page": f"visakaz/{PSEUDO}/nowhere",
    "the kit": f"visakaz/{PSEUDO}/kit?purpose=study",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a widget in the pseudo-language."""
    with make_server("127.0.0.1", 0, Flask("later"), threaded=True) as server:
        address = f"http://127.0.0.1:{server.port}"
        server.app = pseudo_app(tmp_path_factory.mktemp("pseudo"), address)
        Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of a visitor who prefers reduced motion."""
    with browser.new_context(reduced_motion="reduce") as context:
        yield context.new_page()


@pytest.mark.parametrize("name", PAGES)
def test_long_words_keep_their_place(name: str, tab: Page, site: str) -> None:
    """At both widths, nothing is cut off, overlaps something else or is too small to tap."""
    tab.goto(f"{site}/{PAGES[name]}")
    unfold(tab)
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 560})
        found = {
            "cut off": cut_off(tab),
            "overlapping": overlapping(tab),
            "too small to tap": too_small(tab),
        }
        assert {judge: each for judge, each in found.items() if each} == {}, f"{width} px wide"
