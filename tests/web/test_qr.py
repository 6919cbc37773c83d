"""QR codes: read back by another library, they lead where the page says."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree

import pytest
import zxingcpp
from flask.testing import FlaskClient
from PIL import Image

from tests.conftest import Main
from tests.content import ORIGIN


def decoded(png: bytes) -> list[str]:
    """What a reader of QR codes reads in an image."""
    return [each.text for each in zxingcpp.read_barcodes(Image.open(BytesIO(png)))]


@pytest.mark.parametrize(
    "query",
    ["", "kit-language=ru", "location=abroad&purpose=study&kit-height=700", "location=&purpose="],
    ids=["at first", "a language", "answers", "presets asked after all"],
)
def test_the_code_leads_to_the_direct_link(query: str, site: FlaskClient) -> None:
    page = Main(site.get(f"/hotel/en/kit?{query}").text)
    address = next(word for word in page.words.split() if word.startswith(f"{ORIGIN}/"))
    png, svg = page.link("Download as PNG"), page.link("Download as SVG")
    assert (png["download"], svg["download"]) == ("visa.png", "visa.svg")
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
    query = "location=abroad&need=leave"
    assert site.get(f"/hotel/en/kit?{query}").status_code == 400
    assert site.get(f"/hotel/en/kit/qr.svg?{query}").status_code == 404


LONGEST = (
    "location=kazakhstan&need=leave&departure=lost_document",
    "location=abroad&passport=national&capacity=none&purpose=tourism",
    "location=abroad&passport=service",
)


@pytest.mark.parametrize("answers", LONGEST, ids=["exit", "tourist", "service"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_results_code_leads_to_the_same_result(
    language: str, answers: str, site: FlaskClient
) -> None:
    address = f"/hotel/{language}/?{answers}"
    page = Main(site.get(address).text)
    assert "data-outcome" in page.marks
    (code,) = [given["src"] for tag, given in page.tags if tag == "img"]
    assert ElementTree.fromstring(site.get(code).data).tag.endswith("svg")
    assert decoded(site.get(code.replace("qr.svg", "qr.png")).data) == [ORIGIN + address]
