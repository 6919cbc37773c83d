"""Fixtures: the rules, the application and its visitors; readers of pages and tables."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from werkzeug.test import TestResponse

from tests.content import ORIGIN, PARTNERS, serve, write_content
from tests.once import read_once
from widget.cli.words import words_in
from widget.content import Content, rules_path
from widget.partners.names import Names
from widget.rules.file import load_rules
from widget.rules.model import Ruleset
from widget.rules.texts import names_in_texts
from widget.rules.wording import Text
from widget.settings import CONTENT
from widget.words import Words

# The tests do not depend on the settings of the machine.
for setting in ("WIDGET_CONTENT", "WIDGET_ORIGIN"):
    os.environ.pop(setting, None)

# Hypothesis generates the same requests in each run of the tests, and other ones in `make fuzz`.
every_machine = {"deadline": None, "suppress_health_check": [*HealthCheck]}
settings.register_profile("steady", max_examples=300, derandomize=True, **every_machine)
settings.register_profile("fuzz", max_examples=10_000, **every_machine)
settings.load_profile("steady")

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("ru", "kk", "en")


ANCHOR = "#heading"
"""The end of a link that loads the page of a step: the focus goes there."""


def read_cases(name: str) -> list[dict[str, str]]:
    """The rows of a table in tests/cases."""
    return read_table(CASES / name)


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file: column → cell."""
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def answers_of(row: dict[str, str]) -> list[tuple[str, str]]:
    """The answers of a row, in the order asked."""
    pairs = (pair.partition("=") for pair in row["answers"].split("&"))
    return [(question, option) for question, _, option in pairs]


def without_bdi(html: str) -> str:
    """A page without the <bdi> elements around names, as people read it."""
    return re.sub("</?bdi[^>]*>", "", html)


class Main(HTMLParser):
    """A parsed page.

    `marks` are the `data-` attributes of `<main>`, `words` its text; `options` maps ids of options
    to their links. `tags` holds each tag with its attributes, `links` the text of each link with
    its attributes. <bdi> around names and the anchor of links to a step are removed.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.links: list[tuple[str, dict[str, str]]] = []
        self._link: dict[str, str] = {}
        self._link_words = ""
        self.marks: dict[str, str] = {}
        self.options: dict[str, dict[str, str]] = {}
        self.words = ""
        self._within_main = False
        self.feed(without_bdi(html))
        self.words = " ".join(self.words.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: (value or "").removesuffix(ANCHOR) for name, value in attrs}
        self.tags.append((tag, given))
        if tag == "a":
            self._link, self._link_words = given, ""
        if tag == "main":
            self._within_main = True
            self.marks = {
                k: v
                for k, v in given.items()
                if k.startswith("data-") and not k.startswith("data-hx-")
            }
        if "data-option" in given:
            self.options[given["data-option"]] = given

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._within_main = False
        if tag == "a":
            self.links.append((" ".join(self._link_words.split()), self._link))

    def handle_data(self, data: str) -> None:
        self._link_words += data
        if self.tags and self.tags[-1][0] == "title":
            self.title += data.strip()
        if self._within_main:
            self.words += f" {data}"

    def link(self, words: str) -> dict[str, str]:
        """The attributes of the one link with these words."""
        (found,) = [given for text, given in self.links if text == words]
        return found

    def change(self, question: str) -> dict[str, str]:
        """The attributes of the one link that changes the answer to a question."""
        line = re.compile(rf"{re.escape(question)}(:| \().* Change")
        (found,) = [given for text, given in self.links if line.fullmatch(text)]
        return found


def only_link(main: Main) -> dict[str, str]:
    """The only link of a page besides the header's link to the partner's site."""
    (link,) = [given for _, given in main.links if not given["href"].startswith("https://")]
    return link


def fragment_address(client: FlaskClient, query: str) -> str:
    """The address of a step's fragment, in the current version."""
    known = Main(client.get("/visakaz/en/").text).options["abroad"]["data-hx-get"]
    return f"{urlsplit(known).path}?{query}"


@pytest.fixture(scope="session", autouse=True)
def files_read_once() -> Iterator[None]:
    """Read equal files once; reading them each time takes a quarter of the time of all tests."""
    with pytest.MonkeyPatch.context() as patch:
        read_once(patch)
        yield


@pytest.fixture(scope="session")
def ruleset() -> Ruleset:
    return load_rules(rules_path(CONTENT))


@pytest.fixture(scope="session")
def agency_names(app: Flask) -> Names:
    """The agency's names in its shipped file."""
    return cast(Content, app.extensions["widget.content"]).agency.name


@pytest.fixture(scope="session")
def agency_name(agency_names: Names) -> str:
    """The agency's name on English pages."""
    return agency_names.said_in("en").text


Speak = Callable[[str], Words]
"""Language tag → its words, with the texts of the shipped rules as pages show them."""

Say = Callable[[Text], str]
"""Text of the shipped rules → its English as pages show it."""

Told = Callable[[str, str], str]
"""Question id, option id → the preset answer in English, in the words in which pages show it."""


@pytest.fixture(scope="session")
def speak(ruleset: Ruleset, agency_names: Names) -> Speak:
    @cache
    def spoken(language: str) -> Words:
        names = names_in_texts(ruleset, agency_names.said_in(language).text)
        return replace(words_in(language, ruleset=ruleset), names=names)

    return spoken


@pytest.fixture(scope="session")
def say(speak: Speak) -> Say:
    return speak("en").say


@pytest.fixture(scope="session")
def told(ruleset: Ruleset, say: Say) -> Told:
    def tell(question: str, option: str) -> str:
        asked = ruleset.questions[question]
        return f"{say(asked.short)}: {say(asked.options[option].text)}"

    return tell


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content directory with the partners of tests/content.py. No test may change it."""
    return write_content(tmp_path_factory.mktemp("content"), PARTNERS)


@pytest.fixture(scope="session")
def app(content: Path) -> Flask:
    """The application without an origin."""
    return serve(content)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor of the application without an origin."""
    return app.test_client()


@pytest.fixture(scope="session")
def published(content: Path) -> Flask:
    """The application with the origin `tests.content.ORIGIN`."""
    return serve(content, ORIGIN)


@pytest.fixture
def site(published: Flask) -> FlaskClient:
    """A visitor of the application with an origin."""
    return published.test_client()


class Fetch:
    """Fetches pages and fragments, and checks the headers that every response must have."""

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
