"""The screen of what would change a result: its rows, its links, its fragment."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl

import pytest
from flask.testing import FlaskClient

from tests.browser.steps import OUTCOMES
from tests.conftest import LANGUAGES, Fetch, Main, Say, Speak, fragment_address, without_bdi
from widget.rules.changes import Change, Changes, changes
from widget.rules.model import Ruleset
from widget.words import Words

TOURIST = "location=abroad&passport=national&capacity=none&purpose=tourism"
INSIDE = "location=kazakhstan&need=stay&passport=national&capacity=none&purpose=tourism"
HEADING = "What answer would change this?"


def changes_of(answers: str, ruleset: Ruleset) -> tuple[Changes, ...]:
    """What would change the result of a query."""
    return changes(ruleset, tuple(parse_qsl(answers)))


def address_of(change: Change, language: str = "en") -> str:
    """Where the link of another answer leads."""
    return f"/visakaz/{language}/?{'&'.join('='.join(pair) for pair in change.answers)}"


def told(change: Change, words: Words) -> str:
    """Another answer and where it leads, in words."""
    if change.same_outcome:
        leads = words.gettext("the same result, but the points to ask about change")
    else:
        outcome = change.outcome
        leads = words.say(outcome.name) if outcome else words.gettext("more questions")
    return " ".join(f"{words.say(change.option.text)} {leads}".split())  # as a page, parsed


def sections(html: str) -> dict[str, str]:
    """Question → the HTML below it."""
    found = re.findall("(?s)<section><h2>(.*?)</h2>(.*?)</section>", without_bdi(html))
    return {unescape(question): below for question, below in found}


def fragment_of(fetch: Fetch, answers: str) -> str:
    """The address of the screen's fragment."""
    return fragment_address(fetch.client, answers).replace("?", "/changes?")


# What it shows.


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_other_answer_is_a_link_and_tells_where_it_leads(
    outcome: str, language: str, fetch: Fetch, ruleset: Ruleset, speak: Speak
) -> None:
    words = speak(language)
    html = fetch.page(f"/visakaz/{language}/changes?{OUTCOMES[outcome]}").text
    shown = {
        question: [(said, given["href"]) for said, given in Main(below).links]
        for question, below in sections(html).items()
    }
    assert shown == {
        words.say(each.question.short): [
            (told(change, words), address_of(change, language)) for change in each.changing
        ]
        for each in changes_of(OUTCOMES[outcome], ruleset)
    }


@pytest.mark.slow
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_link_leads_where_it_says(outcome: str, fetch: Fetch, ruleset: Ruleset) -> None:
    main = Main(fetch.page(f"/visakaz/en/changes?{OUTCOMES[outcome]}").text)
    rows = [given for _, given in main.links if given.get("class") == "option"]
    links = {given["href"]: given["data-hx-get"] for given in rows}
    every = [each for line in changes_of(OUTCOMES[outcome], ruleset) for each in line.changing]
    assert {*map(address_of, every)} == links.keys()
    for change in every:
        address = address_of(change)
        marks = Main(fetch.page(address).text).marks
        assert marks.get("data-outcome") == (change.outcome.id if change.outcome else None)
        assert fetch.fragment(links[address]).headers["HX-Push-Url"] == address


@pytest.mark.parametrize("answers", [TOURIST, INSIDE], ids=["none", "some"])
def test_answers_that_change_nothing_are_told_in_a_line(
    answers: str, fetch: Fetch, ruleset: Ruleset, say: Say
) -> None:
    below = sections(fetch.page(f"/visakaz/en/changes?{answers}").text)
    for each in changes_of(answers, ruleset):
        same = "; ".join(say(option.text) for option in each.same)
        lines = re.findall('<p class="same">(.*?)</p>', unescape(below[say(each.question.short)]))
        assert lines == ([f"Same result: {same}"] if same else [])


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_heading_is_the_title_and_the_result_is_named(
    outcome: str, fetch: Fetch, ruleset: Ruleset, say: Say, agency_name: str
) -> None:
    main = Main(fetch.page(f"/visakaz/en/changes?{OUTCOMES[outcome]}").text)
    assert main.title == f"{HEADING} – {agency_name}"
    assert [tag for tag, _ in main.tags].count("h1") == 1
    name = say(ruleset.outcomes[outcome].name)
    assert f"{HEADING} Now: {name}. One different answer would lead to:" in main.words
    assert main.marks == {"data-changes": outcome}
    marked = {tag for tag, given in main.tags if main.marks.keys() & given.keys()}
    assert marked == {"main"}


def test_search_engines_may_not_index_it(fetch: Fetch) -> None:
    tags = Main(fetch.page(f"/visakaz/en/changes?{TOURIST}").text).tags
    robots = [given["content"] for _, given in tags if given.get("name") == "robots"]
    assert robots == ["noindex, nofollow"]
    assert not [given for _, given in tags if given.get("rel") in ("alternate", "canonical")]


# The ways in and out.


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_leads_to_it_and_back(language: str, fetch: Fetch, speak: Speak) -> None:
    words, result = speak(language), f"/visakaz/{language}/?{TOURIST}"
    link = Main(fetch.page(result).text).link(words.gettext(HEADING))
    assert link["href"] == f"/visakaz/{language}/changes?{TOURIST}"
    assert fetch.fragment(link["data-hx-get"]).headers["HX-Push-Url"] == link["href"]
    back = Main(fetch.page(link["href"]).text).link(words.gettext("Back"))
    assert back["href"] == result
    assert fetch.fragment(back["data-hx-get"]).headers["HX-Push-Url"] == result


def test_a_question_does_not_lead_to_it(fetch: Fetch) -> None:
    main = Main(fetch.page(f"/visakaz/en/?{TOURIST.rpartition('&')[0]}").text)
    assert not [given for _, given in main.links if "/changes" in given["href"]]


def test_it_leads_to_the_first_question_to_other_languages_and_to_a_page_of_its_own(
    client: FlaskClient,
) -> None:
    main = Main(client.get(f"/hotel/en/changes?{TOURIST}").text)
    assert main.link("Start again")["href"] == "/hotel/en/?location=abroad&purpose=tourism"
    assert main.link("RU Русский") == {
        "href": f"/hotel/ru/changes?{TOURIST}",
        "lang": "ru",
    }
    own_page = main.link("Full page (new tab)")
    assert (own_page["href"], own_page["target"]) == (f"/hotel/en/changes?{TOURIST}", "_blank")


def test_links_lose_what_does_not_count(fetch: Fetch) -> None:
    """An answer that was set aside, an unknown parameter."""
    main = Main(fetch.page(f"/visakaz/en/changes?need=stay&{TOURIST}&utm_source=x").text)
    assert main.link("Back")["href"] == f"/visakaz/en/?{TOURIST}"
    assert not [given for _, given in main.links if "utm_" in given["href"]]
    (location,) = [given["href"] for _, given in main.links if "=kazakhstan" in given["href"]]
    assert "need=" not in location


# Without a result.

OPEN = {
    "no answer": "",
    "a question": "location=abroad&passport=national",
    "a question, with an answer that waits": "location=abroad&purpose=work",
    "an unknown option": "location=mars",
}


@pytest.mark.parametrize("answers", OPEN.values(), ids=OPEN)
def test_without_a_result_it_redirects_to_the_question(answers: str, fetch: Fetch) -> None:
    response = fetch.page(f"/visakaz/kk/changes?{answers}&fbclid=x")
    assert response.status_code == 303
    assert response.headers["Location"] == f"/visakaz/kk/?{answers}".rstrip("?")


def test_without_a_result_its_fragment_redirects_to_its_page(fetch: Fetch) -> None:
    address = fragment_of(fetch, "location=abroad")
    response = fetch.fragment(address)
    assert (response.status_code, response.data) == (200, b"")
    assert response.headers["HX-Redirect"] == "/visakaz/en/changes?location=abroad"
    assert response.headers["Cache-Control"] == "no-store, no-transform"


# Page and fragment.


def test_its_fragment_of_another_version_redirects_to_its_page(fetch: Fetch) -> None:
    response = fetch.fragment(f"/visakaz/kk/step/old/changes?{TOURIST}&x=y")
    assert (response.status_code, response.data) == (200, b"")
    assert response.headers["HX-Redirect"] == f"/visakaz/kk/changes?{TOURIST}"
    assert response.headers["Cache-Control"] == "no-store, no-transform"


def test_its_fragment_without_htmx_redirects_to_its_page(fetch: Fetch) -> None:
    response = fetch.page(fragment_of(fetch, TOURIST))
    assert response.status_code == 303
    assert response.headers["Location"] == f"/visakaz/en/changes?{TOURIST}"
    assert response.headers["Cache-Control"] == "no-store, no-transform"
    assert response.headers["Vary"] == "HX-Request"


def test_the_browsers_back_reloads_it(fetch: Fetch) -> None:
    address = f"/visakaz/en/changes?{TOURIST}"
    response = fetch.page(address, **{"HX-History-Restore-Request": "true", "HX-Request": "true"})
    assert (response.status_code, response.data) == (200, b"")
    assert response.headers["HX-Refresh"] == "true"
    for each in (response, fetch.page(address)):
        assert each.headers["Vary"] == "HX-History-Restore-Request"


def test_its_ids_differ_from_those_of_the_result_and_of_another_result(fetch: Fetch) -> None:
    addresses = (f"?{TOURIST}", f"/changes?{TOURIST}", f"/changes?{INSIDE}")
    base = fragment_address(fetch.client, "").removesuffix("?")
    fragments = [fetch.fragment(f"{base}{each}").text for each in addresses]
    ids = [each for html in fragments for each in re.findall(r'id="(\w+-\w+)"', html)]
    assert len(ids) >= 6
    assert len(set(ids)) == len(ids)
