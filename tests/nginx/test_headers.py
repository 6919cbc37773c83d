"""Each kind of answer through nginx has the headers of its line in kinds.py, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.routing import RequestRedirect

from tests.browser.steps import TOURIST
from tests.content import HOTEL, write_content
from tests.nginx.conftest import front_of, served
from tests.nginx.front import Answer, Front
from tests.nginx.kinds import (
    ALL,
    ANSWERS,
    ANYBODYS,
    ENGLISH,
    HOTELS,
    NEGOTIATED,
    NEVER,
    SWAPPED,
    TEXT,
    headers_of,
    replaced,
)

HTMX = {"HX-Request": "true"}


def check(answer: Answer, status: int, headers: dict[str, str]) -> None:
    assert (answer.status, headers_of(answer)) == (status, headers)


@pytest.mark.parametrize(("address", "status", "headers"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_has_these_headers(
    address: str, status: int, headers: dict[str, str], front: Front
) -> None:
    address = replaced(address, front)
    for _ in range(2):  # the second may come from the cache
        check(front.ask(address, HTMX), status, headers)


@pytest.mark.parametrize(("address", "status", "headers"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_to_another_request_for_the_same_has_the_same_headers(
    address: str, status: int, headers: dict[str, str], front: Front
) -> None:
    """HEAD, a range and gzip are tried. A kept answer that the browser knows already gets 304."""
    address = replaced(address, front)
    head = front.ask(address, HTMX, "HEAD")
    check(head, status, headers)
    assert head.body == b""
    check(front.ask(address, HTMX | {"Range": "bytes=5-1"}), status, headers)
    compressed = (
        {"content-encoding": "gzip"} if "Accept-Encoding" in headers.get("vary", "") else {}
    )
    check(front.ask(address, HTMX | {"Accept-Encoding": "gzip"}), status, headers | compressed)
    known = front.ask(address, HTMX | {"If-None-Match": head.header("ETag") or "*"})
    if "etag" in headers and headers["cache-control"].startswith("public"):
        of_the_body = {"content-type", "content-length"}
        check(known, 304, {name: headers[name] for name in headers.keys() - of_the_body})
    else:
        check(known, status, headers)


def test_each_route_of_the_widget_has_a_line_in_the_table(front: Front, app: Flask) -> None:
    router = app.url_map.bind("")
    listed = set()
    for address, *_ in ANSWERS.values():
        with suppress(RequestRedirect):  # the router adds a slash
            listed.add(router.match(urlsplit(replaced(address, front)).path)[0])
    assert {rule.endpoint for rule in app.url_map.iter_rules()} - listed == set()


OTHERWISE = {
    "a page that htmx asks for at Back": (
        "/hotel/en/?location=abroad",
        {"HX-History-Restore-Request": "true"},
        200,
        {
            **(ALL | NEVER | HOTELS | ENGLISH),
            "vary": "HX-History-Restore-Request",
            "etag": "…",
            "hx-refresh": "true",
        },
    ),
    "a fragment that a browser opens": (
        "FRAGMENT?location=abroad",
        {},
        303,
        {
            **(ALL | NEVER | HOTELS),
            "vary": "HX-Request",
            "location": "/hotel/en/?location=abroad",
        },
    ),
}


@pytest.mark.parametrize(
    ("address", "request_headers", "status", "headers"), OTHERWISE.values(), ids=OTHERWISE
)
def test_an_answer_without_htmx_or_to_its_back_has_these_headers(
    address: str,
    request_headers: dict[str, str],
    status: int,
    headers: dict[str, str],
    front: Front,
) -> None:
    check(front.ask(replaced(address, front), request_headers), status, headers)


@pytest.mark.parametrize("method", ["POST", "OPTIONS", "DELETE"])
def test_a_refused_method_has_these_headers(method: str, front: Front) -> None:
    answer = front.ask("/hotel/en/", method=method)
    allowed = answer.header("Allow")
    assert {*allowed.split(", ")} == {"GET", "HEAD"}
    check(answer, 405, {**(ALL | NEVER | ANYBODYS | ENGLISH), "allow": allowed})


# Faults of the widget's own.

FAILED = ALL | NEVER | ANYBODYS | ENGLISH | TEXT
FAULTY = {
    "a fault in a page": (f"/hotel/en/?{TOURIST}", 500, FAILED),
    "a fault in a fragment": (
        f"FRAGMENT?{TOURIST}",
        500,
        FAILED | {"hx-reswap": SWAPPED["hx-reswap"]},
    ),
    "a partner whose file is wrong": ("/wrong/en/", 503, FAILED),
    "a partner who has left": ("/closed/en/", 410, FAILED),
    "the entry of a partner who has left": ("/closed/", 410, NEGOTIATED),
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """nginx in front of a widget that fails on results; one partner is closed, one file wrong."""
    content = tmp_path_factory.mktemp("content")
    partners = {"hotel": HOTEL, "closed": f"closed = true\n{HOTEL}", "wrong": "name = 1"}
    write_content(content, partners)
    log = content / "widget.log"
    with served(content, log, "tests.nginx.faulty:app") as widget, front_of(widget.port) as front:
        yield front


@pytest.mark.parametrize(("address", "status", "headers"), FAULTY.values(), ids=FAULTY)
def test_an_answer_of_a_widget_that_fails_has_these_headers(
    address: str, status: int, headers: dict[str, str], faulty: Front
) -> None:
    check(faulty.ask(replaced(address, faulty), HTMX), status, headers)
