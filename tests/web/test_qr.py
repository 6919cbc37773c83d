"""QR codes: read back by another library, they lead where the page says."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree

import pytest
import zxingcpp
from flask.testing import FlaskClient
from PIL import Image

from tests.browser.steps import MOST_ANSWERS, TOURIST
from tests.conftest import Main
from tests.content import ORIGIN
from widget.web.qr import qr_code


def decoded(png: bytes) -> list[str]:
    """What a reader of QR codes reads in an image."""
    return [each.text for each in zxingcpp.read_barcodes(Image.open(BytesIO(png)))]


@pytest.mark.parametrize(
    "query",
    ["", "kit-language=ru", "location=abroad&purpose=study&kit-height=700", "location=&purpose="],
    ids=["at first", "a language", "answers", "presets asked after all"],
)
def test_the_code_leads_to_the_direct_link(query: str, site: FlaskClient) -> None:
    page = Main(site.get(f"/hotel/en/kit?{query}", follow_redirects=True).text)
    address = next(word for word in page.words.split() if word.startswith(f"{ORIGIN}/hotel"))
    png, svg = page.link("Download as PNG"), page.link("Download as SVG")
    name = "visa-hotel-ru" if "kit-language=ru" in query else "visa-hotel"
    assert (png["download"], svg["download"]) == (f"{name}.png", f"{name}.svg")
    response = site.get(png["href"])
    assert response.mimetype == "image/png"
    assert decoded(response.data) == [address]
    (shown_code,) = [given for tag, given in page.tags if tag == "img"]
    assert shown_code["src"] == svg["href"]
    drawing = site.get(svg["href"])
    assert drawing.mimetype == "image/svg+xml"
    root = ElementTree.fromstring(drawing.data)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert {each.tag.rpartition("}")[2] for each in root.iter()} <= {"svg", "g", "path"}


def test_there_is_no_code_for_answers_that_exclude_each_other(site: FlaskClient) -> None:
    """As the kit refuses them."""
    query = "need=leave"
    assert site.get(f"/hotel/en/kit?{query}").status_code == 400
    assert site.get(f"/hotel/en/kit/qr.svg?{query}").status_code == 404


RESULTS = {
    "exit": "location=kazakhstan&need=leave&departure=lost_document",
    "service": "location=abroad&passport=service",
    "tourist": TOURIST,
    "a tourist from Germany": f"{TOURIST}&citizenship=DE",
    "a tourist who will come back": f"{TOURIST}&entry=multiple",
    "both": f"{TOURIST}&entry=multiple&citizenship=DE",
    "the most answers": f"{MOST_ANSWERS}&entry=single",
}


@pytest.mark.parametrize("query", RESULTS.values(), ids=RESULTS)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_results_code_holds_the_address_beside_it(
    language: str, query: str, site: FlaskClient
) -> None:
    address = f"{ORIGIN}/hotel/{language}/?{query}"
    page = Main(site.get(address).text)
    assert "data-outcome" in page.marks
    assert address in page.words.split()
    (code,) = [given["src"] for tag, given in page.tags if tag == "img"]
    response = site.get(code)
    assert response.mimetype == "image/svg+xml"
    assert response.data == qr_code(address, "svg")
    assert decoded(qr_code(address, "png")) == [address]


NO_RESULT = {"a question": "location=abroad", "a refused answer": "location=x"}


@pytest.mark.parametrize("query", NO_RESULT.values(), ids=NO_RESULT)
def test_only_a_result_has_a_code(query: str, site: FlaskClient) -> None:
    assert site.get(f"/hotel/en/qr.svg?{query}").status_code == 404


def test_without_an_origin_a_result_has_no_code(client: FlaskClient) -> None:
    query = f"/hotel/en/qr.svg?{TOURIST}"
    assert client.get(query, base_url="https://evil.example").status_code == 404
