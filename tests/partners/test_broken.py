"""A partner whose file is wrong: it is not served, and all others are."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import Main, only_link
from tests.content import HOTEL, write_content
from tests.rules.generated import edited
from widget.content import load
from widget.problems import Problems
from widget.settings import Settings

Serve = Callable[[dict[str, str]], FlaskClient]

BROKEN = edited(HOTEL, ('"ru"', '"de"'), ("abroad", "moon"))
MESSAGES = [
    "inn.toml: languages[2]: There is no language 'de'. "
    "Allowed: en, kk, ru; to add one, run `widget words update --add`.",
    "inn.toml: presets.location: There is no option of location 'moon'. "
    "Allowed: abroad, kazakhstan.",
]

WRONG = {
    "another-mistake": BROKEN,
    "a-wrong-origin": edited(BROKEN, ("https://hotel", "http://hotel")),
    "no-toml": "= start",
    "an-empty-file": "",
}
CLOSED = edited(HOTEL, ("origins = ", "closed = true\norigins = "))


@pytest.fixture(scope="module")
def visitor(serve_partners: Serve) -> FlaskClient:
    """A visitor of a good partner, `hotel`, of a closed one, `hostel`, and of broken ones."""
    others = {"hotel": HOTEL, "hostel": CLOSED, "inn": BROKEN, "healthz": HOTEL}
    return serve_partners(others | WRONG)


@pytest.mark.parametrize("address", ["/hotel/en/", "/hotel/en/kit", "/visakaz/en/"])
def test_a_broken_partner_takes_no_other_one_down(address: str, visitor: FlaskClient) -> None:
    assert visitor.get(address).status_code == 200


ADDRESSES = {
    "the entry": "/inn/",
    "a page": "/inn/en/",
    "a page with an answer": "/inn/en/?location=abroad",
    "a fragment": "/inn/en/step/x?location=abroad",
    "the logo": "/inn/logo/x.svg",
    "the kit's entry": "/inn/kit",
    "the kit": "/inn/en/kit",
    "the kit's QR code": "/inn/en/kit/qr.svg",
    "a result's QR code": "/inn/en/qr.svg",
}


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_a_broken_partner_answers_503_with_a_link_to_the_agency(
    address: str, visitor: FlaskClient
) -> None:
    response = visitor.get(address, headers={"HX-Request": "true", "Accept-Language": "en"})
    assert response.status_code == 503
    assert response.headers["Cache-Control"] == "no-store, no-transform"
    page = Main(response.text)
    assert "This partner’s questionnaire is out of order at the moment." in page.words
    assert "moon" not in response.text
    link = only_link(page)
    assert link == page.link("Start with the first question (new tab)")
    assert (link["href"], link["target"]) == ("/visakaz/en/", "_blank")
    assert ("<html" not in response.text) == ("/step/" in address)


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_a_closed_partner_answers_410_with_a_link_to_the_agency(
    address: str, visitor: FlaskClient
) -> None:
    address = address.replace("/inn/", "/hostel/")
    response = visitor.get(address, headers={"HX-Request": "true", "Accept-Language": "en"})
    assert response.status_code == 410
    page = Main(response.text)
    assert page.title == "This questionnaire is closed – Migration.KZ"
    assert "This partner no longer offers the questionnaire." in page.words
    link = only_link(page)
    assert (link["href"], link["target"]) == ("/visakaz/en/", "_blank")


@pytest.mark.parametrize("partner", [*WRONG, "hostel", "nobody"])
def test_any_site_may_frame_the_page_of_a_partner_that_is_not_served(
    partner: str, visitor: FlaskClient
) -> None:
    headers = visitor.get(f"/{partner}/en/").headers
    assert headers["Content-Security-Policy"].endswith("frame-ancestors *")
    assert "X-Frame-Options" not in headers


def test_nobody_can_close_the_agencys_own_questionnaire(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    file = content / "partners" / "visakaz.toml"
    file.write_text(f"closed = true\n{file.read_text()}")
    with pytest.raises(Problems) as refused:
        load(Settings(content=content))
    assert str(refused.value) == (
        "visakaz.toml: closed: The agency's own questionnaire cannot be closed. Allowed: false."
    )


def test_a_file_called_healthz_does_not_decide_who_may_frame_healthz(
    visitor: FlaskClient,
) -> None:
    policy = visitor.get("/healthz").headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors 'none'")


def test_a_broken_partner_is_in_the_log_and_in_the_health_report(
    serve_partners: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = serve_partners({"hotel": HOTEL, "inn": BROKEN})
    errors = [each.getMessage() for each in caplog.records if each.levelno == logging.ERROR]
    assert errors == [f"a partner is not served: {line}" for line in MESSAGES]
    health = visitor.get("/healthz")
    assert health.status_code == 200, "the server itself is well"
    assert health.json
    assert health.json["broken"] == ["inn"]
    assert health.json["status"] == "some partners are not served"


# What stops the start.


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content directory with a broken partner, `inn`, which the test may change."""
    return write_content(tmp_path, {"inn": BROKEN})


def mistakes_in(content: Path) -> list[str]:
    """The messages of a content directory that cannot be loaded."""
    with pytest.raises(Problems) as raised:
        load(Settings(content=content))
    return str(raised.value).splitlines()


def test_a_wrong_file_of_the_agency_stops_the_start(content: Path) -> None:
    (content / "partners" / "visakaz.toml").write_text("= start")
    assert mistakes_in(content) == [
        *MESSAGES,
        "visakaz.toml: line 1, column 1: The key cannot be read. "
        'Allowed: key = "text", or [table].',
    ]


def test_wrong_rules_stop_the_start(content: Path) -> None:
    rules = content / "rules.toml"
    rules.write_text(edited(rules.read_text(), ('start = "location"', 'start = "locatoin"')))
    assert mistakes_in(content) == [
        "rules.toml: start: There is no question 'locatoin'. Did you mean location? "
        "Allowed: location.",
        *MESSAGES,
    ]
