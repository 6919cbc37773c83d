"""What an outcome's page shows."""

from __future__ import annotations

import re
from html import unescape
from string import printable
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.conftest import LANGUAGES, Fetch, Main, Say, Speak, Told, read_cases, without_bdi
from widget.rules.model import Ruleset
from widget.rules.outcomes import Advice, Category
from widget.rules.walk import Reached, next_steps, walk

PATHS = read_cases("paths.csv")
OUTCOMES = {row["outcome"]: row["answers"] for row in PATHS}
CATEGORIES = {row["outcome"]: row["answers"] for row in PATHS if row["entry"]}
ADVICE = {outcome: OUTCOMES[outcome] for outcome in OUTCOMES.keys() - CATEGORIES}
TOURIST = "location=abroad&passport=national&capacity=none&purpose=tourism"


def shown(fetch: Fetch, answers: str, language: str = "en") -> Main:
    """The page of the outcome that answers lead to."""
    return Main(fetch.page(f"/visakaz/{language}/?{answers}").text)


def part(html: str, start: str, end: str) -> str:
    """The words of a page between two pieces of its HTML."""
    found = re.sub("</?a[^>]*>", "", without_bdi(html.partition(start)[2].partition(end)[0]))
    return " ".join(unescape(re.sub("<[^>]+>", " ", found)).split())


def fold(fetch: Fetch, answers: str, name: str, language: str = "en") -> str:
    """The words of a fold of that page, below its summary; empty without this fold."""
    html = fetch.page(f"/visakaz/{language}/?{answers}").text
    return part(html.partition(f'<details class="{name}"')[2], "</summary>", "</details>")


def steps_shown(fetch: Fetch, answers: str) -> str:
    """The words of the steps on that page."""
    return part(fetch.page(f"/visakaz/en/?{answers}").text, "<ol>", "</ol>")


def paragraph_of(category: Category, ruleset: Ruleset, say: Say) -> str:
    """How the place of a category in the source is named."""
    assert ruleset.about.paragraph
    assert category.paragraph
    return say(ruleset.about.paragraph).replace("{paragraph}", category.paragraph)


def steps_after(answers: str, ruleset: Ruleset, say: Say) -> str:
    """What the rules tell people with these answers to do next."""
    reached = walk(ruleset, dict(parse_qsl(answers)))
    assert isinstance(reached, Reached)
    said = [say(step.text) for step in next_steps(ruleset, reached)]
    return " ".join(said).replace("[", "").replace("]", "")


# Categories.


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_shows_why_with_its_clause(
    category: str, fetch: Fetch, ruleset: Ruleset, say: Say, agency_name: str
) -> None:
    answers = CATEGORIES[category]
    main = shown(fetch, answers)
    outcome = ruleset.outcomes[category]
    assert isinstance(outcome, Category)
    assert main.title == f"{say(outcome.name)} – {agency_name}"
    assert [tag for tag, _ in main.tags].count("h1") == 1
    clause = ruleset.clauses[main.marks["data-clause"]]
    why = fold(fetch, answers, "why")
    assert f"Who is the visa for? {say(clause.text)} {clause.quote}" in why
    assert f"Source: {paragraph_of(outcome, ruleset, say)}, condition {clause.id}." in why
    if outcome.codes:
        assert f"Today’s codes: {', '.join(outcome.codes.names)} (as of " in why
    else:
        assert "codes" not in why


@pytest.mark.parametrize(
    ("answers", "decided"),
    [
        (TOURIST, [("location", "abroad"), ("purpose", "tourism")]),
        ("location=kazakhstan&need=leave&departure=expulsion", [("departure", "expulsion")]),
        (
            "location=abroad&passport=national&capacity=own&position=mission&rank=no",
            [("position", "mission"), ("rank", "no")],
        ),
    ],
    ids=["a tourist", "someone to be expelled", "a driver of an embassy"],
)
def test_the_answers_that_decided_are_named(
    answers: str, decided: list[tuple[str, str]], fetch: Fetch, told: Told
) -> None:
    """With their questions: “No” alone tells nothing."""
    said = " ".join(told(question, option) for question, option in decided)
    assert fold(fetch, answers, "why").startswith(f"Because you said: {said} Who is")


def test_an_answer_of_the_partner_that_decided_is_not_called_the_visitors(
    client: FlaskClient, ruleset: Ruleset, say: Say
) -> None:
    html = unescape(without_bdi(client.get(f"/hotel/en/?{TOURIST}").text))
    option = ruleset.questions["purpose"].options["tourism"]
    assert option.told
    assumed = html.partition("Hotel Tulip assumes: ")[2].partition("</p>")[0]
    assert say(option.told) in assumed
    said = html.partition("Because you said:")[2].partition("</ul>")[0]
    assert say(option.text) not in said


ENTRY_LINES = {
    ("single", "multiple"): "one entry, or several",
    ("single",): "one entry",
    ("exit",): "for leaving only",
}


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_shows_its_name_in_the_original_and_its_entries(
    category: str, fetch: Fetch, ruleset: Ruleset, speak: Speak
) -> None:
    outcome = ruleset.outcomes[category]
    assert isinstance(outcome, Category)
    entries = ENTRY_LINES[tuple(sorted(outcome.entry, reverse=True))]
    russian = speak("ru").say(outcome.name)
    html = fetch.page(f"/visakaz/en/?{CATEGORIES[category]}").text
    assert f'<p class="entry"><span lang="ru">{russian}</span> · {entries}</p>' in html
    html = fetch.page(f"/visakaz/ru/?{CATEGORIES[category]}").text
    assert f'<p class="entry">{speak("ru").gettext(entries)}</p>' in html


# One entry or several.

ENTRY = f"/visakaz/en/?{TOURIST}&entry="


def test_a_visitor_may_choose_the_entries(client: FlaskClient) -> None:
    """Nothing changes but the address and the e-mail, and the fold is open."""
    plain = client.get(f"/visakaz/en/?{TOURIST}").text
    chosen = client.get(f"{ENTRY}multiple").text
    assert '<details class="choice" open>' in chosen
    assert '<details class="choice">' in plain
    links = {words: given for words, given in Main(chosen).links if "entr" in words}
    assert [given.get("aria-current") for given in links.values()] == [None, "true"]
    assert [given["href"] for given in links.values()] == [f"{ENTRY}single", f"{ENTRY}multiple"]
    assert Main(chosen).marks == Main(plain).marks
    assert "I would like: Several entries." in mail_of(chosen)["body"]
    assert f"http://localhost{ENTRY}multiple" in mail_of(chosen)["body"].split()
    assert "I would like" not in mail_of(plain)["body"]


def test_a_choice_of_entries_survives_the_language_and_nothing_else(client: FlaskClient) -> None:
    main = Main(client.get(f"{ENTRY}multiple").text)
    kept = {words for words, given in main.links if "entry=multiple" in given.get("href", "")}
    assert {words for words in kept if "http" not in words} == {
        "RU Русский",
        "ҚАЗ Қазақ тілі",
        "EN English",
        "Several entries",
        "Nothing you answer is stored.",
        "All visa categories",
        "Full page (new tab)",
    } | {
        words for words, given in main.links if given["href"].startswith(("mailto:", "https:"))
    } & kept


@pytest.mark.parametrize(
    "address",
    [
        f"{ENTRY}exit",
        f"{ENTRY}many",
        "/visakaz/en/?location=kazakhstan&need=leave&departure=expulsion&entry=multiple",
    ],
    ids=["not of this visa", "unknown", "a visa to leave"],
)
def test_entries_that_a_visa_lacks_are_left_out_and_told(address: str, client: FlaskClient) -> None:
    main = Main(client.get(address).text)
    assert "We didn’t use the number of entries in this link" in main.words
    assert not any(
        "entry=m" in given.get("href", "") for words, given in main.links if "entr" not in words
    )


def mail_of(html: str) -> dict[str, str]:
    """The subject and the body of the e-mail to the agency."""
    (mail,) = [
        given["href"]
        for _, given in Main(html).links
        if given["href"].startswith("mailto:migration")
    ]
    return dict(parse_qsl(urlsplit(mail).query, strict_parsing=True))


# Points and steps.


CONFIRM = {(row["outcome"], row["confirm"]): row["answers"] for row in PATHS if row["entry"]}


@pytest.mark.parametrize(("category", "points"), CONFIRM)
def test_exactly_the_points_to_confirm_are_shown(
    category: str, points: str, fetch: Fetch, ruleset: Ruleset, say: Say
) -> None:
    words = shown(fetch, CONFIRM[category, points]).words
    found = {key for key, point in ruleset.points.items() if say(point.text) in words}
    assert found == set(points.split())


@pytest.mark.parametrize(("category", "points"), CONFIRM)
def test_a_category_shows_what_to_do_next(
    category: str, points: str, fetch: Fetch, ruleset: Ruleset, say: Say
) -> None:
    answers = CONFIRM[category, points]
    following = steps_shown(fetch, answers)
    assert following == steps_after(answers, ruleset, say)
    about_points = {step.text for step in ruleset.about.next_steps if step.points}
    assert any(say(text) in following for text in about_points) == bool(points)


# Advice, where the source gives no category.


@pytest.mark.parametrize("advice", sorted(ADVICE))
def test_advice_shows_why_and_what_to_do_next(
    advice: str, fetch: Fetch, ruleset: Ruleset, say: Say, agency_name: str
) -> None:
    answers = ADVICE[advice]
    main = shown(fetch, answers)
    outcome = ruleset.outcomes[advice]
    assert isinstance(outcome, Advice)
    assert main.title == f"{say(outcome.name)} – {agency_name}"
    assert set(main.marks) == {"data-outcome"}
    why = " ".join(say(each) for each in outcome.why)
    assert why in main.words
    assert fold(fetch, answers, "why").startswith("Because you said: ")
    assert all(each in fold(fetch, answers, "why") for each in outcome.quote)
    following = steps_shown(fetch, answers)
    assert following == steps_after(answers, ruleset, say)
    assert 'class="entry"' not in fetch.page(f"/visakaz/en/?{answers}").text


INSIDE = "location=kazakhstan&need=stay"
NATIONAL = "location=abroad&passport=national"
NOTHING_TIED = f"{NATIONAL}&capacity=none&purpose"
CLOSEST = {
    "location=kazakhstan&need=leave&departure=other": {"exit"},
    "location=kazakhstan&need=leave&departure=resident&permission=no": {"exit"},
    "location=abroad&passport=other": set(),
    f"{INSIDE}&passport=other": {"exit"},
    f"{NATIONAL}&capacity=own&position=mission&rank=unsure": {"diplomatic", "service"},
    f"{NATIONAL}&capacity=family&relative=organisation&relative_rank=unsure": {"diplomatic"},
    f"{NATIONAL}&capacity=family&relative=diplomat_visiting": {"diplomatic"},
    f"{NOTHING_TIED}=other": set(),
    f"{NOTHING_TIED}=investment&investment_role=other": {"investor"},
    f"{NOTHING_TIED}=transit&transit_right=yes": set(),
    f"{NOTHING_TIED}=transit&transit_right=unsure": {"transit"},
} | {row["answers"]: {row["closest"]} for row in PATHS if row["closest"]}


@pytest.mark.parametrize("answers", CLOSEST)
def test_the_closest_categories_are_shown_with_whom_they_are_for(
    answers: str, fetch: Fetch, ruleset: Ruleset, say: Say
) -> None:
    reached = walk(ruleset, dict(parse_qsl(answers)))
    assert isinstance(reached, Reached)
    assert isinstance(reached.outcome, Advice)
    told = [say(reached.outcome.closest)] if reached.outcome.closest and CLOSEST[answers] else []
    for key in sorted(CLOSEST[answers], key=[*ruleset.categories].index):
        category = ruleset.categories[key]
        name = f"{say(category.name)} ({paragraph_of(category, ruleset, say)})"
        told += [name, *(say(each) for each in category.whom)]
    assert fold(fetch, answers, "closest") == " ".join(told)


# What every outcome shows.


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_agency_can_be_asked(
    outcome: str, fetch: Fetch, ruleset: Ruleset, say: Say, told: Told
) -> None:
    answers = OUTCOMES[outcome]
    main = shown(fetch, answers)
    html = fetch.page(f"/visakaz/en/?{answers}").text
    assert '<span class="text">migration.kz@gmail.com</span>' in html
    called = {
        words: given["href"] for words, given in main.links if given["href"].startswith("tel:")
    }
    assert called == {
        "Call +7 7172 39-45-75": "tel:+77172394575",
        "Call +7 701 100-10-59": "tel:+77011001059",
    }
    assert main.link("www.visakaz.kz (new tab)")["href"] == "https://www.visakaz.kz"
    name, said = say(ruleset.outcomes[outcome].name), parse_qsl(answers)
    mail = mail_of(html)
    assert mail["subject"] == f"Question about a visa: {name}"
    lines = mail["body"].split("\r\n")
    assert name in lines[0]
    assert lines[2 : 2 + len(said)] == [told(*each) for each in said]
    assert f"http://localhost/visakaz/en/?{answers}" in lines


LEAVING = ("mailto:", "tel:", "https://wa.me", "https://t.me", "https://www.visakaz.kz")


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_link_that_leaves_the_widget_opens_outside_the_frame(
    outcome: str, fetch: Fetch
) -> None:
    links = [
        given
        for _, given in shown(fetch, OUTCOMES[outcome]).links
        if given["href"].startswith(LEAVING)
    ]
    assert len(links) >= 7
    assert {(given["target"], given["rel"]) for given in links} == {("_blank", "noopener")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_too_long_for_a_mail_program(language: str, fetch: Fetch) -> None:
    """Windows hands on no link of more than 2,083 bytes, counted as a browser encodes it."""
    for row in sorted(PATHS, key=lambda row: len(row["answers"]))[-30:]:
        html = fetch.page(f"/visakaz/{language}/?{row['answers']}&entry=multiple").text
        for _, given in Main(html).links:
            assert len(quote(given["href"], safe=printable)) <= 2000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_e_mail_has_plain_line_ends_and_no_mark_up(language: str, fetch: Fetch) -> None:
    for answers in OUTCOMES.values():
        targets = [given["href"] for _, given in shown(fetch, answers, language).links]
        (mail,) = [each for each in targets if each.startswith("mailto:m")]
        assert "%0D%0A" in mail
        assert not re.search(r"(?<!%0D)%0A|%0D(?!%0A)|\+", mail)
        assert not re.search(r"%26(amp|quot|lt|gt|%23\d+)%3B", mail), "escaped twice"


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_address_to_share_leads_to_the_same_result(outcome: str, fetch: Fetch) -> None:
    answers = OUTCOMES[outcome]
    address = f"http://localhost/visakaz/en/?{answers}"
    assert address in fold(fetch, answers, "share").split()
    assert Main(fetch.page(address).text).marks["data-outcome"] == outcome


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_answer_of_a_result_can_be_changed(
    outcome: str, fetch: Fetch, ruleset: Ruleset, say: Say
) -> None:
    answers = OUTCOMES[outcome]
    main = shown(fetch, answers)
    given = answers.split("&")
    for answer in given:
        short = say(ruleset.questions[answer.partition("=")[0]].short)
        others = "&".join(each for each in given if each != answer)
        assert main.change(short)["href"] == f"/visakaz/en/?{others}"
    assert main.link("Back")["href"] == f"/visakaz/en/?{'&'.join(given[:-1])}"
    assert main.link("Start again")["href"] == "/visakaz/en/"


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_data_attributes_are_only_on_main(outcome: str, fetch: Fetch) -> None:
    tags = shown(fetch, OUTCOMES[outcome]).tags
    names = [(tag, name) for tag, given in tags for name in given if name.startswith("data-")]
    marked = {tag for tag, name in names if not name.startswith("data-hx-")}
    assert marked == {"main"}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_shows_the_statement(
    outcome: str, fetch: Fetch, ruleset: Ruleset, say: Say
) -> None:
    answers = OUTCOMES[outcome]
    words = shown(fetch, answers).words
    statement = say(ruleset.about.statement.said(dict(parse_qsl(answers))))
    assert statement in words


def test_a_partners_result_names_the_agency(
    client: FlaskClient, ruleset: Ruleset, say: Say
) -> None:
    html = client.get(f"/hotel/en/?{TOURIST}").text
    main = Main(html)
    assert main.title.endswith(" – Hotel Tulip")
    assert ruleset.about.credit
    credit = say(ruleset.about.credit)
    assert credit in unescape(without_bdi(html))
    assert "migration.kz@gmail.com" in main.words


def test_without_an_origin_a_result_shows_no_address(fetch: Fetch) -> None:
    main = Main(fetch.page(f"/visakaz/en/?{TOURIST}", Host="visa.example").text)
    assert "Share, print or save" not in main.words
    assert "visa.example" not in main.words
