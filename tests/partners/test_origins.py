"""Origins: which texts are origins, and who may frame which page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import Main
from tests.content import HOTEL
from tests.partners.origins import READ
from tests.rules.generated import edited
from widget.partners.origins import ALLOWED, origin, readable

REFUSED = {
    "any": "*",
    "any subdomain": "https://*.hotel.example",
    "a scheme alone": "https:",
    "no host": "https://",
    "another scheme": "ftp://hotel.example",
    "a script": "javascript:alert(1)",
    "a keyword": "'self'",
    "an opaque origin": "null",
    "nothing but a slash": "/",
    "a user": "https://user@hotel.example",
    "another directive": "https://hotel.example; script-src *",
    "another directive without spaces": "https://hotel.example;script-src",
    "two origins": "https://hotel.example https://inn.example",
    "two origins with a comma": "https://hotel.example,https://inn.example",
    "a header": "https://hotel.example\r\nSet-Cookie: a=b",
    "a port that is a word": "https://hotel.example:https",
    "a port above 65535": "https://hotel.example:65536",
    "port 0": "https://hotel.example:0",
    "a colon without a port": "https://hotel.example:",
    "an empty label": "https://hotel..example",
    "a dot at the end": "https://hotel.example.",
    "a dot at the end of Cyrillic letters": "https://гостиница.рф.",
    "a hyphen first": "https://-hotel.example",
    "an underscore": "https://hotel_1.example",
    "an underscore among Cyrillic letters": "https://гостиница_1.рф",
    "a label of 64 letters": f"https://{'a' * 64}.example",
    "a label of 64 Cyrillic letters": f"https://{'ж' * 64}.рф",
    "a broken xn-- form": "https://xn--a.kz",
    "a broken xn-- form in wide letters": "https://ｘn--ａ.kz",
    "an invisible joiner": "https://ho\u200dtel.kz",
    "a letter that looks like a slash": "https://hotel.kz／visa",
    "an encoded letter": "https://h%6ftel.example",
    "a path behind a wrong host": "https://hotel_1.example/visa",
    "localhost without a port": "http://localhost",
    "another host of this machine": "http://127.0.0.2:8000",
    "nothing": "",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_text_that_is_no_origin_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not an origin") as raised:
        origin(text)
    assert str(raised.value) == f"{text!r} is not an origin. Allowed: {ALLOWED}"


MEANT = {
    "a host alone": ("hotel.example", "https://hotel.example"),
    "no scheme": ("//hotel.example", "https://hotel.example"),
    "plain http": ("http://hotel.example", "https://hotel.example"),
    "the scheme in capitals": ("HTTPS://Hotel.example", "https://hotel.example"),
    "a scheme without its colon": ("https//hotel.example", "https://hotel.example"),
    "a path": ("https://hotel.example/visa", "https://hotel.example"),
    "a path without a scheme": ("www.hotel.example/visa/", "https://www.hotel.example"),
    "two slashes at the end": ("https://hotel.example//", "https://hotel.example"),
    "a query": ("https://hotel.example?x", "https://hotel.example"),
    "a fragment": ("https://hotel.example:8443#x", "https://hotel.example:8443"),
    "a path behind Kazakh letters": ("https://қонақүй.қаз/виза", "https://қонақүй.қаз"),
    "a space before": (" https://hotel.example", "https://hotel.example"),
    "a line break after": ("https://hotel.example\n", "https://hotel.example"),
}


@pytest.mark.parametrize(("text", "meant"), MEANT.values(), ids=MEANT)
def test_the_origin_in_an_address_is_named(text: str, meant: str) -> None:
    with pytest.raises(ValueError, match="is not an origin") as raised:
        origin(text)
    assert str(raised.value) == (
        f"{text!r} is not an origin. Did you mean {meant}? Allowed: {ALLOWED}"
    )


@pytest.mark.parametrize(("text", "written"), READ.items())
def test_an_origin_is_normalized_as_browsers_do(text: str, written: str) -> None:
    assert origin(text) == written


READABLE = {
    "https://xn--80askd87bd4l.xn--80ao21a:8443": "https://қонақүй.қаз:8443",
    "https://www.hotel.example": "https://www.hotel.example",
    "https://v2--hotel.example:8443": "https://v2--hotel.example:8443",
}


@pytest.mark.parametrize(("written", "read"), READABLE.items(), ids=READABLE.values())
def test_people_read_an_origin_in_its_own_script(written: str, read: str) -> None:
    assert readable(written) == read
    assert origin(read) == written


# In headers.

FRAMED = {
    "none": ("[]", "'self'"),
    "one": ('["https://inn.example"]', "'self' https://inn.example"),
    "two": (
        '["https://inn.example", "https://www.inn.example:8443"]',
        "'self' https://inn.example https://www.inn.example:8443",
    ),
    "kazakh-letters": ('["https://қонақүй.қаз"]', "'self' https://xn--80askd87bd4l.xn--80ao21a"),
    "russian-letters": ('["https://гостиница.рф"]', "'self' https://xn--80afpayevi3b.xn--p1ai"),
}


@pytest.fixture(scope="module")
def visitor(serve_partners: Callable[[dict[str, str]], FlaskClient]) -> FlaskClient:
    """A visitor of a partner for each of these lists of origins."""
    usual = '["https://hotel.example", "https://қонақүй.қаз:8443"]'
    files = {key: edited(HOTEL, (usual, listed)) for key, (listed, _) in FRAMED.items()}
    return serve_partners(files)


@pytest.mark.parametrize("partner", FRAMED)
def test_a_partners_pages_may_be_framed_by_its_own_origins_only(
    partner: str, visitor: FlaskClient
) -> None:
    page = visitor.get(f"/{partner}/en/").text
    fragment = Main(page).options["abroad"]["data-hx-get"]
    paths = (f"/{partner}/", f"/{partner}/en/", f"/{partner}/en/changes", fragment)
    for path in paths:
        response = visitor.get(path, headers={"HX-Request": "true"})
        policy = response.headers["Content-Security-Policy"]
        assert policy.rpartition("frame-ancestors ")[2] == FRAMED[partner][1]


@pytest.mark.parametrize(
    "address",
    ["/", "/hotel/en/kit", "/robots.txt", "/healthz", "/static/icon.svg"],
)
def test_nobody_may_frame_any_other_page(address: str, client: FlaskClient) -> None:
    response = client.get(address, buffered=True)
    policy = response.headers["Content-Security-Policy"]
    assert policy.rpartition("frame-ancestors ")[2] == "'none'"
    assert response.headers["X-Frame-Options"] == "DENY"
