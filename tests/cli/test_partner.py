"""`widget partner`: a new partner's file, and what the partner's webmaster gets."""

from __future__ import annotations

import re
from pathlib import Path
from tomllib import loads

import pytest
from jsonschema import Draft202012Validator

from tests.cli.test_main import widget
from tests.cli.test_schemas import keys_of, place_of, schema
from tests.conftest import HOTEL
from tests.partners.test_images import drawing, small_png
from tests.web.test_kit import Kit
from widget.cli.schemas import PARTNER_SCHEMA
from widget.partners.model import DEFAULT, SHIPPED
from widget.web.app import create_app

ORIGIN = "https://visa.example"
AGENCY = loads((SHIPPED / f"{DEFAULT}.toml").read_text())


@pytest.fixture
def partners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory of partners, of a widget that is served somewhere."""
    directory = tmp_path / "partners"
    directory.mkdir()
    monkeypatch.setenv("WIDGET_PARTNERS", str(directory))
    monkeypatch.setenv("WIDGET_ORIGIN", ORIGIN)
    return directory


def written(file: Path) -> dict[str, object]:
    """What stands in a partner's file, which the check finds right."""
    check = widget("check")
    assert (check.exit_code, check.stderr) == (0, "")
    assert file.stem in check.stdout
    return loads(file.read_text())


def taken_up(text: str) -> str:
    """A new file with all that is optional in it taken up."""
    return re.sub(r"^# (?=\[|[a-z_]+ = )", "", text, flags=re.MULTILINE)


# A new partner.


def test_a_new_partner_is_right_with_what_can_be_guessed(partners: Path) -> None:
    result = widget("partner", "new", "hotel-tulip")
    assert (result.exit_code, result.stderr) == (0, "")
    assert written(partners / "hotel-tulip.toml") == {
        "name": "Hotel Tulip",
        "languages": ["ru", "kk", "en"],
        "theme": AGENCY["theme"],
    }
    assert create_app().test_client().get("/hotel-tulip/en/").status_code == 200


@pytest.mark.parametrize(
    "site",
    ["https://www.tulip.example", "https://tulip.example", "https://www.tulip.example/visa?x#y"],
)
def test_the_origins_are_guessed_from_the_site(site: str, partners: Path) -> None:
    result = widget("partner", "new", "tulip", "--site", site)
    assert "No site may frame" not in result.stdout
    file = written(partners / "tulip.toml")
    assert file["site"] == site
    assert file["origins"] == ["https://www.tulip.example", "https://tulip.example"]


def test_without_a_site_nobody_may_frame_and_that_is_said(partners: Path) -> None:
    result = widget("partner", "new", "tulip")
    assert "No site may frame the widget yet" in result.stdout
    assert "origins" not in written(partners / "tulip.toml")


@pytest.mark.parametrize(
    "name", ["Қонақ үй “Қызғалдақ”", 'Hotel "A\\B"', "$id ${x} %s {}", "a # b"]
)
def test_any_name_is_written_as_it_is(name: str, partners: Path) -> None:
    widget("partner", "new", "tulip", "--name", name)
    assert written(partners / "tulip.toml")["name"] == name


def test_every_key_is_in_a_new_file_with_a_good_example(partners: Path) -> None:
    widget("partner", "new", "tulip")
    file = partners / "tulip.toml"
    file.write_text(taken_up(file.read_text()))
    (partners / "tulip.svg").write_bytes(drawing())
    (partners / "tulip.png").write_bytes(small_png())
    everything = written(file)
    for where, _ in keys_of(schema("partner")):
        *tables, key = where.split(".")[1:]
        table: dict[str, object] = everything
        for each in tables:
            table = table[each]
        assert key in table or tables == ["presets"], f"{where} has an example"


def test_a_comment_stands_before_every_key(partners: Path) -> None:
    widget("partner", "new", "tulip")
    text = taken_up((partners / "tulip.toml").read_text())
    parts = [part for part in text.split("\n\n") if re.search("^[a-z_[]", part, re.MULTILINE)]
    assert len(parts) > 15
    for part in parts:
        assert part.lstrip("\n").startswith("# "), part


def test_a_new_file_names_the_schema_from_where_it_stands(partners: Path) -> None:
    widget("partner", "new", "tulip")
    text = (partners / "tulip.toml").read_text()
    named = text.splitlines()[0].removeprefix("#:schema ")
    assert (partners / named).resolve() == PARTNER_SCHEMA
    errors = Draft202012Validator(schema("partner")).iter_errors(loads(text))
    assert [place_of(error) for error in errors] == []


def test_what_to_do_next_is_said(partners: Path) -> None:
    said = widget("partner", "new", "tulip").stdout
    assert f"{partners / 'tulip.toml'} is written." in said
    assert "`widget check`" in said
    assert widget("partner", "show", "tulip").stdout.startswith(said[said.index("The line") :])


@pytest.mark.usefixtures("partners")
def test_without_an_origin_no_line_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WIDGET_ORIGIN")
    result = widget("partner", "new", "tulip")
    assert result.exit_code == 0
    assert "With WIDGET_ORIGIN set, `widget partner show tulip`" in result.stdout
    assert "iframe" not in result.stdout


REFUSED = {
    "a word of our own": (["static"], "static.toml: static is a word of our own addresses"),
    "a capital": (
        ["Hotel"],
        "Hotel.toml: 'Hotel' cannot stand in an address. Allowed: at most 60 small",
    ),
    "too long an id": (["a" * 61], f"{'a' * 61}.toml: '{'a' * 61}' cannot stand in an address."),
    "an id too long for a file": (["a" * 300], f"'{'a' * 300}' cannot stand in an address."),
    "another directory": (["../hotel"], "'../hotel' cannot stand in an address."),
    "nothing": ([""], "'' cannot stand in an address."),
    "no address": (
        ["tulip", "--site", "tulip.example"],
        "tulip.toml: site: 'tulip.example' cannot stand here. Allowed: an address that begins "
        "with https://, without blanks, quotation marks, < and >.",
    ),
    "an address that is not encrypted": (
        ["tulip", "--site", "http://tulip.example"],
        "tulip.toml: site: 'http://tulip.example' cannot stand here. Allowed: an address",
    ),
    "a quotation mark in an address": (
        ["tulip", "--site", 'https://tulip.example"'],
        "tulip.toml: site: 'https://tulip.example\"' cannot stand here. Allowed: an address",
    ),
    "a blank in an address": (
        ["tulip", "--site", "https://tulip .example"],
        "tulip.toml: site: 'https://tulip .example' cannot stand here. Allowed: an address",
    ),
    "a hyphen first": (["--", "-a"], "-a.toml: '-a' cannot stand in an address. Allowed: at most"),
    "an empty name": (["tulip", "--name", " "], "tulip.toml: name: This is empty."),
}


@pytest.mark.parametrize(("arguments", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_refused_before_anything_is_written(
    arguments: list[str], words: str, partners: Path
) -> None:
    result = widget("partner", "new", *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1, "one mistake is told once"
    assert list(partners.parent.rglob("*")) == [partners]


@pytest.mark.parametrize("content", [HOTEL, "= broken"], ids=["right", "broken"])
def test_a_file_that_is_there_is_kept(content: str, partners: Path) -> None:
    file = partners / "hotel.toml"
    file.write_text(content)
    result = widget("partner", "new", "hotel")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "hotel.toml: There is such a file already. It was kept.\n"
    assert file.read_text() == content


def test_a_place_where_nothing_can_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even the administrator can write into Linux's list of processes."""
    monkeypatch.setenv("WIDGET_PARTNERS", "/proc")
    result = widget("partner", "new", "tulip")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("/proc/tulip.toml: It cannot be written: ")
    assert "Errno" not in result.stderr


# What a webmaster gets.


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_line_is_the_kits_own(language: str, partners: Path) -> None:
    offered = HOTEL.replace('["en", "ru"]', f'["{language}"]')
    (partners / "hotel.toml").write_text(offered)
    kit = Kit(create_app().test_client().get(f"/hotel/{language}/kit").text)
    assert kit.text.startswith("<iframe")
    shown = widget("partner", "show", "hotel").stdout
    assert f"\n{kit.text}\n" in shown
    assert f"The direct link: {kit.line[0][1]['src']}\n" in shown


def test_the_addresses_shown_lead_somewhere(partners: Path) -> None:
    (partners / "hotel.toml").write_text(HOTEL)
    client = create_app().test_client()
    shown = widget("partner", "show", "hotel").stdout
    for address in re.findall(rf"^The .*: *{ORIGIN}(/.*)$", shown, re.MULTILINE):
        assert client.get(address, follow_redirects=True).status_code == 200, address
    assert f"{ORIGIN}/hotel/kit" in shown


@pytest.mark.parametrize(
    ("origins", "words"),
    [
        (HOTEL.splitlines()[3], "https://hotel.example https://xn--80askd87bd4l.xn--80ao21a:8443"),
        ("origins = []", "nobody"),
    ],
    ids=["two sites", "none"],
)
def test_who_may_frame_is_shown_as_the_header_says_it(
    origins: str, words: str, partners: Path
) -> None:
    (partners / "hotel.toml").write_text(HOTEL.replace(HOTEL.splitlines()[3], origins))
    shown = widget("partner", "show", "hotel").stdout
    assert shown.endswith(f"May frame it:    {words}\n")


def test_a_partner_that_is_not_there_is_told(partners: Path) -> None:
    (partners / "hotel.toml").write_text(HOTEL)
    result = widget("partner", "show", "hotle")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"{partners}: There is no partner 'hotle'. Did you mean hotel? Allowed: hotel, visakaz.\n"
    )


def test_a_partner_whose_file_is_wrong_is_told_so(partners: Path) -> None:
    (partners / "hotel.toml").write_text(HOTEL.replace("abroad", "moon"))
    result = widget("partner", "show", "hotel")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("hotel.toml: presets.location: There is no option")


@pytest.mark.usefixtures("partners")
def test_without_an_origin_nothing_is_shown_that_could_be_copied(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("WIDGET_ORIGIN")
    result = widget("partner", "show", DEFAULT)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("the environment: WIDGET_ORIGIN: It is not set")
