"""The kit: what a partner's webmaster chooses, previews and copies."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.conftest import LANGUAGES, Main, Say
from tests.content import ORIGIN
from widget.rules.model import Ruleset

ENTRY = f"{ORIGIN}/hotel/"
KIT = "/hotel/en/kit"


class Kit(Main):
    """The kit's page: the HTML to copy, and what its form shows."""

    @property
    def line(self) -> list[tuple[str, dict[str, str]]]:
        """The tags of the HTML to copy."""
        return Main(self.text).tags

    def __init__(self, html: str) -> None:
        super().__init__(html)
        self.text = unescape(html.partition('id="line">')[2].partition("</p>")[0])
        self.chosen = self._chosen()

    def _chosen(self) -> dict[str, str]:
        """The value that each field shows."""
        chosen, name = {}, ""
        for tag, given in self.tags:
            if tag == "select":
                name = given["name"]
            elif tag == "option" and "selected" in given:
                chosen[name] = given["value"]
            elif tag == "input":
                chosen[given["name"]] = given["value"]
        return {key: value for key, value in chosen.items() if value}


def kit(site: FlaskClient, query: str = "", status: int = 200) -> Kit:
    """The kit's page for what was chosen."""
    response = site.get(f"{KIT}?{query}")
    assert response.status_code == status
    return Kit(response.text)


# The choices, and the HTML to copy.

PRESETS = "?location=abroad&purpose=tourism"
ASKED = "?location=&purpose="
CHOICES = {
    "nothing": ("", f"{ENTRY}{PRESETS}", "560"),
    "a language": ("kit-language=ru", f"{ORIGIN}/hotel/ru/{PRESETS}", "560"),
    "a height": ("kit-height=700", f"{ENTRY}{PRESETS}", "700"),
    "an answer": ("purpose=study", f"{ENTRY}?location=abroad&purpose=study", "560"),
    "an answer and a language": (
        "purpose=study&kit-language=en",
        f"{ORIGIN}/hotel/en/?location=abroad&purpose=study",
        "560",
    ),
    "a preset asked after all": (
        "kit-language=&kit-height=560&location=abroad&purpose=",
        f"{ENTRY}?location=abroad&purpose=",
        "560",
    ),
    "all presets asked after all": (
        "kit-language=&kit-height=400&location=&purpose=",
        f"{ENTRY}{ASKED}",
        "400",
    ),
    "an unknown parameter": ("utm_source=x", f"{ENTRY}{PRESETS}", "560"),
}


@pytest.mark.parametrize(("query", "address", "height"), CHOICES.values(), ids=CHOICES)
def test_the_choices_stand_in_the_html_to_copy(
    query: str, address: str, height: str, site: FlaskClient, ruleset: Ruleset, say: Say
) -> None:
    page = kit(site, query)
    (frame, paragraph, link) = page.line
    tag, given = frame
    assert (tag, given["src"], given["title"]) == ("iframe", address, say(ruleset.about.title))
    assert f"min-height:{height}px" in given["style"].split(";")
    assert paragraph == ("p", {})
    assert link == ("a", {"href": address}), "a plain link below the frame"
    assert f"frame-src {ORIGIN}" in page.words
    assert address in page.words.split(), "the direct link"


def test_a_preset_can_be_asked_after_all(site: FlaskClient) -> None:
    address = kit(site, "kit-height=560&location=abroad&purpose=").line[0][1]["src"]
    response = site.get(address.removeprefix(ORIGIN), headers={"Accept-Language": "en"})
    assert response.headers["Location"] == "/hotel/en/?location=abroad"


def test_at_first_the_partners_presets_are_chosen(site: FlaskClient) -> None:
    assert kit(site).chosen == {
        "kit-height": "560",
        "location": "abroad",
        "purpose": "tourism",
    }


def test_the_form_keeps_what_was_chosen(site: FlaskClient) -> None:
    given = {"kit-language": "ru", "kit-height": "777", "location": "abroad", "purpose": "study"}
    query = "&".join(f"{key}={value}" for key, value in given.items())
    assert kit(site, query).chosen == given


def test_the_form_has_labels_and_sends_get(site: FlaskClient) -> None:
    page = kit(site)
    (form,) = [given for tag, given in page.tags if tag == "form"]
    assert form == {"method": "get", "action": "#look"}
    assert [given["src"] for tag, given in page.tags if tag == "script"] == [
        "/static/vendor/htmx-4.0.0/htmx.min.js"
    ]
    labelled = {given["for"] for tag, given in page.tags if tag == "label"}
    fields = {given["id"] for tag, given in page.tags if tag in ("select", "input")}
    assert labelled == fields


# Mistakes.


HEIGHTS = {
    "too small": "399",
    "too large": "961",
    "zero": "0",
    "negative": "-1",
    "a fraction": "560.5",
    "a word": "high",
    "nothing": "",
    "30 digits": "9" * 30,
}


@pytest.mark.parametrize("height", HEIGHTS.values(), ids=HEIGHTS)
def test_a_height_that_is_not_allowed_is_refused(height: str, site: FlaskClient) -> None:
    page = kit(site, f"kit-height={height}", 400)
    assert "Least height of the frame, in pixels (400 to 960): Enter a whole number" in page.words
    assert page.title.startswith("Error: ")
    assert not page.text
    assert site.get(f"{KIT}/qr.svg?kit-height={height}").status_code == 404


@pytest.mark.parametrize("query", ["kit-language=de", "kit-language=kk", "purpose=x", "location=x"])
def test_a_choice_that_is_not_offered_is_refused(
    query: str, site: FlaskClient, ruleset: Ruleset, say: Say
) -> None:
    asked = ruleset.questions.get(query.removesuffix("=x"))
    page = kit(site, query, 400)
    assert not page.text
    assert f"{say(asked.short) if asked else 'Language'}: Choose one from the list." in page.words
    ids = [given["id"] for _, given in page.tags if given.get("class") == "error"]
    assert [given["aria-describedby"] for _, given in page.tags if "aria-invalid" in given] == ids


def test_answers_that_exclude_each_other_are_refused(site: FlaskClient) -> None:
    page = kit(site, "location=abroad&departure=expulsion", 400)
    assert "No visitor can give all these answers together." in page.words
    assert not page.text
    assert page.chosen["departure"] == "expulsion", "the choices are kept"


@pytest.mark.parametrize("address", ["/nobody/kit", "/nobody/en/kit", "/hotel/kk/kit"])
def test_an_unknown_partner_or_language_has_no_kit(address: str, site: FlaskClient) -> None:
    assert site.get(address).status_code == 404


def test_without_an_origin_the_kit_shows_no_html_to_copy(client: FlaskClient) -> None:
    page = client.get(KIT, base_url="https://evil.example").text
    assert "evil.example" not in page
    assert "WIDGET_ORIGIN" in Main(page).words
    assert client.get(f"{KIT}/qr.svg", base_url="https://evil.example").status_code == 404


# The page.


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("ru", "ru"), ("en", "en"), ("kk, ru;q=0.5", "ru"), ("", "en")],
    ids=["Russian", "English", "the second choice", "no choice"],
)
def test_the_kit_is_shown_in_the_webmasters_language(
    wanted: str, language: str, site: FlaskClient
) -> None:
    response = site.get("/hotel/kit", headers={"Accept-Language": wanted})
    assert response.headers["Location"] == f"/hotel/{language}/kit"
    assert response.headers["Vary"] == "Accept-Language"
    assert response.headers["Cache-Control"] == "no-store, no-transform"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kit_is_served_in_every_language(language: str, client: FlaskClient) -> None:
    response = client.get(f"/visakaz/{language}/kit")
    assert response.status_code == 200
    assert Main(response.text).tags[0] == ("html", {"lang": language, "dir": "ltr"})


def test_the_preview_shows_what_was_chosen_at_two_widths(site: FlaskClient) -> None:
    response = site.get(f"{KIT}?kit-language=ru&kit-height=600&purpose=")
    frames = [given for tag, given in Main(response.text).tags if tag == "iframe"]
    assert [(each["width"], each["height"]) for each in frames] == [("320", "600"), ("640", "600")]
    assert {each["src"] for each in frames} == {"/hotel/ru/?location=abroad"}
    assert len({each["title"] for each in frames}) == 2
    policy = response.headers["Content-Security-Policy"]
    assert policy.endswith("; frame-src 'self'; frame-ancestors 'none'")
    assert (
        site.get(frames[0]["src"])
        .headers["Content-Security-Policy"]
        .count("frame-ancestors 'self' https")
        == 1
    )


def test_the_kit_lists_the_allowed_sites_and_whom_to_ask_for_more(site: FlaskClient) -> None:
    words = kit(site).words
    assert "https://hotel.example https://xn--80askd87bd4l.xn--80ao21a:8443" in words
    assert "To have a site added, write to the agency: migration.kz@gmail.com" in words


def test_the_kit_says_that_no_site_is_allowed_yet(site: FlaskClient) -> None:
    assert "has not allowed any site for you yet" in Main(site.get("/inn/en/kit").text).words


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_steps_are_numbered_and_in_order(language: str, site: FlaskClient) -> None:
    html = site.get(f"/hotel/{language}/kit").text
    headings = re.findall(r"<h2>([^<]+)</h2>", html)
    assert [heading[:2] for heading in headings[:4]] == ["1.", "2.", "3.", "4."]
    assert not [heading for heading in headings[4:] if heading[0].isdigit()]
    page = Kit(html)
    tags = [
        tag for tag, given in page.tags if tag in ("form", "iframe") or given.get("id") == "line"
    ]
    assert tags == ["form", "iframe", "iframe", "p"], "choose, look, copy"


def test_the_six_systems_have_numbered_steps(site: FlaskClient) -> None:
    page = site.get(KIT).text
    for system in ("Plain HTML", "WordPress", "Tilda", "1C-Bitrix", "Wix", "Drupal"):
        steps = page.partition(f"<summary>{system}</summary>")[2].partition("</details>")[0]
        assert steps.count("<ol>") == 1
        assert steps.count("<li>") >= 2
