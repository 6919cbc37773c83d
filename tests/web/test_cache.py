"""Cached responses are those that Flask would return, byte for byte."""

from __future__ import annotations

from gzip import decompress

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import Client, TestResponse

from tests.browser.steps import MOST_ANSWERS, STEPS, TOURIST
from tests.content import ORIGIN, PARTNERS, serve, write_content
from widget.web.cache import Cached

PATHS = (
    "/",
    "/hotel/",
    "/hotel/en/",
    "/inn/ru/",
    "/visakaz/kk/",
    "/visakaz/en",
    "/visakaz/en/changes",
    "/visakaz/en/citizenship",
    "/visakaz/en/visas/",
    "/visakaz/en/visas/tourist",
    "/visakaz/en/privacy",
    "/visakaz/en/kit",
    "/visakaz/en/qr.svg",
    "/hotel/en/step/FRAGMENT",
    "/hotel/en/step/0",
    "/static/share.png",
    "/static/icon.svg",
    "/robots.txt",
    "/oembed",
    "/nobody/en/",
    "/wrong/",
)
QUERIES = (
    "",
    "x=1",
    TOURIST,
    MOST_ANSWERS,
    f"{TOURIST}&citizenship=DE&entry=multiple",
    "location=mars",
    "location=abroad&amp;passport=national",
    "%FF",
    f"url={ORIGIN}/hotel/en/",
    *list(STEPS.values())[:6],
)
HEADERS = {
    "HX-Request": ("true",),
    "HX-History-Restore-Request": ("true",),
    "Accept-Encoding": ("gzip, deflate, br", "gzip;q=0", "*", "br"),
    "Accept-Language": ("kk", "de, ru;q=0.5"),
    "Host": ("visa.example", "127.0.0.1:8000", "evil.example"),
    "If-None-Match": ("*", '"x"', "OWN", 'W/"x", OWN'),
    "Range": ("bytes=0-9",),
    "If-Modified-Since": ("Fri, 01 Jan 2027 00:00:00 GMT",),
    "X-Forwarded-Host": ("evil.example",),
}

requests = st.tuples(
    st.sampled_from(["GET", "GET", "GET", "HEAD", "POST"]),
    st.sampled_from(PATHS),
    st.sampled_from(QUERIES),
    st.fixed_dictionaries({}, optional={k: st.sampled_from(v) for k, v in HEADERS.items()}),
)


@pytest.fixture(scope="module", params=[ORIGIN, None], ids=["with an origin", "without an origin"])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[FlaskClient, Client, Flask]:
    """A visitor of Flask itself, and one of the cache."""
    partners = PARTNERS | {"wrong": ""}
    app = serve(write_content(tmp_path_factory.mktemp("content"), partners), request.param)
    cached = Client(Cached(app.wsgi_app, by_host=request.param is None))
    return app.test_client(), cached, app


def shown(response: TestResponse) -> tuple[str, list[tuple[str, str]], bytes]:
    """A response as Flask returns it: unpacked, without the changes that gzip makes to headers."""
    encoding = response.headers.get("Content-Encoding")
    data = decompress(response.data) if encoding and response.data else response.data
    headers = [
        (name, value.replace("-gzip", ""))
        for name, value in response.headers
        if name not in ("Date", "Content-Length", "Content-Encoding")
        and (name, value) != ("Vary", "Accept-Encoding")
    ]
    return response.status, sorted(headers), data


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(asked=st.lists(requests, min_size=1, max_size=4))
def test_any_request_gets_the_same_response_as_without_the_cache(
    asked: list[tuple[str, str, str, dict[str, str]]],
    both: tuple[FlaskClient, Client, Flask],
) -> None:
    """Each request is made twice, so that the second response comes from the cache."""
    flask, cached, app = both
    version = app.extensions["widget.content"].version["hotel"]
    for method, path, query, headers in (*asked, *asked):
        address = f"{path.replace('FRAGMENT', version)}?{query}"
        answers = []
        for each in (flask, cached):
            etag = each.get(address, headers=headers, buffered=True).headers.get("ETag", '"none"')
            sent = {name: value.replace("OWN", etag) for name, value in headers.items()}
            answers.append(each.open(address, method=method, headers=sent, buffered=True))
        assert shown(answers[0]) == shown(answers[1])


def counting(app: Flask) -> tuple[Client, list[str]]:
    """A visitor of the cache, and the paths for which it asked Flask."""
    asked: list[str] = []

    def counted(environ: dict[str, str], start_response: object) -> object:
        asked.append(environ["PATH_INFO"])
        return app.wsgi_app(environ, start_response)

    return Client(Cached(counted, by_host=False, most=100_000)), asked


TWICE = {
    "a page": ("/visakaz/en/", {}, 1),
    "a static file": ("/static/icon.svg", {}, 1),
    "what says when it expires": ("/.well-known/security.txt", {}, 2),
    "an error": ("/nobody/en/", {}, 2),
    "a redirect by language": ("/visakaz/", {}, 2),
    "a reload of an earlier step": ("/visakaz/en/", {"HX-History-Restore-Request": "true"}, 2),
    "a part of a file": ("/static/share.png", {"Range": "bytes=0-9"}, 2),
}


@pytest.mark.parametrize(("address", "headers", "times"), TWICE.values(), ids=TWICE)
def test_only_what_any_cache_may_store_is_stored(
    address: str, headers: dict[str, str], times: int, published: Flask
) -> None:
    visitor, asked = counting(published)
    for _ in range(2):
        visitor.get(address, headers=headers, buffered=True)
    assert len(asked) == times


def test_the_least_recently_used_responses_go_first(published: Flask) -> None:
    visitor, asked = counting(published)
    first = "/visakaz/en/"
    for number in range(40):  # of about 8 kB each
        visitor.get(first)
        visitor.get(f"/visakaz/en/?x={number}")
    assert asked.count(first) == 41, "the first page was used all the time"
    visitor.get("/visakaz/en/?x=39")
    assert len(asked) == 41, "the last one is still there"
    visitor.get("/visakaz/en/?x=0")
    assert len(asked) == 42, "an old one is gone"


PACKED = {
    "a page": ("/visakaz/en/", True),
    "the script": ("/static/vendor/htmx-4.0.0/htmx.min.js", True),
    "a drawing": ("/static/icon.svg", True),
    "an error": ("/nobody/en/", True),
    "a picture": ("/static/share.png", False),
    "a redirect": ("/", False),
}


@pytest.mark.parametrize(("address", "packed"), PACKED.values(), ids=PACKED)
def test_texts_come_in_gzip_to_those_who_accept_it(
    address: str, packed: bool, published: Flask
) -> None:
    visitor, _ = counting(published)
    for _ in range(2):
        plain = visitor.get(address, headers={"Accept-Encoding": "br, gzip;q=0"}, buffered=True)
        small = visitor.get(address, headers={"Accept-Encoding": "br, gzip"}, buffered=True)
        assert "Content-Encoding" not in plain.headers
        assert (small.headers.get("Content-Encoding") == "gzip") == packed
        assert ("Accept-Encoding" in plain.headers.getlist("Vary")) == packed
        assert (decompress(small.data) if packed else small.data) == plain.data
        assert small.content_length == len(small.data)
        if packed and "ETag" in plain.headers:
            assert small.headers["ETag"] != plain.headers["ETag"]


def test_each_response_has_a_date_of_its_own(published: Flask) -> None:
    """With an old date, caches would take a response for outdated."""
    visitor, _ = counting(published)
    for _ in range(2):
        assert len(visitor.get("/visakaz/en/").headers.getlist("Date")) == 1
