"""The addresses: where each redirects, what a query may hold, what may be cached and indexed."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.conftest import LANGUAGES, Fetch, Main
from tests.content import ORIGIN

A_YEAR = "public, max-age=31536000, immutable"
HTMX = {"HX-Request": "true"}


def fragment_address(client: FlaskClient, query: str) -> str:
    """The address of a step's fragment, in the present version."""
    known = Main(client.get("/visakaz/en/").text).options["abroad"]["data-hx-get"]
    return f"{urlsplit(known).path}?{query}"


@pytest.mark.parametrize(
    ("address", "status", "location"),
    [
        pytest.param("/", 302, "/visakaz/", id="the root redirects to the default partner"),
        pytest.param(
            "/?location=abroad&utm_source=x",
            302,
            "/visakaz/?location=abroad",
            id="the root keeps only answers",
        ),
        pytest.param("/visakaz/", 302, "/visakaz/ru/", id="a partner redirects to a language"),
        pytest.param(
            "/visakaz/?utm_source=x&passport=national&fbclid=y&location=abroad",
            302,
            "/visakaz/ru/?location=abroad&passport=national",
            id="a partner keeps only answers",
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
            id="a fragment without htmx",
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


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("//evil.example", "/evil.example/"),
        ("///evil.example/x", "/evil.example/x/"),
        ("/visakaz//evil.example", "/visakaz/evil.example/"),
    ],
    ids=["two slashes", "three slashes", "two slashes within"],
)
def test_no_path_redirects_to_another_host(path: str, location: str, client: FlaskClient) -> None:
    response = client.get("/", environ_overrides={"PATH_INFO": path})
    assert (response.status_code, response.headers["Location"]) == (308, location)


HOSTS = {
    "an empty label": "a..b",
    "dots alone": "..",
    "a label of 64 letters": f"{'a' * 64}.example",
}


@pytest.mark.parametrize("host", HOSTS.values(), ids=HOSTS)
def test_a_malformed_host_header_does_not_matter(host: str, fetch: Fetch) -> None:
    assert fetch.page("/visakaz/en/", Host=host).status_code == 200


# What a query may hold.


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ("", "location"),
        ("location=abroad&passport=national", "capacity"),
        ("passport=national&location=abroad", "capacity"),
        ("location=abroad&location=kazakhstan", "passport"),
        ("utm_source=x&location=abroad&fbclid=y&amp;=&=&&%20", "passport"),
        ("LOCATION=abroad", "location"),
    ],
    ids=[
        "no answer",
        "answers in the order asked",
        "answers in another order",
        "the first of a repeated answer counts",
        "unknown parameters",
        "a question's id in capitals is another parameter",
    ],
)
def test_answers_are_read(query: str, question: str, fetch: Fetch) -> None:
    response = fetch.page(f"/visakaz/en/?{query}")
    assert response.status_code == 200
    assert Main(response.text).marks == {"data-question": question}


@pytest.mark.parametrize("answers", ["location=abroad", "location=abroad&passport=service"])
def test_unknown_parameters_do_not_change_the_page(answers: str, fetch: Fetch) -> None:
    """Sites and advertisements add them to links; no link of ours may carry them on."""
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
    assert "data-hx-get" not in national, "with the waiting answers it reaches an outcome"


# Fragments.


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["", "location=abroad", "location=abroad&passport=service"])
def test_a_fragment_is_cached_for_a_year_and_pushes_its_pages_address(
    query: str, language: str, fetch: Fetch
) -> None:
    address = fragment_address(fetch.client, query).replace("/en/", f"/{language}/")
    response = fetch.fragment(address)
    assert response.status_code == 200
    page = f"/visakaz/{language}/?{query}".rstrip("?")
    assert response.headers["HX-Push-Url"] == page
    assert response.headers["Vary"] == "HX-Request"
    assert response.headers["Cache-Control"] == A_YEAR
    main = Main(response.text)
    assert [tag for tag, _ in main.tags[:2]] == ["title", "main"]
    assert main.title == Main(fetch.page(page).text).title
    assert ("main", {"id": "step"} | main.marks) in main.tags
    headings = [attributes for tag, attributes in main.tags if tag == "h1"]
    assert [(each["tabindex"], each["autofocus"]) for each in headings] == [("-1", "")]


def test_a_page_does_not_take_the_focus(fetch: Fetch) -> None:
    tags = Main(fetch.page("/visakaz/en/").text).tags
    assert not [attributes for _, attributes in tags if "autofocus" in attributes]


def test_a_fragment_pushes_an_address_without_unknown_parameters(fetch: Fetch) -> None:
    address = fragment_address(fetch.client, "fbclid=x&passport=national&location=abroad")
    pushed = fetch.fragment(address).headers["HX-Push-Url"]
    assert pushed == "/visakaz/en/?location=abroad&passport=national"


@pytest.mark.parametrize("version", ["old", "000000000000"])
def test_a_fragment_of_another_version_redirects_to_its_page(version: str, fetch: Fetch) -> None:
    response = fetch.fragment(f"/visakaz/kk/step/{version}?passport=national&location=abroad&x=y")
    assert (response.status_code, response.data) == (200, b"")
    assert response.headers["HX-Redirect"] == "/visakaz/kk/?location=abroad&passport=national"
    assert response.headers["Cache-Control"] == "no-store"
    assert "HX-Push-Url" not in response.headers


def test_a_fragment_without_htmx_redirects_to_its_page(fetch: Fetch) -> None:
    response = fetch.page(fragment_address(fetch.client, "location=abroad"))
    assert response.status_code == 303
    assert response.headers["Location"] == "/visakaz/en/?location=abroad"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Vary"] == "HX-Request"


def test_an_option_swaps_in_a_question_or_navigates_to_an_outcome(fetch: Fetch) -> None:
    options = Main(fetch.page("/visakaz/en/?location=abroad").text).options
    swap = {name: options["national"][name] for name in options["national"] if "hx" in name}
    assert swap == {
        "data-hx-get": fragment_address(fetch.client, "location=abroad&passport=national"),
        "data-hx-target": "#step",
        "data-hx-swap": "outerHTML",
        "data-hx-sync": "#step:drop",
    }
    assert set(options["service"]) == {"class", "data-option", "href", "rel"}
    assert all(option["rel"] == "nofollow" for option in options.values())


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


# Absolute addresses.

OUTCOME = "/visakaz/en/?location=abroad&passport=service"


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1", "127.0.0.1:8443"])
def test_on_localhost_absolute_addresses_have_the_requested_host(host: str, fetch: Fetch) -> None:
    assert f"http://{host}{OUTCOME}" in Main(fetch.page(OUTCOME, Host=host).text).words


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "localhost:1@evil.example", "127.0.0.2", "[::1]"],
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


# Robots.


def head_of(html: str) -> dict[str, str]:
    """What a page's head says to robots: `rel` or `hreflang` → address, and `robots`."""
    found = {}
    for tag, given in Main(html).tags:
        if tag == "link" and (given["rel"] == "canonical" or "hreflang" in given):
            found[given.get("hreflang") or given["rel"]] = given["href"]
        if tag == "meta" and given.get("name") == "robots":
            found["robots"] = given["content"]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_engines_may_index_the_agencys_first_page(language: str, fetch: Fetch) -> None:
    addresses = {each: f"http://localhost/visakaz/{each}/" for each in LANGUAGES}
    head = addresses | {"canonical": addresses[language]}
    assert head_of(fetch.page(f"/visakaz/{language}/").text) == head
    assert head_of(fetch.page(f"/visakaz/{language}/?utm_source=x").text) == head


@pytest.mark.parametrize(
    "address",
    ["/visakaz/en/?location=abroad", OUTCOME, "/visakaz/en/?location=x", "/nobody/", "/hotel/en/"],
)
def test_search_engines_may_index_no_other_page(address: str, client: FlaskClient) -> None:
    assert head_of(client.get(address).text) == {"robots": "noindex, nofollow"}
