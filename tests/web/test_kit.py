"""The kit: what a partner's webmaster chooses, previews and copies."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.conftest import LANGUAGES, Main, Say, Speak
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
        self.html = html
        box = html.partition("<textarea")[2].partition("</textarea>")[0]
        self.text = unescape(box.partition(">")[2])
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
    response = site.get(f"{KIT}?{query}", follow_redirects=True)
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
    query: str, address: str, height: str, site: FlaskClient, ruleset: Ruleset, speak: Speak
) -> None:
    page = kit(site, query)
    (frame, paragraph, link) = page.line
    tag, given = frame
    title = speak("ru" if "/ru/" in address else "en").say(ruleset.about.title)
    assert (tag, given["src"], given["title"]) == ("iframe", address, title)
    assert f"min-height:{height}px" in given["style"].split(";")
    assert paragraph == ("p", {})
    assert link == ("a", {"href": address}), "a plain link below the frame"
    assert f"frame-src {ORIGIN}" in page.words


DIRECT = {
    "the partner's presets, which the entry adds": ("", ENTRY),
    "another answer": ("purpose=study", f"{ENTRY}?purpose=study"),
    "a preset asked after all": ("purpose=", f"{ENTRY}?purpose="),
    "a language": ("kit-language=ru", f"{ORIGIN}/hotel/ru/{PRESETS}"),
}


@pytest.mark.parametrize(("query", "address"), DIRECT.values(), ids=DIRECT)
def test_the_direct_link_is_short_and_leads_where_the_frame_begins(
    query: str, address: str, site: FlaskClient
) -> None:
    page = kit(site, query)
    assert address in page.words.split()
    framed = page.line[0][1]["src"]
    first, second = (site.get(each, follow_redirects=True) for each in (framed, address))
    assert first.request.url == second.request.url


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
    assert form == {"method": "get", "action": "#code"}
    assert [given["src"] for tag, given in page.tags if tag == "script"] == [
        "/static/vendor/htmx-4.0.0/htmx.min.js"
    ]
    labelled = {given["for"] for tag, given in page.tags if tag == "label"}
    fields = {given["id"] for tag, given in page.tags if tag in ("select", "input", "textarea")}
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
    assert "Least height of the frame, in pixels (400 to 960) : Enter a whole number" in page.words
    assert page.title.startswith("Error: ")
    assert not page.text
    assert site.get(f"{KIT}/qr.svg?kit-height={height}").status_code == 404


@pytest.mark.parametrize("query", ["kit-language=de", "kit-language=kk", "purpose=x", "location=x"])
def test_a_choice_that_is_not_offered_is_refused(
    query: str, site: FlaskClient, ruleset: Ruleset, say: Say
) -> None:
    asked = ruleset.questions.get(query.removesuffix("=x"))
    label = (
        say(asked.text.said({"location": "abroad"})) if asked else "Language of the questionnaire"
    )
    page = kit(site, query, 400)
    assert not page.text
    assert f"{label} : Choose one from the list." in page.words
    ids = [given["id"] for _, given in page.tags if given.get("id", "").startswith("wrong-")]
    assert [given["aria-describedby"] for _, given in page.tags if "aria-invalid" in given] == ids
    assert page.link(label)["href"] == f"#{query.partition('=')[0]}"


CLASHES = {
    "one answer against a preset": ("need=leave", ["location", "need"]),
    "two answers, whatever the preset": (
        "location=&need=leave&passport=national",
        ["need", "passport"],
    ),
    "several answers, of which two clash": (
        "location=kazakhstan&need=stay&departure=expulsion&purpose=study",
        ["need", "departure"],
    ),
}


@pytest.mark.parametrize(("query", "named"), CLASHES.values(), ids=CLASHES)
def test_answers_that_clash_are_named(
    query: str, named: list[str], site: FlaskClient, ruleset: Ruleset, say: Say
) -> None:
    page = kit(site, query, 400)
    assert "No visitor can give these answers together." in page.words
    assert not page.text
    assert sorted(given["name"] for _, given in page.tags if "aria-invalid" in given) == sorted(
        named
    )
    for key in named:
        words = say(ruleset.questions[key].text.text)
        chosen = say(ruleset.questions[key].options[page.chosen[key]].text)
        assert f"{words} {chosen}" in page.words
        assert page.link(words)["href"] == f"#{key}"


SHORTENED = {
    "what the form sends": (
        "kit-language=&location=abroad&purpose=study&need=&kit-height=560",
        "purpose=study",
    ),
    "nothing but defaults": ("kit-height=560", ""),
    "a preset asked after all": ("location=abroad&purpose=", "purpose="),
    "an answer given twice": ("purpose=study&purpose=study", "purpose=study"),
    "a height and what is unknown": ("kit-height=700&x=1&kit-language=", "kit-height=700&x=1"),
}


@pytest.mark.parametrize(("query", "short"), SHORTENED.values(), ids=SHORTENED)
def test_an_address_that_says_defaults_is_shortened(
    query: str, short: str, site: FlaskClient
) -> None:
    response = site.get(f"{KIT}?{query}")
    assert response.status_code == 303
    assert response.headers["Location"] == (f"{KIT}?{short}" if short else KIT)
    assert site.get(response.headers["Location"]).status_code == 200


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


def test_the_choices_are_kept_when_the_language_changes(site: FlaskClient) -> None:
    page = kit(site, "kit-language=en&kit-height=700&purpose=study")
    link = next(given for words, given in page.links if words.startswith("RU"))["href"]
    assert link == "/hotel/ru/kit?kit-language=en&kit-height=700&purpose=study"
    assert Kit(site.get(link).text).line[0][1]["src"] == page.line[0][1]["src"]


def test_the_code_says_what_it_does(site: FlaskClient, ruleset: Ruleset, say: Say) -> None:
    chosen = say(ruleset.questions["purpose"].options["study"].text)
    words = kit(site, "kit-language=en&purpose=study&kit-height=700").words
    assert "in one language: English." in words
    assert f"{chosen} ." in words
    assert "at least 700 pixels high" in words
    asking = kit(site, "location=&purpose=").words
    assert "in the language of each visitor’s browser" in asking
    assert "It asks all questions." in asking


def test_the_two_questions_that_partners_answer_most_are_not_folded(site: FlaskClient) -> None:
    html = kit(site).html
    form = html.partition("<form")[2].partition("</form>")[0]
    unfolded, _, folded = form.partition("<details")
    assert re.findall('<select id="([^"]*)"', unfolded) == ["kit-language", "location", "purpose"]
    assert len(re.findall("<select", folded)) == 11
    assert 'id="kit-height"' in folded


FRAMES = {
    "a partner whose colours follow the device": (
        "/example-hotel/en/kit?kit-height=600",
        ["light", "dark", "light", "dark"],
    ),
    "a partner that is always light": ("/hotel/en/kit?kit-height=600", ["light", "light"]),
}


@pytest.mark.parametrize(("address", "schemes"), FRAMES.values(), ids=FRAMES)
def test_the_previews_show_the_beginning_and_a_result_in_each_scheme(
    address: str, schemes: list[str], site: FlaskClient
) -> None:
    response = site.get(address)
    frames = [given for tag, given in Main(response.text).tags if tag == "iframe"]
    assert [(each["class"], each["height"]) for each in frames] == [(s, "600") for s in schemes]
    assert len({each["title"] for each in frames}) == len(frames)
    policy = response.headers["Content-Security-Policy"]
    assert policy.endswith("; frame-src 'self'; frame-ancestors 'none'")
    shown = [site.get(each["src"], follow_redirects=True) for each in frames]
    kinds = ["data-question" if "data-question" in Main(s.text).marks else "result" for s in shown]
    half = len(frames) // 2
    assert kinds == ["data-question"] * half + ["result"] * half
    assert shown[0].headers["Content-Security-Policy"].count("frame-ancestors 'self' https") == 1


RESULTS = {
    "nothing": ("location=&purpose=", "tourist"),
    "an answer": ("location=&purpose=study", "study"),
    "answers far apart": ("location=kazakhstan&need=leave&purpose=", "exit"),
    "a question that only some are asked": (
        "location=&purpose=investment&investment_role=family",
        "investor",
    ),
}


@pytest.mark.parametrize(("query", "outcome"), RESULTS.values(), ids=RESULTS)
def test_the_previewed_result_fits_the_chosen_answers(
    query: str, outcome: str, site: FlaskClient
) -> None:
    result = [given["src"] for tag, given in kit(site, query).tags if tag == "iframe"][-1]
    assert Main(site.get(result, follow_redirects=True).text).marks["data-outcome"] == outcome
    given = dict(pair.split("=") for pair in query.split("&"))
    assert all(f"{key}={option}" in result for key, option in given.items() if option)


def test_the_kit_lists_the_allowed_sites_and_whom_to_ask_for_more(site: FlaskClient) -> None:
    words = kit(site).words
    assert "https://hotel.example https://қонақүй.қаз:8443 ( https://xn--80askd87bd4l" in words
    assert "To have a site added, write to the agency: migration.kz@gmail.com" in words


def test_the_kit_says_that_no_site_is_allowed_yet(site: FlaskClient) -> None:
    assert "has not permitted one for you" in Main(site.get("/inn/en/kit").text).words


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_steps_are_numbered_and_in_order(language: str, site: FlaskClient) -> None:
    html = site.get(f"/hotel/{language}/kit").text
    headings = re.findall(r"<h2>([^<]+)</h2>", html)
    numbered = [heading[:2] for heading in headings if heading[0].isdigit()]
    assert numbered == ["1.", "2.", "3.", "4."]
    tags = [tag for tag, _ in Kit(html).tags if tag in ("form", "iframe", "textarea")]
    assert tags == ["form", "textarea", "iframe", "iframe"], "choose, copy, look"


SYSTEMS = {
    "WordPress": "Tried in version 6.1, 6.7.",
    "Drupal": "Not tried in Drupal itself, but with its editor or its filter alone: CKEditor 5.",
    "Joomla": "Not tried in Joomla itself, but with its editor or its filter alone: TinyMCE 8.",
    "Moodle": "Not tried in Moodle itself",
    "Plone": "Tried in version 6.2.",
    "TYPO3": "Not tried in TYPO3 itself",
    "Wagtail": "Tried in version 8.0.",
    "django CMS": "Tried in version 5.1.",
    "Ghost": "Tried in version 6.65.",
    "OJS": "Not tried in OJS itself",
    "Tilda": "We have not tried these steps ourselves.",
    "1C-Bitrix": "We have not tried these steps ourselves.",
    "Wix": "We have not tried these steps ourselves.",
    "Google Sites": "We have not tried these steps ourselves.",
    "Plain HTML": "Tried in pages of our own",
    "Another system": "We have not tried these steps ourselves.",
}


def test_each_system_has_three_lines_and_says_whether_they_were_tried(site: FlaskClient) -> None:
    page = site.get(KIT).text
    systems = re.findall(r'<details name="system"><summary>(.*?)</summary>(.*?)</details>', page)
    assert [name for name, _ in systems] == list(SYSTEMS)
    for name, steps in systems:
        assert steps.count("<li>") == 3, name
        assert SYSTEMS[name] in re.sub("<[^>]*>", "", steps)


TROUBLE = {
    "A grey or empty box, or a refused connection": "frame-src https://visa.example",
    "Cut off: half of the questionnaire, or a strip of it": "a block for films",
    "Links that do nothing, or steps that load as whole pages": "sandbox_iframes_exclusions",
    "Code instead of the questionnaire": "paste it into a block for HTML",
    "A link alone, or nothing": "The system has removed the frame",
    "A film player that does not play": "the button for films or media",
    "Wrong colours": "The agency keeps your colours",
}


@pytest.mark.parametrize(("seen", "cure"), TROUBLE.items(), ids=TROUBLE)
def test_what_is_wrong_has_its_cure(seen: str, cure: str, site: FlaskClient) -> None:
    page = site.get(KIT).text
    fold = page.partition(f"<summary>{seen}</summary>")[2].partition("</details>")[0]
    assert cure in re.sub("<[^>]*>", "", fold)


def test_the_plain_link_is_at_hand_for_what_a_banner_holds_back(site: FlaskClient) -> None:
    page = kit(site)
    before, _, after = page.words.partition("before they consent.")
    assert before
    assert after.strip().startswith(page.text.splitlines()[-1])


def test_administrators_read_what_to_set(site: FlaskClient) -> None:
    words = kit(site).words
    for setting in (
        f"the endpoint is {ORIGIN}/oembed",
        f"the pattern of addresses {ENTRY}*",
        f"add frame-src {ORIGIN}",
        "add visa.example to sandbox_iframes_exclusions",
        "a second frame-ancestors",
    ):
        assert setting in words
