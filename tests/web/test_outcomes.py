"""What an outcome's page shows."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.conftest import LANGUAGES, Fetch, Main, Say, Told, read_cases, without_bdi
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


def section(fetch: Fetch, answers: str, heading: str) -> str:
    """The words of one section of that page, without its heading."""
    html = fetch.page(f"/visakaz/en/?{answers}").text
    found = html.partition(f"<h2>{heading}</h2>")[2].partition("</section>")[0]
    without_links = re.sub("</?a[^>]*>", "", without_bdi(found))
    return " ".join(unescape(re.sub("<[^>]+>", " ", without_links)).split())


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
def test_a_category_shows_whom_it_is_for_and_its_clause(
    category: str, fetch: Fetch, ruleset: Ruleset, say: Say, agency_name: str
) -> None:
    answers = CATEGORIES[category]
    main = shown(fetch, answers)
    outcome = ruleset.outcomes[category]
    assert isinstance(outcome, Category)
    assert main.title == f"{say(outcome.name)} – {agency_name}"
    assert [tag for tag, _ in main.tags].count("h1") == 1
    whom = section(fetch, answers, "Whom it is for")
    assert whom == " ".join(say(each) for each in outcome.whom)
    clause = ruleset.clauses[main.marks["data-clause"]]
    why = section(fetch, answers, "Why this category")
    assert say(clause.text) in why
    assert clause.quote
    assert clause.quote in why
    assert paragraph_of(outcome, ruleset, say) in why
    assert f"{clause.id}." in why


@pytest.mark.parametrize(
    ("answers", "question", "option"),
    [
        (TOURIST, "purpose", "tourism"),
        ("location=kazakhstan&need=leave&departure=expulsion", "departure", "expulsion"),
        ("location=abroad&passport=national&capacity=own&position=mission&rank=no", "rank", "no"),
    ],
    ids=["a tourist", "someone to be expelled", "a driver of an embassy"],
)
def test_the_answer_that_decided_is_named(
    answers: str, question: str, option: str, fetch: Fetch, told: Told
) -> None:
    decided = f"You said: “{told(question, option)}”."
    assert decided in section(fetch, answers, "Why this category")


def test_an_earlier_answer_that_decided_too_is_named(fetch: Fetch, told: Told) -> None:
    why = section(fetch, f"{INSIDE}&passport=national&capacity=none&purpose=work", "Why")
    inside, work = told("location", "kazakhstan"), told("purpose", "work")
    assert why.endswith(f"You said: “{inside}”. You said: “{work}”.")


def test_an_answer_of_the_partner_that_decided_is_not_called_the_visitors(
    client: FlaskClient, told: Told
) -> None:
    html = unescape(without_bdi(client.get(f"/hotel/en/?{TOURIST}").text))
    assert f"Hotel Tulip says: “{told('purpose', 'tourism')}”." in " ".join(html.split())
    assert "You said: “Purpose" not in html


@pytest.mark.parametrize("category", CATEGORIES)
def test_entry_options_are_explained(category: str, fetch: Fetch) -> None:
    words = section(fetch, CATEGORIES[category], "Entry options")
    if category == "exit":
        assert re.fullmatch("Exit only .*leav.*", words)
    else:
        assert re.fullmatch("Single entry .* once Multiple entry .* several times .*", words)


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
    following = section(fetch, answers, "What to do next")
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
    assert section(fetch, answers, "Why").startswith(f"{why} You said: ")
    following = section(fetch, answers, "What to do next")
    assert following == steps_after(answers, ruleset, say)
    assert "Entry options" not in main.words


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
    assert section(fetch, answers, "What comes closest") == " ".join(told)


# What every outcome shows.


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_agencys_contacts_are_shown(
    outcome: str, fetch: Fetch, ruleset: Ruleset, say: Say
) -> None:
    answers = OUTCOMES[outcome]
    main = shown(fetch, answers)
    for text in ("migration.kz@gmail.com", "www.visakaz.kz"):
        assert text in main.words, "each stands as text too"
    assert main.link("Call +7 7172 39 45 75")["href"] == "tel:+77172394575"
    targets = {given["href"] for _, given in main.links}
    assert {"tel:+77172394575", "tel:+77011001059", "https://www.visakaz.kz"} <= targets
    (mail,) = [urlsplit(each) for each in targets if each.startswith("mailto:migration")]
    assert mail.path == "migration.kz@gmail.com"
    filled_in = parse_qs(mail.query, strict_parsing=True)
    name = say(ruleset.outcomes[outcome].name)
    assert filled_in["subject"] == [f"Question about a visa: {name}"]
    (body,) = filled_in["body"]
    assert name in body
    assert f"http://localhost/visakaz/en/?{answers}" in body.split()


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
    assert address in section(fetch, answers, "Share this result").split()
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
    assert "Share this result" not in main.words
    assert "visa.example" not in main.words
