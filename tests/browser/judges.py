"""Check a page in a browser: with axe for accessibility, and with our own scripts for its layout.

Each function returns what it finds wrong. It changes the page only by unfolding parts of it.
"""

from __future__ import annotations

from collections import Counter

from playwright.sync_api import Page

from tests.content import ROOT

AXE = (ROOT / "tests/tools/node_modules/axe-core/axe.min.js").read_text()
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")

HEIGHT = 560
"""The height of the usual frame in CSS pixels, in which a question fits without scrolling."""
NARROW = 320
"""The width of a small phone in CSS pixels, or of a window of 1280 at 400 % zoom (WCAG 1.4.10)."""
SMALL = {"width": NARROW, "height": HEIGHT}

MODES = {
    "plain": (NARROW, ""),
    # The text spacing that WCAG 1.4.12 lets readers set.
    "spaced out": (
        NARROW,
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
        " word-spacing: 0.16em !important } p { margin-block-end: 2em !important }",
    ),
    "letters twice as large on a phone": (NARROW, "html { font-size: 200% }"),
    "letters twice as large": (2 * NARROW, "html { font-size: 200% }"),
}

LARGE_WITHOUT_HYPHENS = "html { font-size: 200% } * { hyphens: manual !important }"
"""Letters twice as large, in a browser that does not hyphenate the language."""


def unfold(page: Page) -> None:
    """Open all folds, including those of which only one can be open at a time."""
    page.evaluate(UNFOLD)


UNFOLD = """() => document.querySelectorAll("details").forEach(each => {
  each.removeAttribute("name");
  each.open = true;
})"""


def axe_findings(page: Page, *standards: str) -> list[str]:
    """What axe finds, by all standards or by the given ones."""
    # The widget's policy forbids script elements, and this does not need one.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN_AXE, standards or STANDARDS)
    return found


# A contrast that axe cannot compute is a finding too: all colours here are plain.
RUN_AXE = """async standards => {
  const found = await axe.run({runOnly: standards, resultTypes: ["violations", "incomplete"]});
  const unclear = found.incomplete.filter(each => each.id === "color-contrast");
  return [...found.violations, ...unclear].map(
    each => `${each.id}: ${each.help} ${each.nodes.map(node => node.html).join(" ")}`);
}"""


def ambiguous_links(page: Page) -> list[str]:
    """The names of links that lead to several places; an empty name for links without one."""
    links = page.locator("a").evaluate_all(NAMES_AND_PLACES)
    names = Counter(name for name, _ in {tuple(link) for link in links})
    return [name for name, count in names.items() if count > 1 or not name]


# Links here have no name besides their words.
NAMES_AND_PLACES = """links => links.filter(
  link => link.checkVisibility({visibilityProperty: true})).map(
  link => [link.innerText.replace(/\\s+/g, " ").trim(), link.href])"""


def out_of_sight(page: Page) -> list[str]:
    """The heading or options that cannot be seen without scrolling."""
    found: list[str] = page.evaluate(OUT_OF_SIGHT)
    return found


OUT_OF_SIGHT = """() => [...document.querySelectorAll("h1, .option")].filter(each => {
  const {top, bottom} = each.getBoundingClientRect();
  if (!each.checkVisibility()) return false;
  return top < 0 || bottom > innerHeight;
}).map(each => each.innerText)"""


def cut_off(page: Page) -> list[str]:
    """Elements that overflow the page or their button."""
    found: list[str] = page.evaluate(CUT_OFF)
    return found


def cut_off_in_any_mode(page: Page) -> list[str]:
    """Elements that overflow in one of the reading modes, each with the mode.

    The page must already have the width of the first mode, because resizing is slow.
    """
    found, shown = [], NARROW
    for mode, (width, style) in MODES.items():
        if width != shown:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            shown = width
        page.evaluate(SET_STYLE, style)
        found += [f"{mode}: {each}" for each in cut_off(page)]
    page.set_viewport_size(SMALL)
    page.evaluate(SET_STYLE, "")
    return found


def cut_words(page: Page) -> list[str]:
    """Words that break without a hyphen, with letters twice as large on a phone."""
    page.evaluate(SET_STYLE, LARGE_WITHOUT_HYPHENS)
    found: list[str] = page.evaluate(CUT_WORDS)
    page.evaluate(SET_STYLE, "")
    return found


def marks_alone(page: Page) -> list[str]:
    """Links after which a full stop or another mark begins the next line."""
    found: list[str] = page.evaluate(MARKS_ALONE)
    return found


def too_small(page: Page) -> list[str]:
    """Targets that are too small: options for a thumb, and other targets by WCAG 2.5.8."""
    found: list[str] = page.evaluate(TOO_SMALL)
    return found


def overlapping(page: Page) -> list[str]:
    """Pairs of texts from different paragraphs that overlap."""
    found: list[str] = page.evaluate(OVERLAPPING)
    return found


# A script sets the style, because the widget's policy forbids style elements.
SET_STYLE = """style => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
}"""

# Words that only screen readers get may overflow.
CUT_OFF = """() => {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push("scrolls sideways");
  for (const each of document.querySelectorAll(".option")) {
    const wide = each.scrollWidth > each.clientWidth, high = each.scrollHeight > each.clientHeight;
    if (wide || high) found.push(each.innerText);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    if (texts.currentNode.parentElement.closest(".unseen")) continue;
    range.selectNodeContents(texts.currentNode);
    const boxes = [...range.getClientRects()];
    if (boxes.some(box => box.left < 0 || box.right > innerWidth)) found.push(range.toString());
  }
  return found;
}"""

# Addresses may break anywhere, and words at a soft hyphen.
CUT_WORDS = r"""() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const text = texts.currentNode, within = text.parentElement;
    if (within.closest(".unseen, .text") || !within.checkVisibility()) continue;
    for (const {0: word, index} of text.data.matchAll(/[^\s\-–—…\/]+/g)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (word.includes("\u00ad")) continue;
      if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) found.push(word);
    }
  }
  return found;
}"""

MARKS_ALONE = """() => [...document.querySelectorAll("main a")].filter(each => {
  const after = each.nextSibling;
  if (!each.innerText || !/^[.,:;!?)»”]/.test(after?.data ?? "")) return false;
  const range = document.createRange();
  range.selectNodeContents(each);
  const link = [...range.getClientRects()].at(-1);
  range.setStart(after, 0);
  range.setEnd(after, 1);
  return range.getBoundingClientRect().top > link.bottom - 3;
}).map(each => each.innerText)"""

TOO_SMALL = """() => [...document.querySelectorAll(
  "a, summary, button, input, select"
)].filter(each => {
  if (!each.checkVisibility({visibilityProperty: true})) return false;
  const box = each.getBoundingClientRect();
  return box.height < (each.matches(".option") ? 44 : 24) || box.width < 24;
}).map(each => each.innerText)"""

# Letters may extend beyond their line.
OVERLAPPING = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const lines = [];
  while (texts.nextNode()) {
    const text = texts.currentNode, within = text.parentElement;
    if (within.closest(".unseen") || !within.checkVisibility({visibilityProperty: true})) continue;
    range.selectNodeContents(text);
    for (const {left, right, top, bottom} of range.getClientRects())
      lines.push({left, right, top: top + 3, bottom: bottom - 3, within, words: range.toString()});
  }
  const found = [];
  for (const [at, one] of lines.entries())
    for (const other of lines.slice(at + 1))
      if (one.within !== other.within && one.left < other.right && other.left < one.right
          && one.top < other.bottom && other.top < one.bottom)
        found.push(`${one.words} / ${other.words}`);
  return found;
}"""

# Cumulative layout shift (CLS) ignores movements just after a tap, but visitors see those as well.
NOTE_JUMPS = """
  window.jumps = [];
  const part = node => {
    const moved = node?.closest ? node : node?.parentElement;
    const below = moved?.closest(".help, .answers, footer");
    return below ? "below the options" : moved?.closest("body > *")?.localName;
  };
  new PerformanceObserver(list => {
    for (const entry of list.getEntries())
      jumps.push(...entry.sources.map(source => part(source.node) ?? "what is gone"));
  }).observe({type: "layout-shift", buffered: true});
"""
JUMPS = """async () => {
  for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
  return jumps;
}"""

# The texts of the elements where Tab stops, and whether the focused element shows its focus.
TEXTS = "all => all.map(each => each.textContent)"
FOCUSED = """() => {
  const focused = document.activeElement, {outlineStyle, outlineWidth} = getComputedStyle(focused);
  return [focused.textContent, outlineStyle === "solid" && parseFloat(outlineWidth) >= 2];
}"""
