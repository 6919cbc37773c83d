"""Scripts in a request or in a file never come back as scripts.

tests/browser/test_payloads.py opens such pages in a browser.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.browser.steps import PAGES, TOURIST
from tests.conftest import LANGUAGES
from tests.content import ORIGIN, serve
from tests.payloads import (
    FIELDS,
    IN_TEXTS,
    PAYLOADS,
    dangers,
    partners_with_payloads,
    rules_with_payloads,
)
from widget.partners.model import Partner

pytestmark = pytest.mark.slow

PATHS = (
    *("/{}", "/{}/", "/{}/en/", "/visakaz/{}", "/visakaz/{}/", "/visakaz/en/{}", "/static/{}"),
    *("/visakaz/logo/{}", "/visakaz/image/{}", "/visakaz/en/visas/{}", "/visakaz/en/step/{}"),
    *("/?location={}", "/visakaz/?need={}", "/visakaz/en/?location={}", "/oembed?url={}"),
    f"/oembed?url={ORIGIN}/visakaz/en/?location={{}}",
    f"/oembed?url={ORIGIN}/visakaz/{{}}/&maxwidth={{}}",
)
"""Addresses with a place for one payload."""

QUERIES = (
    *("/?{}", "/visakaz/?{}", "/visakaz/en/?{}", "/visakaz/en/step/0?{}", "/hotel/kit?{}"),
    *("/visakaz/en/kit?{}", "/visakaz/en/privacy?{}", "/visakaz/en/sources/?{}", "/oembed?{}"),
    *("/visakaz/en/qr.svg?{}", f"/visakaz/en/?{TOURIST}&{{}}", f"/hotel/en/changes?{TOURIST}&{{}}"),
    *(f"/visakaz/en/citizenship?{TOURIST}&{{}}", f"/visakaz/en/kit/qr.svg?{TOURIST}&{{}}"),
    *("/visakaz/en/visas/?{}", "/visakaz/en/visas/tourist?{}"),
    *("FRAGMENT?{}", f"FRAGMENT?{TOURIST}&{{}}", f"FRAGMENT/changes?{TOURIST}&{{}}"),
    f"FRAGMENT/citizenship?{TOURIST}&{{}}",
)
"""Addresses with a place for many payloads, as names and as values. htmx asks for fragments."""

KNOWN = ("location", "purpose", "citizenship", "entry", "kit-language", "kit-height", "format", "x")
HEADERS = (
    *("Referer", "User-Agent", "Accept-Language", "X-Forwarded-Host", "X-Forwarded-Proto"),
    *("Cookie", "Origin", "HX-Current-URL", "X-Request-Id", "If-None-Match", "Accept"),
)


def queries() -> Iterator[str]:
    """Queries with a few payloads each: as names, and as values of names that the widget reads."""
    for start in range(0, len(PAYLOADS), len(KNOWN)):
        quoted = [quote(each, safe="") for each in PAYLOADS[start : start + len(KNOWN)]]
        yield "&".join(f"{each}={each}" for each in quoted)
        yield "&".join(f"{key}={each}" for key, each in zip(KNOWN, quoted, strict=False))


def check(client: FlaskClient, address: str, **headers: str) -> None:
    """Check that an answer shows no payload as markup, and leads to no other site."""
    answer = client.get(address, headers=headers, buffered=True)
    assert found_in(answer) == [], address
    assert not {"<", ">"} & set(str(answer.headers)), address
    assert "Set-Cookie" not in answer.headers, address
    for name in "Location", "HX-Redirect", "HX-Push-Url":
        assert re.match("/(?!/)", answer.headers.get(name, "/")), address


def found_in(answer: TestResponse) -> list[str]:
    """The dangers in an answer. A picture may hold nothing of the request."""
    match answer.mimetype:
        case "application/json":
            frame = json.loads(answer.text)["html"]
            return dangers(frame.replace(f'src="{ORIGIN}/', 'src="/'))
        case "text/html":
            return dangers(answer.text)
        case _:
            return ["alert"] if "alert" in answer.text else []


def test_the_search_finds_each_payload_in_a_page_that_escapes_nothing() -> None:
    with_tags = [payload for payload in PAYLOADS if re.search(r"<[a-zA-Z]+[\s/>]", payload)]
    pages = {each: f"<title>A page</title><p>{each}</p><p title='a'>a</p>" for each in with_tags}
    assert len(pages) > 200
    assert [payload for payload, page in pages.items() if not dangers(page)] == []


@pytest.mark.parametrize("place", PATHS)
def test_none_comes_back_from_a_place_in_an_address(place: str, site: FlaskClient) -> None:
    for payload in PAYLOADS:
        check(site, place.replace("{}", quote(payload, safe="")))


@pytest.mark.parametrize("place", QUERIES)
def test_none_comes_back_from_a_query(place: str, site: FlaskClient) -> None:
    step = re.findall(r"/visakaz/en/step/\w+", site.get("/visakaz/en/").text)[0]
    for query in queries():
        check(site, place.replace("FRAGMENT", step).replace("{}", query), **{"HX-Request": "true"})


@pytest.mark.parametrize("names", [("Host",), HEADERS], ids=["the host", "the other headers"])
def test_none_comes_back_from_a_header(names: tuple[str, ...], client: FlaskClient) -> None:
    """The widget has no WIDGET_ORIGIN here, so it reads the Host header."""
    for payload in PAYLOADS:
        value = re.sub("[\r\n\0]", " ", payload.encode("ascii", "ignore").decode())
        for address in "/", "/visakaz/", f"/visakaz/en/?{TOURIST}", "/x":
            check(client, address, **dict.fromkeys(names, value))


# A partner's file.

TAKEN = "name", "site", "email"
"""The only fields in which a file may hold a payload."""


@pytest.fixture(scope="module")
def partners(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return serve(partners_with_payloads(tmp_path_factory.mktemp("content")), ORIGIN)


def served(app: Flask) -> dict[str, Partner]:
    return {
        key: partner
        for key, partner in app.extensions["widget.content"].partners.served.items()
        if re.fullmatch(rf"({'|'.join(FIELDS)})-[0-9]+", key)
    }


def test_only_names_and_addresses_may_hold_a_payload(partners: Flask) -> None:
    fields = Counter(key.partition("-")[0] for key in served(partners))
    assert fields.keys() <= {*TAKEN}
    assert fields["name"] > 150


def test_none_comes_back_from_a_partners_file(partners: Flask) -> None:
    client = partners.test_client()
    for key in served(partners):
        for page in f"?{TOURIST}", "kit", "x":
            check(client, f"/{key}/en/{page}")
        check(client, f"/oembed?url={ORIGIN}/{key}/en/")


# The rules' words.


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_none_comes_back_from_the_texts_of_the_rules(page: str, wordy: FlaskClient) -> None:
    for language in LANGUAGES:
        check(wordy, f"/visakaz/{language}/{page}")
    check(wordy, f"/hotel/en/kit{page}" if page.startswith("?") else "/visakaz/en/kit")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_show_them(language: str, wordy: FlaskClient) -> None:
    shown = "".join(wordy.get(f"/visakaz/{language}/{page}").text for page in PAGES.values())
    assert shown.count("alert(1)") > len(IN_TEXTS)


@pytest.fixture(scope="module")
def wordy(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return serve(rules_with_payloads(tmp_path_factory.mktemp("content")), ORIGIN).test_client()
