"""A screen reader in the browser: guidepup's virtual one, which returns what it speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.content import ROOT

MODULE = ROOT / "tests/tools/node_modules/@guidepup/virtual-screen-reader/lib/esm"
SCRIPT = re.sub(
    # A page's policy blocks modules, but not the script that a test evaluates.
    r"export\{[^}]*?([\w$]+) as virtual\}",
    r"window.virtual = \1",
    (MODULE / "index.browser.js").read_text(),
)


@dataclass(frozen=True)
class Heard:
    """A spoken line: the `phrase` with its role, the `text` alone, and whether it is of an option.

    An element that is spoken as a whole (a link, a heading, a fold's name) is one line.
    """

    phrase: str
    text: str
    of_option: bool


class ScreenReader:
    """Reads what a tab shows."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def start(self) -> None:
        """Start at the top of the page, and follow the focus from now on."""
        if not self._page.evaluate("'virtual' in window"):
            self._page.evaluate(f"() => {{ {SCRIPT}\n}}")
        self._page.evaluate("virtual.start({container: document.body})")

    def announced(self) -> list[str]:
        """What the screen reader has announced since the start without a request."""
        _, *said = self._page.evaluate("virtual.spokenPhraseLog()")
        return [str(each) for each in said]

    def read(self, within: str = "body") -> list[Heard]:
        """Read to the end, stop, and return what is spoken within an element."""
        lines = self._page.evaluate(READ_ON, within)
        self._page.evaluate("virtual.stop()")
        return [Heard(*line) for line in lines]


# Unlike real screen readers, the virtual one reads closed content, does not call folds by their
# role, and does not switch languages. The script corrects this.
READ_ON = """async within => {
  const said = new Set(), lines = [];
  const silent = "body, p, li, strong, details";
  const spoken = element => element.closest("[lang]").lang;
  const place = element => {
    const fold = element.closest("summary")?.parentElement;
    return fold ? (fold.open ? "open fold, " : "closed fold, ") : "";
  };
  const language = element => {
    const own = spoken(element);
    return own === spoken(document.documentElement) ? "" : ` [${own}]`;
  };
  for (;; await virtual.next()) {
    const phrase = await virtual.lastSpokenPhrase();
    if (phrase === "end of document") return lines;
    const node = virtual.activeNode;
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const whole = element.closest("a, summary, h1, h2") ?? node;
    const skipped = node === element && (element.matches(silent) || phrase.startsWith("end of "));
    if (!said.has(whole) && !skipped && element.closest(within) && element.checkVisibility())
      lines.push([`${place(element)}${phrase}${language(element)}`, await virtual.itemText(),
                  element.closest("[data-option]") !== null]);
    said.add(whole);
  }
}"""
