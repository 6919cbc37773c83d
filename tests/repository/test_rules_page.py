"""docs/rules.md: its examples are one valid ruleset, and its messages are the ones reported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.schemas import RULES as SCHEMA
from tests.cli.schemas import keys_of
from tests.repository.documents import read
from tests.rules.generated import edited, load_text, problems_in
from widget.rules.walk import Reached, walk

PAGE = read("docs/rules.md")
RULES = "\n".join(re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))

ENDS = {
    "a, 90 days": ("a", "up_to_90", "no_visa"),
    "b, 30 days": ("b", "up_to_30", "no_visa"),
    "b, 90 days": ("b", "up_to_90", "tourist"),
    "other, 30 days": ("other", "up_to_30", "tourist"),
    "longer": ("a", "longer", "ask_agency"),
}


@pytest.mark.parametrize(("nationality", "stay", "outcome"), ENDS.values(), ids=ENDS)
def test_the_examples_are_one_ruleset(
    nationality: str, stay: str, outcome: str, tmp_path: Path
) -> None:
    assert problems_in(RULES, tmp_path) == ()
    answers = {"location": "abroad", "nationality": nationality, "stay": stay}
    step = walk(load_text(RULES, tmp_path), answers)
    assert isinstance(step, Reached)
    assert step.outcome.id == outcome


def test_each_key_of_a_rules_file_is_on_the_page() -> None:
    code = " ".join(
        "".join(each) for each in re.findall(r"`([^`\n]+)`|```toml\n(.*?)```", PAGE, re.S)
    )
    named = {*re.findall("[a-z_]+", code)}
    assert {where.rpartition(".")[2] for where, _ in keys_of(SCHEMA)} - named == set()


OTHERWISE = 'otherwise = { goto = "tourist", clause = "TOU-1" }\n'
MORE = f'  {{ nationality = "a", goto = "no_visa" }},\n]\n{OTHERWISE}'
CHANGES = {
    "otherwise is left out": (OTHERWISE, ""),
    "another row": (f"]\n{OTHERWISE}", MORE),
    "a slip": ('= "visa_free"', '= "visa_fre"'),
    "a broken promise": ('= "visa_free"', '= ["visa_free", "other"]'),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_messages_are_what_is_reported(change: tuple[str, str], tmp_path: Path) -> None:
    first, *_ = problems_in(edited(RULES, change), tmp_path)
    assert f"`{str(first).removeprefix('rules.toml: ')}`" in PAGE
