"""`widget partner`: a new partner's file, and what the partner's webmaster gets."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from tomllib import loads
from typing import Any

import pytest

from tests.cli.command import refused, widget
from tests.cli.schemas import PARTNER, keys_of, mistakes_in
from tests.content import EXAMPLES, HOTEL, serve
from widget.cli.new_partner import write_new_partner
from widget.cli.schemas import PARTNER_SCHEMA
from widget.content import load
from widget.problems import Problems
from widget.settings import CONTENT, Settings

ORIGIN = "https://visa.example"
AGENCY = loads((CONTENT / "partners" / "visakaz.toml").read_text())


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content directory without example partners, served at ORIGIN."""
    monkeypatch.setenv("WIDGET_ORIGIN", ORIGIN)
    monkeypatch.setenv("WIDGET_CONTENT", str(tmp_path / "content"))
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


@pytest.fixture
def partners(content: Path) -> Path:
    """The directory of the partners' files."""
    return content / "partners"


def written(file: Path) -> dict[str, Any]:
    """The data of a partner's file, which must be valid."""
    partners = load(Settings.from_environment()).partners
    assert partners.problems == ()
    assert file.stem in partners.served
    return loads(file.read_text())


def uncommented(text: str) -> str:
    """The text of a new file with its optional keys uncommented."""
    return re.sub(r"^# (?=\[|[a-z_]+ = )", "", text, flags=re.MULTILINE)


# A new partner.


def test_a_new_partner_is_valid_with_guessed_values(partners: Path) -> None:
    result = widget("partner", "new", "hotel-tulip")
    assert (result.exit_code, result.stderr) == (0, "")
    assert written(partners / "hotel-tulip.toml") == {
        "name": "Hotel Tulip",
        "languages": ["ru", "kk", "en"],
        "theme": AGENCY["theme"],
    }
    client = serve(partners.parent).test_client()
    assert client.get("/hotel-tulip/en/").status_code == 200


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


def test_without_a_site_the_command_says_that_nobody_may_frame(partners: Path) -> None:
    result = widget("partner", "new", "tulip")
    assert "No site may frame the widget yet" in result.stdout
    assert "origins" not in written(partners / "tulip.toml")


@pytest.mark.parametrize(
    "name", ["Қонақ үй “Қызғалдақ”", 'Hotel "A\\B"', "$id ${x} %s {}", "a # b"]
)
def test_a_name_with_special_characters_is_written_unchanged(name: str, partners: Path) -> None:
    widget("partner", "new", "tulip", "--name", name)
    assert written(partners / "tulip.toml")["name"] == name


def test_a_new_file_has_a_valid_example_of_every_key(partners: Path) -> None:
    widget("partner", "new", "tulip")
    file = partners / "tulip.toml"
    file.write_text(uncommented(file.read_text()))
    for image in EXAMPLES.glob("example-hotel.*g"):
        shutil.copy(image, (partners / "tulip").with_suffix(image.suffix))
    everything = written(file)
    for where, _ in keys_of(PARTNER):
        *tables, key = where.split(".")[1:]
        if tables in (["presets"], ["name"]):
            continue
        table = everything
        for each in tables:
            table = table[each]
        assert key in table, f"{where} has an example"


def test_a_new_file_has_a_comment_before_every_key(partners: Path) -> None:
    widget("partner", "new", "tulip")
    text = uncommented((partners / "tulip.toml").read_text())
    parts = [part for part in text.split("\n\n") if re.search("^[a-z_[]", part, re.MULTILINE)]
    assert len(parts) > 15
    for part in parts:
        assert part.lstrip("\n").startswith("# "), part


def test_a_new_file_names_its_schema_by_a_relative_path(partners: Path) -> None:
    widget("partner", "new", "tulip")
    text = (partners / "tulip.toml").read_text()
    named = text.splitlines()[0].removeprefix("#:schema ")
    assert (partners / named).resolve() == PARTNER_SCHEMA
    assert mistakes_in(PARTNER, text) == []


def test_the_command_says_what_to_do_next(partners: Path) -> None:
    output = widget("partner", "new", "tulip").stdout
    first, _, *following = output.splitlines()[:4]
    assert first == f"{partners / 'tulip.toml'} was written."
    assert following == [
        "Read through the file, and try it with `widget demo --partner tulip`.",
        "Then run `widget check` and `widget publish`.",
    ]
    assert widget("partner", "show", "tulip").stdout.startswith(output[output.index("The line") :])


@pytest.mark.usefixtures("partners")
def test_without_an_origin_no_html_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WIDGET_ORIGIN")
    result = widget("partner", "new", "tulip")
    assert result.exit_code == 0
    assert "Set WIDGET_ORIGIN, and `widget partner show tulip`" in result.stdout
    assert "iframe" not in result.stdout


SITE = "Allowed: an address that begins with https://, without blanks, quotation marks, < and >."
ID = "Allowed: at most 60 small letters a to z, digits and -; a letter or a digit comes first."
REFUSED = {
    "a reserved id": (
        ["static"],
        "static.toml: static is reserved for the widget's own addresses; choose another id.",
    ),
    "a capital": (
        ["Hotel"],
        f"Hotel.toml: 'Hotel' cannot be part of an address. Did you mean hotel? {ID}",
    ),
    "an id in Cyrillic": (
        ["отель"],
        f"отель.toml: 'отель' cannot be part of an address. Did you mean otel? {ID}",
    ),
    "an id of 61 letters": (
        ["a" * 61],
        f"{'a' * 61}.toml: '{'a' * 61}' cannot be part of an address. {ID}",
    ),
    "an id too long for a file name": (
        ["a" * 300],
        f"{'a' * 300}.toml: '{'a' * 300}' cannot be part of an address. {ID}",
    ),
    "another directory": (
        ["../hotel"],
        f"../hotel.toml: '../hotel' cannot be part of an address. {ID}",
    ),
    "nothing": ([""], f".toml: '' cannot be part of an address. {ID}"),
    "a hyphen first": (
        ["--", "-a"],
        f"-a.toml: '-a' cannot be part of an address. Did you mean a? {ID}",
    ),
    "no https:// in the site": (
        ["tulip", "--site", "tulip.example"],
        f"tulip.toml: site: 'tulip.example' is not allowed here. "
        f"Did you mean https://tulip.example? {SITE}",
    ),
    "a site as people say it": (
        ["tulip", "--site", "www.tulip.example"],
        f"tulip.toml: site: 'www.tulip.example' is not allowed here. "
        f"Did you mean https://www.tulip.example? {SITE}",
    ),
    "a site with http://": (
        ["tulip", "--site", "http://tulip.example"],
        f"tulip.toml: site: 'http://tulip.example' is not allowed here. "
        f"Did you mean https://tulip.example? {SITE}",
    ),
    "a quotation mark in the site": (
        ["tulip", "--site", 'https://tulip.example"'],
        f"tulip.toml: site: 'https://tulip.example\"' is not allowed here. {SITE}",
    ),
    "a blank in the site": (
        ["tulip", "--site", "https://tulip .example"],
        f"tulip.toml: site: 'https://tulip .example' is not allowed here. {SITE}",
    ),
    "an empty name": (
        ["tulip", "--name", " "],
        "tulip.toml: name: This is empty. Allowed: at least one character.",
    ),
}


@pytest.mark.parametrize(("arguments", "problem"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_argument_is_refused_and_nothing_is_written(
    arguments: list[str], problem: str, partners: Path
) -> None:
    assert refused("partner", "new", *arguments) == [problem]
    assert {path.name for path in partners.iterdir()} == {"visakaz.png", "visakaz.toml"}


@pytest.mark.parametrize("text", [HOTEL, "= broken"], ids=["a valid one", "a broken one"])
def test_an_existing_file_is_kept(text: str, partners: Path) -> None:
    file = partners / "hotel.toml"
    file.write_text(text)
    assert refused("partner", "new", "hotel") == [
        "hotel.toml: This file exists already. It was not changed."
    ]
    assert file.read_text() == text


@pytest.mark.usefixtures("partners")
def test_the_agencys_file_is_kept_too() -> None:
    """Its own keys are not reported: nobody means to write it anew."""
    assert refused("partner", "new", "visakaz") == [
        "visakaz.toml: This file exists already. It was not changed."
    ]


def test_a_file_that_cannot_be_written_is_reported(content: Path) -> None:
    """For example because the directory was removed after it was read."""
    loaded = load(Settings.from_environment())
    shutil.rmtree(content / "partners")
    with pytest.raises(Problems) as found:
        write_new_partner(loaded, "tulip", None, None)
    file = content / "partners" / "tulip.toml"
    assert str(found.value) == f"{file}: It cannot be written: No such file or directory."


# What a webmaster needs.


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_command_prints_the_same_html_as_the_kit(language: str, partners: Path) -> None:
    offered = HOTEL.replace('["en", "ru"]', f'["{language}"]')
    (partners / "hotel.toml").write_text(offered)
    kit = serve(partners.parent, ORIGIN).test_client().get(f"/hotel/{language}/kit").text
    line = unescape(kit.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0])
    assert line.startswith("<iframe")
    assert f"\n{line}\n" in widget("partner", "show", "hotel").stdout


def test_the_printed_addresses_work(partners: Path) -> None:
    (partners / "hotel.toml").write_text(HOTEL)
    client = serve(partners.parent, ORIGIN).test_client()
    output = widget("partner", "show", "hotel").stdout
    addresses = re.findall(rf"^The .*: *{ORIGIN}(/.*)$", output, re.MULTILINE)
    assert addresses == ["/hotel/?location=abroad&purpose=tourism", "/hotel/kit"]
    for address in addresses:
        assert client.get(address, follow_redirects=True).status_code == 200, address


@pytest.mark.parametrize(
    ("origins", "words"),
    [
        (HOTEL.splitlines()[3], "https://hotel.example https://xn--80askd87bd4l.xn--80ao21a:8443"),
        ("origins = []", "nobody"),
    ],
    ids=["two sites", "none"],
)
def test_the_sites_that_may_frame_are_printed_as_in_the_header(
    origins: str, words: str, partners: Path
) -> None:
    (partners / "hotel.toml").write_text(HOTEL.replace(HOTEL.splitlines()[3], origins))
    output = widget("partner", "show", "hotel").stdout
    assert output.endswith(f"May frame it:    {words}\n")


def test_an_unknown_partner_is_reported(partners: Path) -> None:
    (partners / "hotel.toml").write_text(HOTEL)
    assert refused("partner", "show", "hotle") == [
        f"{partners}: There is no partner 'hotle'. Did you mean hotel? Allowed: hotel, visakaz."
    ]


def test_mistakes_in_the_partners_file_are_reported(partners: Path) -> None:
    (partners / "hotel.toml").write_text(HOTEL.replace("abroad", "moon"))
    assert refused("partner", "show", "hotel") == [
        "hotel.toml: presets.location: There is no option of location 'moon'. "
        "Allowed: abroad, kazakhstan."
    ]


@pytest.mark.usefixtures("partners")
def test_without_an_origin_nothing_is_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("WIDGET_ORIGIN")
    assert refused("partner", "show", "visakaz") == [
        "the environment: WIDGET_ORIGIN: It is not set, so the addresses are not known. "
        "Allowed: where the widget is served, as in https://visa.example."
    ]
