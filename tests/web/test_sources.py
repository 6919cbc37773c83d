"""The page about where everything is from."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.browser.steps import OUTCOMES, TOURIST
from tests.conftest import LANGUAGES, Main, Say, Speak
from tests.content import ORIGIN, RURITANIA, serve
from widget.content import Content
from widget.rules.model import Ruleset


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_and_every_reading_is_there(
    language: str, site: FlaskClient, published: Flask, ruleset: Ruleset, speak: Speak
) -> None:
    content: Content = published.extensions["widget.content"]
    citizenships = content.besides.citizenships
    assert citizenships
    page, spoken = Main(site.get(f"/visakaz/{language}/sources/").text), speak(language)
    codes = [each.codes.source for each in ruleset.categories.values() if each.codes]
    readings = [each.text for each in ruleset.readings.values()]
    assert {each.reading for each in ruleset.points.values()} <= set(ruleset.readings)
    for text in filter(None, (*codes, *readings, citizenships.source)):
        said = " ".join(spoken.say(text).split())
        assert page.words.count(said) == 1, "also where several categories have it"


def test_what_the_agency_has_not_confirmed_yet_is_told_apart(
    site: FlaskClient, ruleset: Ruleset, say: Say
) -> None:
    words = Main(site.get("/visakaz/en/sources/").text).words
    confirmed, _, others = words.partition("Migration.KZ has not confirmed these yet:")
    for each in ruleset.readings.values():
        assert say(each.text) in (others if each.unconfirmed else confirmed)


def test_the_day_of_the_codes_is_told(site: FlaskClient, ruleset: Ruleset) -> None:
    words = Main(site.get("/visakaz/en/sources/").text).words
    for day in {each.codes.as_of for each in ruleset.categories.values() if each.codes}:
        assert f"(as of {day:%B} {day.day}, {day.year})" in words


def test_it_is_told_what_a_source_is_for(site: FlaskClient) -> None:
    words = Main(site.get("/visakaz/en/sources/").text).words
    assert (
        words.count("Official codes of the visas: ") == words.count("Stays without a visa: ") == 1
    )


def test_the_rules_age_and_their_comparison_are_told(site: FlaskClient, ruleset: Ruleset) -> None:
    words = Main(site.get("/visakaz/en/sources/").text).words
    assert ruleset.about.confirmed
    assert f"{ruleset.about.confirmed.year}." in words.partition("Compared with")[2]


def test_a_mistake_is_reported_with_the_address_and_the_version(
    site: FlaskClient, published: Flask
) -> None:
    page = Main(site.get(f"/hotel/en/sources/?{TOURIST}").text)
    version = published.extensions["widget.content"].code[:8]
    (mail,) = [given["href"] for _, given in page.links if given["href"].startswith("mailto:")]
    assert urlsplit(mail).path == "migration.kz@gmail.com"
    (body,) = parse_qs(unquote(urlsplit(mail).query, errors="strict"))["body"]
    assert body.startswith(f"{ORIGIN}/hotel/en/sources/ ({version})")
    assert f"Version {version}" in page.words


def test_it_is_found_from_every_result_and_leads_back(site: FlaskClient) -> None:
    address = f"/hotel/en/?{OUTCOMES['diplomatic']}"
    listed = Main(site.get(address).text).link("All visa categories")["href"]
    sources = Main(site.get(listed).text).link("Sources")["href"]
    assert Main(site.get(sources).text).link("Back")["href"].startswith("/hotel/en/?location=")


def test_another_agency_shows_its_own() -> None:
    client = serve(RURITANIA, ORIGIN).test_client()
    first = client.get("/", follow_redirects=True)
    path = first.request.path + "sources/"
    words = Main(client.get(path).text).words
    assert "gazette of Strelsau" in words
    assert "Does your course count?" in words, "a point that rests on no reading"
    assert "Kazakhstan" not in words
