"""The kit: a webmaster chooses, copies and previews; the code works wherever it is pasted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.judges import FOCUSED, TEXTS, axe_findings, cut_off_in_any_mode, unfold
from tests.browser.steps import KITS, STEPS
from tests.browser.visitor import (
    FRAME,
    NO_JAVASCRIPT,
    PAGE,
    Visitor,
    Way,
    enter,
    in_ways,
    option,
)
from tests.browser.watch import Watch
from tests.conftest import LANGUAGES, Say
from tests.sites import Foreign, Server
from widget.partners.snippet import DEFAULT_HEIGHT_PX, MIN_HEIGHT_PX, snippet
from widget.rules.model import Ruleset

ISOLATED = replace(FRAME, name="in a page that is isolated")

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def site(way: Way, foreign: Foreign, isolated: Foreign) -> Foreign:
    """The site into which the snippet is pasted."""
    return isolated if way is ISOLATED else foreign


def paste(copied: str, site: Foreign, attributes: str = "") -> str:
    """Put a snippet into a page of a site, and return the page's address."""
    begun = '<!doctype html><html lang="en"><title>A hotel</title><link rel="icon" href="data:,">'
    framed = copied.replace("<iframe ", f"<iframe {attributes} ")
    (site.directory / "pasted.html").write_text(f"{begun}<h1>A hotel</h1>{framed}")
    return f"{site.url}/pasted.html"


@in_ways(FRAME, ISOLATED)  # other ways: test_stored_pages.py
def test_the_line_leads_to_an_outcome_wherever_it_is_pasted(
    visitor: Visitor, server: Server, site: Foreign, way: Way, ruleset: Ruleset, say: Say
) -> None:
    kit, purpose = visitor.page, ruleset.questions["purpose"]
    kit.goto(f"{server.url}/demo/en/kit")
    kit.get_by_label("Language of the questionnaire").select_option("Қазақ тілі")
    field = kit.get_by_label(say(purpose.text.text), exact=True)
    field.select_option(label=say(purpose.options["tourism"].text))
    kit.get_by_role("button", name="Update preview and code").click()
    kit.wait_for_url(f"{server.url}/demo/en/kit?kit-language=kk&purpose=tourism#code")
    copied = code(kit)
    kit.goto(paste(copied, site, way.attributes))
    visitor.frame = kit.frames[-1]
    waiting = "purpose=tourism"
    for step in ["location=abroad", "passport=national", "capacity=none"]:
        question, _, chosen = step.partition("=")
        expect(visitor.frame.locator(f"[data-question={question}]")).to_be_visible()
        visitor.tap(option(chosen))
    answers = f"location=abroad&passport=national&capacity=none&{waiting}"
    visitor.arrive(f"/demo/kk/?{answers}", "tourist")


def code(kit: Page) -> str:
    """The code to copy."""
    return kit.get_by_label("Code for your page").input_value()


@in_ways(FRAME, ISOLATED)
def test_the_pasted_frame_is_as_wide_as_the_page_and_high_enough(
    visitor: Visitor, server: Server, site: Foreign, way: Way
) -> None:
    visitor.page.goto(f"{server.url}/demo/en/kit?kit-height=701")
    copied = code(visitor.page)
    visitor.page.goto(paste(copied, site, way.attributes))
    frame = visitor.page.locator("iframe")
    width = look_through(frame, 701)
    assert width == frame.evaluate("each => each.parentElement.clientWidth")


@in_ways(FRAME)
@pytest.mark.parametrize("width", [320, 1000])
def test_whatever_step_a_frame_begins_with_fills_it(
    width: int, page: Page, server: Server, foreign: Foreign
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    steps = [STEPS[step] for step in ("location", "purpose", "relative", "tourist", "diplomatic")]
    lines = [snippet(f"{server.url}/demo/ru/?{answers}", "x") for answers in steps]
    page.goto(paste("".join(lines), foreign))
    for frame in page.locator("iframe").all():
        frame.scroll_into_view_if_needed()
        look_through(frame, DEFAULT_HEIGHT_PX)


SITES = {
    "as a film": "p { position: relative } iframe { position: absolute; inset: 0; height: 100% }",
    "beside something high": "body { display: flex } h1 { height: 713px } p { display: contents }",
}


@in_ways(FRAME)
@pytest.mark.parametrize("style", SITES.values(), ids=SITES)
def test_whatever_height_a_site_gives_the_frame_what_it_shows_fills_it(
    style: str, page: Page, server: Server, foreign: Foreign
) -> None:
    pasted = snippet(f"{server.url}/demo/en/", "x")
    page.goto(paste(f"<style>{style}</style><p>{pasted}</p>", foreign))
    look_through(page.locator("iframe"), MIN_HEIGHT_PX)


def look_through(frame: Locator, least: int) -> float:
    """Return a frame's inner width, once its content is at least `least` px high and fills it."""
    inside = frame.element_handle().content_frame()
    assert inside is not None
    expect(inside.locator("h1")).to_be_visible()
    for _ in range(10_000):  # on a busy machine it grows for a while
        size = frame.evaluate("each => [each.clientWidth, each.clientHeight]")
        shown = inside.evaluate("[innerWidth, innerHeight]")
        if shown == size:
            break
    assert shown == size
    assert size[1] >= least
    return float(size[0])


def test_an_isolated_page_blocks_a_frame_without_the_headers(
    page: Page, foreign: Foreign, isolated: Foreign, watch: Watch
) -> None:
    """Other tests rely on this: without its headers, a frame is blocked."""
    watch.expect("ERR_BLOCKED_BY_RESPONSE", "Cross-Origin-Embedder-Policy")
    plain = foreign.framing("about:blank")
    page.goto(isolated.framing(plain))
    assert page.frames[1].url == "chrome-error://chromewebdata/"


@in_ways(PAGE)
def test_the_link_under_the_frame_leads_to_the_widget_too(
    page: Page, server: Server, foreign: Foreign
) -> None:
    page.goto(f"{server.url}/demo/en/kit?kit-language=ru")
    page.goto(paste(code(page), foreign))
    look_through(page.locator("iframe"), DEFAULT_HEIGHT_PX)
    # The frame may grow before a tap and move the link away, so the test uses the keyboard.
    page.get_by_role("link").focus()
    with enter(page):
        page.wait_for_url(f"{server.url}/demo/ru/")
    expect(page.locator("[data-question=location]")).to_be_visible()


@in_ways(PAGE)
def test_the_kit_is_filled_in_and_the_code_is_selected_by_keyboard(
    page: Page, server: Server
) -> None:
    page.goto(f"{server.url}/demo/en/kit")
    press(page, page.get_by_label("Language of the questionnaire"), "e")
    press(page, page.get_by_text("All other questions, and the height"), "Enter")
    press(page, page.get_by_label("Least height"), "Control+a", "7", "0", "0")
    with enter(page):
        page.wait_for_url(f"{server.url}/demo/en/kit?kit-language=en&kit-height=700#code")
    press(page, page.get_by_label("Code for your page"), "Control+a")
    selected: str = page.evaluate("getSelection().toString()")
    assert selected == code(page)
    assert "min-height:700px" in selected
    assert f'src="{server.url}/demo/en/"' in selected


def press(page: Page, field: Locator, *keys: str) -> None:
    """Go to a field with Tab, and press keys there."""
    for _ in range(60):
        if field.evaluate("each => each === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(field).to_be_focused()
    for key in keys:
        page.keyboard.press(key)


@in_ways(PAGE)
def test_tab_visits_every_field_and_shows_where_it_is(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/demo/en/kit?capacity=none&purpose=study")
    unfold(page)
    stops = page.locator("form").locator("summary, select, input, button").evaluate_all(TEXTS)
    press(page, page.get_by_label("Language of the questionnaire"))
    visited = []
    for _ in stops:
        visited.append(page.evaluate(FOCUSED))
        page.keyboard.press("Tab")
    assert visited == [[text, True] for text in stops]


@in_ways(PAGE)
def test_one_system_unfolds_at_a_time(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/demo/en/kit")
    for system in ("Joomla", "Moodle"):
        press(page, page.locator("summary", has_text=system), "Enter")
    folds = page.locator("details[name=system]")
    opened = folds.evaluate_all("all => all.filter(each => each.open).map(each => each.innerText)")
    assert [each.partition("\n")[0] for each in opened] == ["Moodle"]


@in_ways(PAGE)
def test_answers_that_clash_are_seen_and_lead_to_their_fields(
    page: Page, server: Server, watch: Watch, ruleset: Ruleset, say: Say
) -> None:
    watch.expect("status of 400")
    need = say(ruleset.questions["need"].text.text)
    page.goto(f"{server.url}/demo/en/kit")
    page.get_by_label(say(ruleset.questions["location"].text.text)).select_option("abroad")
    page.get_by_text("All other questions, and the height").click()
    page.get_by_label(need).select_option("leave")
    page.get_by_role("button", name="Update preview and code").click()
    alert = page.get_by_role("alert")
    expect(alert).to_be_in_viewport()
    alert.get_by_role("link", name=need).click()
    expect(page.locator("#need")).to_be_in_viewport()


@in_ways(PAGE, replace(NO_JAVASCRIPT, name="without JavaScript", framed=False))
def test_the_previews_show_the_beginning_and_a_result_on_a_phone(
    page: Page, server: Server
) -> None:
    page.goto(f"{server.url}/demo/en/kit?kit-language=en&location=abroad&kit-height=500")
    previews = page.locator("iframe")
    for preview, shown in zip(
        previews.all(), ("[data-question=passport]", "[data-outcome]"), strict=True
    ):
        preview.scroll_into_view_if_needed()
        expect(preview.content_frame.locator(shown)).to_be_visible()
        size = preview.content_frame.locator("html").evaluate("each => [innerWidth, innerHeight]")
        assert size == [320, 500]


SYSTEM = replace(PAGE, name="as the system wants it", settings={"color_scheme": "null"})


@in_ways(SYSTEM)
def test_the_previews_show_both_schemes_whatever_the_system_prefers(
    page: Page, server: Server
) -> None:
    page.goto(f"{server.url}/example-hotel/en/kit")
    grounds = []
    for preview in page.locator("iframe").all():
        preview.scroll_into_view_if_needed()
        expect(preview.content_frame.locator("h1")).to_be_visible()
        root = preview.content_frame.locator("html")
        grounds.append(root.evaluate("each => getComputedStyle(each).backgroundColor"))
    light, dark = "rgb(251, 247, 240)", "rgb(36, 26, 22)"
    assert grounds == [light, dark, light, dark]


@in_ways(PAGE)
def test_a_preview_can_be_walked_through(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/demo/en/kit")
    preview = page.locator("iframe").first.content_frame
    preview.locator(option("abroad")).click()
    expect(preview.locator("[data-question=passport]")).to_be_visible()


@pytest.mark.parametrize("query", KITS.values(), ids=KITS)
def test_axe_finds_nothing_in_the_kit(query: str, phone: Page, server: Server) -> None:
    phone.goto(f"{server.url}/demo/kk/kit{query}")
    unfold(phone)
    assert axe_findings(phone) == []


@in_every_language
def test_nothing_is_cut_off_in_the_kit_in_any_mode(
    language: str, phone: Page, server: Server
) -> None:
    phone.goto(f"{server.url}/example-hotel/{language}/kit")
    unfold(phone)
    assert cut_off_in_any_mode(phone) == []
