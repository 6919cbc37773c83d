"""The pages of all categories: what each says, where it leads, and who may index it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.browser.steps import OUTCOMES, QUESTIONS, TOURIST
from tests.conftest import LANGUAGES, Main, Speak
from tests.content import ORIGIN, RURITANIA, serve
from widget.rules.model import Ruleset

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


def plain(text: str) -> str:
    return " ".join(text.split())


@in_every_language
def test_the_list_names_every_category_and_whom_it_is_for(
    language: str, site: FlaskClient, ruleset: Ruleset, speak: Speak
) -> None:
    page = Main(site.get(f"/visakaz/{language}/visas/").text)
    leads, spoken = {given["href"]: words for words, given in page.links}, speak(language)
    for category in ruleset.categories.values():
        words = leads[f"/visakaz/{language}/visas/{category.id}"]
        for text in (category.name, *category.whom):
            assert plain(spoken.say(text)) in words


@in_every_language
def test_a_category_has_every_condition_with_the_original(
    language: str, site: FlaskClient, ruleset: Ruleset, speak: Speak
) -> None:
    spoken = speak(language)
    for category in ruleset.categories:
        page = Main(site.get(f"/visakaz/{language}/visas/{category}").text)
        for clause in (each for each in ruleset.clauses.values() if each.category == category):
            assert plain(spoken.say(clause.text)) in page.words
            assert plain(clause.quote) in page.words
            assert clause.id in page.words


def test_each_example_leads_to_its_category(site: FlaskClient, ruleset: Ruleset) -> None:
    """Also where the partner answers questions ahead."""
    for category in ruleset.categories:
        page = Main(site.get(f"/hotel/en/visas/{category}").text)
        examples = [given["href"] for _, given in page.links if "/en/?" in given["href"]]
        assert examples
        for address in examples:
            assert Main(site.get(address).text).marks["data-outcome"] == category


def test_it_is_told_where_nobody_is_led_there(
    site: FlaskClient, ruleset: Ruleset, speak: Speak
) -> None:
    inside = speak("en").say(ruleset.questions["location"].options["kazakhstan"].text)
    told = f"The questions lead nobody to this visa who answers: {inside}."
    assert told in Main(site.get("/hotel/en/visas/tourist").text).words
    assert "lead nobody" not in Main(site.get("/hotel/en/visas/business").text).words


@pytest.mark.parametrize("step", [*OUTCOMES, "location"])
def test_each_result_and_the_first_question_lead_to_the_list_and_back(
    step: str, site: FlaskClient
) -> None:
    address = f"/visakaz/en/?{(OUTCOMES | QUESTIONS)[step]}".rstrip("?")
    listed = Main(site.get(address).text).link("All visa categories")["href"]
    page = Main(site.get(listed).text)
    assert page.link("Back")["href"] == address
    (category,) = [given["href"] for _, given in page.links if "/visas/tourist" in given["href"]]
    assert Main(site.get(category).text).link("Back")["href"] == listed


def test_further_questions_do_not_lead_there(site: FlaskClient) -> None:
    assert "All visa categories" not in site.get("/visakaz/en/?location=abroad").text


@pytest.mark.parametrize("path", ["visas/", "visas/tourist"])
def test_only_the_agencys_pages_are_indexed(path: str, site: FlaskClient) -> None:
    own = site.get(f"/visakaz/en/{path}?{TOURIST}").text
    assert f'<link rel="canonical" href="{ORIGIN}/visakaz/en/{path}">' in own
    for language in LANGUAGES:
        href = f"{ORIGIN}/visakaz/{language}/{path}"
        assert f'<link rel="alternate" hreflang="{language}" href="{href}">' in own
    assert "noindex" not in own
    assert "noindex" in site.get(f"/hotel/en/{path}").text


def test_the_sitemap_lists_the_agencys_pages(site: FlaskClient, ruleset: Ruleset) -> None:
    robots = site.get("/robots.txt").text
    (address,) = re.findall("^Sitemap: (.*)$", robots, re.MULTILINE)
    assert address == f"{ORIGIN}/sitemap.xml"
    response = site.get("/sitemap.xml")
    assert response.mimetype == "application/xml"
    listed = [each.text or "" for each in ElementTree.fromstring(response.text).iter() if each.text]
    assert len(listed) == len({*listed}) == len(LANGUAGES) * (5 + len(ruleset.categories))
    for each in listed:
        page = site.get(each.removeprefix(ORIGIN)).text
        assert f'<link rel="canonical" href="{each}">' in page


def test_without_an_origin_there_is_no_sitemap(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/sitemap.xml", headers={"Host": "foreign.example"}).status_code == 404
    assert "Sitemap" not in client.get("/robots.txt", headers={"Host": "foreign.example"}).text


@pytest.mark.parametrize("path", ["visas/spy", "visas/ask_family", "visas/tourist/"])
def test_what_is_no_category_is_not_found(path: str, site: FlaskClient) -> None:
    assert site.get(f"/visakaz/en/{path}").status_code == 404


def test_another_agency_has_its_own() -> None:
    client = serve(RURITANIA, ORIGIN).test_client()
    first = client.get("/", follow_redirects=True)
    listed = Main(first.text).link("All visa categories")["href"]
    page = Main(client.get(listed).text)
    assert "Kazakhstan" not in page.words
    for _, given in page.links:
        if "/visas/" in given["href"]:
            assert client.get(given["href"]).status_code == 200
