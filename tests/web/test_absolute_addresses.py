"""Absolute addresses are made from our own origin, and never from what a request says."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.conftest import Fetch, Main
from tests.content import ORIGIN

OUTCOME = "/visakaz/en/?location=abroad&passport=service"


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1", "127.0.0.1:8443", "[::1]", "[::1]:8000"]
)
def test_on_localhost_absolute_addresses_have_the_requested_host(host: str, fetch: Fetch) -> None:
    assert f"http://{host}{OUTCOME}" in Main(fetch.page(OUTCOME, Host=host).text).words


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "localhost:1@evil.example", "127.0.0.2", "[::2]"],
)
def test_no_page_contains_a_foreign_requested_host(host: str, fetch: Fetch) -> None:
    forwarded = {"X-Forwarded-Host": host, "Forwarded": f"host={host}"}
    for address in ("/visakaz/en/", OUTCOME, "/nobody/"):
        text = fetch.page(address, Host=host, **forwarded).text
        assert host not in text
        assert "http://" not in text


def test_with_an_origin_absolute_addresses_start_with_it(
    site: FlaskClient,
) -> None:
    for host in ("localhost", "evil.example"):
        words = Main(site.get(OUTCOME, headers={"Host": host}).text).words
        assert f"{ORIGIN}{OUTCOME}" in words
        assert host not in words
