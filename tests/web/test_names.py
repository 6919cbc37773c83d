"""Names on pages: in each language, in <bdi>, and with `lang` where the page is in another."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.browser.steps import STEPS
from tests.conftest import LANGUAGES, Main
from tests.content import HOTEL, ORIGIN, agency, serve, write_content
from tests.rules.generated import edited
from widget.rules.model import Ruleset

AGENCY = '{ ru = "Визабюро", en = "Visa Bureau" }'
TULIP = '{ en = "Hotel Tulip", ru = "Отель «Тюльпан»" }'
RUSSIAN = '{ ru = "Отель «Тюльпан»" }'
NAMES = re.compile("Visa Bureau|Визабюро|Hotel Tulip|Отель «Тюльпан»|Inn")
CONTACTS = "contacts = { email = 'desk@hotel.example' }"
OFFERED = 'languages = ["en", "ru", "kk"]'


def named(name: str) -> str:
    """A hotel's file, with contacts and a name."""
    own = HOTEL.replace('"Hotel Tulip"', name).replace('languages = ["en", "ru"]', OFFERED)
    return f"{CONTACTS}\n{own}"


PARTNERS = {
    "visakaz": re.sub("name = .*", f"name = {AGENCY}", agency()),
    "hotel": named(TULIP),
    "inn": named('"Inn"'),
    "logo": f"logo = 'example-hotel.svg'\n{named(RUSSIAN)}",
}


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A visitor of partners whose names differ by language."""
    content = write_content(tmp_path_factory.mktemp("content"), PARTNERS)
    return serve(content, ORIGIN).test_client()


# The name in each language.

SHOWN = {
    "a name for the language": ("hotel", "ru", "<bdi>Отель «Тюльпан»</bdi>"),
    "a name for another language": ("hotel", "en", "<bdi>Hotel Tulip</bdi>"),
    "a language without a name": ("hotel", "kk", '<bdi lang="en">Hotel Tulip</bdi>'),
    "one name for all languages": ("inn", "ru", "<bdi>Inn</bdi>"),
    "the agency": ("visakaz", "en", "<bdi>Visa Bureau</bdi>"),
    "the agency in a language without a name": ("visakaz", "kk", '<bdi lang="ru">Визабюро</bdi>'),
}


@pytest.mark.parametrize(("partner", "language", "name"), SHOWN.values(), ids=SHOWN)
def test_the_header_and_the_title_have_the_name_in_the_language_of_the_page(
    partner: str, language: str, name: str, visitor: FlaskClient
) -> None:
    for path in ("", "kit", "nowhere", f"?{STEPS['tourist']}"):
        html = visitor.get(f"/{partner}/{language}/{path}").text
        assert f"<strong>{name}</strong>" in html
        assert Main(html).title.endswith(f" – {re.sub('<[^>]+>', '', name)}")


@pytest.mark.parametrize(("language", "lang"), [("ru", {}), ("en", {"lang": "ru"})])
def test_the_words_of_a_logo_have_their_language(
    language: str, lang: dict[str, str], visitor: FlaskClient
) -> None:
    tags = Main(visitor.get(f"/logo/{language}/").text).tags
    (logo,) = [given for tag, given in tags if tag == "img"]
    assert logo.pop("src").startswith("/logo/logo/")
    assert logo == {"alt": "Отель «Тюльпан»", "height": "32"} | lang


CONTACTS_OF = {
    "in English": (
        "en",
        [["<bdi>Visa Bureau</bdi>", '<bdi lang="ru">Визабюро</bdi>'], ["<bdi>Hotel Tulip</bdi>"]],
    ),
    "in Russian": (
        "ru",
        [
            ["<bdi>Визабюро</bdi>"],
            ["<bdi>Отель «Тюльпан»</bdi>", '<bdi lang="en">Hotel Tulip</bdi>'],
        ],
    ),
    "in Kazakh": ("kk", [['<bdi lang="ru">Визабюро</bdi>'], ['<bdi lang="en">Hotel Tulip</bdi>']]),
}


@pytest.mark.parametrize(("language", "names"), CONTACTS_OF.values(), ids=CONTACTS_OF)
def test_by_the_contacts_a_name_has_the_partners_own_beside_it(
    language: str, names: list[list[str]], visitor: FlaskClient
) -> None:
    html = visitor.get(f"/hotel/{language}/?{STEPS['tourist']}").text
    agencys = html.partition('<div class="ask">')[2].partition("</div>")[0]
    hotels = html.partition('<details class="partner">')[2].partition("</details>")[0]
    assert [re.findall("<bdi.*?</bdi>", each) for each in (agencys, hotels)] == names


TOLD = {
    "on the first question": ("location=abroad&purpose=tourism", '<p class="preset">.*?</p>', 1),
    "where one was set aside": (
        "location=abroad&passport=service&purpose=tourism",
        '<div class="notice" id="aside">.*?</div>',
        1,
    ),
    "where one decided": (STEPS["tourist"], '<details class="why".*?</details>', 1),
    "in the list of answers": (STEPS["tourist"], '<details class="answers".*?</details>', 2),
}


@pytest.mark.parametrize(("answers", "place", "times"), TOLD.values(), ids=TOLD)
def test_the_presets_are_told_as_those_of_the_partner(
    answers: str, place: str, times: int, visitor: FlaskClient
) -> None:
    html = visitor.get(f"/hotel/ru/?{answers}").text
    said = re.search(place, html, re.DOTALL)
    assert said
    assert said[0].count("<bdi>Отель «Тюльпан»</bdi>") == times


@pytest.mark.parametrize(("language", "name"), [("en", "Visa Bureau"), ("ru", "Визабюро")])
def test_previews_and_descriptions_have_the_name_in_the_language_of_the_page(
    language: str, name: str, visitor: FlaskClient
) -> None:
    page = f"/visakaz/{language}/"
    assert f'<meta property="og:site_name" content="{name}">' in visitor.get(page).text
    described = visitor.get(f"/oembed?url={ORIGIN}{page}").json
    assert described
    assert described["provider_name"] == name


# Around every name.

PAGES = {
    "the first question": "?location=abroad&purpose=tourism",
    "a preset set aside": "?location=abroad&passport=service&purpose=tourism",
    "a result": f"?{STEPS['tourist']}",
    "a result with points": "?location=abroad&passport=organisation",
    "the kit": "kit",
    "no such page": "nowhere",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("partner", ["hotel", "inn", "visakaz"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_every_name_on_a_page_stands_in_bdi(
    path: str, partner: str, language: str, visitor: FlaskClient
) -> None:
    html = visitor.get(f"/{partner}/{language}/{path}").text
    body = html.partition("<body>")[2]
    inside = re.findall(r"<bdi(?: lang=\"\w+\")?>([^<]*)</bdi>", body)
    assert inside
    assert all(NAMES.fullmatch(each) for each in inside)
    rest = re.sub(r"<bdi[^>]*>[^<]*</bdi>", "", body)
    assert NAMES.search(re.sub("<[^>]+>", "", rest)) is None
    assert "bdi" not in html.partition("<body>")[0], "neither in titles nor in attributes"


def test_a_fragments_title_has_no_markup_and_its_names_have(visitor: FlaskClient) -> None:
    link = Main(visitor.get("/hotel/kk/").text).options["abroad"]["data-hx-get"]
    address = urlsplit(link)._replace(query="location=abroad&purpose=tourism").geturl()
    html = visitor.get(address, headers={"HX-Request": "true"}).text
    assert re.match("<title>[^<]+ – Hotel Tulip</title>", html)
    assert '<bdi lang="en">Hotel Tulip</bdi>' in html


# The agency's name in the rules' texts.


@pytest.fixture(scope="module")
def talkative(tmp_path_factory: pytest.TempPathFactory, ruleset: Ruleset) -> FlaskClient:
    """A visitor of rules that name the agency in a heading, an answer, a hint, a step, their title.

    The agency's name looks like markup and like a link in a step.
    """
    odd = re.sub("name = .*", """name = { ru = "<b>[Я]</b>", kk = "{from} & К" }""", agency())
    content = write_content(tmp_path_factory.mktemp("content"), {"visakaz": odd, "hotel": HOTEL})
    start = ruleset.questions[ruleset.start]
    first = start.options["abroad"].text.english
    rules = content / "rules.toml"
    changed = edited(
        rules.read_text(),
        (f'text = "{start.text.text.english}"', 'text = "Where does {agency} meet you?"'),
        (f'text = "{first}"\n', 'text = "At {agency}"\nhint = "Or near {agency}"\n'),
        (f'title = "{ruleset.about.title.english}"', 'title = "Ask {agency}"'),
    )
    step = 'next_steps = [\n  { text = "Call {agency}" },\n'
    rules.write_text(changed.replace("next_steps = [\n", step, 1))
    return serve(content, ORIGIN).test_client()


MARKED = '<bdi lang="ru">&lt;b&gt;[Я]&lt;/b&gt;</bdi>'


def test_in_all_texts_of_the_rules_the_agencys_name_is_marked(talkative: FlaskClient) -> None:
    first = talkative.get("/visakaz/en/").text
    assert f">Where does {MARKED} meet you?</h1>" in first
    assert f"<b>At {MARKED}</b> <small>Or near {MARKED}</small>" in first
    assert f'<p class="bar"><span>Ask {MARKED}</span>' in first
    second = talkative.get("/hotel/en/?location=abroad&purpose=tourism").text
    assert f"At {MARKED}" in second
    result = talkative.get(f"/visakaz/en/?{STEPS['tourist']}").text
    assert f"<b>At {MARKED}</b>" in result
    assert f"<li>Call {MARKED}</li>" in result


def test_titles_and_previews_have_the_agencys_name_as_text(talkative: FlaskClient) -> None:
    html = talkative.get("/visakaz/en/?need=stay").text
    head = html.partition("</head>")[0]
    assert "bdi" not in head
    assert "Where does <b>[Я]</b> meet you? – <b>[Я]</b>" in unescape(head)
    first = talkative.get("/visakaz/en/").text
    assert '<meta property="og:title" content="Ask &lt;b&gt;[Я]&lt;/b&gt;">' in first
    assert ' title="Ask &lt;b&gt;[Я]&lt;/b&gt;">' in first


def test_a_name_in_braces_is_not_replaced_again(talkative: FlaskClient) -> None:
    assert "Ask <bdi>{from} &amp; К</bdi>" in talkative.get("/visakaz/kk/").text


# The shipped names.


class Spelt(HTMLParser):
    """Cyrillic texts of a page in English that no `lang` marks: screen readers spell them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._langs: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "img", "input", "br"):
            outer = self._langs[-1][1] if self._langs else None
            self._langs.append((tag, dict(attrs).get("lang") or outer))

    def handle_endtag(self, tag: str) -> None:
        assert self._langs.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if re.search("[а-яА-Я]", data) and self._langs[-1][1] == "en":
            self.found.append(data)


@pytest.mark.parametrize("partner", ["visakaz", "example-hotel", "example-university"])
def test_no_cyrillic_text_on_an_english_page_is_without_its_language(
    partner: str, site: FlaskClient
) -> None:
    for path in ("", "kit", "nowhere", *(f"?{answers}" for answers in STEPS.values())):
        assert Spelt(site.get(f"/{partner}/en/{path}").text).found == []


def test_english_pages_have_the_agencys_english_name_and_the_russian_beside(
    site: FlaskClient,
) -> None:
    html = site.get(f"/visakaz/en/?{STEPS['tourist']}").text
    asked = html.partition('<div class="ask">')[2].partition("</div>")[0]
    assert "<bdi>Migration.KZ</bdi></a>" in asked
    assert '<bdi lang="ru">Миграция.КЗ</bdi>' in asked
    assert "Migration.KZ" in Main(html).title
