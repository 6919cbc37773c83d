"""Mistakes in partners' files: all are reported at once, each once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.content import HOTEL
from tests.partners.mistakes import ADDRESS, MANY_ORIGINS, MISTAKES, ORIGIN, TEXT
from widget.partners.directory import load_partners
from widget.partners.known import Known
from widget.problems import Problems
from widget.rules.model import Ruleset

Read = Callable[[dict[str, str]], list[str]]


@pytest.mark.parametrize(("right", "wrong", "location", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_reported_with_its_location_and_what_is_allowed(
    right: str, wrong: str, location: str, message: str, problems: Read
) -> None:
    assert right in HOTEL
    text = HOTEL.replace(right, wrong, 1)
    assert problems({"hotel": text}) == [f"hotel.toml: {location}: {message}"]


def test_a_number_of_5000_digits_is_cut_in_the_message(problems: Read) -> None:
    radius = f"theme = {{ radius = 0x{'f' * 5000},"
    assert problems({"hotel": HOTEL.replace("theme = {", radius)}) == [
        f"hotel.toml: theme.radius: 0x{'f' * 78}… is too large. Allowed: at most 24."
    ]


# Several mistakes at once.

MANY = """
languages = ["en", "kz", "en", 7]
origins = ["https://hotel.example", "http://inn.example", "https://HOTEL.example:443"]
presets = { purpose = "tourism", location = "moon", porpose = "study" }
site = "hotel.example"
fax = "+77000000"

[theme]
ground = "#fff"
text = "#bbb"
accent = "teal"
on_accent = "#fff"
border = "#aaa"
scheme = "auto"
radius = 99
"""


def test_many_mistakes_in_one_file_are_reported_at_once_in_the_order_of_the_keys(
    problems: Read,
) -> None:
    assert [line.partition(" Allowed: ")[0] for line in problems({"Hotel": MANY})] == [
        "Hotel.toml: 'Hotel' cannot be part of an address. Did you mean hotel?",
        "Hotel.toml: name: This key is missing.",
        "Hotel.toml: site: 'hotel.example' is not allowed here. "
        "Did you mean https://hotel.example?",
        "Hotel.toml: languages[2]: There is no language 'kz'. Did you mean kk?",
        "Hotel.toml: languages[4]: A text is expected, not 7.",
        "Hotel.toml: languages: Items 1 and 3 are the same, en.",
        "Hotel.toml: presets.porpose: There is no question 'porpose'. Did you mean purpose?",
        "Hotel.toml: presets.location: There is no option of location 'moon'.",
        "Hotel.toml: origins[2]: 'http://inn.example' is not an origin. "
        "Did you mean https://inn.example?",
        "Hotel.toml: origins: Items 1 and 3 are the same, https://hotel.example.",
        "Hotel.toml: theme.accent: 'teal' is not allowed here. Did you mean #008080?",
        'Hotel.toml: theme.scheme: The scheme "auto" needs the colours of [theme.dark].',
        "Hotel.toml: theme.radius: 99 is too large.",
        "Hotel.toml: theme: text #bbb on ground #fff has a contrast of 1.91; at least 4.5 is "
        "needed. "
        "Nearest with enough contrast: text = "
        '"#767676".',
        "Hotel.toml: theme: border #aaa on ground #fff has a contrast of 2.32; at least 3.0 "
        "is needed. "
        'Nearest with enough contrast: border = "#949494".',
        "Hotel.toml: fax: This key is not known.",
    ]


def test_the_mistakes_in_all_files_are_reported_at_once(problems: Read) -> None:
    files = {
        "static": HOTEL.replace("https://hotel", "http://hotel"),
        "inn-2": HOTEL.replace('"ru"', '"de"'),
        "inn": HOTEL.replace("#063", "green"),
    }
    assert problems(files) == [
        "inn.toml: theme.accent: 'green' is not allowed here. Did you mean #008000? "
        "Allowed: #rgb or #rrggbb.",
        "inn-2.toml: languages[2]: There is no language 'de'. "
        "Allowed: en, kk, ru; to add one, run `widget words update --add`.",
        "static.toml: static is reserved for the widget's own addresses; choose another id.",
        "static.toml: origins[1]: 'http://hotel.example' is not an origin. "
        f"Did you mean https://hotel.example? Allowed: {ORIGIN}",
    ]


BESIDE = {
    "a preset of no question that is no text": (
        ("{ purpose", "{ porpose = 7, purpose"),
        [
            "presets.porpose: There is no question 'porpose'",
            "presets.porpose: A text is expected, not 7",
        ],
    ),
    "presets that exclude each other beside an unknown one": (
        ('location = "abroad"', 'location = "kazakhstan", departure = "lost_document", x = "y"'),
        [
            "presets.x: There is no question 'x'",
            "presets: No path through the questions takes all these answers",
        ],
    ),
    "an origin twice beside a wrong one": (
        ('"https://hotel.example"', '"http://a.kz", "https://a.kz", "https://a.kz"'),
        [
            "origins[1]: 'http://a.kz' is not an origin",
            "origins: Items 2 and 3 are the same, https://a.kz",
        ],
    ),
    "an origin thrice": (
        ("https://қонақүй.қаз:8443", 'https://hotel.example", "https://hotel.example'),
        [
            "origins: Items 1 and 2 are the same, https://hotel.example",
            "origins: Items 1 and 3 are the same, https://hotel.example",
        ],
    ),
}


@pytest.mark.parametrize(("edit", "messages"), BESIDE.values(), ids=BESIDE)
def test_no_mistake_hides_another_one(
    edit: tuple[str, str], messages: list[str], problems: Read
) -> None:
    lines = problems({"hotel": HOTEL.replace(*edit)})
    assert [line.partition(". ")[0] for line in lines] == [
        f"hotel.toml: {each}" for each in messages
    ]


# Ids.

RESERVED = ["static", "healthz", "oembed", "kit", "step", "theme"]
FORBIDDEN = {
    "Hotel": " Did you mean hotel?",
    "hotel_1": " Did you mean hotel-1?",
    "hotel.kz": " Did you mean hotel-kz?",
    "hotel.toml": " Did you mean hotel?",
    "-hotel": " Did you mean hotel?",
    "a b": " Did you mean a-b?",
    "Kit": "",
    "отель": " Did you mean otel?",
    "Щучинск Юг": " Did you mean shchuchinsk-yug?",
    "қонақүй": " Did you mean qonaqui?",
    "ホテル": "",
    "a" * 61: "",
}


@pytest.mark.parametrize("key", RESERVED)
def test_a_reserved_id_is_refused(key: str, problems: Read) -> None:
    assert problems({key: HOTEL}) == [
        f"{key}.toml: {key} is reserved for the widget's own addresses; choose another id."
    ]


@pytest.mark.parametrize(("key", "meant"), FORBIDDEN.items(), ids=FORBIDDEN)
def test_an_id_with_forbidden_characters_or_too_many_is_refused(
    key: str, meant: str, problems: Read
) -> None:
    assert problems({key: HOTEL}) == [
        f"{key}.toml: {key!r} cannot be part of an address.{meant} "
        "Allowed: at most 60 small letters a to z, digits and -; a letter or a digit comes first."
    ]


def test_a_wrong_id_is_reported_beside_a_file_that_is_not_toml(problems: Read) -> None:
    assert problems({"-hotel": "= start"}) == [
        "-hotel.toml: '-hotel' cannot be part of an address. Did you mean hotel? "
        "Allowed: at most 60 small letters a to z, digits and -; a letter or a digit comes first.",
        '-hotel.toml: line 1, column 1: The key cannot be read. Allowed: key = "text", or [table].',
    ]


@pytest.mark.parametrize("key", ["hotel", "a", "hotel-2", "2gis", "a" * 60])
def test_an_id_of_letters_digits_and_hyphens_is_accepted(key: str, problems: Read) -> None:
    assert problems({key: HOTEL}) == []


# What is accepted.

NAMES = {
    "80 characters": "x" * 80,
    "blanks around 80 characters": f"  {'x' * 80}  ",
    "Kazakh letters": "Қонақ үй «Қызғалдақ»",
    "Japanese letters": "ホテル 花",
    "signs": "★★★",
    "a letter and its accent": "e\u0301",
    "signs among letters": "N° 1 & Söhne",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_readable_name_is_accepted(name: str, problems: Read) -> None:
    assert problems({"hotel": HOTEL.replace("Hotel Tulip", name)}) == []


def test_50_origins_are_accepted(problems: Read) -> None:
    assert problems({"hotel": HOTEL.replace('"https://hotel.example"', MANY_ORIGINS)}) == []


PHONES = ["+77011234567", "+7 701 123-45-67", "+7 (701) 123-45-67", "+7(7172)39-45-75"]


@pytest.mark.parametrize("number", PHONES)
def test_a_telephone_number_may_have_spaces_brackets_and_hyphens(
    number: str, problems: Read
) -> None:
    contacts = f"contacts = {{ phones = ['{number}'], whatsapp = '{number}' }}"
    assert problems({"hotel": f"{contacts}\n{HOTEL}"}) == []


# What is nearly right.

NEAR_PHONES = {
    "8 (701) 123-45-67": "+7 (701) 123-45-67",
    "87011234567": "+77011234567",
    "7 701 123 45 67": "+7 701 123 45 67",
    "+7.701.123.45.67": "+7-701-123-45-67",
    " +7 701 123-45-67 ": "+7 701 123-45-67",
    "https://wa.me/77011234567": "+77011234567",
    "https://wa.me/4915112345678?text=Hi": "+4915112345678",
    "https://api.whatsapp.com/send?phone=77011234567": "+77011234567",
    "tel:+77011234567": "+77011234567",
    "8 (701) 123-45-67 (WhatsApp)": "+7 (701) 123-45-67",
}


@pytest.mark.parametrize(("written", "meant"), NEAR_PHONES.items(), ids=NEAR_PHONES)
def test_a_number_as_people_write_it_is_answered_with_that_for_calls_from_abroad(
    written: str, meant: str, problems: Read
) -> None:
    assert problems({"hotel": f"contacts = {{ phones = ['{written}'] }}\n{HOTEL}"}) == [
        f"hotel.toml: contacts.phones[1]: {written!r} is not allowed here. Did you mean {meant}? "
        "Allowed: one number: + and 7 to 15 digits, spaced as people read them."
    ]


NEAR_SITES = {
    "www.hotel.kz/ru/": "https://www.hotel.kz/ru/",
    "http://hotel.kz": "https://hotel.kz",
    "HTTPS://hotel.kz": "https://hotel.kz",
    "//hotel.kz": "https://hotel.kz",
    "https://hotel.kz ": "https://hotel.kz",
    "қонақүй.қаз": "https://қонақүй.қаз",
}


@pytest.mark.parametrize(("written", "meant"), NEAR_SITES.items(), ids=NEAR_SITES)
def test_an_address_without_https_is_answered_with_one(
    written: str, meant: str, problems: Read
) -> None:
    assert problems({"hotel": f"site = '{written}'\n{HOTEL}"}) == [
        f"hotel.toml: site: {written!r} is not allowed here. Did you mean {meant}? "
        f"Allowed: {ADDRESS}"
    ]


@pytest.mark.parametrize("written", [str, str.upper, "{} ".format], ids=["as", "in", "with"])
def test_a_preset_by_its_label_is_answered_with_its_id(
    written: Callable[[str], str], problems: Read, ruleset: Ruleset
) -> None:
    label = written(ruleset.questions["purpose"].options["treatment"].text.english)
    (line,) = problems({"hotel": HOTEL.replace('"tourism"', json.dumps(label))})
    assert line.startswith(
        f"hotel.toml: presets.purpose: There is no option of purpose {label!r}. "
        "Did you mean treatment? Allowed: "
    )


# What a file cannot be checked against.

EXCLUSIVE = HOTEL.replace(
    'location = "abroad"', 'location = "kazakhstan", departure = "lost_document"'
)


def test_presets_are_not_combined_when_the_rules_are_not_proven(
    known: Known, tmp_path: Path
) -> None:
    (tmp_path / "hotel.toml").write_text(EXCLUSIVE)
    unproven = Known(known.languages, known.ruleset, proven=False)
    assert load_partners(tmp_path, unproven).problems == ()
    assert load_partners(tmp_path, known).problems != ()


def test_presets_are_not_checked_without_rules(known: Known, tmp_path: Path) -> None:
    (tmp_path / "hotel.toml").write_text(HOTEL.replace("purpose", "porpose"))
    without = Known(known.languages, None, proven=False)
    assert load_partners(tmp_path, without).problems == ()
    assert load_partners(tmp_path, known).problems != ()


# The default partner.

SITE = "site = 'https://a.kz'"
EMAIL = "contacts = { email = 'a@a.kz' }"
NO_SITE = (
    "site: This key is missing. The agency needs it, since every result shows it. "
    "Allowed: an address that begins with https://."
)
NO_EMAIL = (
    "contacts.email: This key is missing. The agency needs it, since every result shows it. "
    "Allowed: an e-mail address."
)
INCOMPLETE = {
    "no site": (EMAIL, [NO_SITE]),
    "no contacts": (SITE, [NO_EMAIL]),
    "contacts without an e-mail address": (f"{SITE}\ncontacts = {{ phones = [] }}", [NO_EMAIL]),
    "neither": ("", [NO_SITE, NO_EMAIL]),
    "a site that is none": (
        f"site = 'a.kz'\n{EMAIL}",
        [f"site: 'a.kz' is not allowed here. Did you mean https://a.kz? Allowed: {ADDRESS}"],
    ),
    "a number as an e-mail address": (
        f"{SITE}\ncontacts = {{ email = 7 }}",
        [f"contacts.email: A text is expected, not 7. Allowed: {TEXT}"],
    ),
    "contacts that are no table": (
        f"{SITE}\ncontacts = 'a@a.kz'",
        [
            "contacts: A table is expected, not 'a@a.kz'. "
            'Allowed: a table, like { email = "…", phones = ["…"], whatsapp = "…" }.'
        ],
    ),
}


@pytest.mark.parametrize(("keys", "messages"), INCOMPLETE.values(), ids=INCOMPLETE)
def test_the_agency_must_have_a_site_and_an_e_mail_address(
    keys: str, messages: list[str], problems: Read
) -> None:
    assert problems({"visakaz": f"{keys}\n{HOTEL}"}) == [
        f"visakaz.toml: {each}" for each in messages
    ]


def test_the_rules_name_the_partner_who_needs_contacts(known: Known, tmp_path: Path) -> None:
    for key in ("hotel", "visakaz"):
        (tmp_path / f"{key}.toml").write_text(HOTEL)
    assert known.ruleset
    about = replace(known.ruleset.about, agency="hotel")
    partners = load_partners(tmp_path, replace(known, ruleset=replace(known.ruleset, about=about)))
    assert [str(each) for each in partners.problems] == [
        f"hotel.toml: {NO_SITE}",
        f"hotel.toml: {NO_EMAIL}",
    ]
    assert set(partners.served) == {"visakaz"}


# Files that cannot be read.


def test_an_unreadable_file_is_reported_and_takes_no_other_one_down(
    known: Known, tmp_path: Path
) -> None:
    (tmp_path / "hotel.toml").write_text(HOTEL)
    (tmp_path / "inn.toml").mkdir()
    partners = load_partners(tmp_path, known)
    assert [str(each) for each in partners.problems] == [
        "inn.toml: It cannot be read: Is a directory."
    ]
    assert set(partners.served) == {"hotel"}


def test_a_missing_directory_is_reported(known: Known, tmp_path: Path) -> None:
    with pytest.raises(Problems) as raised:
        load_partners(tmp_path / "partnres", known)
    assert str(raised.value) == (
        f"{tmp_path}/partnres: There is no such directory. "
        "Allowed: a directory with the agency's file and one for each partner."
    )


# Files beside the partners' own.

PASSED_OVER = "This file is ignored: its name does not end with .toml, in small letters."
WARNINGS = {
    "HOTEL.TOML": f"{PASSED_OVER} Allowed: hotel.toml as its name.",
    "hotel.Toml": f"{PASSED_OVER} Allowed: hotel.toml as its name.",
    "hotel.toml.txt": f"{PASSED_OVER} Allowed: hotel.toml as its name.",
    "Hotel.TOML.TXT": f"{PASSED_OVER} Allowed: hotel.toml as its name.",
    "inn.toml.txt": "This file is ignored beside inn.toml. Allowed: one of the two.",
}


@pytest.mark.parametrize(("name", "words"), WARNINGS.items(), ids=WARNINGS)
def test_a_file_with_another_ending_is_passed_over_with_a_warning(
    name: str, words: str, known: Known, tmp_path: Path
) -> None:
    for file in ("inn.toml", name):
        (tmp_path / file).write_text(HOTEL)
    partners = load_partners(tmp_path, known)
    assert [str(each) for each in partners.warnings] == [f"Warning: {name}: {words}"]
    assert (set(partners.served), partners.problems) == ({"inn"}, ())


SILENT = [
    ".hotel.toml",  # a hidden file
    ".hotel.toml.swp",  # Vim
    "._hotel.toml",  # macOS
    ".#hotel.toml",  # Emacs
    ".hotel.toml.kate-swp",  # Kate
    "hotel.toml~",  # the version before, as editors keep it
    "hotel.toml.bak",
    "README.txt",
    "hotel.svg",
]


@pytest.mark.parametrize("name", SILENT)
def test_a_file_of_an_editor_or_a_system_is_passed_over(
    name: str, known: Known, tmp_path: Path
) -> None:
    (tmp_path / name).write_text("= start")
    partners = load_partners(tmp_path, known)
    assert partners.warnings == partners.problems == ()


def test_a_link_by_which_an_editor_marks_an_open_file_is_passed_over(
    known: Known, tmp_path: Path
) -> None:
    (tmp_path / ".#hotel.toml").symlink_to("somebody@desk.4711")
    partners = load_partners(tmp_path, known)
    assert partners.warnings == partners.problems == ()
