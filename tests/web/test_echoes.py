"""Nothing that is sent in an address comes back as it was: no mark-up, no script, no header."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.conftest import Main

HTMX = {"HX-Request": "true"}


NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></main><svg onload=alert(1)>",
    "javascript:alert(1)//",
    "{{ 7 * 7 }}{% debug %}",
    "%(outcome)s %s {} ${x}",
    "&lt;b&gt;&#60;i&#62;",
    "abroad\r\nSet-Cookie: a=b\r\n\r\n<p>",
    "\u202e\u2028<b>",
]
PLACES = [
    "/{}",
    "/{}/",
    "/{}/en/",
    "/visakaz/{}/",
    "/visakaz/{}",
    "/visakaz/en/{}",
    "/visakaz/theme/{}.css",
    "/static/{}",
    "/?{}=x",
    "/?location={}",
    "/visakaz/?need={}",
    "/visakaz/en/?{}=x",
    "/visakaz/en/?location={}",
    "/visakaz/en/?location=abroad&need={}",
    "/visakaz/en/?location=abroad&passport=service&purpose={}",
    "/visakaz/en/step/{}?location=abroad",
    "/visakaz/en/step/VERSION?location={}",
    "/visakaz/en/step/VERSION?location=abroad&need={}&{}=x",
    "/visakaz/en/step/old?need={}",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("htmx", [{}, HTMX], ids=["a browser", "htmx"])
def test_input_is_never_echoed_unescaped(
    place: str, htmx: dict[str, str], client: FlaskClient
) -> None:
    known = Main(client.get("/visakaz/en/").text).options["abroad"]["data-hx-get"]
    place = place.replace("VERSION", re.findall(r"step/(\w+)", known)[0])
    for nasty in NASTY:
        address = place.replace("{}", quote(nasty, safe=""))
        response = client.get(address, headers=htmx)
        assert response.status_code in (200, 302, 303, 308, 400, 404)
        assert nasty not in response.text
        assert "alert(1)" not in response.text
        assert not {"<", ">"} & set(str(response.headers))
        assert "Set-Cookie" not in response.headers
