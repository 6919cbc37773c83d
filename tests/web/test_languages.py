"""Languages: which one a visitor gets, and what the pages in it hold."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.conftest import Fetch, Main, answers_of, read_cases

WANTED = {
    "Russian": ("ru", "ru"),
    "Kazakh": ("kk", "kk"),
    "English": ("en", "en"),
    "the country's code for Kazakh": ("kz", "kk"),
    "the country's code twice": ("kz-KZ", "kk"),
    "a region": ("kk-KZ", "kk"),
    "a script and a region": ("kk-Cyrl-KZ", "kk"),
    "an underscore": ("kk_KZ", "kk"),
    "capitals": ("EN-us", "en"),
    "with a weight": ("ru;q=0.5", "ru"),
    "the heavier one": ("en;q=0.1, kz;q=0.9", "kk"),
    "the first of equals": ("en, kk", "en"),
    "the first one that there is": ("de-DE, de;q=0.9, en;q=0.8, ru;q=0.7", "en"),
    "none that there is": ("de-DE, de;q=0.9", "ru"),
    "anything": ("*", "ru"),
    "nothing": ("", "ru"),
    "nonsense": ("nonsense", "ru"),
    "signs": (",,;;q=,=", "ru"),
    "a weight that is none": ("en;q=x", "ru"),
    "letters that are no letters": ("\xff\xfe", "ru"),
    "a very long list": ("de," * 2000 + "kk", "kk"),
}


@pytest.mark.parametrize(("wanted", "language"), WANTED.values(), ids=WANTED)
def test_a_partners_address_leads_to_the_visitors_language(
    wanted: str, language: str, fetch: Fetch
) -> None:
    response = fetch.page("/visakaz/?location=abroad", **{"Accept-Language": wanted})
    assert response.headers["Location"] == f"/visakaz/{language}/?location=abroad"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Vary"] == "Accept-Language"


def test_without_the_header_the_partners_first_language_is_taken(
    fetch: Fetch, client: FlaskClient
) -> None:
    assert fetch.page("/visakaz/").headers["Location"] == "/visakaz/ru/"
    assert client.get("/hotel/").headers["Location"].startswith("/hotel/en/?")


def test_a_language_that_the_partner_does_not_offer_is_passed_over(client: FlaskClient) -> None:
    for wanted, language in {"kk": "en", "kk, ru;q=0.3": "ru"}.items():
        location = client.get("/hotel/", headers={"Accept-Language": wanted}).headers["Location"]
        assert location.startswith(f"/hotel/{language}/?")


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_in_a_path_that_names_a_language_no_other_is_spoken(language: str, fetch: Fetch) -> None:
    pages = {
        fetch.page(f"/visakaz/{language}/", **{"Accept-Language": wanted}).data
        for wanted in ("ru", "kk", "en", "")
    }
    assert len(pages) == 1


def test_a_partner_shows_its_own_languages_only(client: FlaskClient) -> None:
    links = Main(client.get("/hotel/en/").text).links
    assert [given["lang"] for _, given in links if "lang" in given] == ["en", "ru"]
    assert client.get("/hotel/kk/").status_code == 404


def test_a_language_is_named_in_itself(fetch: Fetch) -> None:
    links = Main(fetch.page("/visakaz/en/").text).links
    named = {given["lang"]: words for words, given in links if "lang" in given}
    assert named["ru"] == "Русский"
    assert named["kk"].startswith("Қазақ")
    assert named["en"] == "English"


PATHS = {row["outcome"]: answers_of(row) for row in read_cases("paths.csv")}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("outcome", PATHS)
def test_no_english_is_left_on_the_way_to_an_outcome(
    outcome: str, language: str, fetch: Fetch
) -> None:
    """No two English words stand side by side, on any step; one alone may be a name."""
    path = [f"{question}={option}" for question, option in PATHS[outcome]]
    for taken in range(len(path) + 1):
        html = fetch.page(f"/visakaz/{language}/?{'&'.join(path[:taken])}").text
        told = [Main(html).words, re.sub(r"<[^>]*>", " ", html.partition("<body>")[2])]
        told += re.findall(r'(?:aria-label|title|content)="([^"]+)"', html)
        words = re.sub("WhatsApp|Telegram", "|", " | ".join(told))  # names, side by side
        found = re.findall(r"[A-Za-z]{2,} [A-Za-z]{2,}", words)
        assert not found
