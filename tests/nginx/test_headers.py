"""Each kind of answer through nginx has the headers of its line in kinds.py, and no others."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.routing import RequestRedirect

from tests.nginx.front import Front
from tests.nginx.kinds import ALL, ANSWERS, ANYBODYS, ENGLISH, NEVER, PAGE, headers_of, replaced


@pytest.mark.parametrize(("address", "status", "headers"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_has_these_headers(
    address: str, status: int, headers: dict[str, str], front: Front
) -> None:
    address = replaced(address, front)
    for _ in range(2):  # the second may be a kept one
        answer = front.ask(address, {"HX-Request": "true"})
        assert (answer.status, headers_of(answer)) == (status, headers)


def test_each_route_of_the_widget_has_a_line_in_the_table(front: Front, app: Flask) -> None:
    router = app.url_map.bind("")
    listed = set()
    for address, *_ in ANSWERS.values():
        with suppress(RequestRedirect):  # the router adds a slash
            listed.add(router.match(urlsplit(replaced(address, front)).path)[0])
    assert {rule.endpoint for rule in app.url_map.iter_rules()} - listed == set()


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
