"""What judges a page in a browser: axe for accessibility, and scripts of our own for its layout."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.steps import UNFOLD
from tests.content import ROOT

AXE = (ROOT / "tests/tools/node_modules/axe-core/axe.min.js").read_text()
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")

# A contrast that axe cannot compute is a finding too: all colours here are plain.
JUDGE = """async standards => {
  const found = await axe.run({runOnly: standards, resultTypes: ["violations", "incomplete"]});
  const unclear = found.incomplete.filter(each => each.id === "color-contrast");
  return [...found.violations, ...unclear].map(
    each => `${each.id}: ${each.help} ${each.nodes.map(node => node.html).join(" ")}`);
}"""


def axe_findings(page: Page, *standards: str) -> list[str]:
    """What axe says against a page with all its folded parts open, by all standards or by these."""
    # Script elements are forbidden by the widget's policy; this needs none.
    page.evaluate(AXE)
    page.evaluate(UNFOLD)
    found: list[str] = page.evaluate(JUDGE, standards or STANDARDS)
    return found


# Set by script: the widget's policy forbids style elements.
SET_STYLE = """style => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
}"""

# What overflows the page or the button it stands on; words for screen readers alone may.
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

# What is too small to tap: an option for a thumb, anything else as WCAG 2.5.8 asks.
TOO_SMALL = """() => [...document.querySelectorAll(
  "a, summary, button, input, select"
)].filter(each => {
  const box = each.getBoundingClientRect();
  return box.height < (each.matches(".option") ? 44 : 24) || box.width < 24;
}).map(each => each.innerText)"""

# Two texts, not of one paragraph, that lie upon each other; letters may reach out of their line.
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
  const part = node => (node?.closest ? node : node?.parentElement)?.closest("body > *")?.localName;
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
