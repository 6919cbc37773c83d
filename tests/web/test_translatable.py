"""Every word that a visitor or a webmaster reads can be translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from babel import Locale
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

from tests.browser.steps import MOST_ANSWERS, STEPS, TOURIST
from tests.conftest import Main, Say
from tests.content import ORIGIN
from tests.pseudo import PSEUDO, RETIRED, pseudo, pseudo_app
from widget.languages import language_of
from widget.rules.model import Ruleset
from widget.settings import TRANSLATIONS

CLDR = Locale.parse(PSEUDO)

NAMES = re.compile(
    "|".join(
        [
            *(language_of(tag).name for tag in (PSEUDO, "en")),
            "Hotel Tulip",
            *(rf"\b{language_of(tag).short}\b" for tag in (PSEUDO, "en")),
            *("WhatsApp", "Telegram", "WordPress", "Drupal", "Joomla", "Moodle", "Plone", "TYPO3"),
            *("Wagtail", "django CMS", "Ghost", "OJS", "Tilda", "Wix"),
            r"\b[A-Z]{3}(-\d)?\b",  # a clause
            r"\b[ABC]\d+\b",  # codes
            *CLDR.months["format"]["wide"].values(),
            *map(re.escape, sorted(CLDR.territories.values(), key=len, reverse=True)),
            r"\b[A-ZĈĜĤĴŜŬ]( – [A-ZĈĜĤĴŜŬ])?\b",  # the letters of countries
            r"\b[0-9a-f]{8}\b",  # the reference of an error
        ]
    )
)
"""Names that are the same in every language."""

READ_OUT = ("alt", "aria-label", "placeholder", "title")
ABOUT = ("description", "og:title", "og:description")

STEP_PAGES = {step: f"/visakaz/{PSEUDO}/?{answers}" for step, answers in STEPS.items()}
PAGES = STEP_PAGES | {
    "a partner's result": f"/example-hotel/{PSEUDO}/?{STEPS['tourist']}",
    "several entries": f"/visakaz/{PSEUDO}/?{STEPS['tourist']}&entry=multiple",
    "entries that a visa lacks": f"/visakaz/{PSEUDO}/?{STEPS['exit']}&entry=multiple",
    "a partner's first question": f"/example-hotel/{PSEUDO}/?location=abroad",
    "a preset set aside": (
        f"/example-university/{PSEUDO}/?location=kazakhstan&need=leave&purpose=study"
    ),
    "an answer set aside": f"/visakaz/{PSEUDO}/?location=abroad&need=stay",
    "an unknown answer set aside": f"/visakaz/{PSEUDO}/?location=abroad&need=x",
    "the choice of a country": f"/visakaz/{PSEUDO}/citizenship?{TOURIST}",
    "a refused country": f"/visakaz/{PSEUDO}/citizenship?{TOURIST}&citizenship=QQ",
    "a result before the choice": f"/visakaz/{PSEUDO}/?{TOURIST}",
    "a stay without a visa": f"/visakaz/{PSEUDO}/?{TOURIST}&citizenship=DE",
    "the own country": f"/visakaz/{PSEUDO}/?{TOURIST}&citizenship=KZ",
    "a country on which sources disagree": f"/visakaz/{PSEUDO}/?{TOURIST}&citizenship=AZ",
    "a country of which nothing is known": f"/visakaz/{PSEUDO}/?{TOURIST}&citizenship=AF",
    "the page about privacy": f"/visakaz/{PSEUDO}/privacy",
    "the sources": f"/visakaz/{PSEUDO}/sources/",
    "all categories": f"/visakaz/{PSEUDO}/visas/",
    "a category with conditions": f"/visakaz/{PSEUDO}/visas/service",
    "a category for some alone": f"/visakaz/{PSEUDO}/visas/tourist",
    "the page about accessibility": f"/visakaz/{PSEUDO}/accessibility",
    "what would change a result": f"/visakaz/{PSEUDO}/changes?{MOST_ANSWERS}",
    "a result at an old address": f"/visakaz/{PSEUDO}/?{STEPS['tourist']}&{RETIRED}=x",
    "an unknown answer": f"/visakaz/{PSEUDO}/?location=mars",
    "no such page": f"/visakaz/{PSEUDO}/nowhere",
    "a broken partner": "/wrong/",
    "a closed partner": "/closed/",
    "an undecodable address": f"/visakaz/{PSEUDO}/%00",
    "an address that is too long": f"/visakaz/{PSEUDO}/?{'x' * 5000}",
    "an unknown oEmbed format": "/oembed?format=xml",
    "an internal error": "/fault",
    "the kit": f"/visakaz/{PSEUDO}/kit",
    "a partner's kit with answers": f"/example-hotel/{PSEUDO}/kit?purpose=study",
    "the kit for one language": f"/example-hotel/{PSEUDO}/kit?kit-language=en",
    "the kit of a partner without a site": f"/nowhere/{PSEUDO}/kit",
    "the kit with mistakes": f"/visakaz/{PSEUDO}/kit?kit-height=1&kit-language=x&purpose=x",
    "the kit with answers that exclude each other": (
        f"/visakaz/{PSEUDO}/kit?location=abroad&need=stay"
    ),
}

REFUSED_METHOD = "a refused method"
WITHOUT_ORIGIN = "the kit of a preview without an origin"


class Words(HTMLParser):
    """All that people read or hear on a page, except in `class="text"` (addresses and code)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._within: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found += [given[name] for name in READ_OUT if name in given]
        if given.get("name", given.get("property")) in ABOUT:
            self.found.append(given["content"])
        self.found += said_by(given.get("href", ""))
        if tag not in ("meta", "link", "img", "input"):
            foreign = given.get("lang", PSEUDO) != PSEUDO or tag == "style"
            self._within.append((tag, foreign or "text" in given.get("class", "").split()))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._within.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(untranslated for _, untranslated in self._within):
            self.found.append(data)


def said_by(address: str) -> Iterator[str]:
    """The words that a link fills into an e-mail or a message."""
    parts = urlsplit(address)
    if parts.scheme == "mailto" or parts.netloc in ("wa.me", "t.me"):
        for name in ("subject", "body", "text"):
            yield from parse_qs(parts.query).get(name, [])


def plain(words: list[str]) -> list[str]:
    """The words in plain letters, which are not translated."""
    rest = (re.sub(r"https?:\S+", "", NAMES.sub("", each)) for each in words)
    return [word for each in rest for word in re.findall("[A-Za-z]+", each)]


def visitor(app: Flask) -> FlaskClient:
    """A visitor whose browser prefers the pseudo-language."""
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = PSEUDO
    return client


@pytest.fixture(scope="module")
def esperantist(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A visitor of a site on which only the page /fault fails."""
    app = pseudo_app(tmp_path_factory.mktemp("pseudo"), ORIGIN)
    app.add_url_rule("/fault", view_func=lambda: 1 / 0)
    return visitor(app)


@pytest.fixture(scope="module")
def pages(esperantist: FlaskClient, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Page → its HTML."""
    directory = tmp_path_factory.mktemp("without_origin")
    without_origin = visitor(pseudo_app(directory, None, preview=True))
    return {name: esperantist.get(address).text for name, address in PAGES.items()} | {
        REFUSED_METHOD: esperantist.post("/").text,
        WITHOUT_ORIGIN: without_origin.get(PAGES["the kit"], base_url=ORIGIN).text,
    }


def test_the_pseudo_language_is_longer_and_keeps_placeholders() -> None:
    assert pseudo("Ask the agency %(agency)s") == "⟦Ášķ ťĥéé ááĝééñçýý %(agency)s⟧"


@pytest.mark.parametrize("name", [*PAGES, REFUSED_METHOD, WITHOUT_ORIGIN])
def test_every_word_of_a_page_can_be_translated(name: str, pages: dict[str, str]) -> None:
    assert f'<html lang="{PSEUDO}"' in pages[name]
    words = Words(pages[name]).found
    assert plain(words) == []


def test_the_pages_show_every_text_of_the_widget(pages: dict[str, str]) -> None:
    """Otherwise a page is missing above, or a text is unused."""
    shown = " ".join(" ".join(Words(html).found) for html in pages.values())
    said = " ".join(shown.split())
    with (TRANSLATIONS / "messages.pot").open("rb") as file:
        texts = [each.id for each in read_po(file) if is_on_a_page(each)]
    assert [text for text in texts if not all(part in said for part in fixed(text))] == []


def is_on_a_page(message: Message) -> bool:
    """Whether a text of the product is used outside the commands."""
    files = [str(file) for file, _line in message.locations]
    on_pages = any(not file.startswith("widget/cli/") for file in files)
    return bool(message.id and on_pages)


def fixed(english: str | tuple[str, ...]) -> list[str]:
    """The parts of a text around its placeholders, in the pseudo-language; the last plural form."""
    text = english if isinstance(english, str) else english[-1]
    return [part.strip() for part in re.split(r"%\(\w+\)s", pseudo(text))]


def test_every_word_of_a_fragment_can_be_translated(
    pages: dict[str, str], esperantist: FlaskClient
) -> None:
    link = Main(pages["location"]).options["abroad"]
    html = esperantist.get(link["data-hx-get"], headers={"HX-Request": "true"}).text
    words = Words(html).found
    assert len(words) > 5
    assert plain(words) == []


def test_the_title_of_a_frame_can_be_translated(
    pages: dict[str, str], esperantist: FlaskClient, ruleset: Ruleset, say: Say
) -> None:
    title = pseudo(say(ruleset.about.title))
    described = esperantist.get(f"/oembed?url={ORIGIN}/visakaz/{PSEUDO}/").json
    assert described
    assert described["title"] == title
    assert f'title="{title}"' in described["html"]
    assert f"title=&#34;{title}&#34;" in pages["the kit"]
