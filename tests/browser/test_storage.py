"""The widget stores nothing about a visitor, even if the browser lets a frame store things."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright

from tests.browser.conftest import CHROMIUM, FLAGS, PHONE
from tests.browser.visitor import Visitor, option
from tests.browser.watch import Watch, kept
from tests.sites import Foreign, Server


@pytest.fixture
def generous(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser that lets cross-site frames store things, which Chromium does not by default."""
    preferences = tmp_path / "Default" / "Preferences"
    preferences.parent.mkdir()
    preferences.write_text(json.dumps({"profile": {"cookie_controls_mode": 0}}))
    with playwright.chromium.launch_persistent_context(
        tmp_path, executable_path=CHROMIUM, args=FLAGS, viewport=PHONE
    ) as context:
        yield context


@pytest.fixture
def context(generous: BrowserContext, watch: Watch) -> Iterator[BrowserContext]:
    with watch.over(generous):
        yield generous


STORES = {
    "a cookie": "() => { document.cookie = 'a=b; Secure; SameSite=None; Partitioned' }",
    "local storage": "() => { localStorage.a = 'b' }",
    "a database": "() => new Promise(done => { indexedDB.open('a').onsuccess = () => done() })",
}


@pytest.mark.parametrize("store", STORES.values(), ids=STORES)
def test_what_a_frame_keeps_is_noticed(
    generous: BrowserContext, server: Server, foreign: Foreign, store: str
) -> None:
    page = generous.new_page()
    page.goto(foreign.framing(f"{server.url}/demo/en/"))
    assert kept(generous) == []
    page.frames[-1].evaluate(store)
    assert len(kept(generous)) == 1


def test_a_frame_that_may_keep_things_keeps_nothing(visitor: Visitor) -> None:
    visitor.open("/demo/en/")
    for chosen in ("abroad", "national", "none"):
        visitor.tap(option(chosen))
    visitor.tap(option("tourism"))
    visitor.arrive(
        "/demo/en/?location=abroad&passport=national&capacity=none&purpose=tourism", "tourist"
    )
