"""/healthz, /robots.txt, security.txt and static files, and what the log holds."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import Fetch, Main
from tests.content import INN, ORIGIN, serve, write_content
from widget.settings import STATIC


def test_healthz_reports_ok(fetch: Fetch) -> None:
    response = fetch.page("/healthz")
    assert response.status_code == 200
    assert response.json
    assert response.json["status"] == "ok"
    assert response.headers["Cache-Control"] == "no-store, no-transform"


def test_healthz_tells_of_a_partner_whose_file_has_another_ending(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    (content / "partners" / "inn.toml.txt").write_text(INN)
    health = serve(content).test_client().get("/healthz").json
    assert health
    assert health["status"] == "ok"
    assert health["warnings"][0].startswith("Warning: inn.toml.txt: This file is ignored")


def test_robots_are_kept_away_from_fragments(fetch: Fetch) -> None:
    response = fetch.page("/robots.txt")
    assert response.content_type == "text/plain; charset=utf-8"
    assert response.text.splitlines()[:2] == ["User-agent: *", "Disallow: /*/step/"]


def test_security_txt_names_the_contact_and_expires_within_a_year(fetch: Fetch) -> None:
    """RFC 9116 requires `Contact` and one `Expires`, less than a year ahead."""
    response = fetch.page("/.well-known/security.txt")
    assert response.content_type == "text/plain; charset=utf-8"
    assert response.text.endswith("\n")
    fields = [line.split(": ", 1) for line in response.text.splitlines()]
    assert [name for name, _ in fields] == ["Contact", "Expires", "Preferred-Languages"]
    values = dict(fields)
    assert values["Contact"] == "mailto:migration.kz@gmail.com"
    left = datetime.fromisoformat(values["Expires"]) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=365)
    assert set(values["Preferred-Languages"].split(", ")) == {"ru", "kk", "en"}


OWN_FILES = {
    "the icon": ("icon.svg", "image/svg+xml; charset=utf-8"),
    "the share image": ("share.png", "image/png"),
}


@pytest.mark.parametrize(("name", "kind"), OWN_FILES.values(), ids=OWN_FILES)
def test_a_static_file_is_requested_by_its_digest(name: str, kind: str, site: FlaskClient) -> None:
    """It is cached for a year, so a changed file must have another address."""
    (address,) = {
        value.removeprefix(ORIGIN)
        for _, given in Main(site.get("/example-university/en/").text).tags
        for value in given.values()
        if f"/static/{name}?" in value
    }
    path, _, digest = address.partition("?v=")
    content = (STATIC / name).read_bytes()
    assert len(digest) >= 8
    assert sha256(content).hexdigest().startswith(digest)
    response = site.get(address, buffered=True)
    assert response.data == content
    assert response.content_type == kind
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable, no-transform"
    unnamed = site.get(path, buffered=True)
    assert unnamed.headers["Cache-Control"].startswith("public, max-age=60,")


def test_the_script_is_requested_by_its_version(fetch: Fetch) -> None:
    tags = Main(fetch.page("/visakaz/en/").text).tags
    (address,) = [given["src"] for tag, given in tags if tag == "script"]
    response = fetch.client.get(address, buffered=True)
    assert response.data == (STATIC / "vendor" / "htmx-4.0.0" / "htmx.min.js").read_bytes()
    assert response.content_type == "text/javascript; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable, no-transform"


QUERY = "location=abroad&passport=stateless"


WITH_ANSWERS = {
    "a page": f"/visakaz/en/?{QUERY}",
    "a partner": f"/visakaz/?{QUERY}",
    "the root": f"/?{QUERY}",
    "a page without its slash": f"/visakaz/en?{QUERY}",
    "a fragment": f"/visakaz/en/step/old?{QUERY}",
    "a refused answer": f"/visakaz/en/?{QUERY}&capacity=stateless",
    "an undecodable query": f"/visakaz/en/?{QUERY}&x=%FF",
    "an unknown partner": f"/nobody/?{QUERY}",
}


@pytest.mark.parametrize("address", WITH_ANSWERS.values(), ids=WITH_ANSWERS)
def test_the_log_never_holds_an_answer(
    address: str, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("widget").debug("The log is captured.")
    for method in ("GET", "HEAD", "POST"):
        client.open(address, method=method, headers={"HX-Request": "true"})
    assert caplog.messages == ["The log is captured."]
