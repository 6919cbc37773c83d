"""oEmbed: a pasted link becomes a frame, as a public consumer and as WordPress read it."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape
from micawber import Provider, ProviderRegistry
from micawber.exceptions import ProviderException
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from tests.conftest import ANCHOR, Main, Speak
from tests.content import ORIGIN
from widget.rules.model import Ruleset

OUTCOME = "/visakaz/en/?location=abroad&passport=service"
KEPT_BY_WORDPRESS = {"src", "title", "width", "height", "frameborder"}


@pytest.fixture(scope="module")
def server(app: Flask) -> Iterator[str]:
    """The origin of a server that runs on this machine."""
    running = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.fixture(scope="module")
def consumer(server: str) -> ProviderRegistry:
    """A public library's consumer that knows our endpoint."""
    registry = ProviderRegistry()
    registry.register(rf"{server}/\S*", Provider(f"{server}/oembed"))
    return registry


@pytest.mark.parametrize("path", ["/visakaz/", "/visakaz/ru/", OUTCOME, "/example-hotel/en/"])
def test_a_consumer_gets_a_frame_of_the_page(
    path: str, server: str, consumer: ProviderRegistry
) -> None:
    answer = consumer.request(server + path)
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert answer["title"]
    assert answer["provider_name"]
    assert answer["provider_url"] == f"{server}/"
    assert answer["cache_age"] > 0
    ((tag, given),) = Main(answer["html"]).tags
    assert tag == "iframe"
    assert set(given) == {*KEPT_BY_WORDPRESS, "style"}
    assert given["style"] == "border:0;max-width:100%", "no height: the site's own holds"
    assert given["src"] == server + path
    assert (given["width"], given["height"]) == (str(answer["width"]), str(answer["height"]))
    assert all(isinstance(answer[key], int) for key in ("width", "height"))


@pytest.mark.parametrize(
    ("path", "language"),
    [(OUTCOME, "en"), ("/visakaz/ru/", "ru"), ("/visakaz/", "ru"), ("/example-hotel/", "en")],
    ids=["English", "Russian", "the agency's first", "the hotel's first"],
)
def test_the_title_is_in_the_language_of_the_page(
    path: str, language: str, client: FlaskClient, ruleset: Ruleset, speak: Speak
) -> None:
    title = speak(language).say(ruleset.about.title)
    asked = {"url": f"http://localhost{path}"}
    answer = client.get("/oembed", query_string=asked, headers={"Accept-Language": "kk"})
    assert answer.get_json()["title"] == title
    assert f'title="{title}"' in answer.get_json()["html"]


def test_a_consumer_turns_a_link_in_a_text_into_a_frame(
    server: str, consumer: ProviderRegistry
) -> None:
    html = consumer.parse_text(f"Read on:\n\n{server}{OUTCOME}\n")
    frames = [given for tag, given in Main(html).tags if tag == "iframe"]
    assert [frame["src"] for frame in frames] == [server + OUTCOME]


def test_a_consumer_gets_an_error_for_another_address(
    server: str, consumer: ProviderRegistry
) -> None:
    with pytest.raises(ProviderException):
        consumer.request(f"{server}/healthz")


def asked(client: FlaskClient, **query: str) -> TestResponse:
    """The answer to a question of a consumer."""
    return client.get(f"/oembed?{urlencode(query)}")


ADDRESSES = {
    "the entry without its slash": ("/visakaz", "/visakaz/"),
    "a page without its slash": ("/visakaz/kk", "/visakaz/kk/"),
    "answers without a slash before them": (
        "/visakaz?location=abroad",
        "/visakaz/?location=abroad",
    ),
    "an address copied after a step was loaded": (f"/visakaz/en/{ANCHOR}", "/visakaz/en/"),
    "answers before such an end": (f"{OUTCOME}{ANCHOR}", OUTCOME),
}


@pytest.mark.parametrize(("written", "framed"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_that_was_written_carelessly_is_framed_as_it_should_be(
    written: str, framed: str, client: FlaskClient
) -> None:
    html = asked(client, url=f"http://localhost{written}").get_json()["html"]
    assert f'src="http://localhost{escape(framed)}"' in html


def test_the_size_limits_of_a_public_consumer_are_kept(
    server: str, consumer: ProviderRegistry
) -> None:
    answer = consumer.request(server + OUTCOME, maxwidth=320, maxheight=480)
    assert (answer["width"], answer["height"]) == (320, 480)


LIMITS = {
    "none": ({}, (320, 720)),
    "narrower": ({"maxwidth": "300"}, (300, 720)),
    "lower": ({"maxheight": "200"}, (320, 200)),
    "both": ({"maxwidth": "300", "maxheight": "480"}, (300, 480)),
    "wider and higher": ({"maxwidth": "5000", "maxheight": "5000"}, (320, 720)),
    "no number": ({"maxwidth": "wide", "maxheight": ""}, (320, 720)),
    "nothing": ({"maxwidth": "0", "maxheight": "-5"}, (320, 720)),
}


@pytest.mark.parametrize(("limits", "size"), LIMITS.values(), ids=LIMITS)
def test_the_size_limits_in_the_query_are_kept(
    limits: dict[str, str], size: tuple[int, int], client: FlaskClient
) -> None:
    answer = asked(client, url=f"http://localhost{OUTCOME}", **limits).json
    assert answer
    assert (answer["width"], answer["height"]) == size
    ((_, given),) = Main(answer["html"]).tags
    assert (given["width"], given["height"]) == tuple(str(each) for each in size)


WORDPRESS_RATIOS = (2.33, 2.00, 1.78, 1.33, 1.00, 0.56, 0.50)
"""The block editor puts a frame into a box of the first ratio that it reaches, up to 0.1 more."""


def boxed(width: int, height: int) -> bool:
    """Whether WordPress puts a frame of that size into a box of a ratio."""
    own = round(width / height, 2)
    reached = [each for each in WORDPRESS_RATIOS if own >= each]
    return bool(reached) and own - reached[0] <= 0.1


@pytest.mark.parametrize("column", [320, 474, 500, 580, 640, 840, 1200])
def test_wordpress_puts_the_frame_into_no_box_of_a_ratio(column: int, client: FlaskClient) -> None:
    limits = {"maxwidth": f"{column}", "maxheight": f"{min(column * 3 // 2, 1000)}"}
    answer = asked(client, url=f"http://localhost{OUTCOME}", **limits).get_json()
    assert answer["width"] <= 320, "a phone's column"
    assert not boxed(answer["width"], answer["height"])


# What is not answered.


OTHER = [
    "",
    "visakaz",
    "/visakaz/en/",
    "http://localhost",
    "http://localhost/",
    "http://localhost/healthz",
    "http://localhost/nobody/",
    "http://localhost/nobody",
    "http://localhost/visakaz/de/",
    "http://localhost/visakaz/de",
    "http://localhost/visakaz/kit",
    "http://localhost/visakaz/en/kit",
    "http://localhost/visakaz/en/step/x",
    "http://localhost/static/widget.css",
    "https://localhost/visakaz/en/",
    "http://localhost:81/visakaz/en/",
    "http://localhost.evil.example/visakaz/en/",
    "http://localhost@evil.example/visakaz/en/",
    "https://evil.example/visakaz/en/",
    "javascript:alert(1)//localhost/visakaz/en/",
    "http://[/visakaz/en/",
]


@pytest.mark.parametrize("url", OTHER)
def test_no_other_address_is_described(url: str, client: FlaskClient) -> None:
    assert asked(client, url=url).status_code == 404


@pytest.mark.parametrize("kind", ["xml", "XML", "html"])
def test_another_format_is_refused(kind: str, client: FlaskClient) -> None:
    response = asked(client, url="http://localhost/visakaz/en/", format=kind)
    assert response.status_code == 501
    assert response.headers["Cache-Control"] == "no-store, no-transform"


FRAME = {
    "width": "320",
    "height": "720",
    "frameborder": "0",
    "style": "border:0;max-width:100%",
}


def test_markup_in_an_address_is_escaped(client: FlaskClient) -> None:
    url = 'http://localhost/visakaz/en/?location="><script>alert(1)</script>'
    answer = asked(client, url=url)
    assert answer.json
    assert Main(answer.json["html"]).tags == [
        ("iframe", FRAME | {"src": url, "title": answer.json["title"]})
    ]


def test_only_addresses_of_our_origin_are_described(site: FlaskClient) -> None:
    assert asked(site, url=f"{ORIGIN}/visakaz/en/").status_code == 200
    assert asked(site, url="http://localhost/visakaz/en/").status_code == 404


# How consumers find it.


DISCOVERED = {
    "the agency, in no language": ("/visakaz/", "/visakaz/"),
    "the agency, in its first language": ("/visakaz/ru/", "/visakaz/"),
    "the agency, in Kazakh": ("/visakaz/kk/", "/visakaz/kk/"),
    "a question in English": ("/visakaz/en/?location=abroad", "/visakaz/en/?location=abroad"),
    "a question in the first language": (
        "/visakaz/ru/?location=abroad",
        "/visakaz/?location=abroad",
    ),
    "a result": (OUTCOME, OUTCOME),
    "a hotel, in no language": (
        "/example-hotel/",
        "/example-hotel/?location=abroad",
    ),
    "a hotel, in no language, with a preset asked after all": (
        "/example-hotel/?location=",
        "/example-hotel/?location=",
    ),
    "a hotel, in Russian": (
        "/example-hotel/ru/?location=abroad&purpose=tourism",
        "/example-hotel/ru/?location=abroad&purpose=tourism",
    ),
}


@pytest.mark.parametrize(("pasted", "framed"), DISCOVERED.values(), ids=DISCOVERED)
def test_a_pasted_link_is_framed_and_in_each_visitors_language_where_none_was_chosen(
    pasted: str, framed: str, client: FlaskClient
) -> None:
    page = client.get(pasted, follow_redirects=True)
    tags = Main(page.text).tags
    (link,) = [given for _, given in tags if given.get("type") == "application/json+oembed"]
    assert link["rel"] == "alternate"
    response = client.get(link["href"].removeprefix("http://localhost"))
    assert response.mimetype == "application/json"
    assert response.json
    ((_, frame),) = Main(response.json["html"]).tags
    assert frame["src"] == f"http://localhost{framed}"
    shown = client.get(framed, follow_redirects=True)
    assert shown.request.url == page.request.url, "the step that was pasted"
