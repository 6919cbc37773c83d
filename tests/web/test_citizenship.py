"""Whether a visa is needed: the row and the note of a result, and the choice of a country."""

from __future__ import annotations

import gzip
import re
from html import unescape

import pytest
from babel import Locale
from babel.dates import format_date
from flask import Flask
from flask.testing import FlaskClient

from tests.browser.steps import TOURIST
from tests.conftest import LANGUAGES, Fetch, Main, Speak, Told, fragment_address
from tests.content import RURITANIA, serve
from widget.citizenship.model import Citizenships
from widget.content import Content
from widget.rules.wording import Text
from widget.words import Words

GERMAN = f"{TOURIST}&citizenship=DE"
ASKED = "Do you need a visa? Check by citizenship"
HEADING = "What is your citizenship?"
ORDINARY = "location=abroad&passport=national&capacity=none"
BESIDE = ("tourism", "private", "business")
"""The purposes whose results tell of stays without a visa."""


@pytest.fixture(scope="module")
def shipped(app: Flask) -> Citizenships:
    """The shipped figures."""
    content: Content = app.extensions["widget.content"]
    assert content.besides.citizenships
    return content.besides.citizenships


def in_line(text: str) -> str:
    """A text as a page, parsed, has it: in one line, with plain blanks."""
    return " ".join(unescape(text).split())


def note_of(html: str) -> str:
    """The words of the note on a result, without its link; empty if it has none."""
    found = re.findall(r'(?s)<p [^>]*id="citizenship"[^>]*>(.*?)<a ', html)
    return in_line(re.sub("<[^>]*>", "", found[0])) if found else ""


def said(text: Text | None, words: Words) -> str:
    """A text that need not exist, in a language."""
    return words.say(text) if text else ""


def fragment_of(fetch: Fetch, answers: str) -> str:
    """The address of the fragment of the choice."""
    return fragment_address(fetch.client, answers).replace("?", "/citizenship?")


# A date stays on one line.


@pytest.mark.parametrize("path", ["", "citizenship"], ids=["the note", "the choice"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_ends_within_a_date(
    language: str, path: str, fetch: Fetch, shipped: Citizenships
) -> None:
    html = unescape(fetch.page(f"/visakaz/{language}/{path}?{GERMAN}").text)
    day = format_date(shipped.as_of, "long", language)
    assert day not in html
    assert day.replace(" ", "\N{NO-BREAK SPACE}") in html


# The note, for a citizenship and a purpose, by the figures of 17 February 2026.

KNOWN = {
    "30 days": ("DE", 30, 90),
    "90 days": ("RU", 90, 90),
    "14 days": ("HK", 14, 90),
    "14 days, and fewer in a longer time": ("IN", 14, 42),
    "the other country with fewer": ("IR", 14, 42),
    "30 days at a time": ("CN", 30, 90),
}
HEADS = {
    "the own country": ("KZ", "%(country)s: its citizens need no visa"),
    "a country on which sources disagree": (
        "AZ",
        "%(country)s: sources disagree on whether a visa is needed",
    ),
    "a country of which nothing is known": ("AF", "%(country)s: we know of no stay without a visa"),
}
in_every_language = pytest.mark.parametrize("language", LANGUAGES)
for_every_purpose = pytest.mark.parametrize("purpose", BESIDE)


def since(shipped: Citizenships, language: str, words: Words) -> str:
    """Of which day the figures are, and from where."""
    day = format_date(shipped.as_of, "long", language)
    known = {"date": day, "source": words.say(shipped.source)}
    return words.gettext("(as of %(date)s, %(source)s).") % known


@in_every_language
@for_every_purpose
@pytest.mark.parametrize(("country", "days", "in_180"), KNOWN.values(), ids=KNOWN)
def test_a_note_tells_how_many_days_need_no_visa(
    country: str,
    days: int,
    in_180: int,
    purpose: str,
    language: str,
    fetch: Fetch,
    speak: Speak,
    shipped: Citizenships,
) -> None:
    words, name = speak(language), Locale.parse(language).territories[country]
    head = words.ngettext(
        "%(country)s: no visa needed for up to %(num)s day",
        "%(country)s: no visa needed for up to %(num)s days",
        days,
    ) % {"country": name, "num": days}
    limit = said(shipped.stays[country].limit, words)
    assert str(in_180) in limit
    parts = (
        head,
        since(shipped, language, words),
        limit,
        said(shipped.not_for, words),
        words.gettext("For longer, you need this visa."),
    )
    html = fetch.page(f"/visakaz/{language}/?{ORDINARY}&purpose={purpose}&citizenship={country}")
    assert note_of(html.text) == in_line(" ".join(parts))


@in_every_language
@for_every_purpose
@pytest.mark.parametrize(("country", "head"), HEADS.values(), ids=HEADS)
def test_a_note_never_claims_more_than_is_known(
    country: str,
    head: str,
    purpose: str,
    language: str,
    fetch: Fetch,
    speak: Speak,
    shipped: Citizenships,
) -> None:
    words, name = speak(language), Locale.parse(language).territories[country]
    told = words.gettext(head) % {"country": name}
    parts = told, since(shipped, language, words), words.gettext("Check with the consulate.")
    html = fetch.page(f"/visakaz/{language}/?{ORDINARY}&purpose={purpose}&citizenship={country}")
    expected = f"{told}." if country == shipped.own else " ".join(parts)
    assert note_of(html.text) == in_line(expected)


def test_the_note_changes_nothing_else(fetch: Fetch) -> None:
    without = Main(fetch.page(f"/visakaz/en/?{TOURIST}").text)
    with_note = Main(fetch.page(f"/visakaz/en/?{GERMAN}").text)
    assert with_note.marks == without.marks
    assert with_note.title == without.title


# Where it stands.

NOWHERE = {
    **{
        f"to {purpose}": f"{ORDINARY}&purpose={purpose}"
        for purpose in ("study", "work", "treatment", "residence", "religion", "other")
    },
    "in transit": f"{ORDINARY}&purpose=transit&transit_right=no",
    "to invest": f"{ORDINARY}&purpose=investment&investment_role=head",
    "without a citizenship": TOURIST.replace("national", "stateless"),
    "with a service passport": "location=abroad&passport=service",
    "in the country, private": (
        "location=kazakhstan&need=stay&passport=national&capacity=none&purpose=private"
    ),
    "on the way to a result": ORDINARY,
}


@pytest.mark.parametrize("answers", NOWHERE.values(), ids=NOWHERE)
def test_elsewhere_nobody_is_asked_and_a_citizenship_means_nothing(
    answers: str, fetch: Fetch
) -> None:
    for address in (f"/visakaz/en/?{answers}", f"/visakaz/en/?{answers}&citizenship=DE"):
        response = fetch.page(address)
        assert response.status_code == 200
        assert note_of(response.text) == ""
        assert "/visakaz/en/citizenship" not in response.text
        assert 'id="damaged"' not in response.text


@for_every_purpose
def test_before_the_choice_a_row_leads_to_it(purpose: str, fetch: Fetch) -> None:
    answers = f"{ORDINARY}&purpose={purpose}"
    html = fetch.page(f"/visakaz/en/?{answers}").text
    assert note_of(html) == ""
    row = Main(html).link(ASKED)
    assert row["href"] == f"/visakaz/en/citizenship?{answers}"
    assert fetch.fragment(row["data-hx-get"]).headers["HX-Push-Url"] == row["href"]


def test_an_unknown_citizenship_is_ignored_and_said_so(fetch: Fetch) -> None:
    response = fetch.page(f"/visakaz/en/?{TOURIST}&citizenship=QQ")
    assert response.status_code == 200
    main = Main(response.text)
    assert main.link(ASKED)["href"] == f"/visakaz/en/citizenship?{TOURIST}"
    assert "Part of this link didn’t work." in main.words
    assert "QQ" not in response.text


# The address.


def holders(html: str) -> dict[str, str]:
    """The links of a page that hold the citizenship: words → address."""
    return {words: given["href"] for words, given in Main(html).links if "=DE" in given["href"]}


def test_languages_and_changes_of_a_result_keep_the_citizenship(
    client: FlaskClient, told: Told
) -> None:
    changes = {
        f"{told(question, option)} Change": f"/visakaz/en/?{without(question)}"
        for question, option in (pair.split("=") for pair in TOURIST.split("&"))
    }
    kept = holders(client.get(f"/visakaz/en/?{GERMAN}").text)
    own = {
        "RU Русский": f"/visakaz/ru/?{GERMAN}",
        "ҚАЗ Қазақ тілі": f"/visakaz/kk/?{GERMAN}",
        "EN English": f"/visakaz/en/?{GERMAN}",
        "Change": f"/visakaz/en/citizenship?{GERMAN}",
        "Nothing you answer is stored.": f"/visakaz/en/privacy?{GERMAN}",
        "All visa categories": f"/visakaz/en/visas/?{GERMAN}",
        "Full page (new tab)": f"/visakaz/en/?{GERMAN}",
        "One entry": f"/visakaz/en/?{TOURIST}&entry=single&citizenship=DE",
        "Several entries": f"/visakaz/en/?{TOURIST}&entry=multiple&citizenship=DE",
    }
    assert kept == own | changes


def without(question: str) -> str:
    """The address of a German tourist without one answer."""
    return "&".join(pair for pair in GERMAN.split("&") if not pair.startswith(question))


def test_after_a_change_the_citizenship_is_still_there(client: FlaskClient) -> None:
    """From tourism to business: by the question, its options, and the result."""
    asked = Main(client.get(f"/visakaz/en/?{ORDINARY}&citizenship=DE").text)
    business = asked.options["business"]["href"]
    assert business == f"/visakaz/en/?{ORDINARY}&purpose=business&citizenship=DE"
    assert note_of(client.get(business).text)


def test_the_way_back_and_the_start_lose_the_citizenship(fetch: Fetch) -> None:
    main = Main(fetch.page(f"/visakaz/en/?{GERMAN}").text)
    assert main.link("Back")["href"] == f"/visakaz/en/?{ORDINARY}"
    assert main.link("Start again")["href"] == "/visakaz/en/"
    assert "citizenship" not in fetch.page(f"/visakaz/?{GERMAN}").headers["Location"]


def test_the_shared_address_holds_the_citizenship(site: FlaskClient) -> None:
    main = Main(site.get(f"/visakaz/en/?{GERMAN}").text)
    shared = [given["content"] for _, given in main.tags if given.get("property") == "og:url"]
    assert shared == [f"https://visa.example/visakaz/en/?{GERMAN}"]
    assert f"https://visa.example/visakaz/en/?{GERMAN}" in main.words


def test_a_fragment_has_the_address_of_its_page(fetch: Fetch) -> None:
    response = fetch.fragment(fragment_address(fetch.client, GERMAN))
    assert response.headers["HX-Push-Url"] == f"/visakaz/en/?{GERMAN}"
    assert note_of(response.text)
    old = fetch.fragment(f"/visakaz/en/step/old?{GERMAN}")
    assert old.headers["HX-Redirect"] == f"/visakaz/en/?{GERMAN}"


def test_the_first_of_two_citizenships_counts(fetch: Fetch) -> None:
    html = fetch.page(f"/visakaz/en/?{GERMAN}&citizenship=FR").text
    assert note_of(html).startswith("Germany: ")
    assert "=FR" not in html


# The choice.


@in_every_language
def test_every_country_can_be_chosen_by_the_form_and_by_a_link(
    language: str, fetch: Fetch, shipped: Citizenships
) -> None:
    main = Main(fetch.page(f"/visakaz/{language}/citizenship?{TOURIST}").text)
    codes = [given["value"] for tag, given in main.tags if tag == "option"]
    assert codes[0] == ""
    assert sorted(codes[1:]) == sorted(shipped.countries)
    result = f"/visakaz/{language}/?{TOURIST}&citizenship="
    names = Locale.parse(language).territories
    links = [
        (name, given["href"]) for name, given in main.links if given["href"].startswith(result)
    ]
    assert links == [(names[code], f"{result}{code}#citizenship") for code in codes[1:]]


def test_the_form_leads_to_the_result_with_the_note(fetch: Fetch) -> None:
    main = Main(fetch.page(f"/visakaz/en/citizenship?{TOURIST}").text)
    (form,) = [given for tag, given in main.tags if tag == "form"]
    assert form.keys() == {"class", "action"}, "a plain GET"
    hidden = {given["name"]: given["value"] for tag, given in main.tags if tag == "input"}
    (select,) = [given for tag, given in main.tags if tag == "select"]
    assert "required" in select
    path, _, place = form["action"].partition("#")
    query = hidden | {select["name"]: "DE"}
    html = fetch.client.get(path, query_string=query).text
    assert note_of(html).startswith("Germany: ")
    assert f'id="{place}"' in html


def test_nothing_chosen_shows_the_result_as_before(fetch: Fetch) -> None:
    html = fetch.page(f"/visakaz/en/?{TOURIST}&citizenship=").text
    assert Main(html).link(ASKED)
    assert 'id="damaged"' not in html


def test_links_to_countries_are_plain(fetch: Fetch) -> None:
    """They weigh less, and work without script too."""
    html = fetch.page(f"/visakaz/en/citizenship?{TOURIST}").text
    countries = [given for _, given in Main(html).links if "&citizenship=" in given["href"]]
    assert len(countries) > 190
    assert {tuple(given) for given in countries} == {("href",)}


@in_every_language
def test_the_choice_says_for_whom_and_of_which_day_the_figures_are(
    language: str, fetch: Fetch, speak: Speak, shipped: Citizenships
) -> None:
    words = speak(language)
    main = Main(fetch.page(f"/visakaz/{language}/citizenship?{TOURIST}").text)
    day = format_date(shipped.as_of, "long", language)
    told = f"{words.say(shipped.for_whom)} {words.gettext('Figures of %(date)s') % {'date': day}}"
    heading = words.gettext(HEADING)
    assert in_line(f"{heading} {told}") in main.words
    assert main.title.startswith(f"{heading} – ")
    assert main.marks == {"data-citizenship": "tourist"}


def test_an_unknown_country_is_refused(fetch: Fetch) -> None:
    response = fetch.page(f"/visakaz/en/citizenship?{TOURIST}&citizenship=QQ")
    assert response.status_code == 400
    main = Main(response.text)
    assert main.title.startswith(f"Error: {HEADING}")
    assert "Error: There is no such country in the list. Please choose yours." in main.words
    (heading,) = [given for tag, given in main.tags if tag == "h1"]
    (select,) = [given for tag, given in main.tags if tag == "select"]
    assert heading["aria-describedby"] == select["aria-describedby"] == "damaged"
    assert "QQ" not in response.text
    assert fetch.fragment(fragment_of(fetch, f"{TOURIST}&citizenship=QQ")).status_code == 400


def test_the_country_of_the_result_is_chosen_already(fetch: Fetch) -> None:
    html = fetch.page(f"/visakaz/en/citizenship?{GERMAN}").text
    main = Main(html)
    chosen = [given["value"] for tag, given in main.tags if "selected" in given]
    assert chosen == ["DE"]
    assert main.link("Back")["href"] == f"/visakaz/en/?{GERMAN}"
    assert main.link("RU Русский")["href"] == f"/visakaz/ru/citizenship?{GERMAN}"
    assert main.link("Start again")["href"] == "/visakaz/en/"


def test_the_way_back_leads_to_the_result(fetch: Fetch) -> None:
    back = Main(fetch.page(f"/visakaz/en/citizenship?{TOURIST}").text).link("Back")
    assert back["href"] == f"/visakaz/en/?{TOURIST}"
    assert fetch.fragment(back["data-hx-get"]).headers["HX-Push-Url"] == back["href"]


# Without a result to which it matters.


@pytest.mark.parametrize("answers", ["", *NOWHERE.values()], ids=["no answers", *NOWHERE])
def test_where_it_does_not_matter_it_redirects_to_the_step(answers: str, fetch: Fetch) -> None:
    response = fetch.page(f"/visakaz/kk/citizenship?{answers}&fbclid=x")
    assert response.status_code == 303
    assert response.headers["Location"] == f"/visakaz/kk/?{answers}".rstrip("?")
    address = f"/visakaz/en/citizenship?{answers}".rstrip("?")
    redirect = fetch.fragment(fragment_of(fetch, answers))
    assert (redirect.data, redirect.headers["HX-Redirect"]) == (b"", address)


def test_without_figures_there_is_no_such_address_and_nobody_is_asked() -> None:
    site = serve(RURITANIA).test_client()
    visitor = "nationality=other&purpose=visit&stay=up_to_90"
    assert site.get(f"/office/en/citizenship?{visitor}").status_code == 404
    html = site.get(f"/office/en/?{visitor}&citizenship=DE").text
    assert "/citizenship" not in html
    assert "citizenship=" not in html
    fragment = f"/office/en/step/x/citizenship?{visitor}"
    assert site.get(fragment, headers={"HX-Request": "true"}).status_code == 404


# Page and fragment.


@in_every_language
@pytest.mark.parametrize("partner", ["visakaz", "hotel", "example-university"])
def test_its_fragment_weighs_at_most_6_kb(partner: str, language: str, fetch: Fetch) -> None:
    known = fetch.page(f"/{partner}/en/?{TOURIST}").text
    path = re.findall(rf'data-hx-get="(/{partner}/en/step/\w+/citizenship)', known)[0]
    response = fetch.fragment(f"{path.replace('/en/', f'/{language}/')}?{GERMAN}")
    if response.status_code != 404:  # Not every partner offers every language.
        assert len(gzip.compress(response.data, 9)) <= 6000


def test_its_ids_differ_from_those_of_the_result(fetch: Fetch) -> None:
    addresses = f"?{TOURIST}", f"citizenship?{TOURIST}", f"citizenship?{GERMAN}"
    pages = [fetch.page(f"/visakaz/en/{each}").text for each in addresses]
    ids = [each for page in pages for each in re.findall(r'id="(\w+-\w+)"', page)]
    assert len(set(ids)) == len(ids)
