"""A partner's file: what a right one becomes, the shipped ones, and the page that explains keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tomllib import loads

import pytest

from tests.content import HOTEL
from widget.files.fields import Table
from widget.partners.directory import load_partners
from widget.partners.file import ContactsTable, PartnerFile
from widget.partners.known import Known
from widget.partners.model import DEFAULT, Contacts, Partner, Partners
from widget.partners.theme import Theme

PAGE = Path(__file__).parent.parent.parent / "docs" / "partner.md"


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
        name="Hotel Tulip",
        logo=None,
        image=None,
        site="https://hotel.example/",
        contacts=Contacts("a@a.kz", ("+77000000",)),
        languages=("en", "ru"),
        presets={"location": "abroad", "purpose": "tourism"},
        origins=("https://hotel.example", "https://xn--80askd87bd4l.xn--80ao21a:8443"),
        theme=Theme.model_validate(colours | {"border": "#666"}),
        digest=partner.digest,
    )
    assert list(partner.presets) == ["location", "purpose"], "in the order of the rules"


def test_what_is_optional_can_be_left_out(known: Known, tmp_path: Path) -> None:
    lines = [line for line in HOTEL.splitlines() if not line.startswith(("origins", "presets"))]
    partner = load("\n".join(lines), known, tmp_path)
    assert (partner.site, partner.contacts, partner.logo, partner.image) == (None,) * 4
    assert (partner.presets, partner.origins) == ({}, ())


def test_the_digest_changes_with_the_file_alone(known: Known, tmp_path: Path) -> None:
    first = load(HOTEL, known, tmp_path)
    assert load(HOTEL, known, tmp_path) == first
    second = load(f"{HOTEL}# A comment.", known, tmp_path)
    assert second.digest != first.digest
    assert replace(second, digest=first.digest) == first


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
    assert agency.contacts == Contacts("migration.kz@gmail.com", ("+77172394575", "+77011001059"))


# The shipped examples, and the page that tells how to write one.


def test_shipped_partners_are_all_served_and_have_https_origins_only(shipped: Partners) -> None:
    assert list(shipped.served) == ["example-hotel", "example-university", "visakaz"]
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


def described(model: type[Table], before: str = "") -> Iterator[tuple[str, str]]:
    """The keys of a part of a partner's file, as its page names them, each with its description."""
    for key, field in model.model_fields.items():
        yield f"`{before}{key}`", str(field.description)


def test_every_key_is_documented_with_an_example() -> None:
    rows = [line.split("|")[1:4] for line in PAGE.read_text().splitlines() if line[:3] == "| `"]
    told = {key.strip().replace("[", "").replace("]", ""): (what, how) for key, what, how in rows}
    tables = (PartnerFile, ""), (ContactsTable, "contacts."), (Theme, "theme.")
    keys = {key: words for table in tables for key, words in described(*table)}
    assert set(told) == set(keys)
    for key, (what, how) in told.items():
        assert what.strip().removeprefix("optional: ").startswith(keys[key]), "as in an editor"
        example = how.strip().strip("`")
        assert example or key in ("`contacts`", "`theme`"), f"{key} has an example"
        assert loads(example) or not example
