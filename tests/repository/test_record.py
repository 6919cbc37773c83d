"""docs/rules.md, which `make record` writes from the rules."""

from __future__ import annotations

from widget.cli.demo import ROOT
from widget.cli.draw import as_mermaid, picture
from widget.cli.table import as_markdown
from widget.cli.words import words_in
from widget.rules.model import Ruleset


def test_the_record_is_up_to_date(ruleset: Ruleset) -> None:
    english = words_in("en")
    _head, _, made = (ROOT / "docs/rules.md").read_text().partition("```mermaid\n")
    drawn = as_mermaid(picture(ruleset, english))
    assert made == f"{drawn}```\n\n{as_markdown(ruleset, english)}"
