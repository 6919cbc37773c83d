"""What every test starts from: the application itself, and the cases that it must get right."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.content import HOTEL, serve, write_content
from widget.rules.file import load_rules
from widget.rules.model import Ruleset

# An administrator's own settings are none of the tests'.
for setting in ("WIDGET_CONTENT", "WIDGET_ORIGIN"):
    os.environ.pop(setting, None)

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("ru", "kk", "en")


def read_cases(name: str) -> list[dict[str, str]]:
    """The rows of a table of cases."""
    with (CASES / name).open(newline="") as file:
        return list(csv.DictReader(file))


def answers_of(row: dict[str, str]) -> list[tuple[str, str]]:
    """The answers of a row, in the order asked."""
    pairs = (pair.partition("=") for pair in row["answers"].split("&"))
    return [(question, option) for question, _, option in pairs]


class Main(HTMLParser):
    """The marks on a page's `<main>`, its options, and the words that a visitor reads.

    `links` holds every link's attributes by its words, `tags` each tag with its attributes.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.links: dict[str, dict[str, str]] = {}
        self._link: dict[str, str] = {}
        self._link_words = ""
        self.marks: dict[str, str] = {}
        self.options: dict[str, dict[str, str]] = {}
        self.words = ""
        self._within_main = False
        self.feed(html)
        self.words = " ".join(self.words.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag == "a":
            self._link, self._link_words = given, ""
        if tag == "main":
            self._within_main = True
            self.marks = {k: v for k, v in given.items() if k.startswith("data-")}
        if "data-option" in given:
            self.options[given["data-option"]] = given

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._within_main = False
        if tag == "a":
            self.links[" ".join(self._link_words.split())] = self._link

    def handle_data(self, data: str) -> None:
        self._link_words += data
        if self.tags and self.tags[-1][0] == "title":
            self.title += data.strip()
        if self._within_main:
            self.words += f" {data}"


def way_on(main: Main) -> dict[str, str]:
    """The one link of a page besides its header's, which leads to the partner's own site."""
    (link,) = [each for each in main.links.values() if not each["href"].startswith("https://")]
    return link


@pytest.fixture(scope="session")
def ruleset() -> Ruleset:
    return load_rules()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return serve(write_content(tmp_path_factory.mktemp("content")))


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


@pytest.fixture(scope="session")
def hotel(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site with a partner of its own, `hotel`, who fills in two answers."""
    directory = write_content(tmp_path_factory.mktemp("content"), {"hotel": HOTEL})
    return serve(directory).test_client()


class Fetch:
    """Fetches addresses as a browser or as htmx would; holds every answer to what all must keep."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def page(self, address: str, **headers: str) -> TestResponse:
        response = self.client.get(address, headers=headers)
        assert "Set-Cookie" not in response.headers
        assert "Access-Control-Allow-Origin" not in response.headers
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        return response

    def fragment(self, address: str) -> TestResponse:
        return self.page(address, **{"HX-Request": "true"})


@pytest.fixture
def fetch(client: FlaskClient) -> Fetch:
    return Fetch(client)
