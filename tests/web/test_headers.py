"""Headers: who may frame what, what a browser may load, how long it may be cached."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.browser.steps import TOURIST
from tests.conftest import LANGUAGES, Main

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'sha256-…'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
)
AGENCY = "'self' https://www.visakaz.kz https://visakaz.kz"
HOTEL = "'self' https://hotel.example https://xn--80askd87bd4l.xn--80ao21a:8443"
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
ANYBODY = "*"
"""An error page is shown in any frame, since a browser would show an empty box there."""

A_YEAR = "public, max-age=31536000, immutable, no-transform"
A_MINUTE = "public, max-age=60, stale-if-error=86400, no-transform"
NEVER = "no-store, no-transform"

ANSWERS = {
    "the root": ("/", 302, A_MINUTE, None),
    "a partner": ("/visakaz/", 302, NEVER, AGENCY),
    "a question": ("/visakaz/en/", 200, A_MINUTE, AGENCY),
    "an outcome": ("/visakaz/en/?location=abroad&passport=service", 200, A_MINUTE, AGENCY),
    "what would change an outcome": (
        "/visakaz/en/changes?location=abroad&passport=service",
        200,
        A_MINUTE,
        AGENCY,
    ),
    "what would change no outcome": ("/hotel/en/changes", 303, A_MINUTE, HOTEL),
    "the choice of a country": (f"/visakaz/en/citizenship?{TOURIST}", 200, A_MINUTE, AGENCY),
    "a refused country": (
        f"/visakaz/en/citizenship?{TOURIST}&citizenship=QQ",
        400,
        NEVER,
        AGENCY,
    ),
    "the choice of a country, without a result": (
        "/visakaz/en/citizenship",
        303,
        A_MINUTE,
        AGENCY,
    ),
    "an old fragment of the choice": (
        f"/visakaz/en/step/old/citizenship?{TOURIST}",
        200,
        NEVER,
        AGENCY,
    ),
    "a result's QR code": (f"/visakaz/en/qr.svg?{TOURIST}", 200, A_MINUTE, AGENCY),
    "the QR code of no result": ("/visakaz/en/qr.svg", 404, NEVER, ANYBODY),
    "a refused answer": ("/visakaz/en/?location=x", 400, NEVER, AGENCY),
    "an unknown path of a partner": ("/visakaz/en/x", 404, NEVER, ANYBODY),
    "an unknown language of a partner": ("/visakaz/de/", 404, NEVER, ANYBODY),
    "an unreadable query of a partner": ("/visakaz/en/?x=%FF", 200, A_MINUTE, AGENCY),
    "too long a query of a partner": (f"/visakaz/en/?{'x' * 8192}", 414, NEVER, ANYBODY),
    "an old fragment": ("/visakaz/en/step/old", 200, NEVER, AGENCY),
    "another partner": ("/hotel/en/", 200, A_MINUTE, HOTEL),
    "an error of another partner": ("/hotel/kk/", 404, NEVER, ANYBODY),
    "an unknown partner": ("/nobody/en/", 404, NEVER, ANYBODY),
    "an unknown path": ("/a/b/c/d", 404, NEVER, ANYBODY),
    "an old picture": ("/static/icon.svg?v=0", 200, A_MINUTE, None),
    "the script": ("/static/vendor/htmx-4.0.0/htmx.min.js", 200, A_YEAR, None),
    "an unknown file": ("/static/x", 404, NEVER, ANYBODY),
    "health": ("/healthz", 200, NEVER, None),
    "robots.txt": ("/robots.txt", 200, A_MINUTE, None),
    "security.txt": ("/.well-known/security.txt", 200, NEVER, None),
}


@pytest.mark.parametrize(
    ("address", "status", "cached", "framed_by"), ANSWERS.values(), ids=ANSWERS
)
def test_every_response_says_who_may_frame_it_and_how_long_it_is_cached(
    address: str, status: int, cached: str, framed_by: str | None, client: FlaskClient
) -> None:
    response = client.get(address, headers={"HX-Request": "true"}, buffered=True)
    assert response.status_code == status
    assert response.headers.getlist("Cache-Control") == [cached]
    check_headers(response, framed_by)


KINDS = {
    "Content-Type",
    "Content-Length",
    "Content-Language",
    "Content-Disposition",
    "Cache-Control",
    "Date",
    "Vary",
    "ETag",
    "Last-Modified",
    "Accept-Ranges",
    "Allow",
    "Location",
    "HX-Push-Url",
    "HX-Redirect",
    "HX-Reswap",
    "Widget-View",
}
"""Other headers that an answer may have. tests/nginx/test_headers.py compares all of them."""


def check_headers(response: TestResponse, framed_by: str | None) -> None:
    headers = dict(response.headers)
    policy = re.sub("'sha256-[^']+'", "'sha256-…'", headers["Content-Security-Policy"])
    assert policy == POLICY + (framed_by or "'none'")
    assert headers.get("X-Frame-Options") == (None if framed_by else "DENY")
    assert {name: headers.get(name) for name in EVERYWHERE} == EVERYWHERE
    named = {"Content-Security-Policy", "X-Frame-Options", *EVERYWHERE}
    assert not headers.keys() - named - KINDS
    assert len(response.headers) == len(headers), "a header comes twice"


@pytest.mark.parametrize("origin", ["null", "https://hotel.example", "https://evil.example"])
def test_no_response_has_cors_headers(origin: str, client: FlaskClient) -> None:
    """With them a sandboxed frame would get htmx, whose requests fail there."""
    for address in ("/visakaz/en/", "/static/vendor/htmx-4.0.0/htmx.min.js"):
        response = client.get(address, headers={"Origin": origin}, buffered=True)
        assert not [name for name, _ in response.headers if name.startswith("Access-Control")]


def test_an_internal_error_may_be_framed_by_any_site(faulty: FlaskClient) -> None:
    response = faulty.get("/hotel/en/")
    assert response.status_code == 500
    assert response.headers["Cache-Control"] == NEVER
    check_headers(response, ANYBODY)


@pytest.mark.parametrize("method", ["POST", "OPTIONS"])
def test_a_refused_method_may_be_framed_by_any_site(method: str, client: FlaskClient) -> None:
    response = client.open("/hotel/en/", method=method)
    assert response.headers["Cache-Control"] == NEVER
    check_headers(response, ANYBODY)


# Revalidation.


CACHED = {
    "a question": "/visakaz/en/",
    "an outcome": "/visakaz/en/?location=abroad&passport=service",
    "a picture": "/static/icon.svg",
    "robots.txt": "/robots.txt",
    "security.txt": "/.well-known/security.txt",
    "a fragment": "FRAGMENT",
}


@pytest.mark.parametrize("address", CACHED.values(), ids=CACHED)
def test_an_unchanged_response_is_304(address: str, client: FlaskClient) -> None:
    main = Main(client.get("/visakaz/en/").text)
    address = address.replace("FRAGMENT", main.options["abroad"]["data-hx-get"])
    first = client.get(address, headers={"HX-Request": "true"}, buffered=True)
    again = {"HX-Request": "true", "If-None-Match": first.headers["ETag"]}
    second = client.get(address, headers=again, buffered=True)
    assert (second.status_code, second.data) == (304, b"")
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["Cache-Control"] == first.headers["Cache-Control"]
    other = client.get(address, headers=again | {"If-None-Match": '"other"'}, buffered=True)
    assert (other.status_code, other.data) == (200, first.data)


def test_another_step_has_another_etag(client: FlaskClient) -> None:
    addresses = [f"/visakaz/{each}/" for each in LANGUAGES] + ["/visakaz/en/?location=abroad"]
    assert len({client.get(address).headers["ETag"] for address in addresses}) == len(addresses)


# Languages.


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("query", "status"),
    [("", 200), ("location=abroad&passport=service", 200), ("location=x", 400), ("x" * 5000, 414)],
    ids=["a question", "an outcome", "a refused answer", "an error"],
)
def test_a_page_has_its_language_in_the_header_and_in_html(
    query: str, status: int, language: str, client: FlaskClient
) -> None:
    response = client.get(f"/visakaz/{language}/?{query}", headers={"Accept-Language": "de"})
    assert response.status_code == status
    assert response.headers.getlist("Content-Language") == [language]
    assert Main(response.text).tags[0] == ("html", {"lang": language, "dir": "ltr"})
    varies = response.headers.get("Vary", "")
    assert varies in ("", "HX-History-Restore-Request"), "nothing but the address decides"


# What a page loads.


PAGES = {
    "the first question": "/visakaz/en/",
    "a question": "/visakaz/kk/?location=abroad&passport=national",
    "an outcome": "/visakaz/ru/?location=kazakhstan&need=leave&departure=expulsion",
    "what would change it": "/visakaz/ru/changes?location=abroad&passport=service",
    "the choice of a country": f"/visakaz/en/citizenship?{TOURIST}",
    "a refused answer": "/visakaz/en/?location=x",
    "an error": "/nobody/",
}


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_the_style_in_a_page_is_the_one_that_its_policy_allows(
    address: str, client: FlaskClient
) -> None:
    response = client.get(address)
    (style,) = re.findall("<style>(.*?)</style>", response.text, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_loads_nothing_that_its_policy_forbids(address: str, client: FlaskClient) -> None:
    tags = Main(client.get(address).text).tags
    assert [given["src"] for tag, given in tags if tag == "script"] == [
        "/static/vendor/htmx-4.0.0/htmx.min.js"
    ]
    (script,) = [given for tag, given in tags if tag == "script"]
    digest = b64encode(sha256(client.get(script["src"], buffered=True).data).digest()).decode()
    assert script == {
        "src": script["src"],
        "defer": "",
        "crossorigin": "use-credentials",
        "integrity": f"sha256-{digest}",
    }
    assert not [given for _, given in tags if given.get("rel") == "stylesheet"]
    assert not {"iframe", "object", "base"} & {tag for tag, _ in tags}
    assert all(given["action"].startswith("/visakaz/") for tag, given in tags if tag == "form")
    names = {name for _, given in tags for name in given}
    assert not [name for name in names if name == "style" or name.startswith("on")]
    assert not [given for _, given in tags if given.get("href", "").startswith("javascript:")]
