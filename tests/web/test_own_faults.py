"""A fault of our own: what a visitor sees of it, and what stands in the log."""

from __future__ import annotations

import json
import logging
import re
from io import StringIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import Client

from tests.conftest import Main, only_link
from widget.web.cache import Cached
from widget.web.log import Logged

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


@pytest.mark.parametrize("headers", [{}, {"X-Request-Id": "00c0ffee"}], ids=["alone", "a proxy"])
def test_the_code_on_the_page_is_the_id_in_the_logs(
    headers: dict[str, str], faulty: FlaskClient
) -> None:
    stream = StringIO()
    visitor = Client(Logged(Cached(faulty.application.wsgi_app, by_host=False), stream))
    page = Main(visitor.get("/visakaz/en/", headers=headers).text)
    code = json.loads(stream.getvalue())["id"]
    assert f"tell the agency this code: {code}" in page.words
    assert headers.get("X-Request-Id", code) == code


def test_an_internal_error_shows_a_link_in_the_language_of_the_path(faulty: FlaskClient) -> None:
    response = faulty.get("/visakaz/kk/", headers={"Accept-Language": "en"})
    assert response.headers["Cache-Control"] == "no-store, no-transform"
    assert response.headers["Content-Language"] == "kk"
    assert only_link(Main(response.text))["href"] == "/visakaz/kk/"


def test_an_internal_error_in_a_fragment_is_a_fragment(
    faulty: FlaskClient, client: FlaskClient
) -> None:
    outcome = Main(faulty.get("/visakaz/en/?location=abroad&passport=service").text)
    assert outcome.marks["data-outcome"] == "service", "what is not broken is still served"
    address = Main(client.get("/visakaz/en/").text).options["abroad"]["data-hx-get"]
    response = faulty.get(address, headers={"HX-Request": "true"})
    assert response.status_code == 500
    assert [tag for tag, _ in Main(response.text).tags[:2]] == ["title", "main"]
    assert "HX-Push-Url" not in response.headers
