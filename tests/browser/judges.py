"""What judges a page in a browser: axe for accessibility, and scripts of our own for its layout.

Each judge returns what it finds wrong, and leaves the page as it was but for what it unfolds.
"""

from __future__ import annotations

from collections import Counter

from playwright.sync_api import Page

from tests.content import ROOT

AXE = (ROOT / "tests/tools/node_modules/axe-core/axe.min.js").read_text()
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")

HEIGHT = 560
"""CSS pixels of the usual frame, in which a question is seen without scrolling."""
NARROW = 320
"""CSS pixels: a small phone, or a window of 1280 at a zoom of 400 %, as WCAG 1.4.10 reckons."""
SMALL = {"width": NARROW, "height": HEIGHT}

MODES = {
    "plain": (NARROW, ""),
    # What WCAG 1.4.12 lets a reader set.
    "spaced out": (
        NARROW,
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
        " word-spacing: 0.16em !important } p { margin-block-end: 2em !important }",
    ),
    "letters twice as large on a phone": (NARROW, "html { font-size: 200% }"),
    "letters twice as large": (2 * NARROW, "html { font-size: 200% }"),
}

LARGE_WITHOUT_HYPHENS = "html { font-size: 200% } * { hyphens: manual !important }"
"""Letters twice as large, in a browser that knows no hyphens for the language."""


def unfold(page: Page) -> None:
    """Open whatever is folded, also what would close when another is opened."""
    page.evaluate(UNFOLD)


UNFOLD = """() => document.querySelectorAll("details").forEach(each => {
  each.removeAttribute("name");
  each.open = true;
})"""


def axe_findings(page: Page, *standards: str) -> list[str]:
    """What axe finds, by all standards or by these."""
    # Script elements are forbidden by the widget's policy; this needs none.
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
    """The names of links that lead to several places, or that have no name."""
    links = page.locator("a").evaluate_all(NAMES_AND_PLACES)
    names = Counter(name for name, _ in {tuple(link) for link in links})
    return [name for name, count in names.items() if count > 1 or not name]


# No link here is named by anything but its words.
NAMES_AND_PLACES = """links => links.filter(
  link => link.checkVisibility({visibilityProperty: true})).map(
  link => [link.innerText.replace(/\\s+/g, " ").trim(), link.href])"""


def out_of_sight(page: Page) -> list[str]:
    """The heading or options that are not seen without scrolling."""
    found: list[str] = page.evaluate(OUT_OF_SIGHT)
    return found


OUT_OF_SIGHT = """() => [...document.querySelectorAll("h1, .option")].filter(each => {
  const {top, bottom} = each.getBoundingClientRect();
  if (!each.checkVisibility()) return false;
  return top < 0 || bottom > innerHeight;
}).map(each => each.innerText)"""


def cut_off(page: Page) -> list[str]:
    """What overflows the page or the button on which it stands."""
    found: list[str] = page.evaluate(CUT_OFF)
    return found


def cut_off_in_any_mode(page: Page) -> list[str]:
    """What overflows in one of the modes in which people read; each with the mode.

    The page must be as wide as the first of them wants it: to resize it takes long.
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
    """Words without a hyphen that go on in another line, in letters twice as large on a phone."""
    page.evaluate(SET_STYLE, LARGE_WITHOUT_HYPHENS)
    found: list[str] = page.evaluate(CUT_WORDS)
    page.evaluate(SET_STYLE, "")
    return found


def marks_alone(page: Page) -> list[str]:
    """Links whose full stop, or what else follows them, begins the next line."""
    found: list[str] = page.evaluate(MARKS_ALONE)
    return found


def too_small(page: Page) -> list[str]:
    """What is too small to tap: an option for a thumb, anything else by WCAG 2.5.8."""
    found: list[str] = page.evaluate(TOO_SMALL)
    return found


def overlapping(page: Page) -> list[str]:
    """Pairs of texts, not of one paragraph, that lie upon each other."""
    found: list[str] = page.evaluate(OVERLAPPING)
    return found


# Set by script: the widget's policy forbids style elements.
SET_STYLE = """style => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
}"""

# Words for screen readers alone may overflow.
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

# Addresses may go on anywhere, and a word where it has a soft hyphen.
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

# Letters may reach out of their line.
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

# Cumulative layout shift leaves out what moves just after a tap; a visitor sees that as well.
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

# Where Tab stops, as text, and whether what has the focus shows it.
TEXTS = "all => all.map(each => each.textContent)"
FOCUSED = """() => {
  const focused = document.activeElement, {outlineStyle, outlineWidth} = getComputedStyle(focused);
  return [focused.textContent, outlineStyle === "solid" && parseFloat(outlineWidth) >= 2];
}"""
