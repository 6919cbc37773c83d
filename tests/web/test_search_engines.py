"""Which pages search engines may keep: the agency's first one, in each language."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.conftest import LANGUAGES, Fetch, Main


def head_of(html: str) -> dict[str, str]:
    """What a page's head tells robots: the address for each `rel` or `hreflang`, and `robots`."""
    head = {}
    for tag, given in Main(html).tags:
        if tag == "link" and (given["rel"] == "canonical" or "hreflang" in given):
            head[given.get("hreflang") or given["rel"]] = given["href"]
        if tag == "meta" and given.get("name") == "robots":
            head["robots"] = given["content"]
    return head


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_engines_may_index_the_agencys_first_page(language: str, fetch: Fetch) -> None:
    addresses = {each: f"http://localhost/visakaz/{each}/" for each in LANGUAGES}
    head = addresses | {"canonical": addresses[language]}
    assert head_of(fetch.page(f"/visakaz/{language}/").text) == head
    assert head_of(fetch.page(f"/visakaz/{language}/?utm_source=x").text) == head


@pytest.mark.parametrize(
    "address",
    [
        "/visakaz/en/?location=abroad",
        "/visakaz/en/?location=abroad&passport=service",
        "/visakaz/en/?location=x",
        "/nobody/",
        "/hotel/en/",
    ],
)
def test_search_engines_may_index_no_other_page(address: str, client: FlaskClient) -> None:
    assert head_of(client.get(address).text) == {"robots": "noindex, nofollow"}
