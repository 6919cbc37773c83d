"""Mistakes in partners' files: all told at once, and a wrong file takes no other one down."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from tests.conftest import HOTEL, Main
from widget.cli.main import main
from widget.content import load_site
from widget.languages import languages
from widget.partners.model import load_partners
from widget.problems import Problems
from widget.rules.file import RULES
from widget.rules.model import Ruleset
from widget.web.app import create_app

PARTNER = "contacts, image, languages, logo, name, origins, presets, site, theme"
COLOURS = "accent, border, dark, density, font, ground, on_accent, painted, radius, scheme, text"
ORIGIN = "Allowed: https://host or https://host:port, without a path; for trying out also"
TEXT = 'Allowed: a text in quotation marks, like "this".'
READABLE = "Allowed: one line of letters, digits and signs."
CONTACTS = "contacts = { email = 'a@a.kz', phones = ['+77000000'] }\npresets"
MANY_ORIGINS = ", ".join(f"'https://site-{number}.example'" for number in range(49))

# What is written in the place of what is right; the place; what is told of it.
MISTAKES = {
    "an unknown key": ("border =", "shadow = 1, border =", "theme.shadow", COLOURS),
    "a key with a slip": (
        "origins =",
        "orgins =",
        "orgins",
        f"not known. Did you mean origins? Allowed: {PARTNER}.",
    ),
    "an unknown key in contacts": (
        *("presets", CONTACTS.replace("phones", "fax"), "contacts.fax"),
        "This key is not known. Allowed: email, phones.",
    ),
    "a text as a number": ('"Hotel Tulip"', "7", "name", f"A text is expected, not 7. {TEXT}"),
    "a list as a text": ('["en", "ru"]', '"en"', "languages", "A list is expected, not 'en'."),
    "a table as a text": (
        '{ purpose = "tourism", location = "abroad" }',
        '"x"',
        "presets",
        "A table is expected, not 'x'.",
    ),
    "a number as a text": (
        "border =",
        "radius = '9', border =",
        "theme.radius",
        "number is expected, not '9'.",
    ),
    "yes as a text": (
        "border =",
        "painted = 'yes', border =",
        "theme.painted",
        "expected, not 'yes'. Allowed: true or false",
    ),
    "a number as yes": (
        "border =",
        "radius = true, border =",
        "theme.radius",
        "expected, not true.",
    ),
    "a number with a part": ("border =", "radius = 9.5, border =", "theme.radius", "not 9.5."),
    "a text as a list": ('"Hotel Tulip"', '["Hotel"]', "name", f"expected, not a list. {TEXT}"),
    "a text as a table": ('"Hotel Tulip"', '{ en = "Hotel" }', "name", "expected, not a table."),
    "a text as a day": (
        '"Hotel Tulip"',
        "2026-01-31",
        "name",
        "A text is expected, not 2026-01-31.",
    ),
    "a text that is long": (
        *("presets", f"site = '{'x' * 100}'\npresets", "site"),
        f": '{'x' * 79}… cannot stand here.",
    ),
    "a missing key": ('name = "Hotel Tulip"', "", "name", f"This key is missing. {TEXT}"),
    "a missing colour": (', border = "#666"', "", "theme.border", f"This key is missing. {TEXT}"),
    "an empty name": ("Hotel Tulip", " ", "name", "This is empty. Allowed: at least one."),
    "a name too long": ("Hotel Tulip", "x" * 81, "name", "… is too long. Allowed: at most 80 char"),
    "a name with a control": ("Tulip", "\\u0000", "name", f"sees: U+0000. {READABLE}"),
    "a name in two lines": ("Tulip", "\\nTulip", "name", f"sees: U+000A. {READABLE}"),
    "a name with a blank of no width": (
        *("Tulip", "\\u200bTulip", "name"),
        f"'Hotel \\u200bTulip' holds what nobody sees: U+200B. {READABLE}",
    ),
    "a name that turns the text round": ("Tulip", "\\u202eTulip", "name", "nobody sees: U+202E."),
    "a name of blank letters": ("Hotel Tulip", "\\u3164\\u2800", "name", "sees: U+3164, U+2800."),
    "a name of accents alone": ("Hotel Tulip", "\\u0301", "name", f"shows nothing. {READABLE}"),
    "an e-mail address with more to it": (
        *("presets", CONTACTS.replace("'a@a.kz'", '"a\\u202e@a.kz"'), "contacts.email"),
        "holds what nobody sees: U+202E.",
    ),
    "a site with more to it": (
        *("presets", 'site = "https://a\\u200b.kz"\npresets', "site"),
        "holds what nobody sees: U+200B.",
    ),
    "no language": ('["en", "ru"]', "[]", "languages", "This is empty. Allowed: at least one."),
    "an unknown language": (
        *('["en", "ru"]', '["en", "kz"]', "languages"),
        "There is no language 'kz'. Allowed: en, kk, ru.",
    ),
    "a language twice": ('["en", "ru"]', '["en", "en"]', "languages", "en stands here twice."),
    "a preset of no question": (
        *("purpose =", "porpose =", "presets"),
        "There is no question 'porpose'. Did you mean purpose? Allowed: location, ",
    ),
    "a preset of no option": (
        *("abroad", "abrod", "presets.location"),
        "There is no option of location 'abrod'. Did you mean abroad? Allowed: abroad, kazakhstan.",
    ),
    "presets that exclude each other": (
        *('location = "abroad"', 'location = "kazakhstan", departure = "lost_document"', "presets"),
        "No path through the questions takes all these answers.",
    ),
    "a site that is no address": ("presets", "site = 'a.kz'\npresets", "site", "'a.kz' cannot"),
    "a site with a blank": (
        *("presets", "site = 'https://a.kz/a b'\npresets", "site"),
        "begins with https://, without blanks, quotation marks, < and >.",
    ),
    "a site with a quotation mark": (
        *("presets", "site = 'https://a.kz/\"'\npresets", "site"),
        "without blanks, quotation marks",
    ),
    "a site that is a script": ("presets", "site = 'javascript:x'\npresets", "site", "https://"),
    "no e-mail address": ("presets", CONTACTS.replace("@", " "), "contacts.email", "e-mail"),
    "no telephone number": (
        "presets",
        CONTACTS.replace("+", "8"),
        "contacts.phones, entry 1",
        "digits",
    ),
    "a second origin with a path": (
        *("қаз:8443", "қаз:8443/", "origins, entry 2"),
        "'https://қонақүй.қаз:8443/' is not an origin.",
    ),
    "a number in a list of texts": (
        *('["en", "ru"]', '["en", "ru", 7]', "languages, entry 3"),
        f"A text is expected, not 7. {TEXT}",
    ),
    "a colour by its name": ("#063", "teal", "theme.accent", "Allowed: #rgb or #rrggbb."),
    "a colour of five digits": ("#063", "#06300", "theme.accent", "'#06300' cannot stand here."),
    "a colour with an alpha": ("#063", "#006633ff", "theme.accent", "#rgb or #rrggbb"),
    "a colour as a function": ("#063", "rgb(0,0,0)", "theme.accent", "#rgb or #rrggbb"),
    "a colour with more to it": ("#063", "#063;}", "theme.accent", "'#063;}' cannot stand here."),
    "a colour with a line's end": ("#063", "#063\\n", "theme.accent", "#rgb or #rrggbb"),
    "too round a corner": (
        "border =",
        "radius = 99, border =",
        "theme.radius",
        "99 is too large. Allowed: 24 and less.",
    ),
    "a negative radius": (
        "border =",
        "radius = -1, border =",
        "theme.radius",
        "-1 is too small. Allowed: 0 and more.",
    ),
    "an unknown font": ("border =", "font = 'Arial', border =", "theme.font", "'humanist'"),
    "an unknown density": (
        "border =",
        "density = 'compcat', border =",
        "theme.density",
        "Did you mean compact?",
    ),
    "an unknown scheme": ("border =", "scheme = 'x', border =", "theme.scheme", "'auto'"),
    "a dark scheme without colours": (
        *("border =", "scheme = 'dark', border =", "theme"),
        'The scheme "dark" needs the colours of [theme.dark].',
    ),
    "an origin with a path": (
        *("https://hotel.example", "https://hotel.example/", "origins, entry 1"),
        f"'https://hotel.example/' is not an origin. {ORIGIN}",
    ),
    "an origin twice": (
        *("https://қонақүй.қаз:8443", "https://hotel.example", "origins"),
        "Entries 1 and 2 are the same, https://hotel.example. Allowed: each once.",
    ),
    "an origin twice in capitals": (
        *("https://қонақүй.қаз:8443", "https://HOTEL.example", "origins"),
        "Entries 1 and 2 are the same, https://hotel.example.",
    ),
    "an origin twice in two scripts": (
        *("https://hotel.example", "https://xn--80askd87bd4l.xn--80ao21a:8443", "origins"),
        "Entries 1 and 2 are the same, https://xn--80askd87bd4l.xn--80ao21a:8443.",
    ),
    "too many origins": (
        *("origins = [", f"origins = [{MANY_ORIGINS}, ", "origins"),
        "51 origins make a header that is too long for some proxies. Allowed: at most 50.",
    ),
    "no logo there": (
        *("presets", "logo = 'hotel.svg'\npresets", "logo"),
        "There is no file 'hotel.svg' beside the partner's file.",
    ),
    "a logo that is a number": (
        "presets",
        "logo = 1\npresets",
        "logo",
        "A text is expected, not 1.",
    ),
    "a key twice": (
        *("presets", 'name = "Hotel"\npresets', "line 5"),
        "This key stands here twice. Allowed: each once.",
    ),
    "no TOML": (
        "presets",
        "= presets",
        "line 5, column 1",
        "This is not valid TOML: Invalid statement.",
    ),
}


def told(ruleset: Ruleset, directory: Path, **files: str) -> list[str]:
    """What is told of the files of a directory."""
    for name, text in files.items():
        (directory / f"{name}.toml").write_text(text)
    return [str(each) for each in load_partners(ruleset, languages(), directory).problems]


@pytest.mark.parametrize(("right", "wrong", "place", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_place_and_what_is_allowed(
    right: str, wrong: str, place: str, words: str, ruleset: Ruleset, tmp_path: Path
) -> None:
    assert right in HOTEL
    (line,) = told(ruleset, tmp_path, hotel=HOTEL.replace(right, wrong, 1))
    assert line.startswith(f"hotel.toml: {place}: " if place else "hotel.toml: ")
    assert words in line


def test_a_number_that_is_too_long_to_be_shown_is_told(ruleset: Ruleset, tmp_path: Path) -> None:
    radius = f"theme = {{ radius = 0x{'f' * 5000},"
    (line,) = told(ruleset, tmp_path, hotel=HOTEL.replace("theme = {", radius))
    shown = f"0x{'f' * 78}…"
    assert line == f"hotel.toml: theme.radius: {shown} is too large. Allowed: 24 and less."


NAMES = {
    "static": "static is a word of our own addresses",
    "healthz": "healthz is a word of our own addresses",
    "oembed": "oembed is a word of our own addresses",
    "kit": "kit is a word of our own addresses",
    "step": "step is a word of our own addresses",
    "theme": "theme is a word of our own addresses",
    "Hotel": "small letters a to z, digits and -;",
    "hotel_1": "'hotel_1' cannot stand in an address.",
    "hotel.kz": "'hotel.kz' cannot stand in an address.",
    "-hotel": "digits and -; a letter or a digit comes first.",
    "қонақүй": "'қонақүй' cannot stand in an address.",
    "a b": "'a b' cannot stand in an address.",
}


@pytest.mark.parametrize(("name", "words"), NAMES.items())
def test_a_name_that_cannot_stand_in_an_address_is_told(
    name: str, words: str, ruleset: Ruleset, tmp_path: Path
) -> None:
    (line,) = told(ruleset, tmp_path, **{name: HOTEL})
    assert line.startswith(f"{name}.toml: ")
    assert words in line


def test_a_wrong_name_of_a_file_is_told_beside_what_is_no_toml(
    ruleset: Ruleset, tmp_path: Path
) -> None:
    name, content = told(ruleset, tmp_path, **{"-hotel": "= start"})
    assert name.startswith("-hotel.toml: '-hotel' cannot stand in an address.")
    assert content.startswith("-hotel.toml: line 1, column 1: This is not valid TOML")


@pytest.mark.parametrize("name", ["hotel", "a", "hotel-2", "2gis"])
def test_a_plain_name_is_taken(name: str, ruleset: Ruleset, tmp_path: Path) -> None:
    assert told(ruleset, tmp_path, **{name: HOTEL}) == []


@pytest.mark.parametrize(
    "name",
    [
        "x" * 80,
        f"  {'x' * 80}  ",
        "Қонақ үй «Қызғалдақ»",
        "ホテル 花",
        "★★★",
        "e\u0301",
        "N° 1 & Söhne",
    ],
)
def test_a_name_that_can_be_read_is_taken(name: str, ruleset: Ruleset, tmp_path: Path) -> None:
    assert told(ruleset, tmp_path, hotel=HOTEL.replace("Hotel Tulip", name)) == []


def test_a_preset_of_no_question_is_told_though_it_is_no_text(
    ruleset: Ruleset, tmp_path: Path
) -> None:
    lines = told(ruleset, tmp_path, hotel=HOTEL.replace("{ purpose", "{ porpose = 7, purpose"))
    assert [line.partition(". ")[0] for line in lines] == [
        "hotel.toml: presets: There is no question 'porpose'",
        "hotel.toml: presets.porpose: A text is expected, not 7",
    ]


def test_fifty_origins_are_taken(ruleset: Ruleset, tmp_path: Path) -> None:
    fifty = HOTEL.replace('"https://hotel.example"', MANY_ORIGINS)
    assert told(ruleset, tmp_path, hotel=fifty) == []


def test_an_origin_twice_is_told_beside_a_wrong_one(ruleset: Ruleset, tmp_path: Path) -> None:
    wrong = HOTEL.replace(
        '"https://hotel.example"', '"http://a.kz", "https://a.kz", "https://a.kz"'
    )
    lines = told(ruleset, tmp_path, hotel=wrong)
    assert [line.partition(". ")[0] for line in lines] == [
        "hotel.toml: origins: Entries 2 and 3 are the same, https://a.kz",
        "hotel.toml: origins, entry 1: 'http://a.kz' is not an origin",
    ]


def test_all_mistakes_of_all_files_are_told_at_once(ruleset: Ruleset, tmp_path: Path) -> None:
    lines = told(
        ruleset,
        tmp_path,
        hotel=HOTEL.replace("#063", "green").replace("name =", "nmae =").replace("#fff", "x", 1),
        inn=HOTEL.replace('"ru"', '"de"').replace("abroad", "moon"),
        static=HOTEL.replace("https://hotel", "http://hotel"),
    )
    places = [line.split(": ")[:2] for line in lines]
    assert sorted(places) == [
        ["hotel.toml", "name"],
        ["hotel.toml", "nmae"],
        ["hotel.toml", "theme.accent"],
        ["hotel.toml", "theme.ground"],
        ["inn.toml", "languages"],
        ["inn.toml", "presets.location"],
        ["static.toml", "origins, entry 1"],
        ["static.toml", "static is a word of our own addresses; name the file otherwise."],
    ]


SITE = "site = 'https://a.kz'"
EMAIL = "contacts = { email = 'a@a.kz' }"
NO_SITE = "site: This key is missing. Every result shows the agency's. Allowed: an address that"
NO_EMAIL = (
    "contacts.email: This key is missing. Every result shows the agency's. Allowed: an e-mail"
)
INCOMPLETE = {
    "no site": (EMAIL, [NO_SITE]),
    "no contacts": (SITE, [NO_EMAIL]),
    "contacts without an e-mail address": (f"{SITE}\ncontacts = {{ phones = [] }}", [NO_EMAIL]),
    "neither": ("", [NO_SITE, NO_EMAIL]),
    "contacts that are no table": (
        f"{SITE}\ncontacts = 'a@a.kz'",
        ["contacts: A table is expected, not 'a@a.kz'."],
    ),
}


@pytest.mark.parametrize(("keys", "lines"), INCOMPLETE.values(), ids=INCOMPLETE)
def test_the_agency_must_have_a_site_and_an_e_mail_address(
    keys: str, lines: list[str], ruleset: Ruleset, tmp_path: Path
) -> None:
    found = told(ruleset, tmp_path, visakaz=f"{keys}\n{HOTEL}")
    assert len(found) == len(lines)
    for line, words in zip(found, lines, strict=True):
        assert line.startswith(f"visakaz.toml: {words}")


# A broken partner beside a good one.

BROKEN = HOTEL.replace('"ru"', '"de"').replace("abroad", "moon")


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with a good partner, `hotel`, and a broken one, `inn`."""
    (tmp_path / "hotel.toml").write_text(HOTEL)
    (tmp_path / "inn.toml").write_text(BROKEN)
    monkeypatch.setenv("WIDGET_PARTNERS", str(tmp_path))
    return tmp_path


@pytest.fixture
def served(two: Path) -> FlaskClient:  # noqa: ARG001 - usefixtures is for tests only
    return create_app().test_client()


@pytest.mark.parametrize("address", ["/hotel/en/", "/hotel/en/kit", "/visakaz/en/"])
def test_a_broken_partner_takes_no_other_one_down(address: str, served: FlaskClient) -> None:
    assert served.get(address).status_code == 200


OUT_OF_ORDER = "This partner’s questionnaire is out of order at the moment."


@pytest.mark.parametrize(
    "address",
    [
        "/inn/",
        "/inn/en/",
        "/inn/en/?location=abroad",
        "/inn/en/step/x?location=abroad",
        "/inn/theme/x.css",
        "/inn/logo/x.svg",
        "/inn/kit",
        "/inn/en/kit",
        "/inn/en/kit/qr.svg",
    ],
)
def test_a_broken_partners_addresses_answer_503_with_a_plain_page(
    address: str, served: FlaskClient
) -> None:
    response = served.get(address, headers={"HX-Request": "true", "Accept-Language": "en"})
    assert response.status_code == 503
    assert response.headers["Cache-Control"] == "no-store"
    page = Main(response.text)
    assert OUT_OF_ORDER in page.words
    assert "moon" not in response.text
    way_on = page.links["Start with the first question"]
    assert (way_on["href"], way_on["target"]) == ("/visakaz/en/", "_blank")
    assert ("<html" not in response.text) == ("/step/" in address)


FRAMED_BY = {
    "another mistake": (
        BROKEN,
        "'self' https://hotel.example https://xn--80askd87bd4l.xn--80ao21a:8443",
    ),
    "no origins": (BROKEN.replace("origins = ", "contacts = "), "'self'"),
    "a wrong origin": (BROKEN.replace("https://hotel", "http://hotel"), "'none'"),
    "too many origins": (BROKEN.replace("origins = [", f"origins = [{MANY_ORIGINS}, "), "'none'"),
    "origins that are no list": (BROKEN.replace("origins = [", "origins = [["), "'none'"),
    "no TOML": ("= start", "'none'"),
    "nothing": ("", "'self'"),
}


@pytest.mark.parametrize(("text", "framed_by"), FRAMED_BY.values(), ids=FRAMED_BY)
def test_a_broken_partners_page_may_be_framed_by_the_origins_that_its_file_tells(
    text: str, framed_by: str, two: Path
) -> None:
    (two / "inn.toml").write_text(text)
    response = create_app().test_client().get("/inn/en/")
    assert response.status_code == 503
    policy = response.headers["Content-Security-Policy"]
    assert policy.partition("frame-ancestors ")[2] == framed_by


def test_a_file_with_the_name_of_our_own_address_lets_nobody_frame_that(two: Path) -> None:
    (two / "healthz.toml").write_text(HOTEL)
    policy = create_app().test_client().get("/healthz").headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors 'none'")


@pytest.mark.usefixtures("two")
def test_the_log_and_the_monitor_are_told(caplog: pytest.LogCaptureFixture) -> None:
    client = create_app().test_client()
    errors = [each for each in caplog.records if each.levelno == logging.ERROR]
    lines = [each.getMessage() for each in errors]
    assert len(lines) == 2
    assert all(line.startswith("a partner is not served: inn.toml: ") for line in lines)
    health = client.get("/healthz")
    assert health.status_code == 200, "the machine itself is well"
    assert health.json
    assert health.json["broken"] == ["inn"]
    assert health.json["status"] == "some partners are not served"


@pytest.mark.usefixtures("two")
def test_the_check_fails_and_names_every_problem() -> None:
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    assert [line.split(": ")[:2] for line in result.stderr.splitlines()] == [
        ["inn.toml", "languages"],
        ["inn.toml", "presets.location"],
    ]


def test_without_the_default_partner_nothing_starts(two: Path) -> None:
    (two / "visakaz.toml").write_text(BROKEN)
    with pytest.raises(Problems) as raised:
        create_app()
    files = {problem.file for problem in raised.value.problems}
    assert files == {"visakaz.toml", "inn.toml"}, "whatever is wrong is told"


def test_with_broken_rules_nothing_starts(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = two / "rules.txt"
    broken.write_text(RULES.read_text().replace('start = "location"', 'start = "locatoin"'))
    monkeypatch.setattr(load_site, "__defaults__", (broken,))
    with pytest.raises(Problems, match="locatoin"):
        create_app()
