"""Partners: the agency itself, a partner's presets, and mistakes in a partner's file."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import HOTEL, Main
from widget.app import create_app
from widget.languages import languages
from widget.origins import origin
from widget.partners import DEFAULT, SHIPPED, Partner, load_partners
from widget.problems import Problems
from widget.rules import Ruleset

# The agency.


@pytest.fixture
def agency(ruleset: Ruleset) -> Partner:
    return load_partners(ruleset, languages())[DEFAULT]


def test_the_agency_is_the_default_partner(agency: Partner) -> None:
    assert agency.name == "Миграция.КЗ"
    assert agency.languages == ("ru", "kk", "en")
    assert not agency.presets


def test_the_agency_can_be_reached(agency: Partner) -> None:
    assert agency.contacts
    assert agency.contacts.model_dump() == {
        "site": "https://www.visakaz.kz",
        "email": "migration.kz@gmail.com",
        "phones": ["+77172394575", "+77011001059"],
    }


def test_shipped_partners_have_https_origins_only(ruleset: Ruleset) -> None:
    partners = load_partners(ruleset, languages())
    assert set(partners) == {path.stem for path in SHIPPED.glob("*.toml")}
    origins = [each for partner in partners.values() for each in partner.origins]
    assert origins
    assert all(each.startswith("https://") for each in origins)


# A directory of one's own.


def test_another_directory_of_partners_can_be_named(hotel: FlaskClient) -> None:
    assert Main(hotel.get("/hotel/en/").text).title.endswith(" – Hotel Tulip")
    assert hotel.get("/visakaz/en/").status_code == 200, "the agency is there in any case"


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
        ("?location=kazakhstan&purpose=", "location=kazakhstan&purpose="),
        ("?passport=national", "location=abroad&passport=national&purpose=tourism"),
    ],
    ids=["none given", "nothing known given", "one wins", "both win", "one is added"],
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


# Mistakes in a partner's file.


def told(ruleset: Ruleset, directory: Path, **files: str) -> list[str]:
    """What is told of the files of a directory."""
    for name, text in files.items():
        (directory / f"{name}.toml").write_text(text)
    with pytest.raises(Problems) as raised:
        load_partners(ruleset, languages(), directory)
    return str(raised.value).splitlines()


MISTAKES = {
    "an unknown key": ("border =", "font = 'Arial', border =", "theme.font", "accent, border"),
    "a key with a slip": ("origins =", "orgins =", "orgins", "languages, name, origins"),
    "an unknown key in contacts": (
        "presets",
        "contacts = { fax = '1', site = 'https://a.kz', email = 'a@a.kz', phones = ['+77000000'] }"
        "\npresets",
        "contacts.fax",
        "email, phones, site",
    ),
    "a missing key": ('name = "Hotel Tulip"', "", "name", "missing"),
    "an empty name": ("Hotel Tulip", " ", "name", "empty"),
    "no language": ('["en", "ru"]', "[]", "languages", "at least one"),
    "an unknown language": ('["en", "ru"]', '["en", "kz"]', "languages", "kz. Allowed: en, kk, ru"),
    "a preset of no question": ("purpose =", "porpose =", "presets", "porpose. Allowed: location"),
    "a preset of no option": ("abroad", "moon", "presets.location", "abroad, kazakhstan"),
    "a colour by its name": ("#063", "teal", "theme.accent", "'teal'"),
    "a colour of five digits": ("#063", "#06300", "theme.accent", "'#06300'"),
    "a colour with more to it": ("#063", "#063;}", "theme.accent", "'#063;}'"),
    "an origin with a path": (
        "https://hotel.example",
        "https://hotel.example/",
        "origins.0",
        "'https://hotel.example/' is no origin. Write https://host or https://host:port",
    ),
    "no TOML": ("presets", "= presets", "", "This is no TOML"),
}


@pytest.mark.parametrize(("right", "wrong", "place", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_place_and_what_is_allowed(
    right: str, wrong: str, place: str, words: str, ruleset: Ruleset, tmp_path: Path
) -> None:
    assert right in HOTEL
    (line,) = told(ruleset, tmp_path, hotel=HOTEL.replace(right, wrong, 1))
    assert line.startswith(f"hotel.toml: {place}")
    assert words in line


def test_all_mistakes_of_all_files_are_told_at_once(ruleset: Ruleset, tmp_path: Path) -> None:
    lines = told(
        ruleset,
        tmp_path,
        hotel=HOTEL.replace("#063", "green").replace("name =", "nmae =").replace("#fff", "x", 1),
        inn=HOTEL.replace('"ru"', '"de"').replace("abroad", "moon"),
    )
    places = [line.split(": ")[:2] for line in lines]
    assert sorted(places) == [
        ["hotel.toml", "name"],
        ["hotel.toml", "nmae"],
        ["hotel.toml", "theme.accent"],
        ["hotel.toml", "theme.ground"],
        ["inn.toml", "languages"],
        ["inn.toml", "presets.location"],
    ]


def test_the_agency_must_have_contacts(ruleset: Ruleset, tmp_path: Path) -> None:
    (line,) = told(ruleset, tmp_path, visakaz=HOTEL)
    assert line.startswith("visakaz.toml: contacts: ")


# Origins.

REFUSED = {
    "any": "*",
    "any host below one": "https://*.hotel.example",
    "a host alone": "hotel.example",
    "a scheme alone": "https:",
    "no host": "https://",
    "no scheme": "//hotel.example",
    "not encrypted": "http://hotel.example",
    "another scheme": "ftp://hotel.example",
    "a script": "javascript:alert(1)",
    "a keyword": "'self'",
    "an opaque origin": "null",
    "a slash at the end": "https://hotel.example/",
    "a path": "https://hotel.example/visa",
    "a query": "https://hotel.example?x",
    "a place in a page": "https://hotel.example#x",
    "a user": "https://user@hotel.example",
    "another directive": "https://hotel.example; script-src *",
    "another directive without blanks": "https://hotel.example;script-src",
    "two origins": "https://hotel.example https://inn.example",
    "two origins with a comma": "https://hotel.example,https://inn.example",
    "a header": "https://hotel.example\r\nSet-Cookie: a=b",
    "a blank before": " https://hotel.example",
    "a line's end after": "https://hotel.example\n",
    "a port that is a word": "https://hotel.example:https",
    "a port too high": "https://hotel.example:65536",
    "port 0": "https://hotel.example:0",
    "a colon without a port": "https://hotel.example:",
    "an empty label": "https://hotel..example",
    "a dot at the end": "https://hotel.example.",
    "a hyphen first": "https://-hotel.example",
    "an underscore": "https://hotel_1.example",
    "too long a label": f"https://{'a' * 64}.example",
    "an encoded letter": "https://h%6ftel.example",
    "localhost without a port": "http://localhost",
    "another host of this machine": "http://127.0.0.2:8000",
    "nothing": "",
}
READ = {
    "https://hotel.example": "https://hotel.example",
    "https://HOTEL.example": "https://hotel.example",
    "https://hotel.example:8443": "https://hotel.example:8443",
    "https://hotel-1.example": "https://hotel-1.example",
    "https://гостиница.рф": "https://xn--80afpayevi3b.xn--p1ai",
    "https://әлем.kz": "https://xn--e1ale93d.kz",
    "https://қонақүй.қаз:8443": "https://xn--80askd87bd4l.xn--80ao21a:8443",
    "https://xn--e1ale93d.kz": "https://xn--e1ale93d.kz",
    "http://localhost:8001": "http://localhost:8001",
    "http://127.0.0.1:8001": "http://127.0.0.1:8001",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_no_origin_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no origin\. Write https://host or https://host:port"):
        origin(text)


@pytest.mark.parametrize(("text", "written"), READ.items())
def test_an_origin_is_read_and_written_as_headers_have_it(text: str, written: str) -> None:
    assert origin(text) == written


@pytest.mark.parametrize("text", ["visa.example", "http://visa.example", "https://visa.example/x"])
def test_an_own_origin_that_is_none_is_refused_in_plain_words(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIDGET_ORIGIN", text)
    with pytest.raises(Problems, match=f"^the environment: WIDGET_ORIGIN: '{text}' is no origin"):
        create_app()
