"""Errors: what a visitor sees, and what stands in the log."""

from __future__ import annotations

import logging
import re
from urllib.parse import quote, unquote_to_bytes

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import Fetch, Main, only_link

HTMX = {"HX-Request": "true"}
NOT_FOUND = "There is no page at this address."
UNREADABLE = "This address cannot be read."
TOO_LONG = "This address is too long."
ONLY_OPENED = "This address can only be opened, nothing can be sent to it."


def error_page(response: TestResponse, language: str, client: FlaskClient) -> Main:
    """Check that an error is a page that is not cached and links to the first question."""
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Language"] == language
    main = Main(response.text)
    assert main.tags[0] == ("html", {"lang": language, "dir": "ltr"})
    assert main.marks == {}
    link = only_link(main)
    assert link["href"].split("/")[2] == language
    assert Main(client.get(link["href"]).text).marks == {"data-question": "location"}
    return main


# Unknown addresses.


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
        pytest.param("/static/../app.py", "en", "en", id="a file outside the folder"),
        pytest.param("/favicon.ico/", "en", "en", id="what browsers ask for"),
    ],
)
def test_an_unknown_address_shows_a_link_to_the_first_question(
    address: str, wanted: str, language: str, fetch: Fetch
) -> None:
    response = fetch.page(address, **{"Accept-Language": wanted})
    assert response.status_code == 404
    main = error_page(response, language, fetch.client)
    assert (NOT_FOUND in main.words) == (language == "en")
    in_path = address.split("/")[2:3] == [language]
    assert response.headers.get("Vary") == (None if in_path else "Accept-Language")


def test_the_link_leads_to_the_partners_first_question(client: FlaskClient) -> None:
    """The page is in Kazakh, as in the path; the link is not, as the partner offers no Kazakh."""
    response = client.get("/hotel/kk/")
    assert (response.status_code, response.headers["Content-Language"]) == (404, "kk")
    main = Main(response.text)
    assert main.title.endswith(" – Hotel Tulip")
    assert only_link(main)["href"] == "/hotel/en/?location=abroad&purpose=tourism"


# Undecodable addresses.

RAW = {
    "undecodable bytes": "%FF",
    "a byte that is not percent-encoded": "\xff",
    "half a letter": "%D0",
    "an overlong encoding": "%C0%AF",
    "half a surrogate": "%ED%A0%80",
    "NUL": "%00",
    "NUL within a word": "abroad%00",
}


@pytest.mark.parametrize("raw", RAW.values(), ids=RAW)
@pytest.mark.parametrize(
    "address",
    [
        "/{}",
        "/visakaz/en/{}",
        "/static/{}",
        "/?{}",
        "/visakaz/?{}=abroad",
        "/visakaz/en/?location={}",
        "/visakaz/en/?utm_source={}",
        "/healthz?{}",
    ],
)
def test_an_undecodable_address_is_refused(address: str, raw: str, client: FlaskClient) -> None:
    path, _, query = address.format(raw).partition("?")
    # As a server passes the bytes on; the test client would encode them.
    path = unquote_to_bytes(path.encode("latin-1")).decode("latin-1")
    given = {"PATH_INFO": path, "QUERY_STRING": query}
    response = client.get("/", environ_overrides=given | {"HTTP_ACCEPT_LANGUAGE": "en"})
    assert response.status_code == 400
    assert UNREADABLE in error_page(response, "en", client).words


@pytest.mark.parametrize("address", ["/", "/visakaz/", "/visakaz/en/", "/nobody/", "/healthz"])
@pytest.mark.parametrize(
    "query",
    ["x" * 8192, "location=abroad&utm=" + "x" * 8192, "&" * 8192, "x=1&" * 2048, "%D0%B0" * 1400],
    ids=["a long name", "a long value", "ampersands", "many parameters", "many letters"],
)
def test_a_query_of_8_kb_is_refused(address: str, query: str, fetch: Fetch) -> None:
    response = fetch.page(f"{address}?{query}", **{"Accept-Language": "en"})
    assert response.status_code == 414
    assert TOO_LONG in error_page(response, "en", fetch.client).words


def test_a_query_of_3_kb_is_accepted(fetch: Fetch) -> None:
    address = f"/visakaz/en/?location=abroad&fbclid={'x' * 3000}"
    assert Main(fetch.page(address).text).marks == {"data-question": "passport"}


# Methods.


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO"])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/visakaz/",
        "/visakaz/en/?location=abroad",
        "/visakaz/en/step/old?location=abroad",
        "/visakaz/theme/000000000000.css",
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
    assert response.headers["Cache-Control"] == "no-store"
    assert ONLY_OPENED in Main(response.text).words


# Fragments: htmx shows their errors in place of the step.


@pytest.mark.parametrize(
    ("address", "method", "status"),
    [
        ("/nobody/en/step/old", "GET", 404),
        ("/visakaz/de/step/old", "GET", 404),
        ("/visakaz/en/step/old?location=%FF", "GET", 400),
        (f"/visakaz/en/step/old?{'x' * 8192}", "GET", 414),
        ("/visakaz/en/step/old", "POST", 405),
    ],
    ids=["unknown partner", "unknown language", "undecodable", "too long", "POST"],
)
def test_an_error_of_a_fragment_is_a_fragment(
    address: str, method: str, status: int, client: FlaskClient
) -> None:
    response = client.open(address, method=method, headers=HTMX | {"Accept-Language": "en"})
    assert response.status_code == status
    main = Main(response.text)
    assert [tag for tag, _ in main.tags[:3]] == ["title", "main", "h1"]
    assert main.tags[1] == ("main", {"id": "step"})
    assert main.tags[2] == ("h1", {"tabindex": "-1", "autofocus": ""})
    assert main.title
    assert [given["href"] for _, given in main.links] == ["/visakaz/en/"]
    assert "HX-Push-Url" not in response.headers


# Internal errors.

QUERY = "location=abroad&passport=stateless&utm_source=hotel"


def test_an_internal_error_shows_a_plain_page_and_logs_one_line(
    faulty: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    response = faulty.get(f"/visakaz/en/?{QUERY}")
    assert response.status_code == 500
    (record,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    line = caplog.handler.format(record)
    assert "\n" not in line, "a traceback would hold the answers"
    assert "GET '/visakaz/en/' failed: TemplateNotFound at " in line
    (reference,) = re.findall(r"request (\w+):", line)
    words = Main(response.text).words
    assert "The mistake is ours, not yours." in words
    assert f"tell the agency this code: {reference}" in words
    for secret in (
        "TemplateNotFound",
        "Traceback",
        "question/main.html",
        "request.url",
        ".py",
        "stateless",
    ):
        assert secret not in response.text
    for answer in QUERY.split("&"):
        assert answer.partition("=")[2] not in caplog.text


def test_an_internal_error_shows_a_link_in_the_language_of_the_path(faulty: FlaskClient) -> None:
    response = faulty.get("/visakaz/kk/", headers={"Accept-Language": "en"})
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Language"] == "kk"
    assert only_link(Main(response.text))["href"] == "/visakaz/kk/"


def test_an_internal_error_in_a_fragment_is_a_fragment(
    faulty: FlaskClient, client: FlaskClient
) -> None:
    outcome = Main(faulty.get("/visakaz/en/?location=abroad&passport=service").text)
    assert outcome.marks["data-outcome"] == "service", "what does not fail is still served"
    address = Main(client.get("/visakaz/en/").text).options["abroad"]["data-hx-get"]
    response = faulty.get(address, headers=HTMX)
    assert response.status_code == 500
    assert [tag for tag, _ in Main(response.text).tags[:2]] == ["title", "main"]
    assert "HX-Push-Url" not in response.headers


# Input, and the places in addresses that it can stand in.

NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></main><svg onload=alert(1)>",
    "javascript:alert(1)//",
    "{{ 7 * 7 }}{% debug %}",
    "%(outcome)s %s {} ${x}",
    "&lt;b&gt;&#60;i&#62;",
    "abroad\r\nSet-Cookie: a=b\r\n\r\n<p>",
    "\u202e\u2028<b>",
]
PLACES = [
    "/{}",
    "/{}/",
    "/{}/en/",
    "/visakaz/{}/",
    "/visakaz/{}",
    "/visakaz/en/{}",
    "/visakaz/theme/{}.css",
    "/static/{}",
    "/?{}=x",
    "/?location={}",
    "/visakaz/?need={}",
    "/visakaz/en/?{}=x",
    "/visakaz/en/?location={}",
    "/visakaz/en/?location=abroad&need={}",
    "/visakaz/en/?location=abroad&passport=service&purpose={}",
    "/visakaz/en/step/{}?location=abroad",
    "/visakaz/en/step/VERSION?location={}",
    "/visakaz/en/step/VERSION?location=abroad&need={}&{}=x",
    "/visakaz/en/step/old?need={}",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("htmx", [{}, HTMX], ids=["a browser", "htmx"])
def test_input_is_never_echoed_unescaped(
    place: str, htmx: dict[str, str], client: FlaskClient
) -> None:
    known = Main(client.get("/visakaz/en/").text).options["abroad"]["data-hx-get"]
    place = place.replace("VERSION", re.findall(r"step/(\w+)", known)[0])
    for nasty in NASTY:
        address = place.replace("{}", quote(nasty, safe=""))
        response = client.get(address, headers=htmx)
        assert response.status_code < 500
        assert nasty not in response.text
        assert "alert(1)" not in response.text
        assert not {"<", ">"} & set(str(response.headers))
        assert "Set-Cookie" not in response.headers
