"""The Nu HTML checker finds no mistakes in the widget's responses."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.browser.nu import nu_findings
from tests.browser.steps import KITS, PAGES, TO_READ, address
from tests.conftest import LANGUAGES, Fetch
from widget.cli.demo import sample_page

SWAPPED = [name for name in PAGES if name not in TO_READ]
BROKEN = "<!doctype html><html lang=en><title>a</title><p id=a><p id=a>"


@pytest.fixture(scope="module")
def found(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the checker says about each file; it starts slowly, so it runs once for all of them."""
    directory = tmp_path_factory.mktemp("answers")
    broken = {"broken.html": BROKEN, "broken.css": "a { colour: red }"}
    for name, text in {**html(app), **css(app), **broken}.items():
        (directory / name).write_text(text)
    return nu_findings(directory)


def html(app: Flask) -> dict[str, str]:
    """Every page, its fragment and the kit in every language, and the demonstration's page."""
    fetch = Fetch(app.test_client())
    version = app.extensions["widget.content"].version["visakaz"]
    # HTML requires a number of pixels there, but browsers accept a percentage (decision 23).
    sample = sample_page("http://127.0.0.1:8000/demo/").replace(' width="100%"', "")
    files = {"demo.html": sample}
    for language in LANGUAGES:
        for name in PAGES:
            page = fetch.page(address(language, name)).text
            files[file_of("page", name, language)] = page
        for name in SWAPPED:
            fragment = fetch.fragment(as_fragment(address(language, name), version)).text
            files[file_of("fragment", name, language)] = document(fragment, language)
        for name, query in KITS.items():
            page = fetch.page(f"/visakaz/{language}/kit{query}").text
            files[file_of("kit", name, language)] = page
    return files


def as_fragment(path: str, version: str) -> str:
    """The address of a page's fragment, or of an error's fragment if there is no such page."""
    start, _, rest = path.rpartition("/")
    step = f"{start}/step/{version}"
    return f"{step}{rest}" if rest.startswith("?") else f"{step}/{rest}"


def document(fragment: str, language: str) -> str:
    """Return a fragment as a whole document, which the checker needs."""
    title, end, main = fragment.partition("</title>")
    head = f"<!doctype html><html lang={language}><meta charset=utf-8>"
    return f"{head}{title}{end}<body>{main}"


def file_of(kind: str, name: str, language: str) -> str:
    """The name of the file that the checker gets."""
    return f"{kind}-{name.replace(' ', '-')}-{language}.html"


def css(app: Flask) -> dict[str, str]:
    """The style sheets."""
    front = app.test_client().get(address("en", "location")).text
    return {"widget.css": re.findall("<style>(.*?)</style>", front)[0]}


PARTS = [
    *(("page", name) for name in PAGES),
    *(("fragment", name) for name in SWAPPED),
    *(("kit", name) for name in KITS),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "name"), PARTS)
def test_the_markup_is_right(
    kind: str, name: str, language: str, found: dict[str, list[str]]
) -> None:
    assert file_of(kind, name, language) not in found


@pytest.mark.parametrize("name", ["demo.html", "widget.css"])
def test_the_files_beside_the_pages_are_right(name: str, found: dict[str, list[str]]) -> None:
    assert name not in found


def test_the_checker_looks(found: dict[str, list[str]]) -> None:
    assert "Duplicate ID “a”." in " ".join(found["broken.html"])
    assert "“colour” doesn't exist" in " ".join(found["broken.css"])
