"""Each kind of answer through nginx has the headers of its line in kinds.py, and no others."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask import Flask

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
