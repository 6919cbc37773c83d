"""`widget demo`: a port that cannot be used is reported before anything is served."""

from __future__ import annotations

import errno
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import refused, widget
from tests.content import ROOT
from tests.sites import free_port
from widget.cli.demo import told_addresses, unusable, write_content
from widget.content import load
from widget.partners.model import Partners
from widget.settings import CONTENT, Settings


@pytest.fixture
def taken() -> Iterator[int]:
    """A port in use; the one before it is free."""
    port = free_port() + 1
    with socket.socket() as server:
        server.bind(("127.0.0.1", port))
        yield port


@pytest.mark.parametrize("before", [0, 1], ids=["the widget's", "the sample page's"])
def test_a_port_in_use_is_reported(taken: int, before: int) -> None:
    assert refused("demo", "--port", str(taken - before)) == [
        f"port {taken}: Another program uses it already. To fix this, run: widget demo --port 9000"
    ]


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "Only the administrator may use it."),
        (
            OSError(errno.EADDRNOTAVAIL, "Cannot assign address"),
            "It cannot be used: Cannot assign address.",
        ),
    ],
    ids=["not permitted", "anything else"],
)
def test_the_reason_why_a_port_cannot_be_used_is_reported(error: OSError, what: str) -> None:
    assert unusable(80, error).what == what


NO_PORTS = {
    "too large": ("70000", "70000 is not in the range 1<=x<=65534."),
    "without a next port": ("65535", "65535 is not in the range 1<=x<=65534."),
    "negative": ("-1", "-1 is not in the range 1<=x<=65534."),
    "a letter": ("x", "'x' is not a valid integer range."),
}


@pytest.mark.parametrize(("port", "why"), NO_PORTS.values(), ids=NO_PORTS)
def test_a_number_that_is_no_port_is_a_usage_error(port: str, why: str) -> None:
    result = widget("demo", "--port", port)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == f"Error: Invalid value for '--port': {why}"


def served(content: Path, demo: Path) -> Partners:
    """The partners that `widget demo` serves for a content directory."""
    write_content(demo, "http://localhost:8001", load(Settings(content=content)))
    partners = load(Settings(content=demo)).partners
    assert partners.problems == ()
    return partners


def test_only_the_sample_page_may_frame_its_partner(tmp_path: Path) -> None:
    partners = served(CONTENT, tmp_path / "demo").served
    assert list(partners) == ["demo", "example-hotel", "example-university", "visakaz"]
    assert partners["demo"].origins == ("http://localhost:8001",)


def test_the_sample_page_shows_the_hotel_in_its_own_theme(tmp_path: Path) -> None:
    partners = served(CONTENT, tmp_path / "demo").served
    shown, hotel = partners["demo"], partners["example-hotel"]
    assert (shown.name, shown.theme, shown.logo) == (hotel.name, hotel.theme, hotel.logo)


ORIGINS = {
    "none": "",
    "a line": 'origins = ["https://office.example"]\n',
    "several lines": 'origins = [\n  "https://office.example", # ours\n]\n',
}


@pytest.mark.parametrize("origins", ORIGINS.values(), ids=ORIGINS)
def test_an_agency_sees_its_own_content_and_partners(tmp_path: Path, origins: str) -> None:
    own = tmp_path / "own"
    shutil.copytree(ROOT / "examples" / "agency", own)
    office = own / "partners" / "office.toml"
    office.write_text(office.read_text().replace("[contacts]", f"{origins}\n[contacts]"))
    partners = served(own, tmp_path / "demo").served
    assert list(partners) == ["demo", "inn", "office"]
    assert (partners["demo"].name.own.text, partners["demo"].origins) == (
        "Visa Office Strelsau",
        ("http://localhost:8001",),
    )


def test_wrong_content_is_reported_and_not_served(tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(ROOT / "examples" / "agency", own)
    rules = own / "rules.toml"
    rules.write_text(rules.read_text().replace('start = "nationality"', 'start = "mationality"'))
    assert refused("demo", WIDGET_CONTENT=own) == [
        "rules.toml: start: There is no question 'mationality'. Did you mean nationality? "
        "Allowed: nationality."
    ]


def test_a_partner_whose_file_is_wrong_is_reported_and_not_served(tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(ROOT / "examples" / "agency", own)
    inn = own / "partners" / "inn.toml"
    inn.write_text(inn.read_text().replace("name =", "nam ="))
    told = refused("demo", "--partner", "inn", WIDGET_CONTENT=own)
    assert "inn.toml: nam: This key is not known. Did you mean name?" in "\n".join(told)


SHOWN = {
    "the agency": (None, "http://127.0.0.1:8000/"),
    "a partner": ("inn", "http://127.0.0.1:8000/inn/"),
}


@pytest.mark.parametrize(("partner", "address"), SHOWN.values(), ids=SHOWN)
def test_the_address_of_the_partner_is_told(partner: str | None, address: str) -> None:
    told = told_addresses("http://127.0.0.1:8000", "http://localhost:8001", partner, ["?a=b"])
    assert told.splitlines() == [
        f"The widget:       {address}",
        "A partner's page: http://localhost:8001/",
        f"Changed:          {address}?a=b",
    ]
