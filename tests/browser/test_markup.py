"""The Nu HTML checker finds nothing wrong with what the widget answers."""

from __future__ import annotations

import json
import re
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.browser.steps import PAGES, address
from tests.conftest import LANGUAGES, Fetch
from widget.cli.demo import ROOT, sample_page
from widget.content import STATIC, Site

CHECKER = ROOT / "tests/tools/node_modules/vnu-jar/build/dist/vnu.jar"

BROKEN = "<!doctype html><html lang=en><title>a</title><p id=a><p id=a>"

NO_MISTAKES = (
    # Safari takes a list without bullets for no list, unless it is told.
    "The “list” role is unnecessary for element “ul”.",
    # Younger than the checker.
    "CSS: Unrecognized at-rule “@view-transition”",
    "CSS: “frame-sizing”: Property “frame-sizing” doesn't exist.",
)


@pytest.fixture(scope="module")
def found(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the checker says of each file; it starts once for all of them, as it takes its time."""
    directory = tmp_path_factory.mktemp("answers")
    broken = {"broken.html": BROKEN, "broken.css": "a { colour: red }"}
    for name, text in {**html(app), **css(app), **broken}.items():
        (directory / name).write_text(text)
    command = ["java", "-jar", CHECKER, "--also-check-css", "--format", "json", "--stdout"]
    report = subprocess.run([*command, directory], stdout=subprocess.PIPE, check=False).stdout
    found = defaultdict(list)
    for message in json.loads(report)["messages"]:
        if message["message"] not in NO_MISTAKES:
            found[Path(message["url"]).name].append(words(message))
    return found


def words(message: dict[str, Any]) -> str:
    """Say in one line what is wrong and where."""
    return f"{message['message']} ({message.get('extract', '').strip()})"


def html(app: Flask) -> dict[str, str]:
    """Every page and its fragment in every language, and the page that the demonstration shows."""
    fetch, site = Fetch(app.test_client()), app.extensions["widget"]
    files = {"demo.html": sample_page("http://127.0.0.1:8000/demo/")}
    for language in LANGUAGES:
        for name in PAGES:
            path = address(language, name)
            fragment = fetch.fragment(as_fragment(path, site)).text
            files[file_of("page", name, language)] = fetch.page(path).text
            files[file_of("fragment", name, language)] = document(fragment, language)
    return files


def as_fragment(path: str, site: Site) -> str:
    """The address of a page's fragment; of an error's, where no such page is."""
    start, _, rest = path.rpartition("/")
    step = f"{start}/step/{site.version(site.agency)}"
    return f"{step}{rest}" if rest.startswith("?") else f"{step}/{rest}"


def document(fragment: str, language: str) -> str:
    """Make a whole document, which the checker wants, of a fragment."""
    title, end, main = fragment.partition("</title>")
    head = f"<!doctype html><html lang={language}><meta charset=utf-8>"
    return f"{head}{title}{end}<body>{main}"


def file_of(kind: str, name: str, language: str) -> str:
    """The name of the file that the checker is given."""
    return f"{kind}-{name.replace(' ', '-')}-{language}.html"


def css(app: Flask) -> dict[str, str]:
    """The style sheets."""
    front = app.test_client().get(address("en", "location")).text
    theme = re.findall(r'href="(/visakaz/theme/.+?)"', front)[0]
    return {
        "widget.css": (STATIC / "widget.css").read_text(),
        "theme.css": app.test_client().get(theme).text,
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("kind", ["page", "fragment"])
def test_the_markup_is_right(
    kind: str, name: str, language: str, found: dict[str, list[str]]
) -> None:
    assert found[file_of(kind, name, language)] == []


@pytest.mark.parametrize("name", ["demo.html", "widget.css", "theme.css"])
def test_what_stands_beside_the_pages_is_right(name: str, found: dict[str, list[str]]) -> None:
    assert found[name] == []


def test_the_checker_looks(found: dict[str, list[str]]) -> None:
    assert "Duplicate ID “a”." in " ".join(found["broken.html"])
    assert "“colour” doesn't exist" in " ".join(found["broken.css"])
