"""Partners: the agency itself, the shipped examples, presets, and texts shown literally."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from tomllib import loads

import pytest
from flask.testing import FlaskClient

from tests.conftest import HOTEL, Main
from widget.files.fields import Written
from widget.languages import languages
from widget.partners.file import Contacts, PartnerFile
from widget.partners.model import (
    DEFAULT,
    SHIPPED,
    Partner,
    Partners,
    load_partners,
)
from widget.partners.theme import Theme
from widget.problems import Problems
from widget.rules.model import Ruleset
from widget.web.app import create_app

PAGE = Path(__file__).parent.parent.parent / "docs" / "partner.md"


@pytest.fixture
def shipped(ruleset: Ruleset) -> Partners:
    return load_partners(ruleset, languages())


# The agency.


@pytest.fixture
def agency(shipped: Partners) -> Partner:
    return shipped.served[DEFAULT]


def test_the_agency_is_the_default_partner(agency: Partner) -> None:
    assert agency.name == "Миграция.КЗ"
    assert agency.languages == ("ru", "kk", "en")
    assert not agency.presets


def test_the_agency_can_be_reached(agency: Partner) -> None:
    assert agency.site == "https://www.visakaz.kz"
    assert agency.contacts
    assert agency.contacts.model_dump() == {
        "email": "migration.kz@gmail.com",
        "phones": ["+77172394575", "+77011001059"],
    }


# The shipped examples, and the page that tells how to write one.


def test_shipped_partners_are_all_served_and_have_https_origins_only(shipped: Partners) -> None:
    assert set(shipped.served) == {"visakaz", "example-hotel", "example-university"}
    assert set(shipped.served) == {path.stem for path in SHIPPED.glob("*.toml")}
    assert not shipped.broken
    for partner in shipped.served.values():
        assert partner.origins
        assert all(each.startswith("https://") for each in partner.origins)


@pytest.mark.parametrize("what", ["name", "logo", "languages", "presets", "origins", "theme"])
def test_the_examples_differ_in(what: str, shipped: Partners) -> None:
    hotel, university = shipped.served["example-hotel"], shipped.served["example-university"]
    assert getattr(hotel, what)
    assert getattr(university, what)
    assert getattr(hotel, what) != getattr(university, what)


def test_the_examples_have_a_look_of_their_own_by_day_and_by_night(
    shipped: Partners, agency: Partner
) -> None:
    examples = [shipped.served["example-hotel"].theme, shipped.served["example-university"].theme]
    assert [theme.scheme for theme in examples] == ["auto", "auto"]
    looks = [agency.theme, *examples, *(theme.dark for theme in examples if theme.dark)]
    for colour in ("ground", "accent"):
        assert len({getattr(look, colour) for look in looks}) == 5


def described(model: type[Written], before: str = "") -> Iterator[tuple[str, str]]:
    """The keys of a part of a partner's file, as its page names them, each with its description."""
    for key, field in model.model_fields.items():
        yield f"`{before}{key}`", str(field.description)


def test_every_key_is_documented_with_an_example() -> None:
    rows = [line.split("|")[1:4] for line in PAGE.read_text().splitlines() if line[:3] == "| `"]
    told = {key.strip().replace("[", "").replace("]", ""): (what, how) for key, what, how in rows}
    tables = (PartnerFile, ""), (Contacts, "contacts."), (Theme, "theme.")
    keys = {key: words for table in tables for key, words in described(*table)}
    assert set(told) == set(keys)
    for key, (what, how) in told.items():
        assert what.strip().removeprefix("optional: ").startswith(keys[key]), "as in an editor"
        example = how.strip().strip("`")
        assert example or key in ("`contacts`", "`theme`"), f"{key} has an example"
        assert loads(example) or not example


# A directory of one's own.


def test_another_directory_of_partners_can_be_named(hotel: FlaskClient) -> None:
    assert Main(hotel.get("/hotel/en/").text).title.endswith(" – Hotel Tulip")
    assert hotel.get("/visakaz/en/").status_code == 200, "the agency is there in any case"
    assert hotel.get("/example-hotel/en/").status_code == 404


def test_the_agencys_own_file_can_be_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = (SHIPPED / "visakaz.toml").read_text()
    (tmp_path / "visakaz.toml").write_text(shipped.replace("Миграция.КЗ", "Agency"))
    monkeypatch.setenv("WIDGET_PARTNERS", str(tmp_path))
    page = create_app().test_client().get("/visakaz/en/")
    assert Main(page.text).title.endswith(" – Agency")


def test_a_directory_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else every partner but the agency would be unknown, and nobody would say why."""
    monkeypatch.setenv("WIDGET_PARTNERS", str(tmp_path / "partnres"))
    with pytest.raises(Problems, match="partnres"):
        create_app()


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
    ids=["none given", "nothing known", "one wins", "both win", "one is asked", "one is added"],
)
def test_answers_given_win_over_the_partners_presets(
    query: str, answers: str, hotel: FlaskClient
) -> None:
    response = hotel.get(f"/hotel/{query}")
    assert response.headers["Location"] == f"/hotel/en/?{answers}"


def test_presets_fill_in_answers_ahead(hotel: FlaskClient) -> None:
    first = Main(hotel.get("/hotel/", follow_redirects=True).text)
    assert first.marks == {"data-question": "passport"}
    second = Main(hotel.get(first.options["national"]["href"]).text)
    assert second.marks == {"data-question": "capacity"}
    outcome = Main(hotel.get(second.options["none"]["href"]).text)
    assert outcome.marks["data-outcome"] == "tourist"


# What a file says is shown as it is written.

RESULT = "/inn/en/?location=abroad&passport=service"
ODD = [
    "{name}",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "%s %(partner)s %",
    "<script>alert(1)</script>",
    "&amp;",
]


@pytest.mark.parametrize("text", ODD, ids=lambda text: text.split()[0])
def test_a_name_is_shown_literally(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIDGET_PARTNERS", str(tmp_path))
    contacts = "contacts = { email = 'inn@inn.example' }"
    (tmp_path / "inn.toml").write_text(f"{contacts}\n{HOTEL.replace('Hotel Tulip', text)}")
    inn = create_app().test_client()
    aside = "/inn/en/?location=kazakhstan&need=leave&purpose=tourism"
    for address in ("/inn/en/", RESULT, aside, "/inn/en/kit", "/inn/en/x"):
        page = inn.get(address).text
        assert text in unescape(page)
        assert text in Main(page).title
        assert "alert" not in page.replace("&lt;script&gt;alert(1)&lt;/script&gt;", "")
    assert f"Ask {text}" in Main(inn.get(RESULT).text).words
    assert f"{text} had filled in “Purpose" in Main(inn.get(aside).text).words


@pytest.mark.parametrize("rest", ["{{7*7}}", "{%raw%}", "%s%(partner)s", "&amp;'"])
def test_an_address_is_written_literally(
    rest: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIDGET_PARTNERS", str(tmp_path))
    site = f"https://inn.example/{rest}"
    (tmp_path / "inn.toml").write_text(f'site = "{site}"\n{HOTEL}')
    links = Main(create_app().test_client().get("/inn/en/").text).links
    assert links["Hotel Tulip"]["href"] == site


# Contacts.


def test_a_partners_contacts_stand_besides_the_agencys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIDGET_PARTNERS", str(tmp_path))
    contacts = "contacts = { email = 'desk@inn.example', phones = ['+77001234567'] }"
    (tmp_path / "inn.toml").write_text(f"site = 'https://inn.example'\n{contacts}\n{HOTEL}")
    page = Main(create_app().test_client().get(RESULT).text)
    hrefs = [given["href"] for tag, given in page.tags if tag == "a"]
    for email in ("desk@inn.example", "migration.kz@gmail.com"):
        assert email in page.words
        assert any(href.startswith(f"mailto:{email}?") for href in hrefs)
    for phone in ("+77001234567", "+77172394575"):
        assert phone in page.words
        assert f"tel:{phone}" in hrefs
    assert hrefs.count("https://inn.example") == 2, "the name leads back too"
    assert page.words.index("migration.kz@gmail.com") < page.words.index("desk@inn.example")


def test_a_partner_without_contacts_leaves_the_agencys_alone(hotel: FlaskClient) -> None:
    words = Main(hotel.get(RESULT.replace("inn", "hotel")).text).words
    assert "migration.kz@gmail.com" in words
    assert "Ask Hotel Tulip" not in words
