"""The addresses: what each answers, what an address may hold, and what is carried along."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.conftest import Fetch, Main, fragment_address

HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize(
    ("address", "status", "location"),
    [
        pytest.param("/", 302, "/visakaz/", id="the root leads to the default partner"),
        pytest.param(
            "/?location=abroad&utm_source=x",
            302,
            "/visakaz/?location=abroad",
            id="the root keeps answers, and nothing else",
        ),
        pytest.param("/visakaz/", 302, "/visakaz/ru/", id="a partner leads to its language"),
        pytest.param(
            "/visakaz/?utm_source=x&passport=national&fbclid=y&location=abroad",
            302,
            "/visakaz/ru/?location=abroad&passport=national",
            id="a partner keeps answers, and nothing else",
        ),
        pytest.param(
            "/visakaz/?location=kazakhstan&location=abroad",
            302,
            "/visakaz/ru/?location=kazakhstan",
            id="a partner keeps the first of a repeated answer",
        ),
        pytest.param("/visakaz", 308, "/visakaz/", id="a partner without its slash"),
        pytest.param(
            "/visakaz/kk?location=abroad",
            308,
            "/visakaz/kk/?location=abroad",
            id="a page without its slash",
        ),
        pytest.param(
            "/visakaz/kk/step/old?location=abroad&utm_source=x",
            303,
            "/visakaz/kk/?location=abroad",
            id="a fragment that is not asked for by htmx",
        ),
    ],
)
@pytest.mark.parametrize("host", ["localhost", "evil.example", "evil.example:8443", "[::1]", ""])
def test_an_address_redirects_to_a_relative_location(
    address: str, status: int, location: str, host: str, fetch: Fetch
) -> None:
    response = fetch.page(address, Host=host)
    assert (response.status_code, response.headers["Location"]) == (status, location)
    assert response.data == b""


OTHER_HOSTS = {
    "two slashes": ("//evil.example", "/evil.example/"),
    "three slashes": ("///evil.example/x", "/evil.example/x/"),
    "two slashes within": ("/visakaz//evil.example", "/visakaz/evil.example/"),
    "two slashes around a page": ("//visakaz//en//", "/visakaz/en/"),
    "a backslash": ("/\\evil.example", "/%5Cevil.example/"),
}


@pytest.mark.parametrize(("path", "location"), OTHER_HOSTS.values(), ids=OTHER_HOSTS)
def test_no_path_redirects_to_another_host(path: str, location: str, client: FlaskClient) -> None:
    """Doubled slashes would make a host of what follows; they are merged."""
    response = client.get("/", environ_overrides={"PATH_INFO": path})
    assert (response.status_code, response.headers["Location"]) == (308, location)


HOSTS = {"two dots": "a..b", "dots alone": "..", "a name too long": f"{'a' * 64}.example"}


@pytest.mark.parametrize("host", HOSTS.values(), ids=HOSTS)
def test_a_malformed_host_header_does_not_matter(host: str, fetch: Fetch) -> None:
    assert fetch.page("/visakaz/en/", Host=host).status_code == 200


# What an address may hold.


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ("", "location"),
        ("location=abroad&passport=national", "capacity"),
        ("passport=national&location=abroad", "capacity"),
        ("location=abroad&location=kazakhstan", "passport"),
        ("utm_source=x&location=abroad&fbclid=y&amp;=&=&&%20", "passport"),
    ],
    ids=[
        "no answer",
        "answers in the order asked",
        "answers in another order",
        "the first of a repeated answer counts",
        "parameters that others add",
    ],
)
def test_answers_are_read(query: str, question: str, fetch: Fetch) -> None:
    response = fetch.page(f"/visakaz/en/?{query}")
    assert response.status_code == 200
    assert Main(response.text).marks == {"data-question": question}


@pytest.mark.parametrize("answers", ["location=abroad", "location=abroad&passport=service"])
def test_unknown_parameters_do_not_change_the_page(answers: str, fetch: Fetch) -> None:
    """Nor does anything else: the page is the same as without it, byte for byte."""
    plain = fetch.page(f"/visakaz/en/?{answers}")
    added = fetch.page(f"/visakaz/en/?utm_source=hotel&{answers}&fbclid=x&location=kazakhstan")
    assert added.data == plain.data


def test_waiting_answers_follow_the_option_in_the_order_of_the_rules(fetch: Fetch) -> None:
    main = Main(fetch.page("/visakaz/en/?purpose=study&capacity=none&location=abroad").text)
    assert main.marks == {"data-question": "passport"}
    assert main.options["diplomatic"]["href"] == (
        "/visakaz/en/?location=abroad&passport=diplomatic&capacity=none&purpose=study"
    )
    national = main.options["national"]
    assert national["href"] == (
        "/visakaz/en/?location=abroad&passport=national&capacity=none&purpose=study"
    )


@pytest.mark.parametrize(
    "address",
    ["/", "/visakaz/", "/visakaz/en/", "/visakaz/en/?location=x", "FRAGMENT", "/static/widget.css"],
)
def test_head_has_the_headers_of_get_and_no_body(address: str, client: FlaskClient) -> None:
    if address == "FRAGMENT":
        address = fragment_address(client, "location=abroad")
    get = client.get(address, headers=HTMX, buffered=True)
    head = client.head(address, headers=HTMX, buffered=True)
    assert (head.status_code, head.data) == (get.status_code, b"")
    assert dict(head.headers) | {"Date": ""} == dict(get.headers) | {"Date": ""}
