"""Links that are shared: what a preview shows, and how a result is passed on."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from PIL import Image

from tests.conftest import LANGUAGES, Main, Say, read_cases
from tests.content import HOTEL, ORIGIN, serve, write_content
from tests.partners.pictures import small_png
from widget.rules.model import Ruleset

OUTCOMES = {row["outcome"]: row["answers"] for row in read_cases("paths.csv")}
QUESTION = "/visakaz/en/?location=abroad&passport=national"
OUTCOME = f"/visakaz/en/?{OUTCOMES['tourist']}"


def preview(site: FlaskClient, address: str) -> dict[str, str]:
    """What a page tells those who show a preview of it."""
    metas = [given for tag, given in Main(site.get(address).text).tags if tag == "meta"]
    return {each.get("property") or each.get("name", ""): each.get("content", "") for each in metas}


# Previews.


@pytest.mark.parametrize(
    "address", ["/visakaz/en/", QUESTION, OUTCOME, "/example-hotel/en/", "/example-hotel/en/kit"]
)
def test_every_page_has_a_preview(address: str, site: FlaskClient) -> None:
    meta = preview(site, address)
    assert meta["og:type"] == "website"
    assert meta["og:title"]
    assert meta["og:description"] == meta["description"] != ""
    assert meta["og:url"] == ORIGIN + address
    assert meta["og:locale"] == "en_US"
    assert meta["twitter:card"] == "summary_large_image"


LOCALES = {"ru": "ru_RU", "kk": "kk_KZ", "en": "en_US"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_preview_names_its_language_and_the_others(language: str, site: FlaskClient) -> None:
    tags = Main(site.get(f"/visakaz/{language}/").text).tags
    meta = [(given["property"], given["content"]) for _, given in tags if "property" in given]
    assert ("og:locale", LOCALES[language]) in meta
    others = {content for name, content in meta if name == "og:locale:alternate"}
    assert others == set(LOCALES.values()) - {LOCALES[language]}


def test_a_preview_names_only_languages_that_the_partner_offers(
    client: FlaskClient,
) -> None:
    assert "kk_KZ" not in client.get("/hotel/en/").text
    assert "ru_RU" in client.get("/hotel/en/").text


def test_the_image_of_a_preview_is_absolute_and_has_the_stated_size(site: FlaskClient) -> None:
    meta = preview(site, "/example-university/en/")
    assert meta["og:image"].startswith(f"{ORIGIN}/static/")
    response = site.get(meta["og:image"].removeprefix(ORIGIN), buffered=True)
    with Image.open(BytesIO(response.data)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")


@pytest.mark.parametrize("partner", ["visakaz", "example-hotel"])
def test_a_partners_preview_has_its_own_image(partner: str, site: FlaskClient) -> None:
    meta = preview(site, f"/{partner}/en/")
    assert meta["og:image"].startswith(f"{ORIGIN}/{partner}/image/")
    with Image.open(BytesIO(site.get(meta["og:image"].removeprefix(ORIGIN)).data)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")


def test_a_preview_states_the_size_of_a_partners_image_whatever_it_is(tmp_path: Path) -> None:
    content = write_content(tmp_path, {"hotel": f'image = "small.png"\n{HOTEL}'})
    (content / "partners" / "small.png").write_bytes(small_png(640, 360))
    meta = preview(serve(content, ORIGIN).test_client(), "/hotel/en/")
    assert (meta["og:image:width"], meta["og:image:height"]) == ("640", "360")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path",
    ["/visakaz/{}/?location=abroad&passport=national", "/visakaz/{}/?location=kazakhstan"],
    ids=["two answers", "one answer"],
)
def test_the_preview_of_a_question_reveals_no_answer(
    path: str, language: str, site: FlaskClient
) -> None:
    address = path.format(language)
    meta = preview(site, address)
    page = Main(site.get(address).text)
    assert page.title.startswith(meta["og:title"])
    first = preview(site, f"/visakaz/{language}/")
    assert meta["og:description"] == first["og:description"], "the same for everybody"
    listed = site.get(address).text.partition('<details class="answers">')[2]
    assert listed.count("<b>") == address.count("="), "the page itself tells them"


def test_the_preview_of_the_first_page_has_the_title_of_the_rules(
    site: FlaskClient, ruleset: Ruleset, say: Say
) -> None:
    assert preview(site, "/visakaz/en/")["og:title"] == say(ruleset.about.title)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_preview_of_an_outcome_names_it_and_no_answer(
    outcome: str, site: FlaskClient, ruleset: Ruleset, say: Say
) -> None:
    meta = preview(site, f"/visakaz/en/?{OUTCOMES[outcome]}")
    assert meta["og:title"] == say(ruleset.outcomes[outcome].name)
    assert meta["og:description"] == say(ruleset.about.description), "the same for everybody"


def test_without_an_origin_a_page_has_no_absolute_address(client: FlaskClient) -> None:
    page = client.get(OUTCOME, base_url="https://evil.example").text
    assert "evil.example" not in page
    assert "og:url" not in page
    assert "Share, print or save" not in page


# Passing a result on.


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_result_can_be_shared(
    outcome: str, site: FlaskClient, ruleset: Ruleset, say: Say
) -> None:
    address = f"{ORIGIN}/visakaz/en/?{OUTCOMES[outcome]}"
    page = Main(site.get(address.removeprefix(ORIGIN)).text)
    name = say(ruleset.outcomes[outcome].name)
    assert "Share, print or save" in page.words
    assert address in page.words.split(), "as text that can be selected"
    ways = {words: urlsplit(page.link(words)["href"]) for words in ("E-mail", "WhatsApp (new tab)")}
    mail, whatsapp = ways["E-mail"], ways["WhatsApp (new tab)"]
    assert (mail.scheme, mail.path) == ("mailto", "")
    assert parse_qs(mail.query) == {"subject": [name], "body": [address]}
    assert "+" not in mail.query, "mail programs show it as it is"
    assert (whatsapp.scheme, whatsapp.netloc, whatsapp.path) == ("https", "wa.me", "/")
    assert parse_qs(whatsapp.query) == {"text": [f"{name} {address}"]}
    telegram = urlsplit(page.link("Telegram (new tab)")["href"])
    assert (telegram.scheme, telegram.netloc, telegram.path) == ("https", "t.me", "/share/url")
    assert parse_qs(telegram.query) == {"url": [address], "text": [name]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_is_shared_in_every_script(language: str, site: FlaskClient) -> None:
    address = f"/visakaz/{language}/?{OUTCOMES['tourist']}"
    page = Main(site.get(address).text)
    name = preview(site, address)["og:title"]
    (link,) = [given["href"] for words, given in page.links if words.startswith("Telegram")]
    telegram = urlsplit(link)
    assert parse_qs(telegram.query) == {"url": [ORIGIN + address], "text": [name]}


def test_a_question_cannot_be_shared(site: FlaskClient) -> None:
    assert "Share, print or save" not in site.get(QUESTION).text
