"""Partners' themes in a browser: colours of both schemes, shapes, what shines through."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.judges import AXE, JUDGE, JUMPS, NOTE_JUMPS
from tests.browser.steps import STEPS, UNFOLD
from tests.conftest import LANGUAGES
from tests.content import EXAMPLES, write_content
from tests.sites import Server
from widget.partners.contrast import rgb

HOTEL = (EXAMPLES / "example-hotel.toml").read_text()

# The hotel's file, and what is changed in it.
VARIANTS = {
    "always-light": {'scheme = "auto"': 'scheme = "light"'},
    "always-dark": {'scheme = "auto"': 'scheme = "dark"'},
    "clear": {'scheme = "auto"': 'scheme = "auto"\npainted = false'},
    "compact": {'scheme = "auto"': 'density = "compact"'},
}
PARTNERS = ("example-hotel", "example-university")
SCHEMES = ("light", "dark")
PAGES = {
    "a question": f"?{STEPS['purpose']}",
    "an outcome": f"?{STEPS['tourist']}",
    "the kit": "kit",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The widget with the shipped examples, and with variants of the hotel."""
    variants = {}
    for name, changes in VARIANTS.items():
        text = HOTEL
        for before, after in changes.items():
            assert before in text
            text = text.replace(before, after)
        variants[name] = text
    server = Server(write_content(tmp_path_factory.mktemp("content"), variants))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A narrow tab of a visitor who wants no motion, so that every colour is final at once."""
    viewport = {"width": 320, "height": 560}
    with browser.new_context(viewport=viewport, reduced_motion="reduce") as context:
        yield context.new_page()


def show(tab: Page, server: Server, path: str, scheme: str) -> None:
    """Open a path in a browser that prefers a scheme."""
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.goto(f"{server.url}/{path}")


def colours(tab: Page) -> dict[str, str]:
    """The colours that a page is painted with, as CSS tells them."""
    told: dict[str, str] = tab.evaluate(COLOURS)
    return told


COLOURS = """() => {
  const {backgroundColor: ground, color: text} = getComputedStyle(document.body);
  const {color: accent} = getComputedStyle(document.querySelector("a[href]"));
  const {borderTopColor: border} = getComputedStyle(document.querySelector(".option"));
  return {ground, text, accent, border};
}"""


def declared(partner: str, table: str) -> dict[str, str]:
    """The colours in a table of an example's file, as CSS tells them."""
    text = (EXAMPLES / f"{partner}.toml").read_text().partition(f"[{table}]\n")[2]
    pairs = re.findall(r'^(ground|text|accent|border) = "(#\w+)"$', text.partition("\n[")[0], re.M)
    return {name: "rgb({}, {}, {})".format(*rgb(colour)) for name, colour in pairs}


@pytest.mark.parametrize(
    ("partner", "preferred", "example", "table"),
    [
        ("example-hotel", "light", "example-hotel", "theme"),
        ("example-hotel", "dark", "example-hotel", "theme.dark"),
        ("always-light", "dark", "example-hotel", "theme"),
        ("always-dark", "light", "example-hotel", "theme.dark"),
        ("example-university", "light", "example-university", "theme"),
        ("example-university", "dark", "example-university", "theme.dark"),
    ],
    ids=[
        "auto, light preferred",
        "auto, dark preferred",
        "light, dark preferred",
        "dark, light preferred",
        "the university, light preferred",
        "the university, dark preferred",
    ],
)
def test_a_page_is_painted_in_the_colours_of_its_scheme(
    partner: str, preferred: str, example: str, table: str, tab: Page, server: Server
) -> None:
    show(tab, server, f"{partner}/en/?location=abroad", preferred)
    assert len(declared(example, table)) == 4
    assert colours(tab) == declared(example, table)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_not_painted_lets_the_partners_page_shine_through(
    scheme: str, tab: Page, server: Server
) -> None:
    show(tab, server, "clear/en/?location=abroad", scheme)
    assert colours(tab)["ground"] == "rgba(0, 0, 0, 0)"
    root = "getComputedStyle(document.documentElement).backgroundColor"
    assert tab.evaluate(root) == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("partner", ["compact", *PARTNERS])
@pytest.mark.parametrize("step", ["location", "passport", "purpose"])
def test_options_stay_high_enough_to_tap(
    step: str, partner: str, tab: Page, server: Server
) -> None:
    show(tab, server, f"{partner}/en/?{STEPS[step]}", "light")
    heights = tab.locator(".option").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44


def test_compact_is_closer_than_normal(tab: Page, server: Server) -> None:
    gaps = []
    for partner in ("compact", "example-hotel"):
        show(tab, server, f"{partner}/en/?location=abroad", "light")
        gap = tab.locator(".options").evaluate("each => parseFloat(getComputedStyle(each).rowGap)")
        gaps.append(gap)
    assert gaps[0] < gaps[1]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("partner", PARTNERS)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_everything_can_be_read(
    path: str, partner: str, scheme: str, tab: Page, server: Server
) -> None:
    show(tab, server, f"{partner}/ru/{path}", scheme)
    tab.evaluate(AXE)
    tab.evaluate(UNFOLD)
    assert tab.evaluate(JUDGE, ["wcag2aa"]) == []


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("partner", PARTNERS)
def test_nothing_is_cut_off_at_320_px(partner: str, path: str, tab: Page, server: Server) -> None:
    show(tab, server, f"{partner}/kk/{path}", "light")
    tab.evaluate(UNFOLD)
    assert tab.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("partner", PARTNERS)
def test_the_logo_says_whose_it_is_and_is_shown(partner: str, tab: Page, server: Server) -> None:
    show(tab, server, f"{partner}/en/?location=abroad", "light")
    name = {"example-hotel": "Hotel Tulip", "example-university": "Steppe University"}[partner]
    logo = tab.get_by_role("link", name=name).get_by_role("img")
    assert logo.evaluate("each => each.complete && each.naturalWidth > 0")
    assert logo.evaluate("each => each.getBoundingClientRect().height") == 32


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("partner", PARTNERS)
def test_nothing_below_jumps_when_the_logo_comes_late(
    partner: str, language: str, browser: Browser, server: Server
) -> None:
    with browser.new_context(viewport={"width": 320, "height": 560}) as context:
        context.add_init_script(NOTE_JUMPS)
        page = context.new_page()
        held: list[Route] = []
        page.route("**/logo/*", lambda route: held.append(route))
        address = f"{server.url}/{partner}/{language}/?location=abroad"
        with page.expect_request("**/logo/*"):
            page.goto(address, wait_until="domcontentloaded")
        page.evaluate(JUMPS)  # it waits until the page has been painted
        held[0].continue_()
        page.wait_for_load_state()
        assert set(page.evaluate(JUMPS)) <= {"header"}
