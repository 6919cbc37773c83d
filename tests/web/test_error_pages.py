"""Error pages: an address that is unknown, unreadable or too long, and whatever is sent to one."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import Fetch, Main, only_link

HTMX = {"HX-Request": "true"}
NOT_FOUND = "There is no page at this address."
UNREADABLE = "This address cannot be read."
TOO_LONG = "This address is too long."
ONLY_OPENED = "This address can only be opened, nothing can be sent to it."


def shows_a_only_link(response: TestResponse, language: str, client: FlaskClient) -> Main:
    """A plain page in a language, not kept, whose one link leads to the first question."""
    assert response.headers["Cache-Control"] == "no-store, no-transform"
    assert response.headers["Content-Language"] == language
    main = Main(response.text)
    assert main.tags[0] == ("html", {"lang": language, "dir": "ltr"})
    assert main.marks == {}
    link = only_link(main)
    assert link["href"].split("/")[2] == language
    assert Main(client.get(link["href"]).text).marks == {"data-question": "location"}
    return main


# Addresses that lead nowhere.


@pytest.mark.parametrize(
    ("address", "wanted", "language"),
    [
        pytest.param("/nobody/", "en", "en", id="unknown partner"),
        pytest.param("/nobody/", "kz, en;q=0.5", "kk", id="unknown partner, kz for kk"),
        pytest.param("/nobody/", "", "ru", id="unknown partner, no language wanted"),
        pytest.param("/nobody/kk/", "en", "kk", id="unknown partner, known language"),
        pytest.param("/visakaz/de/", "en", "en", id="unknown language"),
        pytest.param("/visakaz/kz/", "kk", "kk", id="a country for a language"),
        pytest.param("/visakaz/EN/", "kk", "kk", id="a language in capitals"),
        pytest.param("/visakaz/en/nothing", "ru", "en", id="unknown path"),
        pytest.param("/visakaz/theme/x.png", "kk", "kk", id="unknown path without a language"),
        pytest.param("/visakaz/en/visakaz/en/", "ru", "en", id="too long a path"),
        pytest.param("/static/nothing.css", "en", "en", id="unknown file"),
        pytest.param("/static/../app.py", "en", "en", id="a file of the package"),
        pytest.param("/favicon.ico/", "en", "en", id="what browsers ask for"),
    ],
)
def test_an_unknown_address_shows_a_link_to_the_first_question(
    address: str, wanted: str, language: str, fetch: Fetch
) -> None:
    response = fetch.page(address, **{"Accept-Language": wanted})
    assert response.status_code == 404
    main = shows_a_only_link(response, language, fetch.client)
    assert (NOT_FOUND in main.words) == (language == "en")
    in_path = address.split("/")[2:3] == [language]
    assert response.headers.get("Vary") == (None if in_path else "Accept-Language")


def test_the_link_leads_to_the_partners_first_question(client: FlaskClient) -> None:
    """The page speaks Kazakh as the path says; the partner, who does not, is shown in English."""
    response = client.get("/hotel/kk/")
    assert (response.status_code, response.headers["Content-Language"]) == (404, "kk")
    main = Main(response.text)
    assert main.title.endswith(" – Hotel Tulip")
    assert only_link(main)["href"] == "/hotel/en/?location=abroad&purpose=tourism"


# Addresses that cannot be read.

RAW = {
    "undecodable bytes": "%FF",
    "bytes that are not even encoded": "\xff",
    "a cut letter": "%D0",
    "an overlong encoding": "%C0%AF",
    "half a surrogate": "%ED%A0%80",
    "NUL": "%00",
    "NUL within a word": "abroad%00",
}


@pytest.mark.parametrize("raw", RAW.values(), ids=RAW)
@pytest.mark.parametrize("path", ["/{}", "/visakaz/en/{}", "/static/{}"])
def test_an_undecodable_path_is_refused(path: str, raw: str, client: FlaskClient) -> None:
    # As a server hands the bytes over; the test client would mend them first.
    path = unquote_to_bytes(path.format(raw).encode("latin-1")).decode("latin-1")
    shows_that_it_is_unreadable({"PATH_INFO": path}, client)


@pytest.mark.parametrize("path", ["/", "/visakaz/en/", "/visakaz/en/kit", "/oembed"])
def test_a_query_with_foreign_bytes_is_refused(path: str, client: FlaskClient) -> None:
    """Browsers encode them, so that only a program sends them as they are."""
    given = {"PATH_INFO": path, "QUERY_STRING": "location=abroad&x=\xff"}
    shows_that_it_is_unreadable(given, client)


def shows_that_it_is_unreadable(request: dict[str, str], client: FlaskClient) -> None:
    response = client.get("/", environ_overrides=request | {"HTTP_ACCEPT_LANGUAGE": "en"})
    assert response.status_code == 400
    assert UNREADABLE in shows_a_only_link(response, "en", client).words


@pytest.mark.parametrize("raw", [raw for raw in RAW.values() if raw.isascii()])
@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/", "{}", 302),
        ("/visakaz/", "{}=abroad", 302),
        ("/visakaz/en/", "location=abroad&utm_source={}", 200),
        ("/visakaz/en/", "location={}", 400),
        ("/visakaz/en/kit", "location={}&x={}", 400),
        ("/oembed", "url={}", 404),
        ("/healthz", "{}", 200),
    ],
)
def test_an_undecodable_query_does_no_harm(
    path: str, query: str, status: int, raw: str, client: FlaskClient
) -> None:
    given = {"PATH_INFO": path, "QUERY_STRING": query.format(raw, raw)}
    response = client.get("/", environ_overrides=given)
    assert response.status_code == status
    assert "\0" not in response.text


@pytest.mark.parametrize("address", ["/", "/visakaz/", "/visakaz/en/", "/nobody/", "/healthz"])
@pytest.mark.parametrize(
    "query",
    ["x" * 8192, "location=abroad&utm=" + "x" * 8192, "&" * 8192, "x=1&" * 2048, "%D0%B0" * 1400],
    ids=["a long name", "a long value", "ampersands", "many parameters", "many letters"],
)
def test_a_query_of_8_kb_is_refused(address: str, query: str, fetch: Fetch) -> None:
    response = fetch.page(f"{address}?{query}", **{"Accept-Language": "en"})
    assert response.status_code == 414
    assert TOO_LONG in shows_a_only_link(response, "en", fetch.client).words


LONG_PATHS = {
    "one segment, which a slash would end": "/" + "a" * 1100,
    "letters": "/visakaz/en/" + "%D0%B0" * 600,
    "many segments": "/visakaz/en" + "/a" * 600,
    "slashes": "/visakaz" + "/" * 1100 + "en/",
    "a fragment": "/visakaz/en/step/" + "a" * 1100,
}


@pytest.mark.parametrize("path", LONG_PATHS.values(), ids=LONG_PATHS)
def test_a_path_of_1_kb_is_refused_and_not_repeated(path: str, client: FlaskClient) -> None:
    response = client.get(path)
    assert response.status_code == 414
    assert "Location" not in response.headers
    assert "aaaa" not in response.text


def test_a_query_of_3_kb_is_accepted(fetch: Fetch) -> None:
    address = f"/visakaz/en/?location=abroad&fbclid={'x' * 3000}"
    assert Main(fetch.page(address).text).marks == {"data-question": "passport"}


# Other methods than to open an address.


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO"])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/visakaz/",
        "/visakaz/en/?location=abroad",
        "/visakaz/en/step/old?location=abroad",
        "/visakaz/en/changes?location=abroad",
        "/healthz",
        "/robots.txt",
        "/.well-known/security.txt",
        "/static/widget.css",
    ],
)
def test_only_get_and_head_are_allowed(address: str, method: str, client: FlaskClient) -> None:
    response = client.open(address, method=method, headers={"Accept-Language": "en"}, buffered=True)
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD"}
    assert response.headers["Cache-Control"] == "no-store, no-transform"
    assert ONLY_OPENED in Main(response.text).words


# Under /step/ an error is a fragment, so that htmx can show it.


@pytest.mark.parametrize(
    ("address", "method", "status"),
    [
        ("/nobody/en/step/old", "GET", 404),
        ("/visakaz/de/step/old", "GET", 404),
        ("/visakaz/de/step/old/changes", "GET", 404),
        ("/visakaz/en/step/%00", "GET", 400),
        (f"/visakaz/en/step/old?{'x' * 8192}", "GET", 414),
        ("/visakaz/en/step/old", "POST", 405),
    ],
    ids=[
        "unknown partner",
        "unknown language",
        "unknown language, of another screen",
        "unreadable",
        "too long",
        "sent",
    ],
)
def test_an_error_of_a_fragment_is_a_fragment(
    address: str, method: str, status: int, client: FlaskClient
) -> None:
    response = client.open(address, method=method, headers=HTMX | {"Accept-Language": "en"})
    assert response.status_code == status
    main = Main(response.text)
    assert [tag for tag, _ in main.tags[:3]] == ["title", "main", "h1"]
    assert main.tags[1] == ("main", {"id": "step", "data-hx-history-elt": ""})
    heading = {"id": f"heading-{status}", "tabindex": "-1", "autofocus": ""}
    assert main.tags[2] == ("h1", heading)
    assert response.headers["HX-Reswap"] == "outerMorph scroll:top scrollTarget:html"
    assert main.title
    assert [given["href"] for _, given in main.links] == ["/visakaz/en/"]
    assert "HX-Push-Url" not in response.headers
