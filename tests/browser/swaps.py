"""The first steps of a visitor, and the fragments that htmx fetches on the way."""

from __future__ import annotations

import re

from tests.browser.watch import Watch

PASSPORT = "/demo/en/?location=abroad"
CAPACITY = f"{PASSPORT}&passport=national"
PURPOSE = f"{CAPACITY}&capacity=none"


def fragment(address: str) -> str:
    """The address of a page's fragment, with `…` in place of its version."""
    return address.replace("/?", "/step/…?").replace("/changes?", "/step/…/changes?")


def fetched(watch: Watch) -> list[str]:
    """The addresses that htmx has fetched, with `…` in place of their version."""
    return [re.sub(r"(?<=/step/)\w+", "…", address) for address in watch.asked("fetch")]
