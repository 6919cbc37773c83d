"""The rules of another agency, for another country: nothing of Kazakhstan shows."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.cli.command import widget
from tests.conftest import Main
from tests.content import ORIGIN, RURITANIA, serve
from widget.cli.words import words_in
from widget.content import rules_path
from widget.rules.file import load_rules
from widget.rules.graph import graph_of
from widget.rules.walk import walk

LANGUAGES = ("en", "ru")
KAZAKHSTAN = re.compile("kazakh|казах|қазақ|миграц|visakaz|201[03]|Russian", re.IGNORECASE)
PATHS = [
    "&".join(f"{question}={option}" for question, option in path.items())
    for path in graph_of(load_rules(rules_path(RURITANIA))).paths()
]
PARTS = {answers.rpartition("&")[0] for answers in PATHS}
STEPS = sorted({*PATHS, *PARTS, *(part.rpartition("&")[0] for part in PARTS)})
VISITOR = "nationality=other&purpose=visit&stay=up_to_90"


@pytest.fixture(scope="module")
def site() -> FlaskClient:
    return serve(RURITANIA, ORIGIN).test_client()


def test_it_is_checked() -> None:
    checked = widget("check", RURITANIA)
    assert checked.exit_code == 0
    assert "Cases: 4 people reach the expected results; " in checked.stdout


def test_the_first_address_leads_to_the_agency(site: FlaskClient) -> None:
    assert site.get("/").location == "/office/"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answers", STEPS)
def test_no_step_says_anything_of_kazakhstan(
    answers: str, language: str, site: FlaskClient
) -> None:
    html = site.get(f"/office/{language}/?{answers}").text
    assert KAZAKHSTAN.findall(html) == []


@pytest.mark.parametrize("answers", PATHS)
def test_every_path_is_walked_to_its_outcome(answers: str, site: FlaskClient) -> None:
    ruleset = load_rules(rules_path(RURITANIA))
    expected = walk(ruleset, dict(pair.split("=") for pair in answers.split("&")))
    shown = Main(site.get(f"/office/en/?{answers}").text)
    assert shown.marks["data-outcome"] == expected.outcome.id
    assert ruleset.outcomes[shown.marks["data-outcome"]].name.english in shown.words


OTHER_PAGES = {
    "the kit": "/inn/ru/kit",
    "oEmbed": f"/oembed?url={ORIGIN}/inn/ru/",
    "no such page": "/office/ru/nowhere",
    "the security contact": "/.well-known/security.txt",
}


@pytest.mark.parametrize("page", OTHER_PAGES)
def test_no_other_page_says_anything_of_kazakhstan(page: str, site: FlaskClient) -> None:
    assert KAZAKHSTAN.findall(site.get(OTHER_PAGES[page]).text) == []


def shown(site: FlaskClient, address: str) -> str:
    return Main(site.get(address).text).words


def test_a_preset_is_told_in_its_own_words(site: FlaskClient) -> None:
    told = "Inn at Zenda assumes: your passport is from far away."
    assert told in shown(site, "/inn/en/?nationality=other")
    assert told not in shown(site, "/inn/en/?nationality=other&purpose=visit"), "the visitor spoke"
    assert told not in shown(site, "/inn/en/?nationality=fenwick"), "the visitor chose another"


@pytest.mark.parametrize(
    ("nationality", "question"),
    [
        ("other", "Why are you coming to Ruritania?"),
        ("fenwick", "Why do you visit your neighbours in Ruritania?"),
    ],
)
def test_a_question_depends_on_an_earlier_answer(
    nationality: str, question: str, site: FlaskClient
) -> None:
    main = Main(site.get(f"/office/en/?nationality={nationality}").text)
    assert main.title == f"{question} – Visa Office Strelsau"
    assert question in main.words


def test_further_options_are_folded_and_have_a_hint(site: FlaskClient) -> None:
    html = site.get("/office/en/?nationality=other").text
    in_sight, _, folded = html.partition('<details class="more"')
    assert re.findall('data-option="(.*?)"', in_sight) == ["visit", "work"]
    assert "<b>Other purposes</b> <small>Study, passing through</small>" in folded
    assert re.findall('data-option="(.*?)"', folded) == ["study", "transit"]
    assert "<b>To visit</b> <small>Castles, friends, coronations</small>" in in_sight


def test_the_facts_of_a_category_are_shown_with_their_dates(site: FlaskClient) -> None:
    words = shown(site, f"/office/en/?{VISITOR}")
    assert "Valid: one year (as of November 20, 2026)" in words
    assert "Today’s codes: B (as of November 20, 2026). Source: the gazette of Strelsau." in words
    assert "The embassy’s form (new tab) (as of November 20, 2026)" in words
    assert "Source: section 2 of the act, condition § 2." in words
    assert '<blockquote lang="de">' in site.get(f"/office/en/?{VISITOR}").text
    as_of = words_in("ru").gettext("(as of %(date)s)") % {"date": "20 ноября 2026 г."}
    assert as_of in shown(site, f"/office/ru/?{VISITOR}")


def test_who_decides_depends_on_an_answer(site: FlaskClient) -> None:
    assert "The embassy decides." in shown(site, f"/office/en/?{VISITOR}")
    neighbour = "/office/en/?nationality=fenwick&purpose=work"
    assert "The border guard decides." in shown(site, neighbour)


LINKS = {
    "asks a question again": (VISITOR, "Change your purpose", "nationality=other&stay=up_to_90"),
    "leads to other answers": (
        "nationality=other&purpose=visit&stay=longer",
        "See the visitor visa",
        VISITOR,
    ),
}


@pytest.mark.parametrize(("answers", "words", "to"), LINKS.values(), ids=LINKS)
def test_a_step_has_a_link_that(answers: str, words: str, to: str, site: FlaskClient) -> None:
    main = Main(site.get(f"/office/en/?{answers}").text)
    assert main.link(words)["href"] == f"/office/en/?{to}"


def test_a_step_is_only_for_those_with_points_to_confirm(site: FlaskClient) -> None:
    step = "Ask Visa Office Strelsau about the point above."
    assert step in shown(site, "/office/en/?nationality=other&purpose=study")
    assert step not in shown(site, "/office/en/?nationality=other&purpose=work")
