"""The addresses that browser tests open: one for each question and outcome, and some errors."""

from __future__ import annotations

from urllib.parse import urlencode

from tests.conftest import answers_of, read_cases
from widget.content import rules_path
from widget.rules.file import load_rules
from widget.settings import CONTENT

PATHS = read_cases("paths.csv")

RULESET = load_rules(rules_path(CONTENT))
"""The rules that the widget shows."""


def _questions() -> dict[str, str]:
    """Question → the answers of the longest path to it, whose page shows most."""
    paths = [answers_of(row) for row in PATHS]
    ways = [(path[taken][0], path[:taken]) for path in paths for taken in range(len(path))]
    return {question: urlencode(way) for question, way in sorted(ways, key=lambda way: len(way[1]))}


def _outcomes() -> dict[str, str]:
    """Outcome → the answers of the path with most points to confirm; of these, the longest."""
    rows = sorted(PATHS, key=lambda row: (len(row["confirm"].split()), len(answers_of(row))))
    return {row["outcome"]: row["answers"] for row in rows}


QUESTIONS = _questions()
OUTCOMES = _outcomes()
STEPS = QUESTIONS | OUTCOMES
MOST_ANSWERS = max((row["answers"] for row in PATHS), key=lambda answers: answers.count("="))
"""The answers of the result with the most answers."""
TOURIST = "location=abroad&passport=national&capacity=none&purpose=tourism"
"""The answers of a result to which the visitor's citizenship matters."""
TO_READ = {
    "privacy": f"privacy?{TOURIST}",
    "accessibility": "accessibility",
    "sources": "sources/",
    "all categories": f"visas/?{TOURIST}",
    "a category": f"visas/diplomatic?{TOURIST}",
}
"""Pages without a fragment."""
PAGES = {step: f"?{answers}" for step, answers in STEPS.items()} | {
    "changes": f"changes?{MOST_ANSWERS}",
    "citizenship": f"citizenship?{TOURIST}",
    "unknown citizenship": f"citizenship?{TOURIST}&citizenship=QQ",
    "before a citizenship": f"?{TOURIST}",
    "stay without a visa": f"?{TOURIST}&citizenship=DE",
    "sources that disagree": f"?{TOURIST}&citizenship=AZ",
    **TO_READ,
    "wrong answer": "?location=mars",
    "no such page": "nowhere",
}

KITS = {
    "as it opens": "",
    "with answers": "?purpose=study",
    "with a mistake": "?kit-height=1",
    "with a clash": "?location=abroad&need=leave",
}
"""The query of the kit's page in each of its states."""


def address(language: str, page: str) -> str:
    """The path and query of a page."""
    return f"/visakaz/{language}/{PAGES[page]}"
