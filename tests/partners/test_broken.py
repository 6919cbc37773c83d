"""A partner whose file is wrong: it is not served, and takes no other one down."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.cli.command import refused
from tests.conftest import Main
from tests.content import HOTEL, write_content
from tests.partners.mistakes import MANY_ORIGINS
from widget.content import load
from widget.problems import Problems
from widget.settings import Settings

Serve = Callable[[dict[str, str]], FlaskClient]

BROKEN = HOTEL.replace('"ru"', '"de"').replace("abroad", "moon")
TWO = {"hotel": HOTEL, "inn": BROKEN}
TOLD = [
    "inn.toml: languages, item 2: There is no language 'de'. Allowed: en, kk, ru.",
    "inn.toml: presets.location: There is no option of location 'moon'. "
    "Allowed: abroad, kazakhstan.",
]

FRAMED_BY = {
    "another-mistake": (
        BROKEN,
        "'self' https://hotel.example https://xn--80askd87bd4l.xn--80ao21a:8443",
    ),
    "no-origins": (BROKEN.replace("origins = ", "contacts = "), "'self'"),
    "a-wrong-origin": (BROKEN.replace("https://hotel", "http://hotel"), "'none'"),
    "too-many-origins": (BROKEN.replace("origins = [", f"origins = [{MANY_ORIGINS}, "), "'none'"),
    "origins-twice": (
        HOTEL.replace("https://қонақүй.қаз:8443", "https://hotel.example"),
        "'self' https://hotel.example https://hotel.example",
    ),
    "origins-that-are-no-list": (BROKEN.replace("origins = [", "origins = [["), "'none'"),
    "no-toml": ("= start", "'none'"),
    "nothing": ("", "'self'"),
}


@pytest.fixture(scope="module")
def served(serve: Serve) -> FlaskClient:
    """A good partner, `hotel`, a broken one, `inn`, and one for each way to be broken."""
    ways = {key: text for key, (text, _) in FRAMED_BY.items()}
    return serve(TWO | ways | {"healthz": HOTEL})


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
    way_on = page.link("Start with the first question")
    assert (way_on["href"], way_on["target"]) == ("/visakaz/en/", "_blank")
    assert ("<html" not in response.text) == ("/step/" in address)


@pytest.mark.parametrize("partner", FRAMED_BY)
def test_a_broken_partners_page_may_be_framed_by_the_origins_in_its_file(
    partner: str, served: FlaskClient
) -> None:
    response = served.get(f"/{partner}/en/")
    assert response.status_code == 503
    policy = response.headers["Content-Security-Policy"]
    assert policy.partition("frame-ancestors ")[2] == FRAMED_BY[partner][1]


def test_a_file_with_the_name_of_our_own_address_lets_nobody_frame_that(
    served: FlaskClient,
) -> None:
    policy = served.get("/healthz").headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors 'none'")


def test_the_log_and_the_monitor_are_told(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    client = serve(TWO)
    errors = [each.getMessage() for each in caplog.records if each.levelno == logging.ERROR]
    assert errors == [f"a partner is not served: {line}" for line in TOLD]
    health = client.get("/healthz")
    assert health.status_code == 200, "the machine itself is well"
    assert health.json
    assert health.json["broken"] == ["inn"]
    assert health.json["status"] == "some partners are not served"


# What is loaded.


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A content directory with a good partner, `hotel`, and a broken one, `inn`."""
    return write_content(tmp_path, TWO)


def test_the_check_fails_and_names_every_problem(two: Path) -> None:
    assert refused("check", WIDGET_CONTENT=two) == TOLD


def test_without_the_default_partner_nothing_starts(two: Path) -> None:
    (two / "partners" / "visakaz.toml").write_text("= start")
    with pytest.raises(Problems) as raised:
        load(Settings(two))
    assert str(raised.value).splitlines() == [
        *TOLD,
        "visakaz.toml: line 1, column 1: This is not valid TOML: Invalid statement.",
    ]


def test_with_broken_rules_nothing_starts(two: Path) -> None:
    rules = two / "rules.toml"
    rules.write_text(rules.read_text().replace('start = "location"', 'start = "locatoin"'))
    with pytest.raises(Problems, match="There is no question 'locatoin'"):
        load(Settings(two))
