"""The pages to read: where they stand, and that the server does what the one about privacy says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.test import Client, TestResponse

from tests.browser.steps import STEPS, TOURIST
from tests.conftest import LANGUAGES, Main
from tests.content import serve, write_content
from tests.repository.documents import read, section
from widget.content import Content
from widget.notices import ACCESSIBILITY, FILE, PRIVACY, Notice, texts_of
from widget.web.log import Logged

HERE = f"/hotel/en/privacy?{TOURIST}"

Visit = Sequence[tuple[str, TestResponse]]
"""Each address that a visitor opened, with the answer."""


@pytest.fixture(scope="module")
def served(published: Flask) -> Content:
    found: Content = published.extensions["widget.content"]
    return found


@pytest.fixture(scope="module")
def privacy(served: Content) -> Notice:
    return served.besides.notices["privacy"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [PRIVACY, ACCESSIBILITY])
def test_a_page_says_all_that_the_file_says(
    key: str, language: str, served: Content, site: FlaskClient
) -> None:
    page = Main(site.get(f"/visakaz/{language}/{key}").text)
    for text in texts_of({key: served.besides.notices[key]}):
        assert " ".join(served.words[language].say(text).split()) in page.words


@pytest.mark.parametrize("step", ["location", "tourist"])
def test_each_step_leads_there_and_back(
    step: str, site: FlaskClient, served: Content, privacy: Notice
) -> None:
    address = f"/hotel/en/?{STEPS[step]}".rstrip("?")
    step_page = Main(site.get(address).text)
    page = Main(site.get(step_page.link("Nothing you answer is stored.")["href"]).text)
    assert page.title.startswith(served.words["en"].say(privacy.title))
    assert page.link("Back")["href"] == address


def test_in_another_language_it_leads_back_to_the_same_step(
    site: FlaskClient, served: Content
) -> None:
    other = Main(site.get(HERE).text).link("RU Русский")["href"]
    assert other == HERE.replace("/en/", "/ru/")
    assert (
        Main(site.get(other).text).link(served.words["ru"].gettext("Back"))["href"]
        == f"/hotel/ru/?{TOURIST}"
    )


def test_the_page_about_privacy_leads_to_the_one_about_accessibility(site: FlaskClient) -> None:
    page = Main(site.get(HERE).text)
    (address,) = [given["href"] for _, given in page.links if "/accessibility" in given["href"]]
    assert address == HERE.replace("privacy", "accessibility")
    assert site.get(address).status_code == 200


def test_the_kit_leads_there(site: FlaskClient) -> None:
    kit = Main(site.get("/hotel/en/kit").text)
    words = "What is sent and kept, how long, and by whom"
    assert kit.link(words)["href"] == "/hotel/en/privacy"


def test_only_the_partners_sites_frame_it(site: FlaskClient) -> None:
    policies = [site.get(each).headers["Content-Security-Policy"] for each in (HERE, "/hotel/en/")]
    assert policies[0] == policies[1]


def test_without_the_file_there_is_no_page_and_no_link(tmp_path: Path) -> None:
    directory = write_content(tmp_path)
    (directory / FILE).unlink()
    visitor = serve(directory).test_client()
    for key in (PRIVACY, ACCESSIBILITY):
        assert visitor.get(f"/visakaz/en/{key}").status_code == 404
    for address in ("/visakaz/en/", f"/visakaz/en/?{TOURIST}", "/visakaz/en/kit"):
        page = visitor.get(address)
        assert page.status_code == 200
        assert "/privacy" not in page.text


@pytest.fixture(scope="module")
def visit(published: Flask) -> Visit:
    """A visitor of every question and every result, as pages and as fragments."""
    visitor, opened = published.test_client(), []
    for answers in STEPS.values():
        page = f"/visakaz/en/?{answers}"
        fragments = Main(visitor.get(page).text).links
        addresses = [
            page,
            *(given["data-hx-get"] for _, given in fragments if "data-hx-get" in given),
        ]
        for address in addresses:
            opened.append((address, visitor.get(address, headers={"HX-Request": "true"})))
    return opened


def answers_stand_in_addresses(visit: Visit) -> None:
    for address, response in visit:
        given = {*urlsplit(address).query.split("&")} - {""}
        for option in Main(response.text).options.values():
            assert given <= {*urlsplit(option["href"]).query.split("&")}


def only_the_language_counts(visit: Visit) -> None:
    """Of what a browser sends about itself, no answer depends on more than is told."""
    told = {"Accept-Language", "HX-Request", "HX-History-Restore-Request"}
    for _, response in visit:
        assert {*response.vary} <= told


def nothing_comes_from_elsewhere(visit: Visit) -> None:
    for _, response in visit:
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["Referrer-Policy"] == "no-referrer"
        loaded = [each["src"] for _, each in Main(response.text).tags if "src" in each]
        assert [address for address in loaded if urlsplit(address).netloc] == []


def nothing_is_kept_on_the_device(visit: Visit) -> None:
    """What scripts keep, a test in a browser looks for."""
    for _, response in visit:
        assert "Set-Cookie" not in response.headers


LOGGED = {
    "time": "the time",
    "id": "a number for each request",
    "network": "the first part of your network address",
    "partner": "the page without your answers",
    "language": "the page without your answers",
    "kind": "the page without your answers",
    "step": "which question or result it showed",
    "status": "whether the page could be shown",
    "ms": "how long it took",
    "bytes": "its size",
    "cache": "whether it was ready before",
}
"""Each field of a line of the log, and what the page about privacy says of it.

Whoever adds a field says so on the page first. Experts may say it in other words.
"""


def the_log_holds_no_more(visit: Visit) -> None:  # noqa: ARG001 - each line has the same fields
    """This is our own log; another test compares nginx's with it."""
    stream = StringIO()
    Client(Logged(Response(), stream)).get("/")
    assert [*json.loads(stream.getvalue())] == [*LOGGED]


def only_the_log_of_faults_can(visit: Visit) -> None:  # noqa: ARG001 - it is about the settings
    logs = re.findall(r"^ *(\w+_log) \S+ (\w+)", DEPLOY, re.MULTILINE)
    assert sorted(logs) == [("access_log", "views"), ("error_log", "crit")]


def logs_go_after_35_days(visit: Visit) -> None:  # noqa: ARG001 - it is about the settings
    """33 whole days, the present one, and one more, for a machine that was off."""
    assert "daily\n  rotate 33\n  maxage 33\n" in section(OPERATIONS, "The log")
    assert "MaxRetentionSec=34day" in OPERATIONS


def messages_are_seen_before_they_are_sent(visit: Visit) -> None:
    """Links open them; no form of ours sends anything."""
    for _, response in visit:
        assert [
            given for tag, given in Main(response.text).tags if given.get("method") == "post"
        ] == []


OPERATIONS = read("docs/operations.md")
DEPLOY = read("deploy/nginx.conf") + read("deploy/site.conf")

CHECKS: dict[str, Callable[[Visit], None] | None] = {
    "answers are sent in addresses": answers_stand_in_addresses,
    "what a browser sends besides": only_the_language_counts,
    "nothing comes from other companies": nothing_comes_from_elsewhere,
    "what is kept on the device": nothing_is_kept_on_the_device,
    "what is kept on the server": the_log_holds_no_more,
    "what a log of faults can hold": only_the_log_of_faults_can,
    "how long": logs_go_after_35_days,
    "who is responsible": None,
    "messages": messages_are_seen_before_they_are_sent,
    "rights": None,
}
"""What each paragraph says; None where it says nothing of the server."""


def test_each_paragraph_has_its_check(privacy: Notice) -> None:
    """Whoever adds a paragraph adds here what shows that it is true."""
    assert sum(len(each.paragraphs) for each in privacy.sections) == len(CHECKS)


CHECKED = {name: check for name, check in CHECKS.items() if check}


@pytest.mark.parametrize("check", CHECKED.values(), ids=CHECKED)
def test_the_server_does_what_the_page_says(check: Callable[[Visit], None], visit: Visit) -> None:
    check(visit)
