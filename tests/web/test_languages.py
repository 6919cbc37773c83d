"""Languages: which one a visitor gets, and what its pages show."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from flask.testing import FlaskClient

from tests.conftest import Fetch, Main, Say, Speak, answers_of, read_cases
from tests.content import ORIGIN, agency, write_compiled, write_content
from widget.cli.po_text import as_text
from widget.content import load
from widget.partners.names import Names
from widget.problems import Problems
from widget.rules.model import Ruleset
from widget.rules.texts import texts
from widget.settings import TRANSLATIONS, Settings
from widget.web.app import create_app

WANTED = {
    "Russian": ("ru", "ru"),
    "Kazakh": ("kk", "kk"),
    "English": ("en", "en"),
    "the country's code for Kazakh": ("kz", "kk"),
    "with a weight": ("ru;q=0.5", "ru"),
    "the one with more weight": ("en;q=0.1, kz;q=0.9", "kk"),
    "the first of equals": ("en, kk", "en"),
    "the first that is offered": ("de-DE, de;q=0.9, en;q=0.8, ru;q=0.7", "en"),
    "none that is offered": ("de-DE, de;q=0.9", "ru"),
    "anything": ("*", "ru"),
    "nothing": ("", "ru"),
    "nonsense": ("nonsense", "ru"),
    "signs": (",,;;q=,=", "ru"),
    "an invalid weight": ("en;q=x", "ru"),
    "bytes that are not UTF-8": ("\xff\xfe", "ru"),
    "a long list of languages": ("de-DE,de," * 50 + "kk", "kk"),
    "more languages than any browser sends": ("de," * 2000 + "kk", "ru"),
    "a tag of thousands of parts": ("en" + "-a" * 3900, "ru"),
}


@pytest.mark.parametrize(("wanted", "language"), WANTED.values(), ids=WANTED)
def test_a_partners_address_redirects_to_the_visitors_language(
    wanted: str, language: str, fetch: Fetch
) -> None:
    response = fetch.page("/visakaz/?location=abroad", **{"Accept-Language": wanted})
    assert response.headers["Location"] == f"/visakaz/{language}/?location=abroad"
    assert response.headers["Cache-Control"] == "no-store, no-transform"
    assert response.headers["Vary"] == "Accept-Language"


def test_without_the_header_the_partners_first_language_is_used(
    fetch: Fetch, client: FlaskClient
) -> None:
    assert fetch.page("/visakaz/").headers["Location"] == "/visakaz/ru/"
    assert client.get("/hotel/").headers["Location"].startswith("/hotel/en/?")


def test_a_language_that_the_partner_does_not_offer_is_skipped(client: FlaskClient) -> None:
    for wanted, language in {"kk": "en", "kk, ru;q=0.3": "ru"}.items():
        location = client.get("/hotel/", headers={"Accept-Language": wanted}).headers["Location"]
        assert location.startswith(f"/hotel/{language}/?")


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_a_language_in_the_path_wins_over_the_header(language: str, fetch: Fetch) -> None:
    pages = {
        fetch.page(f"/visakaz/{language}/", **{"Accept-Language": wanted}).data
        for wanted in ("ru", "kk", "en", "")
    }
    assert len(pages) == 1


def test_a_partner_shows_its_own_languages_only(client: FlaskClient) -> None:
    links = Main(client.get("/hotel/en/").text).links
    assert [given["lang"] for _, given in links if "lang" in given] == ["en", "ru"]
    assert client.get("/hotel/kk/").status_code == 404


def test_a_language_is_named_in_itself(fetch: Fetch) -> None:
    links = Main(fetch.page("/visakaz/en/").text).links
    named = {given["lang"]: words for words, given in links if "lang" in given}
    assert named == {"ru": "RU Русский", "kk": "ҚАЗ Қазақ тілі", "en": "EN English"}


# Languages with a script or a country in their BCP 47 tag.


@pytest.fixture(scope="module")
def multilingual(tmp_path_factory: pytest.TempPathFactory, ruleset: Ruleset) -> FlaskClient:
    """A visitor of an agency that offers English, Chinese and Portuguese.

    One text of the rules is translated into Chinese, and nothing else.
    """
    directory = tmp_path_factory.mktemp("multilingual")
    offered = re.sub("languages = .*", 'languages = ["en", "zh-Hans", "pt-BR"]', agency())
    content = write_content(directory / "content", {"visakaz": offered})
    first, chinese = ruleset.questions["location"].text.text, Catalog("zh_Hans")
    chinese.add(first.english, "您现在在哪里？", context=first.context)
    (content / "words" / "zh-Hans.po").write_text(as_text(chinese))
    (content / "words" / "pt-BR.po").touch()
    translations = shutil.copytree(TRANSLATIONS, directory / "translations")
    for locale in ("zh_Hans", "pt_BR"):
        write_compiled(translations, locale, Catalog(locale))
    return create_app(Settings(content, ORIGIN, translations)).test_client()


def test_a_page_is_written_in_a_language_with_a_script(
    multilingual: FlaskClient, ruleset: Ruleset, say: Say, agency_names: Names
) -> None:
    response = multilingual.get("/visakaz/zh-Hans/")
    assert (response.status_code, response.headers["Content-Language"]) == (200, "zh-Hans")
    page = Main(response.text)
    assert page.tags[0] == ("html", {"lang": "zh-Hans", "dir": "ltr"})
    assert ("meta", {"property": "og:locale", "content": "zh_CN"}) in page.tags
    assert page.title == f"您现在在哪里？ – {agency_names.own.text}"
    abroad = say(ruleset.questions["location"].options["abroad"].text)
    assert page.link(abroad)["href"] == "/visakaz/zh-Hans/?location=abroad"


def test_a_page_links_to_languages_with_a_script_or_a_country(multilingual: FlaskClient) -> None:
    page = Main(multilingual.get("/visakaz/en/").text)
    named = {words: given for words, given in page.links if "lang" in given}
    assert {words: (given["lang"], given["href"]) for words, given in named.items()} == {
        "EN English": ("en", "/visakaz/en/"),
        "ZH 中文 (简体)": ("zh-Hans", "/visakaz/zh-Hans/"),
        "PT Português (Brasil)": ("pt-BR", "/visakaz/pt-BR/"),
    }
    addresses = {
        given["hreflang"]: given["href"]
        for tag, given in page.tags
        if tag == "link" and "hreflang" in given
    }
    assert addresses == {tag: f"{ORIGIN}/visakaz/{tag}/" for tag in ("en", "zh-Hans", "pt-BR")}
    alternates = [
        given["content"] for _, given in page.tags if given.get("property") == "og:locale:alternate"
    ]
    assert sorted(alternates) == ["pt_BR", "zh_CN"]


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("zh-CN", "zh-Hans"), ("zh-TW", "en"), ("zh-TW, pt;q=0.9", "pt-BR")],
    ids=["the same script", "another script", "the second choice"],
)
def test_a_language_with_a_script_or_a_country_is_chosen(
    wanted: str, language: str, multilingual: FlaskClient
) -> None:
    response = multilingual.get("/visakaz/", headers={"Accept-Language": wanted})
    assert response.headers["Location"] == f"/visakaz/{language}/"


@pytest.mark.parametrize("tag", ["zh-hans", "zh_Hans", "zh", "zh-Hans-CN", "pt-br"])
def test_a_tag_has_one_spelling_in_addresses(tag: str, multilingual: FlaskClient) -> None:
    assert multilingual.get(f"/visakaz/{tag}/").status_code == 404


REFUSED = {
    "zh_Hans": "words/zh_Hans.po: 'zh_Hans' must be written zh-Hans. "
    "Allowed: a language tag as the file's name.",
    "pt-br": "words/pt-br.po: 'pt-br' must be written pt-BR. "
    "Allowed: a language tag as the file's name.",
    "klingon": "words/klingon.po: 'klingon' is not a known language tag, such as ru or pt-BR. "
    "Allowed: a language tag as the file's name.",
}


@pytest.mark.parametrize(("tag", "message"), REFUSED.items(), ids=REFUSED)
def test_a_catalogue_whose_name_is_no_language_tag_is_refused(
    tag: str, message: str, tmp_path: Path
) -> None:
    content = write_content(tmp_path)
    (content / "words" / f"{tag}.po").touch()
    with pytest.raises(Problems) as refused:
        load(Settings(content=content))
    assert str(refused.value) == message


@pytest.mark.parametrize("name", ["._ru.po", ".#ru.po", ".ru.po"])
def test_a_catalogue_of_an_editor_or_a_system_is_passed_over(name: str, tmp_path: Path) -> None:
    content = write_content(tmp_path)
    (content / "words" / name).touch()
    assert list(load(Settings(content=content)).languages) == ["en", "kk", "ru"]


def test_a_catalogue_of_the_product_that_is_not_compiled_is_refused(tmp_path: Path) -> None:
    translations = shutil.copytree(TRANSLATIONS, tmp_path / "translations")
    name = "translations/kk/LC_MESSAGES/messages.mo"
    (tmp_path / name).unlink()
    with pytest.raises(Problems) as refused:
        load(Settings(translations=translations))
    fix = f"To fix this, run: rm -f {name} && make install"
    assert str(refused.value) == f"{name}: It is missing or broken. {fix}"


PATHS = {row["outcome"]: answers_of(row) for row in read_cases("paths.csv")}


@pytest.fixture(scope="module")
def waiting(ruleset: Ruleset, speak: Speak) -> Callable[[str], list[str]]:
    """Returns the texts that wait for a translator of a language, and are shown in English."""

    def find(language: str) -> list[str]:
        say, english = speak(language).say, speak("en").say
        shown = [english(text) for text in texts(ruleset) if say(text) == english(text)]
        return [part for text in shown for part in re.split(r"[\[\]]", text) if part]

    return find


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("outcome", PATHS)
def test_no_english_is_left_on_the_way_to_an_outcome(
    outcome: str, language: str, fetch: Fetch, waiting: Callable[[str], list[str]]
) -> None:
    """No step has two English words side by side; one alone may be a name."""
    path = [f"{question}={option}" for question, option in PATHS[outcome]]
    names = re.compile(
        "|".join(["WhatsApp", "Telegram", "EN English", "www", *map(re.escape, waiting(language))])
    )
    for taken in range(len(path) + 1):
        html = fetch.page(f"/visakaz/{language}/?{'&'.join(path[:taken])}").text
        read = [Main(html).words, re.sub(r"<[^>]*>", " ", html.partition("<body>")[2])]
        read += re.findall(r'(?:aria-label|title|content)="([^"]+)"', html)
        words = names.sub("|", " | ".join(read))
        found = re.findall(r"[A-Za-z]{2,} [A-Za-z]{2,}", words)
        assert not found
