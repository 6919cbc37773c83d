"""Each kind of answer through nginx has these headers and no others, its own error pages too."""

from __future__ import annotations

import re
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from http.client import HTTPSConnection
from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests.browser.steps import TOURIST
from tests.conftest import Main
from tests.content import ORIGIN
from tests.nginx.conftest import front_of
from tests.nginx.front import Answer, Front, ask, read
from tests.sites import free_port
from widget.web.headers import EVERYWHERE

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'sha256-…'; connect-src 'self'; "
    f"img-src 'self' {ORIGIN}; form-action 'self'; base-uri 'none'; frame-ancestors "
)
HOTEL = "'self' https://hotel.example https://xn--80askd87bd4l.xn--80ao21a:8443"

ALL = {
    "server": "nginx",
    "date": "…",
    "connection": "keep-alive",
    "content-length": "…",
    "content-type": "text/html; charset=utf-8",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "cross-origin-resource-policy": "cross-origin",
    "cross-origin-embedder-policy": "require-corp",
}
FOR_A_MINUTE = {"cache-control": "public, max-age=60, stale-if-error=86400, no-transform"}
FOR_A_YEAR = {"cache-control": "public, max-age=31536000, immutable, no-transform"}
NEVER = {"cache-control": "no-store, no-transform"}
HOTELS = {"content-security-policy": POLICY + HOTEL}
NOBODYS = {"content-security-policy": f"{POLICY}'none'", "x-frame-options": "DENY"}
ANYBODYS = {"content-security-policy": f"{POLICY}*"}
ENGLISH = {"content-language": "en"}
TEXT = {"vary": "Accept-Encoding"}
FILE = {"last-modified": "…", "accept-ranges": "bytes", "etag": "…"}

PAGE = {
    **(ALL | FOR_A_MINUTE | HOTELS | ENGLISH),
    "vary": "HX-History-Restore-Request, Accept-Encoding",
    "etag": "…",
}
SWAPPED = PAGE | {
    "vary": "HX-Request, Accept-Encoding",
    "hx-reswap": "outerMorph scroll:top scrollTarget:html",
}
READ = PAGE | TEXT
DRAWN = {
    **(ALL | FOR_A_MINUTE | HOTELS | TEXT),
    "etag": "…",
    "content-type": "image/svg+xml; charset=utf-8",
}
NEGOTIATED = {
    **(ALL | NEVER | ANYBODYS),
    "content-language": "ru",
    "vary": "Accept-Language, Accept-Encoding",
}
ANSWERS: dict[str, tuple[str, int, dict[str, str]]] = {
    "a page": ("/hotel/en/", 200, PAGE),
    "a fragment": (
        "FRAGMENT",
        200,
        SWAPPED | {"hx-push-url": "/hotel/en/?location=abroad"},
    ),
    "an entry": (
        "/hotel/",
        302,
        {
            **(ALL | NEVER | HOTELS),
            "vary": "Accept-Language",
            "location": "/hotel/en/?location=abroad&purpose=tourism",
        },
    ),
    "an error": ("/hotel/en/nowhere", 404, ALL | NEVER | ANYBODYS | ENGLISH | TEXT),
    "the kit": (
        "/hotel/en/kit",
        200,
        {
            **(ALL | FOR_A_MINUTE | NOBODYS | ENGLISH | TEXT),
            "etag": "…",
            "content-security-policy": NOBODYS["content-security-policy"].replace(
                "frame-ancestors", "frame-src 'self'; frame-ancestors"
            ),
        },
    ),
    "the script": (
        "/static/vendor/htmx-4.0.0/htmx.min.js",
        200,
        {
            **(ALL | FOR_A_YEAR | NOBODYS | TEXT | FILE),
            "content-type": "text/javascript; charset=utf-8",
            "content-disposition": "inline; filename=htmx.min.js",
        },
    ),
    "a picture": (
        "/static/share.png",
        200,
        {
            **(ALL | FOR_A_MINUTE | NOBODYS | FILE),
            "content-type": "image/png",
            "content-disposition": "inline; filename=share.png",
        },
    ),
    "a logo": (
        "LOGO",
        200,
        {
            **(ALL | FOR_A_YEAR | TEXT),
            "etag": "…",
            "content-type": "image/svg+xml; charset=utf-8",
            "content-security-policy": "default-src 'none'; img-src data:; "
            "style-src 'unsafe-inline'; sandbox",
        },
    ),
    "health": (
        "/healthz",
        200,
        {**(ALL | NEVER | NOBODYS | TEXT), "content-type": "application/json", "etag": "…"},
    ),
    "the root": ("/", 302, {**(ALL | FOR_A_MINUTE | NOBODYS), "location": "/visakaz/"}),
    "an entry of the kit": (
        "/hotel/kit",
        302,
        {**(ALL | NEVER | HOTELS), "vary": "Accept-Language", "location": "/hotel/en/kit"},
    ),
    "an address without its last slash": (
        "/hotel/en",
        308,
        {**(ALL | NEVER | HOTELS), "location": "/hotel/en/"},
    ),
    "what would change a result": (f"/hotel/en/changes?{TOURIST}", 200, PAGE),
    "what would change no result": (
        "/hotel/en/changes",
        303,
        {**(ALL | FOR_A_MINUTE | HOTELS), "location": "/hotel/en/"},
    ),
    "the choice of a country": (f"/hotel/en/citizenship?{TOURIST}", 200, PAGE),
    "the same as a fragment": (
        "FRAGMENT/changes",
        200,
        SWAPPED | {"hx-push-url": f"/hotel/en/changes?{TOURIST}"},
    ),
    "that choice as a fragment": (
        "FRAGMENT/citizenship",
        200,
        SWAPPED | {"hx-push-url": f"/hotel/en/citizenship?{TOURIST}"},
    ),
    "an old fragment": (
        "/hotel/en/step/old?location=abroad",
        200,
        {
            **(ALL | NEVER | HOTELS | ENGLISH),
            "vary": "HX-Request",
            "etag": "…",
            "hx-redirect": "/hotel/en/?location=abroad",
        },
    ),
    "a refused answer": (
        "/hotel/en/?location=mars",
        400,
        {
            **(ALL | NEVER | HOTELS | ENGLISH),
            "vary": "HX-History-Restore-Request, Accept-Encoding",
        },
    ),
    "too long a query": (
        f"/hotel/en/?{'x' * 5000}",
        414,
        ALL | NEVER | ANYBODYS | ENGLISH | TEXT,
    ),
    "the privacy page": ("/hotel/en/privacy", 200, READ),
    "the sources": ("/hotel/en/sources/", 200, READ),
    "all categories": ("/hotel/en/visas/", 200, READ),
    "a category": ("/hotel/en/visas/diplomatic", 200, READ),
    "a result's QR code": (f"/hotel/en/qr.svg?{TOURIST}", 200, DRAWN),
    "the kit's QR code": ("/hotel/en/kit/qr.svg", 200, DRAWN),
    "the kit's QR code to print": (
        "/hotel/en/kit/qr.png",
        200,
        {**(ALL | FOR_A_MINUTE | HOTELS), "etag": "…", "content-type": "image/png"},
    ),
    "a picture for previews of links": (
        "IMAGE",
        200,
        {
            **(ALL | FOR_A_YEAR),
            "etag": "…",
            "content-type": "image/png",
            "content-security-policy": "default-src 'none'; img-src data:; "
            "style-src 'unsafe-inline'; sandbox",
        },
    ),
    "robots.txt": (
        "/robots.txt",
        200,
        {
            **(ALL | FOR_A_MINUTE | NOBODYS | TEXT),
            "etag": "…",
            "content-type": "text/plain; charset=utf-8",
        },
    ),
    "the map of the site": (
        "/sitemap.xml",
        200,
        {
            **(ALL | FOR_A_MINUTE | NOBODYS | TEXT),
            "etag": "…",
            "content-type": "application/xml; charset=utf-8",
        },
    ),
    "security.txt": (
        "/.well-known/security.txt",
        200,
        {
            **(ALL | NEVER | NOBODYS | TEXT),
            "etag": "…",
            "content-type": "text/plain; charset=utf-8",
        },
    ),
    "oEmbed": (
        f"/oembed?url={ORIGIN}/hotel/en/",
        200,
        {
            **(ALL | FOR_A_MINUTE | NOBODYS | TEXT),
            "etag": "…",
            "content-type": "application/json",
        },
    ),
    "oEmbed in XML": (f"/oembed?url={ORIGIN}/hotel/en/&format=xml", 501, NEGOTIATED),
    "an unknown partner": ("/nobody/", 404, NEGOTIATED),
    "an unknown address": ("/a/b/c/d", 404, NEGOTIATED),
    "a fragment of nothing": (
        "/hotel/en/step/",
        404,
        ALL | NEVER | ANYBODYS | ENGLISH | TEXT | {"hx-reswap": SWAPPED["hx-reswap"]},
    ),
}


def headers_of(answer: Answer) -> dict[str, str]:
    """The headers, without what differs from answer to answer."""
    shown = {name: answer.header(name) for name, _ in answer.headers}
    changing = {"date", "content-length", "etag", "last-modified"} & shown.keys()
    shown |= dict.fromkeys(changing, "…")
    policy = "content-security-policy"
    return shown | {policy: re.sub("'sha256-[^']+'", "'sha256-…'", shown[policy])}


def replaced(address: str, front: Front) -> str:
    """An address, with that of a fragment or of a picture in place of its name."""
    page = Main(front.ask("/hotel/en/").body.decode())
    if address == "FRAGMENT":
        return page.options["abroad"]["data-hx-get"]
    if address.startswith("FRAGMENT/"):
        step = page.options["abroad"]["data-hx-get"].partition("?")[0]
        return f"{address.replace('FRAGMENT', step)}?{TOURIST}"
    university = front.ask("/example-university/en/").body.decode()
    hotel = front.ask("/example-hotel/en/").body.decode()
    places = {
        "LOGO": re.findall(r"/example-university/logo/[\w.]+", university),
        "IMAGE": re.findall(r"/example-hotel/image/[\w.]+", hotel),
    }
    return places[address][0] if address in places else address


@pytest.mark.parametrize(("address", "status", "headers"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_has_these_headers(
    address: str, status: int, headers: dict[str, str], front: Front
) -> None:
    address = replaced(address, front)
    for _ in range(2):  # the second may be a kept one
        answer = front.ask(address, {"HX-Request": "true"})
        assert (answer.status, headers_of(answer)) == (status, headers)


def test_each_view_of_the_widget_has_a_line_here(front: Front, app: Flask) -> None:
    router = app.url_map.bind("")
    asked = {urlsplit(replaced(address, front)).path for address, *_ in ANSWERS.values()}
    seen = {router.match(path)[0] for path in asked if path != "/hotel/en"}
    assert {rule.endpoint for rule in app.url_map.iter_rules()} - seen == set()


def test_a_refused_method_has_these_headers(front: Front) -> None:
    answer = front.ask("/hotel/en/", method="POST")
    allowed = answer.header("Allow")
    assert {*allowed.split(", ")} == {"GET", "HEAD"}
    expected = {**(ALL | NEVER | ANYBODYS | ENGLISH), "allow": allowed}
    assert (answer.status, headers_of(answer)) == (405, expected)


def test_a_question_for_the_headers_alone_gets_the_same_ones(front: Front) -> None:
    answer = front.ask("/hotel/en/", method="HEAD")
    assert (answer.status, headers_of(answer), answer.body) == (200, PAGE, b"")


def test_an_unchanged_page_has_these_headers(front: Front) -> None:
    known = {"If-None-Match": front.ask("/hotel/en/").header("ETag")}
    answer = front.ask("/hotel/en/", known)
    expected = {name: PAGE[name] for name in PAGE.keys() - {"content-type", "content-length"}}
    assert (answer.status, headers_of(answer)) == (304, expected)


# nginx's own errors.

REFUSED = {
    **(ALL | NEVER),
    "content-language": "ru, kk, en",
    "content-security-policy": "default-src 'none'; style-src 'sha256-…'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors *",
}
SECOND = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"

REQUESTS = {
    "too large a body": (
        "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5000\r\n\r\n"
        + "a" * 5000,
        413,
    ),
    "too long an address": (f"GET /{'a' * 9000} HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    "too long a header": (f"GET / HTTP/1.1\r\nHost: a\r\nX: {'a' * 9000}\r\n\r\n", 400),
    "a request to be sent back": ("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405),
    "a tunnel": ("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "no host": ("GET / HTTP/1.1\r\n\r\n", 400),
    "two hosts": ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    "another protocol": ("GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505),
    "TLS where none is": ("\x16\x03\x01\x02\r\n\r\n", 400),
    "a path above the root": ("GET /../etc HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "a length and chunks": (
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
        f"0\r\n\r\n{SECOND}",
        400,
    ),
    "chunks and a length": (
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"
        f"0\r\n\r\n{SECOND}",
        400,
    ),
    "chunks behind a blank": (
        f"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n{SECOND}",
        400,
    ),
    "chunks behind a tab": (
        f"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n{SECOND}",
        501,
    ),
    "chunks twice": (
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n"
        f"0\r\n\r\n{SECOND}",
        400,
    ),
    "chunks within gzip": (
        f"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n{SECOND}",
        501,
    ),
    "a chunk without a length": (
        f"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n{SECOND}",
        400,
    ),
    "two lengths": (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n{SECOND}",
        400,
    ),
    "two lengths in one header": (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0, 5\r\n\r\n{SECOND}",
        400,
    ),
    "a length with a sign": (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +0\r\n\r\n{SECOND}",
        400,
    ),
    "a length below zero": (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n{SECOND}",
        400,
    ),
    "a length in hexadecimal": (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\n{SECOND}",
        400,
    ),
    "a length without a number": (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \r\n\r\n{SECOND}",
        400,
    ),
    "a length that no number holds": (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {10**20}\r\n\r\n{SECOND}",
        400,
    ),
    "a blank behind the name of the length": (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\n{SECOND}",
        400,
    ),
    "a chunk below zero": (
        f"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n{SECOND}",
        400,
    ),
    "a chunk whose length no number holds": (
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        f"{'F' * 17}\r\n\r\n{SECOND}",
        400,
    ),
    "chunks in HTTP/1.0": (
        f"POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{SECOND}",
        400,
    ),
    "chunks in quotation marks": (
        f'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n{SECOND}',
        501,
    ),
    "chunks behind a vertical tab": (
        f"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n{SECOND}",
        501,
    ),
    "another request behind a blank": (
        f"GET / HTTP/1.1 /x HTTP/1.1\r\nHost: a\r\n\r\n{SECOND}",
        400,
    ),
    "HTTP/2 without TLS": (f"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n{SECOND}", 400),
    "a sign that is not encoded": ('GET /visakaz/en/?x=" HTTP/1.1\r\nHost: a\r\n\r\n', 400),
    "a letter that is not encoded": ("GET /visakaz/en/\xe9 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "a host with a path": (f"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n{SECOND}", 400),
    "a header in two lines": (
        "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n Content-Length: 5\r\n\r\n",
        400,
    ),
    "a blank in a header's name": ("GET / HTTP/1.1\r\nHost: a\r\nX y: b\r\n\r\n", 400),
    "a line that ends early": ("GET / HTTP/1.1\r\nHost: a\r\nX: b\rY: c\r\n\r\n", 400),
    "a zero byte in a header": ("GET / HTTP/1.1\r\nHost: a\r\nX: b\0\r\n\r\n", 400),
}


def answers_in(received: bytes) -> list[Answer]:
    """The answers that came on one connection, each with a length."""
    answers, rest = [], received
    while rest:
        head, _, rest = rest.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        headers = [line.partition(": ")[::2] for line in lines]
        length = int({name.lower(): value for name, value in headers}["content-length"])
        answers.append(
            Answer(int(first.split()[1]), tuple((a.lower(), b) for a, b in headers), rest[:length])
        )
        rest = rest[length:]
    return answers


@pytest.mark.parametrize(("request_", "status"), REQUESTS.values(), ids=REQUESTS)
def test_what_nginx_refuses_does_not_reach_the_widget(
    request_: str, status: int, front: Front, times_asked: Callable[[], int]
) -> None:
    """The connection ends: what hides behind it is never read as a request of its own."""
    before = times_asked()
    (answer,) = answers_in(front.send(request_.encode("latin-1")))
    assert answer.status == status
    assert headers_of(answer) == REFUSED | {"connection": "close"}
    assert times_asked() == before


@pytest.fixture(scope="module")
def alone() -> Iterator[Front]:
    """nginx in front of nothing."""
    with front_of(free_port()) as front:
        yield front


def test_without_the_widget_there_is_an_error_page(alone: Front) -> None:
    answer = alone.ask("/visakaz/en/")
    assert (answer.status, headers_of(answer)) == (502, REFUSED)
    assert "This page cannot be shown now." in answer.body.decode()


def test_its_style_is_the_one_that_its_policy_allows(alone: Front) -> None:
    answer = alone.ask("/")
    (style,) = re.findall(b"<style>(.*?)</style>", answer.body)
    digest = b64encode(sha256(style).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in answer.header("Content-Security-Policy")


def test_an_error_page_has_the_headers_that_every_answer_has(alone: Front) -> None:
    answer = alone.ask("/")
    assert {name: answer.header(name) for name in EVERYWHERE} == EVERYWHERE


# What may pass.


def test_an_address_with_a_host_says_nothing_of_the_host(front: Front) -> None:
    """Servers must understand it (RFC 9112)."""
    own = front.ask("/visakaz/en/")
    (absolute,) = answers_in(
        front.send(
            b"GET http://evil.example/visakaz/en/ HTTP/1.1\r\nHost: evil.example\r\n"
            b"Connection: close\r\n\r\n"
        )
    )
    assert (absolute.status, absolute.body) == (200, own.body)


NOT_PASSED_ON = ("Content_Length", "X-Forwarded-Host", "X-Forwarded-For", "Forwarded", "Cookie")


@pytest.mark.parametrize("name", [*NOT_PASSED_ON, "X-Original-URL", "Range", "Authorization"])
def test_other_headers_do_not_reach_the_widget(name: str, front: Front) -> None:
    address = f"/visakaz/en/?header={name}"
    odd = front.ask(address, {name: "evil.example"})
    assert odd.body == front.ask(address).body


def test_languages_that_no_browser_asks_for_are_left_out(front: Front) -> None:
    answer = front.ask("/visakaz/", {"Accept-Language": "en\x7f"})
    assert (answer.status, answer.header("Location")) == (302, "/visakaz/ru/")


BODIES = {
    "with a length": "Content-Length: 7\r\n\r\nGET / H",
    "in chunks": "Transfer-Encoding: chunked\r\n\r\n7\r\nGET / H\r\n0\r\n\r\n",
}


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_never_becomes_a_part_of_the_next_request(
    body: str, method: str, front: Front
) -> None:
    """Neither on the visitor's connection nor on the one to the widget."""
    last = "GET /.well-known/security.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    for _ in range(5):
        first = f"{method} /hotel/ HTTP/1.1\r\nHost: a\r\n{body}"
        with_body, after = answers_in(front.send(f"{first}{last}".encode()))
        assert with_body.status == (405 if method == "POST" else 302)
        assert after.status == 200
        assert after.body.startswith(b"Contact: ")


# Limits.


def test_too_many_requests_of_one_visitor_are_refused_and_others_are_served(front: Front) -> None:
    flood = b"GET /robots.txt HTTP/1.1\r\nHost: a\r\nX-Visitor: 203.0.113.7\r\n\r\n" * 500
    last = b"GET /robots.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    answers: list[Answer] = []
    while not [each for each in answers if each.status == 429]:
        answers = answers_in(front.send(flood + last))
    refused = next(each for each in answers if each.status == 429)
    assert headers_of(refused) == REFUSED
    assert front.ask("/robots.txt", {"X-Visitor": "203.0.113.8"}).status == 200


def test_connections_that_drip_keep_nobody_away(front: Front) -> None:
    with ExitStack() as open_ones:
        for _ in range(500):
            slow = socket.create_connection(("127.0.0.1", front.port), timeout=60)
            open_ones.enter_context(slow).sendall(b"GET / HTTP/1.1\r\nHo")
        assert front.ask("/visakaz/en/").status == 200


# TLS.


def test_over_tls_browsers_are_told_to_come_so_again(front: Front) -> None:
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    connection = HTTPSConnection("127.0.0.1", front.tls_port, context=trusting, timeout=60)
    for path, expected in ("/hotel/en/", PAGE), (f"/{'a' * 9000}", REFUSED):
        connection.request("GET", path)
        answer = read(connection.getresponse())
        told = {"strict-transport-security": "max-age=63072000"}
        assert headers_of(answer) == expected | told | {"connection": answer.header("Connection")}
    connection.close()


def test_without_tls_an_address_leads_to_the_same_one_with_it(front: Front) -> None:
    answer = ask(front.plain_port, "/hotel/en/?location=abroad")
    headers = dict(answer.headers)
    del headers["date"]
    assert answer.status == 301
    assert headers == {
        "server": "nginx",
        "connection": "keep-alive",
        "content-length": str(len(answer.body)),
        "content-type": "text/html",
        "location": f"{ORIGIN}/hotel/en/?location=abroad",
    }
