"""A partner's file: what it becomes, the shipped ones, and the page that explains the keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tomllib import loads

import pytest

from tests.content import EXAMPLES, HOTEL, ROOT
from widget.files.fields import Table
from widget.partners.directory import load_partners
from widget.partners.file import ContactsTable, PartnerFile
from widget.partners.known import Known
from widget.partners.model import Contacts, Partner, Partners
from widget.partners.names import Name, Names
from widget.partners.theme import Theme
from widget.settings import CONTENT

PAGE = ROOT / "docs" / "partner.md"


@pytest.fixture(scope="module")
def examples(known: Known) -> Partners:
    return load_partners(EXAMPLES, known)


@pytest.fixture(scope="module")
def agency(known: Known) -> Partner:
    return load_partners(CONTENT / "partners", known).served["visakaz"]


# What is read.


def load(text: str, known: Known, directory: Path) -> Partner:
    """The partner `hotel` of a file."""
    (directory / "hotel.toml").write_text(text)
    return load_partners(directory, known).served["hotel"]


def test_a_file_becomes_a_partner(known: Known, tmp_path: Path) -> None:
    more = (
        "site = 'https://hotel.example/'\ncontacts = { email = 'a@a.kz', phones = ['+77000000'] }"
    )
    partner = load(f"{more}\n{HOTEL}", known, tmp_path)
    colours = {"ground": "#fff", "text": "#222", "accent": "#063", "on_accent": "#fff"}
    assert partner == Partner(
        id="hotel",
        name=Names((Name("Hotel Tulip", None),)),
        logo=None,
        image=None,
        site="https://hotel.example/",
        contacts=Contacts("a@a.kz", ("+77000000",), None),
        languages=("en", "ru"),
        presets={"location": "abroad", "purpose": "tourism"},
        origins=("https://hotel.example", "https://xn--80askd87bd4l.xn--80ao21a:8443"),
        theme=Theme.model_validate(colours | {"border": "#666"}),
        closed=False,
        digest=partner.digest,
    )
    assert list(partner.presets) == ["location", "purpose"], "in the order of the rules"


def test_optional_keys_can_be_left_out(known: Known, tmp_path: Path) -> None:
    lines = [line for line in HOTEL.splitlines() if not line.startswith(("origins", "presets"))]
    partner = load("\n".join(lines), known, tmp_path)
    assert (partner.site, partner.contacts, partner.logo, partner.image) == (None,) * 4
    assert (partner.presets, partner.origins) == ({}, ())


def test_a_name_is_said_in_each_language_and_the_first_in_all_others(
    known: Known, tmp_path: Path
) -> None:
    names = '{ ru = "Отель «Тюльпан»", en = "Hotel Tulip" }'
    name = load(HOTEL.replace('"Hotel Tulip"', names), known, tmp_path).name
    assert name.said_in("en") == Name("Hotel Tulip", "en")
    assert name.own == name.said_in("ru") == name.said_in("kk") == Name("Отель «Тюльпан»", "ru")


def test_a_single_name_is_the_same_in_each_language(known: Known, tmp_path: Path) -> None:
    name = load(HOTEL, known, tmp_path).name
    assert name.own == name.said_in("en") == name.said_in("kk") == Name("Hotel Tulip", None)


def test_another_file_has_another_digest(known: Known, tmp_path: Path) -> None:
    first = load(HOTEL, known, tmp_path)
    assert load(HOTEL, known, tmp_path) == first
    second = load(f"{HOTEL}# A comment.", known, tmp_path)
    assert second.digest != first.digest
    assert replace(second, digest=first.digest) == first


# The agency.


def test_the_agency_is_the_default_partner(agency: Partner) -> None:
    assert agency.languages == ("ru", "kk", "en")
    assert not agency.presets


def test_the_agency_has_a_site_an_email_address_and_phones(agency: Partner) -> None:
    assert agency.site == "https://www.visakaz.kz"
    assert agency.contacts == Contacts(
        "migration.kz@gmail.com", ("+7 7172 39-45-75", "+7 701 100-10-59"), None
    )


# The examples, and the page that explains how to write a file.


def test_the_examples_are_valid_and_have_only_https_origins(examples: Partners) -> None:
    assert list(examples.served) == ["example-hotel", "example-university"]
    assert examples.problems == ()
    for partner in examples.served.values():
        assert partner.origins
        assert all(each.startswith("https://") for each in partner.origins)


def test_one_example_has_a_name_for_each_language(examples: Partners) -> None:
    hotel, university = examples.served.values()
    assert [each.language for each in hotel.name.given] == [None]
    assert [each.language for each in university.name.given] == list(university.languages)


@pytest.mark.parametrize("what", ["name", "logo", "languages", "presets", "origins", "theme"])
def test_the_examples_differ_in(what: str, examples: Partners) -> None:
    hotel, university = examples.served.values()
    assert getattr(hotel, what)
    assert getattr(university, what)
    assert getattr(hotel, what) != getattr(university, what)


def test_the_agency_and_the_examples_differ_in_their_light_and_dark_colours(
    examples: Partners, agency: Partner
) -> None:
    themes = [partner.theme for partner in examples.served.values()]
    assert [theme.scheme for theme in themes] == ["auto", "auto"]
    looks = [agency.theme, *themes, *(theme.dark for theme in themes if theme.dark)]
    for colour in ("ground", "accent"):
        assert len({getattr(look, colour) for look in looks}) == 5


def described(model: type[Table], before: str = "") -> Iterator[tuple[str, str]]:
    """The keys of a table of a partner's file, as the page writes them, with their descriptions."""
    for key, field in model.model_fields.items():
        yield f"`{before}{key}`", str(field.description)


def test_every_key_is_documented_with_an_example() -> None:
    rows = [line.split("|")[1:4] for line in PAGE.read_text().splitlines() if line[:3] == "| `"]
    documented = {
        key.strip().replace("[", "").replace("]", ""): (what, how) for key, what, how in rows
    }
    tables = (PartnerFile, ""), (ContactsTable, "contacts."), (Theme, "theme.")
    keys = {key: words for table in tables for key, words in described(*table)}
    assert set(documented) == set(keys)
    for key, (what, how) in documented.items():
        assert what.strip().removeprefix("optional: ").startswith(keys[key]), "as in an editor"
        example = how.strip().strip("`")
        assert example or key in ("`contacts`", "`theme`"), f"{key} has an example"
        assert loads(example) or not example
