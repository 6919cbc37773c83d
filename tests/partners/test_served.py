"""Partners as visitors see them: presets, names, addresses and contacts."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.conftest import Main, Told
from tests.content import HOTEL, agency

ODD_NAMES = {
    "braces": "{name}",
    "an-expression": "{{ 7 * 7 }}",
    "a-statement": "{% raw %}",
    "percents": "%s %(partner)s %",
    "a-script": "<script>alert(1)</script>",
    "an-entity": "&amp;",
}
ODD_SITES = {
    "site-with-an-expression": "{{7*7}}",
    "site-with-a-statement": "{%raw%}",
    "site-with-percents": "%s%(partner)s",
    "site-with-an-entity": "&amp;'",
}
CONTACTS = "contacts = { email = 'desk@inn.example', phones = ['+77001234567'] }"
RESULT = "/inn/en/?location=abroad&passport=service"


@pytest.fixture(scope="module")
def visitor(serve_partners: Callable[[dict[str, str]], FlaskClient]) -> FlaskClient:
    """A visitor of `inn`, which has contacts, and of a partner for each odd name and site."""
    named = {
        key: f"{CONTACTS}\n{HOTEL.replace('Hotel Tulip', name)}" for key, name in ODD_NAMES.items()
    }
    sited = {
        key: f'site = "https://inn.example/{rest}"\n{HOTEL}' for key, rest in ODD_SITES.items()
    }
    renamed = re.sub("name = .*", "name = 'Agency'", agency())
    inn = f"site = 'https://inn.example'\n{CONTACTS}\n{HOTEL}"
    return serve_partners(named | sited | {"inn": inn, "visakaz": renamed})


# Presets.


@pytest.mark.parametrize(
    ("query", "answers"),
    [
        ("", "location=abroad&purpose=tourism"),
        ("?utm_source=x", "location=abroad&purpose=tourism"),
        ("?purpose=study", "location=abroad&purpose=study"),
        ("?location=kazakhstan&purpose=", "location=kazakhstan"),
        ("?purpose=", "location=abroad"),
        ("?passport=national", "location=abroad&passport=national&purpose=tourism"),
    ],
    ids=[
        "no answer",
        "no known answer",
        "another answer",
        "another answer and an empty one",
        "an empty answer",
        "an answer to a question without a preset",
    ],
)
def test_answers_in_the_address_win_over_presets(
    query: str, answers: str, client: FlaskClient
) -> None:
    response = client.get(f"/hotel/{query}")
    assert response.headers["Location"] == f"/hotel/en/?{answers}"


def test_a_question_with_a_preset_is_not_asked(client: FlaskClient) -> None:
    first = Main(client.get("/hotel/", follow_redirects=True).text)
    assert first.marks == {"data-question": "passport"}
    second = Main(client.get(first.options["national"]["href"]).text)
    assert second.marks == {"data-question": "capacity"}
    outcome = Main(client.get(second.options["none"]["href"]).text)
    assert outcome.marks["data-outcome"] == "tourist"


# Names and addresses.


def test_the_agencys_name_is_that_in_its_file(visitor: FlaskClient) -> None:
    assert Main(visitor.get("/visakaz/en/").text).title.endswith(" – Agency")


@pytest.mark.parametrize("partner", ODD_NAMES)
def test_a_name_is_not_interpreted_as_markup(
    partner: str, visitor: FlaskClient, told: Told
) -> None:
    name = ODD_NAMES[partner]
    result = f"/{partner}/en/?location=abroad&passport=service"
    aside = f"/{partner}/en/?location=kazakhstan&need=leave&purpose=tourism"
    for address in (f"/{partner}/en/", result, aside, f"/{partner}/en/kit", f"/{partner}/en/x"):
        page = visitor.get(address).text
        assert name in unescape(page)
        assert name in Main(page).title
        assert "alert(" not in page.replace("&lt;script&gt;alert(1)&lt;/script&gt;", "")
    assert f"Ask {name}" in Main(visitor.get(result).text).words
    left_out = f"We didn’t use “{told('purpose', 'tourism')}” from {name}:"
    assert left_out in Main(visitor.get(aside).text).words


@pytest.mark.parametrize("partner", ODD_SITES)
def test_an_address_is_not_interpreted_as_markup(partner: str, visitor: FlaskClient) -> None:
    page = Main(visitor.get(f"/{partner}/en/").text)
    assert page.link("Hotel Tulip (new tab)")["href"] == f"https://inn.example/{ODD_SITES[partner]}"


# Contacts.


def test_a_partners_contacts_stand_after_the_agencys(visitor: FlaskClient) -> None:
    page = Main(visitor.get(RESULT).text)
    hrefs = [given["href"] for tag, given in page.tags if tag == "a"]
    for email in ("desk@inn.example", "migration.kz@gmail.com"):
        assert email in page.words
        assert any(href.startswith(f"mailto:{email}?") for href in hrefs)
    for phone in ("+77001234567", "+7 7172 39-45-75"):
        assert phone in page.words
        assert re.sub("[ -]", "", f"tel:{phone}") in hrefs
    assert hrefs.count("https://inn.example") == 2, "the name leads back too"
    assert page.words.index("migration.kz@gmail.com") < page.words.index("desk@inn.example")


def test_without_contacts_of_the_partner_only_the_agencys_are_shown(client: FlaskClient) -> None:
    words = Main(client.get(RESULT.replace("inn", "hotel")).text).words
    assert "migration.kz@gmail.com" in words
    assert "Ask Hotel Tulip" not in words
