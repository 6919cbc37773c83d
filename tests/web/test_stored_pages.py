"""The pages that other systems store: each holds of our line what that system leaves of it."""

from __future__ import annotations

from html import escape

import pytest
from flask.testing import FlaskClient

from tests.conftest import Main
from tests.content import ORIGIN
from tests.sites import STORED
from widget.partners.snippet import snippet

ADDRESS = f"{ORIGIN}/hotel/?location=abroad&passport=national&capacity=none"
TITLE = "Which visa do I need?"
FRAME, LINK = snippet(ADDRESS, TITLE).splitlines()
((_, WHOLE),) = Main(FRAME).tags

AS_IT_IS = [
    *("blob", "dark", "django-cms", "flex-column", "ghost", "height-auto"),
    *("joomla-allowed", "moodle", "plain", "plone", "policy", "wagtail", "wordpress"),
]
LINK_ALONE = ["consent", "drupal-basic", "joomla", "typo3"]
FEWER = {
    "ckeditor": ["src", "title", "width", "height", "loading"],
    "discourse": ["src", "width", "height"],
    "drupal": ["src", "title", "width", "height"],
    "height-auto-cured": ["src", "title", "width", "height"],
    "height-auto-filtered": ["src", "title", "width", "height"],
}
OTHERS = {
    "lazy": {"loading": "lazy"},
    "sandbox-scripts": {"sandbox": "allow-scripts"},
    "tinymce": {"sandbox": ""},
}


def stored(name: str) -> str:
    """The HTML of a page."""
    return (STORED / f"{name}.html").read_text()


def frame_in(name: str) -> dict[str, str]:
    """The attributes of a page's only frame."""
    ((_, given),) = [each for each in Main(stored(name)).tags if each[0] == "iframe"]
    return given


@pytest.mark.parametrize("name", AS_IT_IS)
def test_the_line_stands_in_the_page_as_it_is(name: str) -> None:
    assert FRAME in stored(name)
    assert LINK in stored(name)


@pytest.mark.parametrize("name", ["srcdoc", "srcdoc-sandboxed"])
def test_a_preview_in_srcdoc_holds_the_line(name: str) -> None:
    assert f"{FRAME}\n{LINK}" in frame_in(name)["srcdoc"]


def test_a_page_in_kazakh_holds_the_line_of_the_kits_choices() -> None:
    line = snippet(f"{ORIGIN}/hotel/kk/?location=abroad", "Қазақстан визасы")
    assert line in stored("kazakh")


@pytest.mark.parametrize("name", LINK_ALONE)
def test_the_link_alone_is_left(name: str) -> None:
    assert LINK in stored(name)
    assert FRAME not in stored(name)


@pytest.mark.parametrize(("name", "kept"), FEWER.items(), ids=FEWER)
def test_some_attributes_are_left(name: str, kept: list[str]) -> None:
    assert frame_in(name) == {key: WHOLE[key] for key in kept}
    assert f'href="{escape(ADDRESS)}"' in stored(name)


@pytest.mark.parametrize(("name", "other"), OTHERS.items(), ids=OTHERS)
def test_an_attribute_is_added_or_another(name: str, other: dict[str, str]) -> None:
    assert frame_in(name) == WHOLE | other
    assert LINK in stored(name)


def test_html_purifier_leaves_the_properties_that_it_knows() -> None:
    given = frame_in("html-purifier")
    assert given["style"] == f"{WHOLE['style']};".replace("block-size:auto;", "").replace(
        "frame-sizing:content-height;", ""
    )
    assert given.keys() == WHOLE.keys() - {"loading"}


def test_a_link_pasted_into_wordpress_is_the_described_frame_without_its_style(
    site: FlaskClient,
) -> None:
    answer = site.get("/oembed", query_string={"url": ADDRESS}).get_json()
    ((_, described),) = Main(answer["html"]).tags
    framed = frame_in("wordpress-link")
    assert framed["src"].partition("#")[0] == described["src"]
    for name in ("width", "height", "frameborder"):
        assert framed[name] == described[name]
