"""What nginx keeps: the widget's own answers, byte for byte, under keys that rules cannot use."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.browser.steps import TOURIST
from tests.conftest import Main
from tests.content import ORIGIN
from tests.nginx.front import DEPLOY, ENOUGH, Answer, Front, ask
from tests.sites import Server
from widget.rules.fields import TRACKING

TimesAsked = Callable[[], int]

FROM_ONE_OF_THEM = {"date", "server", "connection", "transfer-encoding"} | {
    "widget-view",  # for nginx's log alone
    "accept-ranges",  # nginx sends no ranges
}
"""Headers that differ between the widget and nginx."""

FRAGMENT = "FRAGMENT"

KEPT = {
    "a question": "/hotel/en/?location=abroad",
    "a result": f"/visakaz/kk/?{TOURIST}",
    "a fragment": FRAGMENT,
    "the kit": "/hotel/ru/kit",
    "a page to read": "/visakaz/ru/privacy",
    "a result's QR code": f"/visakaz/en/qr.svg?{TOURIST}",
    "the script": "/static/vendor/htmx-4.0.0/htmx.min.js",
    "a picture": "/static/share.png",
    "a description": f"/oembed?url={ORIGIN}/hotel/en/",
    "the root": "/",
    "what robots read": "/robots.txt",
}

NOT_KEPT = {
    "an entry": "/hotel/",
    "a refused answer": "/visakaz/en/?location=mars",
    "an unknown page": "/visakaz/en/nowhere",
    "health": "/healthz",
    "what says when it expires": "/.well-known/security.txt",
}


@pytest.fixture(scope="module")
def fragment(widget: Server) -> str:
    """The address of a fragment."""
    page = ask(widget.port, "/visakaz/en/").body.decode()
    return Main(page).options["abroad"]["data-hx-get"]


Keep = Callable[[str, dict[str, str]], Answer]


@pytest.fixture
def keep(front: Front, times_asked: TimesAsked) -> Keep:
    """Ask nginx until it keeps the answer, which it stores a moment after it was sent."""

    def asked(address: str, headers: dict[str, str]) -> Answer:
        for _ in range(ENOUGH):
            before = times_asked()
            answer = front.ask(address, headers)
            if times_asked() == before:
                return answer
        raise AssertionError(f"{address} is never kept.")

    return asked


def shown(answer: Answer) -> tuple[int, list[tuple[str, str]], bytes]:
    headers = sorted(each for each in answer.headers if each[0] not in FROM_ONE_OF_THEM)
    return answer.status, headers, answer.body


@pytest.mark.parametrize("encoding", ["gzip, deflate, br", "identity"])
@pytest.mark.parametrize("address", KEPT.values(), ids=KEPT)
def test_an_answer_is_that_of_the_widget_and_made_once(
    address: str,
    encoding: str,
    front: Front,
    widget: Server,
    fragment: str,
    keep: Keep,
    times_asked: TimesAsked,
) -> None:
    address = address.replace(FRAGMENT, fragment)
    headers = {"HX-Request": "true", "Accept-Encoding": encoding}
    own = ask(widget.port, address, headers)
    first = front.ask(address, headers)
    again = keep(address, headers)
    before = times_asked()
    head = front.ask(address, headers, "HEAD")
    assert times_asked() == before
    assert shown(own) == shown(first) == shown(again)
    assert shown(head) == (own.status, shown(own)[1], b"")


@pytest.mark.parametrize("address", NOT_KEPT.values(), ids=NOT_KEPT)
def test_what_must_not_be_kept_is_asked_for_each_time(
    address: str, front: Front, times_asked: TimesAsked
) -> None:
    before = times_asked()
    for _ in range(2):
        answer = front.ask(address)
        assert answer.header("Cache-Control") == "no-store, no-transform"
    assert times_asked() == before + 2


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_page_that_is_known_is_not_sent_again(
    encoding: str, front: Front, keep: Keep, times_asked: TimesAsked
) -> None:
    headers = {"Accept-Encoding": encoding}
    address = f"/visakaz/en/?x={uuid4().hex}"
    first = keep(address, headers)
    before = times_asked()
    again = front.ask(address, headers | {"If-None-Match": first.header("ETag")})
    assert (again.status, again.body) == (304, b"")
    for name in ("ETag", "Cache-Control", "Content-Security-Policy"):
        assert again.header(name) == first.header(name)
    assert times_asked() == before


def test_a_page_and_its_reload_by_htmx_are_kept_apart(front: Front) -> None:
    page = front.ask("/visakaz/en/")
    restored = front.ask("/visakaz/en/", {"HX-History-Restore-Request": "true"})
    assert restored.header("HX-Refresh") == "true"
    assert front.ask("/visakaz/en/").body == page.body != restored.body


def test_a_fragment_and_the_redirect_without_htmx_are_kept_apart(
    front: Front, fragment: str
) -> None:
    answers = [front.ask(fragment, {"HX-Request": each}).status for each in ("true", "no", "true")]
    assert answers == [200, 303, 200]


@pytest.mark.parametrize("address", KEPT.values(), ids=KEPT)
def test_all_that_a_kept_answer_depends_on_is_in_the_key(
    address: str, widget: Server, fragment: str
) -> None:
    answer = ask(widget.port, address.replace(FRAGMENT, fragment), {"HX-Request": "true"})
    named = {*answer.header("Vary").split(", ")} - {""}
    assert named <= {"HX-Request", "HX-History-Restore-Request", "Accept-Encoding"}


# What advertising adds to links.

CLEAN = "location=abroad&passport=national"
TRACKED = {
    "behind": f"{CLEAN}&utm_source=a&utm_medium=b&fbclid=IwAR0-x_1",
    "before": f"utm_source=a&gclid=b&{CLEAN}",
    "before and behind": f"yclid=1&{CLEAN}&_openstat=b%3Bc",
    "without a value": f"{CLEAN}&utm_term=",
}


@pytest.mark.parametrize("query", TRACKED.values(), ids=TRACKED)
def test_what_advertising_adds_does_not_reach_the_widget(
    query: str, front: Front, keep: Keep, times_asked: TimesAsked
) -> None:
    fresh = f"{CLEAN}&x={uuid4().hex}"  # nothing kept is about to be out of date
    clean = keep(f"/visakaz/ru/?{fresh}", {})
    before = times_asked()
    assert front.ask(f"/visakaz/ru/?{query.replace(CLEAN, fresh)}").body == clean.body
    assert times_asked() == before


def test_a_page_with_nothing_else_in_its_query_is_the_first_page(
    front: Front, keep: Keep, times_asked: TimesAsked
) -> None:
    clean = keep("/visakaz/ru/", {})
    before = times_asked()
    for query in ("", "fbclid=a", "utm_source=a&utm_medium=b"):
        assert front.ask(f"/visakaz/ru/?{query}").body == clean.body
    assert times_asked() == before


MEANT = {
    "an answer behind it": f"fbclid=x?{CLEAN}",
    "an answer in its value": f"utm_source=x;{CLEAN}",
    "between answers": "location=abroad&utm_source=a&passport=national",
    "a name that only begins so": f"fbclidx=1&{CLEAN}",
}


@pytest.mark.parametrize("query", MEANT.values(), ids=MEANT)
def test_answers_beside_it_are_still_read(query: str, front: Front, widget: Server) -> None:
    address = f"/visakaz/ru/?{query}"
    assert front.ask(address).body == ask(widget.port, address).body
    assert front.ask(address).body == front.ask(f"/visakaz/ru/?{CLEAN}").body


def test_a_query_cut_by_a_mail_program_is_still_told(front: Front, widget: Server) -> None:
    address = "/visakaz/en/?utm_source=a&location=abroad&"
    assert front.ask(address).body == ask(widget.port, address).body
    assert b"Part of this link" in front.ask(address).body


def test_a_long_row_of_them_is_read_to_its_end(front: Front) -> None:
    row = "&utm_a=1" * 400
    assert front.ask(f"/visakaz/ru/?{CLEAN}{row}&x=1{row}").status == 200
    assert front.ask(f"/visakaz/ru/?{CLEAN}{row}&x=1{row};").status in (200, 414)


def test_the_names_left_out_are_those_that_no_question_may_have() -> None:
    (listed,) = re.findall(r"\(\?<added>(.*?)=\[", (DEPLOY / "nginx.conf").read_text(), re.DOTALL)
    names = "".join(listed.split()).removeprefix("(?:").removesuffix(")")
    assert tuple(names.split("|")) == TRACKING
