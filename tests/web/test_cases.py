"""Each path and each case leads to its outcome."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from flask import Flask

from tests.conftest import LANGUAGES, Fetch, Main, answers_of, read_cases, read_table
from widget.settings import CONTENT

PATHS = read_cases("paths.csv")
PERSONAS = read_table(CONTENT / "cases.csv")


def marks_of(row: dict[str, str]) -> dict[str, str]:
    """The `data-` attributes that the page of a row's outcome must have."""
    marks = {
        "data-outcome": row["outcome"],
        "data-entry": row["entry"],
        "data-clause": row["clause"],
        "data-confirm": row["confirm"],
    }
    return {name: value for name, value in marks.items() if value}


@pytest.mark.parametrize(
    "row", PERSONAS, ids=[row["id"] + ": " + row["person"] for row in PERSONAS]
)
def test_a_person_reaches_the_outcome(row: dict[str, str], fetch: Fetch) -> None:
    marks = Main(fetch.page(f"/visakaz/en/?{row['answers']}").text).marks
    confirmed = "yes" if marks.pop("data-confirm", "") else "no"
    assert marks == marks_of(row | {"confirm": ""})
    assert confirmed == row["confirm"]


def test_there_are_325_paths() -> None:
    assert len({row["answers"] for row in PATHS}) == 325


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_path_leads_link_by_link_to_its_outcome(
    language: str, fetch: Fetch, app: Flask
) -> None:
    """Each step is fetched as a page and as a fragment; both hold the same `<main>`."""
    steps = Steps(fetch, app, language)
    for row in PATHS:
        path = answers_of(row)
        for taken, (question, option) in enumerate(path):
            main = steps.main(path[:taken])
            assert main.marks == {"data-question": question}
            link = main.options[option]
            assert link["href"] == steps.address(path[: taken + 1])
            assert link["data-hx-get"] == steps.fragment(path[: taken + 1]), "each is swapped"
        marks = dict(steps.main(path).marks)
        marks["data-confirm"] = " ".join(sorted(marks.get("data-confirm", "").split()))
        assert {name: value for name, value in marks.items() if value} == marks_of(row)


class Steps:
    """The steps of one language, each fetched once."""

    def __init__(self, fetch: Fetch, app: Flask, language: str) -> None:
        version = app.extensions["widget.content"].version["visakaz"]
        self._fetch = fetch
        self._page = f"/visakaz/{language}/"
        self._fragment = f"{self._page}step/{version}"
        self._mains: dict[str, Main] = {}

    def address(self, answers: list[tuple[str, str]]) -> str:
        """The address of a step's page."""
        return f"{self._page}{_query(answers)}"

    def fragment(self, answers: list[tuple[str, str]]) -> str:
        """The address of a step's fragment."""
        return f"{self._fragment}{_query(answers)}"

    def main(self, answers: list[tuple[str, str]]) -> Main:
        """A step's `<main>`, the same in its page and in its fragment."""
        address = self.address(answers)
        if address not in self._mains:
            fragment = self._fetch.fragment(self.fragment(answers))
            assert fragment.headers["HX-Push-Url"] == address
            page, part = Main(self._fetch.page(address).text), Main(fragment.text)
            assert (part.marks, part.words) == (page.marks, page.words)
            assert part.options == undescribed(page.options)
            self._mains[address] = page
        return self._mains[address]


def undescribed(options: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """The options without what tells the question to those who come to the first one by Tab."""
    return {
        key: {name: value for name, value in given.items() if name != "aria-describedby"}
        for key, given in options.items()
    }


def _query(answers: list[tuple[str, str]]) -> str:
    return f"?{urlencode(answers)}" if answers else ""
