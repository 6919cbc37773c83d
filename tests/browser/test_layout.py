"""The layout does not jump, follows the writing direction, and works on any medium."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.judges import (
    JUMPS,
    NARROW,
    NOTE_JUMPS,
    SMALL,
    cut_off,
    out_of_sight,
    unfold,
)
from tests.browser.steps import OUTCOMES, PATHS, QUESTIONS, RULESET, STEPS, address
from tests.conftest import LANGUAGES, answers_of
from tests.sites import Server
from widget.settings import STYLE

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def watched(browser: Browser) -> Iterator[Page]:
    """A small phone's tab that records the parts of the page in which something jumps."""
    with browser.new_context(viewport=SMALL) as context:
        context.add_init_script(NOTE_JUMPS)
        yield context.new_page()


@pytest.fixture(scope="module")
def resized(browser: Browser) -> Iterator[Page]:
    """A tab that each test resizes."""
    with browser.new_context() as context:
        yield context.new_page()


def test_what_jumps_is_noticed(watched: Page) -> None:
    """The tests here rely on this."""
    watched.goto("about:blank")
    watched.set_content("<body><main><h1>A heading</h1></main>")
    before = watched.evaluate(JUMPS)
    watched.evaluate("document.querySelector('h1').style.marginTop = '100px'")
    assert len(watched.evaluate(JUMPS)) > len(before)


@pytest.mark.parametrize("step", STEPS)
def test_nothing_jumps_while_a_page_loads(step: str, watched: Page, server: Server) -> None:
    watched.goto(f"{server.url}{address('ru', step)}")
    assert watched.evaluate(JUMPS) == []


def is_folded(question: str, option: str) -> bool:
    """Whether an option is inside a fold."""
    return RULESET.questions[question].options[option].more


@in_every_language
def test_only_what_is_below_a_step_moves_when_the_next_one_comes(
    language: str, watched: Page, server: Server
) -> None:
    watched.goto(f"{server.url}{address(language, 'location')}")
    for question, option in LONGEST[:-1]:
        watched.locator(f"[data-question={question}] [data-option={option}]").click()
    watched.locator(f"[data-question={LONGEST[-1][0]}]").wait_for()
    assert set(watched.evaluate(JUMPS)) <= {"below the options"}


LONGEST = max(
    (path for path in map(answers_of, PATHS) if not any(is_folded(*each) for each in path)),
    key=len,
)


@pytest.mark.parametrize("step", STEPS)
def test_written_from_right_to_left_a_page_is_its_mirror_image(
    step: str, phone: Page, server: Server
) -> None:
    phone.goto(f"{server.url}{address('en', step)}")
    unfold(phone)
    phone.locator(".help").evaluate_all(REMOVE)  # its English may need one more line
    usual = phone.evaluate(PLACES)
    phone.evaluate(TURN)
    assert cut_off(phone) == []
    for before, after in zip(usual, phone.evaluate(PLACES), strict=True):
        mirrored = [NARROW - after["right"], NARROW - after["left"], after["top"]]
        assert mirrored == pytest.approx([before["left"], before["right"], before["top"]], abs=1), (
            before
        )


REMOVE = "all => all.forEach(each => each.remove())"
TURN = "() => { document.documentElement.dir = 'rtl' }"
PLACES = """() => [...document.querySelectorAll(
  "h1, .option, summary, .notice, .answers a, .contacts a, .out a, .back, .languages a"
)].map(each => {
  const {left, right, top} = each.getBoundingClientRect();
  return {what: each.innerText, left, right, top};
})"""


def test_addresses_and_numbers_are_never_turned_around(phone: Page, server: Server) -> None:
    """Otherwise, a plus sign would be after its number in Arabic or Hebrew."""
    phone.goto(f"{server.url}{address('en', 'tourist')}")
    phone.evaluate(TURN)
    assert phone.evaluate(TURNED_AROUND) == []


TURNED_AROUND = """() => [...document.querySelectorAll(".text")].filter(each => {
  const range = document.createRange();
  const left = at => {
    range.setStart(each.firstChild, at);
    range.setEnd(each.firstChild, at + 1);
    return range.getBoundingClientRect().left;
  };
  return left(0) > left(1);
}).map(each => each.innerText)"""


@pytest.mark.parametrize("step", ["purpose", "diplomatic"])
def test_the_dark_of_the_system_changes_nothing(step: str, phone: Page, server: Server) -> None:
    phone.goto(f"{server.url}{address('ru', step)}")
    light = phone.screenshot()
    phone.emulate_media(color_scheme="dark")
    dark = phone.screenshot()
    phone.emulate_media(color_scheme="null")
    assert dark == light


def test_options_keep_their_borders_in_forced_colours(phone: Page, server: Server) -> None:
    phone.emulate_media(forced_colors="active")
    phone.goto(f"{server.url}{address('ru', 'passport')}")
    borders = phone.locator(".option").evaluate_all(BORDERS)
    phone.emulate_media(forced_colors="null")
    assert borders
    for style, width, colour, ground in borders:
        assert (style, width) == ("solid", "1px")
        assert colour != ground


BORDERS = """all => all.map(each => getComputedStyle(each)).map(each => [
  each.borderTopStyle, each.borderTopWidth, each.borderTopColor, each.backgroundColor,
])"""


@in_every_language
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_result_prints_on_one_sheet_with_all_that_counts(
    outcome: str, language: str, phone: Page, server: Server
) -> None:
    own_address = f"{server.url}{address(language, outcome)}"
    phone.goto(own_address)
    shown = phone.locator(COUNTS).all_text_contents()
    phone.emulate_media(media="print")
    expect(phone.locator(".qr img")).to_be_visible()
    assert phone.locator(".qr img").evaluate("image => image.naturalWidth") > 0
    printed = " ".join(phone.locator("body").inner_text().split())
    phone.emulate_media(media="null")
    for each in [
        own_address,
        "migration.kz@gmail.com",
        "+7 7172 39-45-75",
        "www.visakaz.kz",
        *shown,
    ]:
        assert " ".join(each.split()) in printed
    sheets = phone.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1


COUNTS = "h1, .entry, .notice p, ol li, .text, .answers span, .share > p:last-child"


SHEET = STYLE.read_text()
DECLARATIONS = re.findall(
    r"([\w-]+)\s*:\s*([^;{}]+)[;}]", re.sub(r"/\*.*?\*/", "", SHEET, flags=re.S)
)

# Physical properties, such as left, right and width, do not follow the writing direction.
PHYSICAL_NAME = re.compile(r"(min-|max-)?(width|height)|(.*-)?(left|right|top|bottom)(-.*)?")
PHYSICAL_VALUE = re.compile(r"\b(left|right)\b|translatex", re.I)
ALL_SIDES = re.compile(r"margin|padding|inset|border-(width|style|color|radius)")


def test_the_style_sheet_knows_no_left_and_right() -> None:
    assert len(DECLARATIONS) > 100
    for name, value in DECLARATIONS:
        assert not PHYSICAL_NAME.fullmatch(name), name
        assert not PHYSICAL_VALUE.search(value), f"{name}: {value}"
        if ALL_SIDES.fullmatch(name) and len(sides := value.split()) == 4:
            assert sides[1] == sides[3], f"{name}: {value}"


WIDTHS = (320, 390)
"""The widths in CSS pixels of a small phone and a usual one."""
WITH_PRESETS = 600
"""The height in CSS pixels in which the first step fits if it shows a partner's presets."""


@in_every_language
@pytest.mark.parametrize("width", WIDTHS)
def test_the_first_step_fits_without_scrolling_with_a_partners_presets(
    width: int, language: str, resized: Page, server: Server
) -> None:
    resized.set_viewport_size({"width": width, "height": WITH_PRESETS})
    resized.goto(f"{server.url}/usual-font/{language}/?location=abroad")
    expect(resized.locator(".preset")).to_be_visible()
    assert out_of_sight(resized) == []


@in_every_language
@pytest.mark.parametrize("question", QUESTIONS)
def test_no_line_of_an_option_is_left_with_a_word_alone_or_with_half_a_word(
    question: str, language: str, resized: Page, server: Server
) -> None:
    """The last line is not much shorter than the longest one, and no line ends in “ex-”."""
    resized.goto(f"{server.url}{address(language, question)}")
    unfold(resized)
    for width in (*WIDTHS, 640):
        resized.set_viewport_size({"width": width, "height": 560})
        texts = resized.locator(".option > *")
        assert texts.evaluate_all(SHORT_LAST_LINES) == []
        assert texts.evaluate_all(WORDS_IN_TWO_LINES) == []


SHORT_LAST_LINES = """all => all.filter(each => {
  const range = document.createRange();
  range.selectNodeContents(each);
  const widths = [...range.getClientRects()].map(line => line.width);
  return widths.at(-1) < 0.45 * Math.max(...widths);
}).map(each => each.innerText)"""
WORDS_IN_TWO_LINES = r"""all => all.flatMap(({firstChild: text}) => {
  const range = document.createRange();
  return [...text.data.matchAll(/\S+/g)].filter(({0: word, index}) => {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return new Set([...range.getClientRects()].map(box => box.top)).size > 1;
  }).map(([word]) => word);
})"""


@in_every_language
def test_the_links_below_a_step_are_side_by_side(
    language: str, resized: Page, server: Server
) -> None:
    resized.goto(f"{server.url}{address(language, 'purpose')}")
    for width in (*WIDTHS, 640, 1280):
        resized.set_viewport_size({"width": width, "height": 560})
        tops = resized.locator(".out a").evaluate_all(TOPS)
        assert len(tops) == 2
        assert len(set(tops)) == 1


TOPS = "all => all.map(each => each.getBoundingClientRect().top)"

TOURIST = "location=abroad&passport=national&capacity=none&purpose=tourism"
SHORT = {
    "a tourist": (TOURIST, 390, 520, 920),
    "a tourist from Germany": (f"{TOURIST}&citizenship=DE", 390, 560, 960),
    "a tourist on a small phone": (TOURIST, 320, 600, 1100),
    "three points to ask about": (OUTCOMES["diplomatic"], 390, 800, 1230),
    "three points and a service visa": (OUTCOMES["service"], 390, 800, 1230),
}
"""Answers, the width of the screen, and the lowest allowed ends of the button and the page."""


@in_every_language
@pytest.mark.parametrize(("answers", "width", "button", "height"), SHORT.values(), ids=SHORT)
def test_a_result_is_short(
    answers: str, width: int, button: int, height: int, language: str, resized: Page, server: Server
) -> None:
    resized.set_viewport_size({"width": width, "height": 400})
    resized.goto(f"{server.url}/visakaz/{language}/?{answers}")
    box = resized.locator(".button").bounding_box()
    assert box
    assert box["y"] + box["height"] <= button
    assert resized.evaluate("document.documentElement.scrollHeight") <= height


@pytest.mark.parametrize("width", [NARROW, 390])
def test_the_name_of_a_fold_keeps_away_from_the_lines(
    width: int, resized: Page, server: Server
) -> None:
    resized.set_viewport_size({"width": width, "height": 560})
    resized.goto(f"{server.url}/example-hotel/ru/?{TOURIST}")
    folds = resized.locator("summary").evaluate_all(ROOM)
    assert any(lines > 1 for lines, _ in folds), "this partner's letters are wide"
    assert all(room >= 3 for _, room in folds), folds


ROOM = """all => all.map(each => {
  const words = document.createRange();
  words.selectNodeContents(each);
  const lines = [...words.getClientRects()], box = each.getBoundingClientRect();
  const above = Math.min(...lines.map(line => line.top)) - box.top;
  const below = box.bottom - Math.max(...lines.map(line => line.bottom));
  return [lines.length, Math.min(above, below)];
})"""


@pytest.mark.parametrize(("width", "fills"), [(390, True), (640, False), (1280, False)])
def test_on_a_wide_screen_the_button_is_as_wide_as_its_words(
    width: int, fills: bool, resized: Page, server: Server
) -> None:
    resized.set_viewport_size({"width": width, "height": 560})
    resized.goto(f"{server.url}/visakaz/en/?{TOURIST}")
    button, around = (
        resized.locator(".button").bounding_box(),
        resized.locator(".ask").bounding_box(),
    )
    assert button
    assert around
    assert (button["width"] > 0.9 * around["width"]) is fills


def test_the_agencys_own_name_is_as_small_as_the_addresses_beside_it(
    resized: Page, server: Server
) -> None:
    resized.goto(f"{server.url}/visakaz/en/?{TOURIST}")
    sizes = resized.locator(".contacts :is(small, .text)").evaluate_all(
        "all => all.map(each => getComputedStyle(each).fontSize)"
    )
    assert len(sizes) == 3
    assert len(set(sizes)) == 1
