"""Fragments: a step's `<title>` and `<main>` alone, which htmx swaps in."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.conftest import ANCHOR, LANGUAGES, Fetch, Main, fragment_address

A_MINUTE = "public, max-age=60, stale-if-error=86400, no-transform"


TOURIST = "location=abroad&passport=national&capacity=none&purpose=tourism"
SCREENS = {
    "the first question": ("", ""),
    "a question": ("", "?location=abroad"),
    "a result": ("", "?location=abroad&passport=service"),
    "what would change a result": ("changes", f"?{TOURIST}"),
    "the choice of a country": ("citizenship", f"?{TOURIST}"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("screen", "query"), SCREENS.values(), ids=SCREENS)
def test_a_fragment_is_cached_briefly_and_pushes_its_pages_address(
    screen: str, query: str, language: str, fetch: Fetch
) -> None:
    start = fragment_address(fetch.client, "").replace("/en/", f"/{language}/").rstrip("?")
    response = fetch.fragment(f"{start}/{screen}".rstrip("/") + query)
    assert response.status_code == 200
    page = f"/visakaz/{language}/{screen}{query}"
    assert response.headers["HX-Push-Url"] == page
    assert response.headers["Vary"] == "HX-Request"
    assert response.headers["Cache-Control"] == A_MINUTE
    main = Main(response.text)
    assert [tag for tag, _ in main.tags[:2]] == ["title", "main"]
    whole = Main(fetch.page(page).text)
    assert (main.title, main.words) == (whole.title, whole.words)
    assert ("main", {"id": "step", "data-hx-history-elt": ""} | main.marks) in main.tags
    assert response.headers["HX-Reswap"] == "outerMorph scroll:top scrollTarget:html"
    headings = [attributes for tag, attributes in main.tags if tag == "h1"]
    assert [(each["tabindex"], each["autofocus"]) for each in headings] == [("-1", "")]
    assert not [given for _, given in whole.tags if "autofocus" in given], "a page takes no focus"


def test_a_fragment_pushes_an_address_without_unknown_parameters(fetch: Fetch) -> None:
    address = fragment_address(fetch.client, "fbclid=x&passport=national&location=abroad")
    pushed = fetch.fragment(address).headers["HX-Push-Url"]
    assert pushed == "/visakaz/en/?location=abroad&passport=national"


@pytest.mark.parametrize("version", ["old", "000000000000"])
def test_a_fragment_of_another_version_redirects_to_its_page(version: str, fetch: Fetch) -> None:
    response = fetch.fragment(f"/visakaz/kk/step/{version}?passport=national&location=abroad&x=y")
    assert (response.status_code, response.data) == (200, b"")
    assert response.headers["HX-Redirect"] == "/visakaz/kk/?location=abroad&passport=national"
    assert response.headers["Cache-Control"] == "no-store, no-transform"
    assert "HX-Push-Url" not in response.headers


def test_a_fragment_without_htmx_redirects_to_its_page(fetch: Fetch) -> None:
    response = fetch.page(fragment_address(fetch.client, "location=abroad"))
    assert response.status_code == 303
    assert response.headers["Location"] == "/visakaz/en/?location=abroad"
    assert response.headers["Cache-Control"] == "no-store, no-transform"
    assert response.headers["Vary"] == "HX-Request"


ADDRESSES = {
    "a question": ("location=abroad", "national"),
    "an outcome": ("location=abroad", "service"),
}


@pytest.mark.parametrize(("query", "option"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_option_swaps_in(query: str, option: str, fetch: Fetch) -> None:
    options = Main(fetch.page(f"/visakaz/en/?{query}").text).options
    given = options[option]
    assert {name: given[name] for name in given if "hx" in name} == {
        "data-hx-get": fragment_address(fetch.client, f"{query}&passport={option}"),
        "data-hx-target": "#step",
        "data-hx-indicator": "this, .answer",
        "data-hx-sync": "body:drop",
    }


def test_the_ids_of_two_steps_differ(fetch: Fetch) -> None:
    """htmx morphs elements with the same id: a note or a guard of the last step would stay."""
    queries = ("", "location=abroad", "location=abroad&passport=service")
    steps = [fetch.fragment(fragment_address(fetch.client, query)).text for query in queries]
    steps.append(fetch.page("/visakaz/en/").text)
    ids = [re.findall(r' id="((?:heading|answer)[\w-]*)"', step) for step in steps]
    assert all(len({*each}) == 2 for each in ids)
    assert len({key for each in ids for key in each}) == 8


@pytest.mark.parametrize("query", ["location=abroad", "location=abroad&passport=service"])
def test_where_a_page_is_loaded_the_focus_lands_on_its_heading(
    query: str, site: FlaskClient
) -> None:
    """Screen readers tell so of a step that was not swapped in; its address is shared without."""
    page = site.get(f"/visakaz/en/?{query}").text
    assert '<h1 id="heading"' in page
    steps = re.findall('href="([^"]*)" data-hx-get', page)
    languages = re.findall('href="([^"]*)" lang=', page)
    assert len(steps) > 3
    assert len(languages) == 3
    to_read = re.findall('href="([^"]*/(?:privacy|visas/)[^"]*)"', page)
    assert all(each.endswith(ANCHOR) for each in (*steps, *languages, *to_read))
    assert page.count(f'{ANCHOR}"') == len([*steps, *languages, *to_read])
    swapped = site.get(fragment_address(site, query), headers={"HX-Request": "true"}).text
    assert swapped.count(ANCHOR) == len([*languages, *to_read]), "they navigate"


def test_the_browsers_back_reloads_the_page(fetch: Fetch) -> None:
    address = "/visakaz/en/?location=abroad"
    response = fetch.page(address, **{"HX-History-Restore-Request": "true", "HX-Request": "true"})
    assert (response.status_code, response.data) == (200, b"")
    assert response.headers["HX-Refresh"] == "true"
    assert response.headers["Cache-Control"] == "no-store, no-transform"
    for each in (response, fetch.page(address)):
        assert each.headers["Vary"] == "HX-History-Restore-Request"
