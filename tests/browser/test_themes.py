"""Partners' themes in a browser: colours of both schemes, shapes and transparency."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.judges import JUMPS, NOTE_JUMPS, axe_findings, unfold
from tests.browser.steps import STEPS
from tests.conftest import LANGUAGES
from tests.content import EXAMPLES
from tests.sites import Server
from widget.partners.contrast import rgb

PARTNERS = ("example-hotel", "example-university")
SCHEMES = ("light", "dark")
PAGES = {
    "a question": f"?{STEPS['purpose']}",
    "an outcome": f"?{STEPS['tourist']}",
    "the kit": "kit",
}


def show(phone: Page, server: Server, path: str, scheme: str) -> None:
    """Open a path in a browser that prefers a scheme."""
    phone.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    phone.goto(f"{server.url}/{path}")


def colours(phone: Page) -> dict[str, str]:
    """The computed colours of a page, as CSS writes them."""
    told: dict[str, str] = phone.evaluate(COLOURS)
    return told


COLOURS = """() => {
  const {backgroundColor: ground} = getComputedStyle(document.documentElement);
  const {color: text} = getComputedStyle(document.body);
  const {color: accent} = getComputedStyle(document.querySelector(".source a"));
  const {borderTopColor: border} = getComputedStyle(document.querySelector(".option"));
  return {ground, text, accent, border};
}"""


def declared(partner: str, table: str) -> dict[str, str]:
    """The colours in a table of an example's file, as CSS writes them."""
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
    partner: str, preferred: str, example: str, table: str, phone: Page, server: Server
) -> None:
    show(phone, server, f"{partner}/en/?location=abroad", preferred)
    assert len(declared(example, table)) == 4
    assert colours(phone) == declared(example, table)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_not_painted_lets_the_partners_page_shine_through(
    scheme: str, phone: Page, server: Server
) -> None:
    show(phone, server, "clear/en/?location=abroad", scheme)
    assert colours(phone)["ground"] == "rgba(0, 0, 0, 0)"
    root = "getComputedStyle(document.documentElement).backgroundColor"
    assert phone.evaluate(root) == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("partner", ["always-dark", *PARTNERS])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_result_is_printed_in_black_on_white(
    scheme: str, partner: str, page: Page, server: Server
) -> None:
    show(page, server, f"{partner}/en/?{STEPS['tourist']}", scheme)
    page.emulate_media(media="print", color_scheme=scheme)
    assert page.evaluate(PRINTED) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)", "rgb(0, 0, 0)"]


PRINTED = """() => [
  getComputedStyle(document.documentElement).backgroundColor,
  getComputedStyle(document.querySelector("h1")).color,
  getComputedStyle(document.querySelector(".contacts a")).color,
]"""


def test_on_a_wide_screen_the_page_is_a_card(page: Page, server: Server) -> None:
    """The card has the theme's background, and the area around it is a little darker."""
    page.set_viewport_size({"width": 1280, "height": 800})
    show(page, server, "example-hotel/en/?location=abroad", "light")
    card = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(card) == declared("example-hotel", "theme")["ground"]
    assert colours(page)["ground"] not in (page.evaluate(card), "rgba(0, 0, 0, 0)")


@pytest.mark.parametrize("partner", ["compact", *PARTNERS])
@pytest.mark.parametrize("step", ["location", "passport", "purpose"])
def test_options_stay_high_enough_to_tap(
    step: str, partner: str, phone: Page, server: Server
) -> None:
    show(phone, server, f"{partner}/en/?{STEPS[step]}", "light")
    heights = phone.locator(".option").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44


def test_compact_is_closer_than_normal(page: Page, server: Server) -> None:
    """This needs a wide page: at 320 px, compact and normal have the same spacing."""
    gaps = []
    for partner in ("compact", "example-hotel"):
        show(page, server, f"{partner}/en/?location=abroad", "light")
        gap = page.locator(".options").evaluate("each => parseFloat(getComputedStyle(each).rowGap)")
        gaps.append(gap)
    assert gaps[0] < gaps[1]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("partner", PARTNERS)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_everything_can_be_read(
    path: str, partner: str, scheme: str, phone: Page, server: Server
) -> None:
    show(phone, server, f"{partner}/ru/{path}", scheme)
    unfold(phone)
    assert axe_findings(phone, "wcag2aa") == []


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("partner", PARTNERS)
def test_nothing_is_cut_off_at_320_px(partner: str, path: str, phone: Page, server: Server) -> None:
    show(phone, server, f"{partner}/kk/{path}", "light")
    unfold(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("partner", PARTNERS)
def test_the_logo_says_whose_it_is_and_is_shown(partner: str, phone: Page, server: Server) -> None:
    show(phone, server, f"{partner}/en/?location=abroad", "light")
    name = {"example-hotel": "Hotel Tulip", "example-university": "Steppe University"}[partner]
    logo = phone.get_by_role("link", name=name).get_by_role("img")
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
        page.evaluate(JUMPS)  # waits until the page has been painted
        held[0].continue_()
        page.wait_for_load_state()
        assert set(page.evaluate(JUMPS)) <= {"header"}
