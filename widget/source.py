"""The source of the rules: quotations are compared with its text, letter for letter."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from widget.files.toml import read_text
from widget.look_alikes import told_apart
from widget.problems import Problem, location
from widget.rules.model import Clause, Ruleset

FILE = "source.txt"


def check_source(path: Path, ruleset: Ruleset) -> Iterator[Problem]:
    """Yield each quotation that is not in the source, and the rows that rest on it.

    Yields nothing if there is no source. Raises Problems when it cannot be read.
    """
    if not path.exists():
        return
    text = read_text(path, FILE)
    for clause in ruleset.clauses.values():
        if clause.quote and clause.quote not in text:
            what = f"{FILE} does not say “{clause.quote}”.{_nearest(clause.quote, text)}"
            resting = f" These rows rest on it: {', '.join(_rows_of(clause, ruleset))}."
            yield Problem(ruleset.file, location("clauses", clause.id, "quote"), what + resting)


def _nearest(quote: str, text: str) -> str:
    """Show the part of the source that is like a quotation, if there is one."""
    if characters := told_apart(quote, text):
        return f" It says what looks the same, with other characters: {characters}."
    lines = [line for line in text.splitlines() if line.strip()]
    matches = (
        (SequenceMatcher(None, line, quote, autojunk=False).find_longest_match(), line)
        for line in lines
    )
    match, line = max(matches, key=lambda found: found[0].size, default=(None, ""))
    if match is None or match.size < len(quote) / 3:
        return ""
    start = max(0, match.a - match.b)
    return f" It says “{line[start : start + len(quote)]}…”."


def _rows_of(clause: Clause, ruleset: Ruleset) -> list[str]:
    rows = (row for question in ruleset.questions.values() for row in question.rows)
    return [row.location for row in rows if row.route.clause == clause.id]
