"""Links that were damaged on the way, by the tables of docs/addresses.md."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.conftest import Fetch, Main
from tests.repository.documents import read
from widget.problems import Problems
from widget.rules.address import TRAILING
from widget.rules.model import Ruleset
from widget.rules.pasted import answers_in

PAGE = read("docs/addresses.md")
READ, UNREAD = (
    {name: (link, end) for name, link, end in re.findall(row, PAGE, re.MULTILINE)}
    for row in (r"^\| (.+) \| `(\S+)` \| `(\S+)` \|$", r"^\| (.+) \| `(\S+)` \| (\w+) \|$")
)
MARKS, NAMED = re.findall("are ignored: `(.+)`, a\n(.+)\\.\n", PAGE)[0]
TRAVELS = "location=abroad&passport=national"
SAID = "Part of this link didn’t work. Please answer this question."
PLACE = "https://visa.example/visakaz/en/"


@pytest.mark.parametrize(("link", "meant"), READ.values(), ids=READ)
def test_a_damaged_link_leads_to_the_same_page(link: str, meant: str, fetch: Fetch) -> None:
    assert fetch.page(f"/visakaz/en/?{link}").data == fetch.page(f"/visakaz/en/?{meant}").data


@pytest.mark.parametrize(("link", "meant"), READ.values(), ids=READ)
def test_why_reads_a_damaged_link(link: str, meant: str, ruleset: Ruleset) -> None:
    assert answers_in(f"{PLACE}?{link}", ruleset) == answers_in(meant, ruleset)


def test_the_page_names_every_character_that_is_ignored_at_the_end() -> None:
    codes = re.findall(r"\(U\+(\w{4})\)", NAMED)
    others = {" ", "\t", "\n", "\r"} | {chr(int(code, 16)) for code in codes}
    assert {*MARKS.split(), *others} == {*TRAILING}


@pytest.mark.parametrize("ending", [*TRAILING, "%20.", ").", "?!", "%E2%80%8B%0A"], ids=repr)
def test_a_character_after_a_link_is_ignored(ending: str, fetch: Fetch) -> None:
    whole = fetch.page(f"/visakaz/en/?{TRAVELS}").data
    ending = ending if "%" in ending or ending in "?!)." else quote(ending)
    assert fetch.page(f"/visakaz/en/?{TRAVELS}{ending}").data == whole
    assert fetch.page(f"/visakaz/en/?{TRAVELS}{ending}&fbclid=x").data == whole


@pytest.mark.parametrize("ending", [each for each in TRAILING if each.isascii()], ids=repr)
def test_a_character_that_is_not_encoded_is_ignored_too(ending: str, client: FlaskClient) -> None:
    given = {"PATH_INFO": "/visakaz/en/", "QUERY_STRING": f"{TRAVELS}{ending}"}
    whole = client.get(f"/visakaz/en/?{TRAVELS}").data
    assert client.get("/", environ_overrides=given).data == whole


@pytest.mark.parametrize(("link", "question"), UNREAD.values(), ids=UNREAD)
def test_the_page_says_that_part_of_a_link_did_not_work(
    link: str, question: str, fetch: Fetch
) -> None:
    main = Main(fetch.page(f"/visakaz/en/?{link}").text)
    assert main.marks == {"data-question": question}
    assert SAID in main.words
    assert not [given for _, given in main.links if "moon" in given["href"]]


@pytest.mark.parametrize("link", [link for link, _ in UNREAD.values()], ids=UNREAD)
def test_why_refuses_what_it_cannot_read(link: str, ruleset: Ruleset) -> None:
    with pytest.raises(Problems):
        answers_in(f"{PLACE}?{link}", ruleset)


@pytest.mark.parametrize("cut", range(len(TRAVELS) - len("passport=national"), len(TRAVELS)))
def test_the_page_says_that_a_link_was_cut(cut: int, fetch: Fetch) -> None:
    """Only behind `=` nothing is told: forms send empty answers (decision 9)."""
    link = TRAVELS[:cut]
    told = SAID in Main(fetch.page(f"/visakaz/en/?{link}").text).words
    assert told == (not link.endswith("="))


@pytest.mark.parametrize("address", ["/", "/visakaz/", "/hotel/"])
@pytest.mark.parametrize("link", ["location:kazakhstan", "location=abroad&passpo"])
def test_an_entry_passes_on_what_it_cannot_read(
    address: str, link: str, client: FlaskClient
) -> None:
    english = {"Accept-Language": "en"}
    response = client.get(f"{address}?{link}", headers=english, follow_redirects=True)
    assert SAID in Main(response.text).words


def test_a_result_tells_it_too(fetch: Fetch) -> None:
    main = Main(fetch.page("/visakaz/en/?location=abroad&passport=service&entr").text)
    assert main.marks["data-outcome"] == "service"
    assert "Part of this link didn’t work. Please look through your answers." in main.words


@pytest.mark.parametrize(
    "query",
    [
        "",
        "utm_campaign=need+purpose&location=abroad",
        "utm_location=x",
        "location-id=x",
        "p=1",
        "fbclid=p",
        "purpose=",
        "utm_term=%FF",
        "%00",
    ],
)
def test_parameters_of_others_tell_nothing(query: str, fetch: Fetch) -> None:
    response = fetch.page(f"/visakaz/en/?{query}")
    assert response.status_code == 200
    assert SAID not in response.text


WRAPPED = {
    "Outlook": "https://eur01.safelinks.protection.outlook.com/?url={}&data=05%7C02&reserved=0",
    "VK": "https://away.vk.com/away.php?to={}&cc_key=",
    "VK, without its scheme": "away.vk.com/away.php?to={}",
    "Google": "https://www.google.com/url?q={}&sa=D",
    "Google, with another key": "https://google.com/url?sa=t&url={}",
    "Facebook": "https://l.facebook.com/l.php?u={}&h=AT0",
}


@pytest.mark.parametrize("wrapper", WRAPPED.values(), ids=WRAPPED)
def test_why_finds_the_address_behind_another_one(wrapper: str, ruleset: Ruleset) -> None:
    link = f"{PLACE}?{TRAVELS}"
    for _ in range(3):
        link = wrapper.format(quote(link, safe=""))
        assert answers_in(link, ruleset) == answers_in(TRAVELS, ruleset)


def test_an_address_behind_four_others_is_not_looked_for(ruleset: Ruleset) -> None:
    link = f"{PLACE}?{TRAVELS}"
    for _ in range(4):
        link = WRAPPED["VK"].format(quote(link, safe=""))
    with pytest.raises(Problems, match="It has no answers"):
        answers_in(link, ruleset)


def test_a_wrapped_address_without_answers_is_refused(ruleset: Ruleset) -> None:
    with pytest.raises(Problems, match="It has no answers"):
        answers_in(WRAPPED["Google"].format(quote(PLACE)), ruleset)
