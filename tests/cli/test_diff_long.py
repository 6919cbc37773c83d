"""`widget diff`: what is cut, what `--all` shows, and rules with many ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import widget
from tests.rules.generated import ASK, OUTCOMES, SMALL, VISA, edited, in_a_row
from widget.cli.diff.counts import of_ways
from widget.cli.words import words_in
from widget.words import ENGLISH

Both = tuple[Path, Path]


@pytest.fixture
def both(tmp_path: Path) -> Both:
    """The paths of the old rules and the new ones."""
    return tmp_path / "old.toml", tmp_path / "new.toml"


def diff(both: Both, old: str, new: str, *options: str) -> str:
    """What is printed about a change."""
    both[0].write_text(old)
    both[1].write_text(new)
    result = widget("diff", *both, *options)
    assert (result.exit_code, result.stderr) == (1, "")
    return result.stdout


def one_question(options: int, *leads: str, word: str = "Option") -> str:
    """Rules with as many ways as options; the first ones lead elsewhere, all others to the visa."""
    question = '[questions.q]\ntext = "Question?"\nshort = "Question"'
    others = [VISA] * (options - len(leads) - 1)
    lines = (
        f'[questions.q.options.o{number}]\ntext = "{word} {number}"\n{lead}'
        for number, lead in enumerate([*leads, *others, ASK])
    )
    return "\n".join(['start = "q"', question, *lines, OUTCOMES])


def test_the_verdict_is_the_first_line(both: Both) -> None:
    text = diff(both, one_question(21, VISA), one_question(21, ASK))
    verdict = "Another category for 1 of 21 ways through the questions."
    assert text.splitlines()[0] == verdict


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("ways", [21, 22])
def test_the_verdict_can_be_in_another_language(ways: int, language: str, both: Both) -> None:
    """In Russian, 21 ways and 22 ways have different forms."""
    words = words_in(language)
    of_all = words.ngettext("%(number)s of %(all)s way", "%(number)s of %(all)s ways", ways)
    through = words.gettext("%(ways)s through the questions")
    told = through % {"ways": of_all % {"number": 1, "all": ways}}
    verdict = words.gettext("Another category for %(ways)s.") % {"ways": told}
    text = diff(both, one_question(ways, VISA), one_question(ways, ASK), "--language", language)
    assert text.splitlines()[0] == verdict


def test_long_lists_are_cut(both: Both) -> None:
    old, new = one_question(8), one_question(8, word="Choice")
    text = diff(both, old, new)
    assert text.startswith("Words only: 8 texts (en).\n")
    assert text.count("Reworded") == 5
    assert text.endswith("\n  … and 3 more: --all shows them\n")


def test_all_shows_everything(both: Both) -> None:
    text = diff(both, one_question(8), one_question(8, word="Choice"), "--all")
    assert text.count("Reworded") == 8
    assert "more" not in text


def test_of_another_ruleset_all_shows_what_changes(both: Both) -> None:
    new = in_a_row(3)
    verdict = (
        "This is another ruleset: 0 of 3 questions, 0 of 9 answers and 0 of 3 results have the "
        "same ids.\n"
    )
    assert diff(both, SMALL, new) == f"{verdict}--all shows all changes.\n"
    text = diff(both, SMALL, new, "--all")
    assert text.startswith(f"{verdict}Another category for 17 of 17 ways through the questions.\n")


ROWS = """next = [
  { q2 = "on2", q0 = "on1", goto = "q3" },
  { q2 = "on2", q0 = "on2", goto = "q3" },
]"""
GO_ON = '[questions.q2.options.on2]\ntext = "Go on"\n'


def test_of_too_many_ways_each_change_is_told_with_an_example(both: Both) -> None:
    old = in_a_row(questions=14, answers=2)
    new = edited(old, (f'{GO_ON}goto = "q3"', f"{GO_ON}{ASK}"))
    ahead = "&".join(f"q{number}=on1" for number in range(3, 13))
    assert diff(both, old, new) == (
        "Another category for 4096 of 24576 ways through the questions.\n"
        "Other questions for 8192 of 24576 ways.\n\n"
        "4096 of 24576 ways\n"
        "  For example: 2: Go on\n"
        "  Until now: Visa (Single entry, VIS)\n"
        "  From now on: Ask\n"
        f"  Address: ?q0=on1&q1=on1&q2=on2&{ahead}&q13=end\n\n"
        "8192 of 24576 ways\n"
        "  For example: 2: Go on\n"
        "  From now on: fewer questions are asked; the result stays\n"
        f"  Address: ?q0=on1&q1=on1&q2=on2&{ahead}&q13=on1\n"
    )


def test_an_example_can_end_with_an_option_that_is_gone(both: Both) -> None:
    old = in_a_row(questions=14, answers=2)
    new = edited(old, (f'{GO_ON}goto = "q3"\n', ""))
    assert "  For example: 2: Go on\n" in diff(both, old, new)


def test_an_example_names_the_answers_that_a_row_reads(both: Both) -> None:
    """Of the many answers before, only these decide."""
    decided = (
        in_a_row(questions=14, answers=2)
        .replace(f'{GO_ON}goto = "q3"', GO_ON)
        .replace('short = "2"', 'short = "2"\n' + ROWS)
    )
    new = edited(decided, ('q0 = "on2", goto = "q3"', 'q0 = "on2", goto = "ask"'))
    assert "  For example: 0: Go on; 2: Go on\n" in diff(both, decided, new)


def test_more_ways_than_anybody_counts_are_told_in_per_cent(both: Both) -> None:
    old = in_a_row(questions=40, answers=2)
    new = edited(old, (f'{GO_ON}goto = "q3"', f"{GO_ON}{ASK}"))
    text = diff(both, old, new)
    assert text.startswith(
        "Another category for 17 % of all ways through the questions.\n"
        "Other questions for 33 % of all ways.\n\n"
        "17 % of all ways\n"
    )


SHARES = {600_000: "30 % of all ways", 30_000: "1.50 % of all ways", 1: "<0.01 % of all ways"}


@pytest.mark.parametrize(("number", "told"), SHARES.items(), ids=SHARES.values())
def test_a_share_has_at_least_two_digits(number: int, told: str) -> None:
    assert of_ways(number, 2_000_000, ENGLISH) == told
