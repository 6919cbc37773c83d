"""What a question's page shows, and where its links lead."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from flask.testing import FlaskClient

from tests.conftest import LANGUAGES, Fetch, Main, Say, Speak, Told, answers_of, read_cases
from widget.partners.names import Names
from widget.rules.model import Ruleset

PATHS = [answers_of(row) for row in read_cases("paths.csv")]
INSIDE = "location=kazakhstan&need=stay"
NATIONAL = "location=abroad&passport=national"
DAMAGED = "Part of this link didn’t work. Please answer this question."


def hrefs(main: Main, *words: str) -> list[str]:
    """Where the links with these words lead."""
    return [main.link(each)["href"] for each in words]


def answers_to_questions() -> dict[str, str]:
    """Question → answers that lead to it."""
    steps = [(path[taken][0], path[:taken]) for path in PATHS for taken in range(len(path))]
    return {question: urlencode(answers) for question, answers in steps}


# The question itself.


@pytest.mark.parametrize(("question", "answers"), answers_to_questions().items())
def test_a_question_is_the_heading_and_the_title_and_shows_all_its_answers(
    question: str, answers: str, fetch: Fetch, ruleset: Ruleset, say: Say, agency_name: str
) -> None:
    main = Main(fetch.page(f"/visakaz/en/?{answers}").text)
    asked = ruleset.questions[question]
    text = say(asked.text.said(dict(parse_qsl(answers))))
    assert main.title == f"{text} – {agency_name}"
    assert [tag for tag, _ in main.tags].count("h1") == 1
    assert text in main.words
    for key, option in asked.options.items():
        words = " ".join(say(each) for each in (option.text, option.hint) if each)
        assert main.link(words) == main.options[key]
    marked = {tag for tag, given in main.tags if main.marks.keys() & given.keys()}
    assert marked == {"main"}


@pytest.mark.parametrize(("question", "answers"), answers_to_questions().items())
def test_help_is_folded(
    question: str, answers: str, fetch: Fetch, ruleset: Ruleset, say: Say
) -> None:
    html = fetch.page(f"/visakaz/en/?{answers}").text.partition('<details class="help">')[2]
    folded = Main(f"<main>{html.partition('</details>')[0]}</main>").words
    asked = ruleset.questions[question]
    explained = [(each.text, each.help) for each in asked.options.values() if each.help]
    told = [say(asked.help)] if asked.help else []
    told += [f"{say(text)}: {say(more)}" for text, more in explained]
    assert folded.replace(" :", ":") == (" ".join(["Help me choose", *told]) if told else "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_footer_names_the_agency_and_says_that_nothing_is_stored(
    language: str, fetch: Fetch, speak: Speak, agency_names: Names
) -> None:
    for query in ("", NATIONAL, "location=abroad&passport=service", "location=x"):
        footer = fetch.page(f"/visakaz/{language}/?{query}").text.partition("<footer")[2]
        assert f"<bdi>{agency_names.said_in(language).text}</bdi>" in footer
        assert speak(language).gettext("Nothing you answer is stored.") in footer


# The number of the question.


NONE = f"{NATIONAL}&capacity=none"
NUMBERS = {
    "the first": ("", "Question 1"),
    "in the middle": (NATIONAL, "Question 3"),
    "the last": (f"{NONE}&purpose=transit", "Question 5"),
}


@pytest.mark.parametrize(("answers", "words"), NUMBERS.values(), ids=NUMBERS)
def test_a_question_shows_its_number(answers: str, words: str, fetch: Fetch) -> None:
    page = fetch.page(f"/visakaz/en/?{answers}").text
    assert f'<span id="count">{words}</span>' in page
    assert 'aria-describedby="count"' in page
    assert "<progress" not in page


def test_a_result_says_that_it_is_one(fetch: Fetch) -> None:
    page = fetch.page("/visakaz/en/?location=abroad&passport=service").text
    assert '<span id="count">Your result</span>' in page


# Links: Back, Change, Start again, languages.


def test_each_answer_so_far_can_be_changed(
    fetch: Fetch, ruleset: Ruleset, say: Say, told: Told
) -> None:
    main = Main(fetch.page(f"/visakaz/en/?{INSIDE}&passport=national").text)
    changed = {
        ("location", "kazakhstan"): "need=stay&passport=national",
        ("need", "stay"): "location=kazakhstan&passport=national",
        ("passport", "national"): INSIDE,
    }
    assert f"Your answers ({len(changed)})" in main.words
    for (question, option), query in changed.items():
        assert f"{told(question, option)} " in main.words
        link = main.change(say(ruleset.questions[question].short))
        assert link["href"] == f"/visakaz/en/?{query}"


def test_the_navigation_links_lead_to_the_right_steps(fetch: Fetch) -> None:
    main = Main(fetch.page(f"/visakaz/en/?{INSIDE}&passport=national").text)
    assert hrefs(main, "Back", "Start again", "Full page (new tab)") == [
        f"/visakaz/en/?{INSIDE}",
        "/visakaz/en/",
        f"/visakaz/en/?{INSIDE}&passport=national",
    ]
    languages = [(given["lang"], given["href"]) for _, given in main.links if "lang" in given]
    assert languages == [
        (language, f"/visakaz/{language}/?{INSIDE}&passport=national") for language in LANGUAGES
    ]


def test_navigation_keeps_waiting_answers_but_start_again_drops_them(
    fetch: Fetch, ruleset: Ruleset, say: Say
) -> None:
    main = Main(fetch.page("/visakaz/en/?location=abroad&purpose=study").text)
    change = main.change(say(ruleset.questions["location"].short))
    assert change["href"] == "/visakaz/en/?purpose=study"
    assert hrefs(main, "Back", "Full page (new tab)") == [
        "/visakaz/en/?purpose=study",
        "/visakaz/en/?location=abroad&purpose=study",
    ]
    assert hrefs(main, "RU Русский", "Start again") == [
        "/visakaz/ru/?location=abroad&purpose=study",
        "/visakaz/en/",
    ]


def test_changing_an_answer_keeps_those_that_still_fit(
    fetch: Fetch, ruleset: Ruleset, say: Say
) -> None:
    """The location is changed; passport and capacity wait until the new path asks for them."""
    main = Main(fetch.page(f"/visakaz/en/?{NATIONAL}&capacity=own").text)
    change = main.change(say(ruleset.questions["location"].short))
    main = Main(fetch.page(change["href"]).text)
    assert main.marks == {"data-question": "location"}
    main = Main(fetch.page(main.options["kazakhstan"]["href"]).text)
    assert main.marks == {"data-question": "need"}
    main = Main(fetch.page(main.options["stay"]["href"]).text)
    assert main.marks == {"data-question": "position"}


def test_the_first_question_has_no_link_back(fetch: Fetch) -> None:
    links = Main(fetch.page("/visakaz/en/").text).links
    assert not {"Back", "Start again"} & {words for words, _ in links}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_current_language_is_marked(language: str, fetch: Fetch) -> None:
    links = Main(fetch.page(f"/visakaz/{language}/").text).links
    assert [given["lang"] for _, given in links if given.get("aria-current")] == [language]


def test_the_page_opens_in_a_new_tab(fetch: Fetch) -> None:
    link = Main(fetch.page("/visakaz/en/").text).link("Full page (new tab)")
    assert link["target"] == "_blank"
    assert "noopener" in link["rel"]


# Answers set aside.


@pytest.mark.parametrize(
    ("question", "option"),
    [("need", "stay"), ("need", "nonsense"), ("purpose", "nonsense")],
    ids=["not on the path", "unknown, not on the path", "unknown, ahead"],
)
def test_an_answer_set_aside_is_shown_once_and_dropped_from_links(
    question: str, option: str, fetch: Fetch, ruleset: Ruleset, say: Say, told: Told
) -> None:
    response = fetch.page(f"/visakaz/en/?location=abroad&{question}={option}")
    assert response.status_code == 200
    main = Main(response.text)
    assert main.marks == {"data-question": "passport"}
    asked = ruleset.questions[question]
    if option in asked.options:
        assert main.words.count(f"We didn’t use “{told(question, option)}”:") == 1
    else:
        assert main.words.count(f"“{say(asked.short)}” has no such answer") == 1
    assert main.words.count("We didn’t use") == 1
    assert not [given for _, given in main.links if question in given["href"]]
    assert "We didn’t use" not in fetch.page(main.options["national"]["href"]).text


@pytest.mark.parametrize("query", ["location=", "permission=", "location=&location=abroad"])
def test_an_empty_answer_counts_as_none(query: str, fetch: Fetch) -> None:
    main = Main(fetch.page(f"/visakaz/en/?{query}").text)
    assert main.marks == {"data-question": "location"}
    assert main.options["abroad"]["href"] == "/visakaz/en/?location=abroad"
    assert "We didn’t use" not in main.words
    assert not main.title.startswith("Error")


def test_an_outcome_shows_an_answer_set_aside(fetch: Fetch) -> None:
    main = Main(fetch.page("/visakaz/en/?location=abroad&passport=service&purpose=study").text)
    assert main.words.count("We didn’t use") == 1
    assert "purpose=" not in str(main.links)


@pytest.mark.parametrize("value", ["nonsense", "%20abroad", "abroad,kazakhstan"])
def test_an_unknown_answer_to_the_question_asked_is_refused(value: str, fetch: Fetch) -> None:
    response = fetch.page(f"/visakaz/en/?location={value}")
    assert response.status_code == 400
    assert response.headers["Cache-Control"] == "no-store, no-transform"
    main = Main(response.text)
    assert main.marks == {"data-question": "location"}
    assert main.title.startswith("Error: ")
    assert DAMAGED in main.words
    assert ("p", {"class": "notice error", "id": "damaged"}) in main.tags
    assert main.options["abroad"]["href"] == "/visakaz/en/?location=abroad"


def test_an_unknown_answer_is_refused_in_a_fragment_too(fetch: Fetch) -> None:
    known = Main(fetch.page("/visakaz/en/").text).options["abroad"]["data-hx-get"]
    response = fetch.fragment(known.replace("abroad", "nonsense"))
    assert response.status_code == 400
    assert response.headers["Cache-Control"] == "no-store, no-transform"
    assert DAMAGED in Main(response.text).words


# Presets.


def test_a_preset_set_aside_is_attributed_to_the_partner(client: FlaskClient, told: Told) -> None:
    address = "/hotel/en/?location=abroad&passport=service&purpose={}"
    theirs = Main(client.get(address.format("tourism")).text).words
    assert f"We didn’t use “{told('purpose', 'tourism')}” from Hotel Tulip:" in theirs
    own = Main(client.get(address.format("study")).text).words
    assert f"We didn’t use “{told('purpose', 'study')}”:" in own


def test_start_again_restores_the_presets(client: FlaskClient) -> None:
    for query in ("location=kazakhstan", "location=abroad&passport=service"):
        link = Main(client.get(f"/hotel/en/?{query}").text).link("Start again")
        assert link["href"] == "/hotel/en/?location=abroad&purpose=tourism"
