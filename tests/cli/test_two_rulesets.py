"""Two rulesets, checked, tabled and compared: an order by letters, and sixty made-up questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import widget
from tests.conftest import CASES
from tests.rules.generated import edited
from tests.rules.sixty import write_sixty

ORDER = CASES / "order"


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content directory of the sixty questions. No test may change it."""
    return write_sixty(tmp_path_factory.mktemp("sixty"))


def test_the_order_is_checked_with_its_own_words() -> None:
    result = widget("check", ORDER)
    assert (result.exit_code, result.stderr) == (0, "")
    proven, by_work, by_stay, promises, cases, partners, languages, _ = result.stdout.splitlines()
    assert proven == (
        "rules.toml: 14 questions, 133 options, 29 outcomes. 8244 paths, 2 to 8 answers long. "
        "Each ends in exactly one outcome, and each outcome is reached."
    )
    assert by_work == (
        "rules.toml: questions.work.otherwise: No row of next names nationality=free_30, "
        "nationality=free_14, nationality=unclear, nationality=turkiye, nationality=albania, "
        "nationality=andorra, nationality=georgia, nationality=moldova, nationality=mongolia, "
        "nationality=saint_kitts_and_nevis, nationality=ukraine, nationality=other."
    )
    assert by_stay == (
        "rules.toml: questions.stay.otherwise: No row of next names nationality=other, stay=longer."
    )
    assert promises == "Promises: 11 hold."
    assert cases.startswith("Cases: 15 people reach the expected results; ")
    assert (partners, languages) == ("Partners: office.", "Languages: en.")


SECTIONS = {
    "a row for people who were not asked": (
        "### Transit visa\n\nSingle entry, Multiple entry\n\n"
        "| Where you are | Nationality | Purpose | Clause | In the original |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| **Outside Kazakhstan** | **Azerbaijan / Nicaragua / San Marino / A state that is not "
        "named here / not asked** | **Transit** | B13 | § 7 People who cross the country on the "
        "way to another one get the transit visa, B13. |\n"
    ),
    "a group": (
        "### Ask whether you need a visa\n\n"
        "| Nationality | Length of stay |\n"
        "| --- | --- |\n"
        "| **Azerbaijan / Nicaragua / San Marino** | **Up to 14 days / 15 to 30 days** |\n"
    ),
    "two categories of one paragraph": (
        "### Visa for practice\n\nSingle entry, Multiple entry\n\n"
        "| Kind of study | Clause | In the original |\n"
        "| --- | --- | --- |\n"
        "| **Practice or internship** | B7 | those who come for practice or an internship get the "
        "visa B7. |\n"
    ),
}


@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS)
def test_the_order_is_shown_as_tables(section: str) -> None:
    assert section in widget("table", ORDER / "rules.toml").stdout


ORDER_CHANGES = {
    "a state moves to another group": (
        [('"georgia", ', '"georgia", "germany", '), ('"france", "germany",', '"france",')],
        [
            "Perhaps another result for 7 of 8244 ways through the questions.",
            "Links to results that now lead to a question: 7 of 8244 ways.",
            "always[5] (as it was): Broken: location=abroad&document=ordinary&nationality=germany&"
            "purpose=tourism&stay=up_to_90&days=no reaches visa_free. Promised: never visa_free. "
            "Reason: These passports give 30 days.",
        ],
    ),
    "an option is left to otherwise": (
        [('{ work = ["employer", "transfer"], ', '{ work = "employer", ')],
        [
            "Another category for 4 of 8244 ways through the questions.",
            "Other advice for 4 of 8244 ways.",
            "Only `otherwise` of work covers these answers now: work=transfer "
            "(My company, at its branch in Kazakhstan).",
        ],
    ),
    "a group too many": (
        [
            (
                'stay = "up_to_14", nationality = ["free_14",',
                'stay = "up_to_14", nationality = ["other", "free_14",',
            )
        ],
        [
            "Perhaps another result for 7 of 8244 ways through the questions.",
            "Links to results that now lead to a question: 7 of 8244 ways.",
            "always[1]: Broken: location=abroad&document=ordinary&nationality=other&"
            "purpose=tourism&stay=up_to_14&days=no reaches visa_free. Promised: never visa_free. "
            "Reason: For these passports no stay without a visa is known for certain.",
        ],
    ),
    "the validity of a visa": (
        [('multiple = "up to 3 years"', 'multiple = "up to 5 years"')],
        ["Words only: 1 text (en)."],
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(("edits", "verdict"), ORDER_CHANGES.values(), ids=ORDER_CHANGES)
def test_a_change_of_the_order_gets_its_verdict(
    edits: list[tuple[str, str]], verdict: list[str], tmp_path: Path
) -> None:
    assert verdict_of(ORDER / "rules.toml", edits, tmp_path) == verdict


def verdict_of(old: Path, edits: list[tuple[str, str]], directory: Path) -> list[str]:
    """The first lines of `widget diff`, which say how much changes."""
    new = directory / "new.toml"
    new.write_text(edited(old.read_text(), *edits))
    result = widget("diff", old, new)
    assert (result.exit_code, result.stderr) == (1, "")
    return result.stdout.partition("\n\n")[0].splitlines()


@pytest.mark.slow
def test_the_sixty_questions_are_checked(sixty: Path) -> None:
    result = widget("check", sixty)
    assert (result.exit_code, result.stderr) == (0, "")
    proven, *_, promises, cases, partners, languages, _ = result.stdout.splitlines()
    assert proven == (
        "rules.toml: 60 questions, 361 options, 23 outcomes. 214487241475187247926067 paths, "
        "1 to 60 answers long. Each ends in exactly one outcome, and each outcome is reached."
    )
    assert promises == "Promises: 20 hold."
    assert cases.startswith("Cases: 100 people reach the expected results; ")
    assert (partners, languages) == ("Partners: office.", "Languages: en.")


@pytest.mark.slow
def test_the_sixty_questions_are_shown_as_tables(sixty: Path) -> None:
    shown = widget("table", sixty / "rules.toml").stdout
    for number in range(1, 14):
        assert f"\n### The visa{number}\n\nSingle entry, Multiple entry\n\n|" in shown
    for number in range(60):
        assert f"\n### Question q{number}?\n\n" in shown.replace("And?", f"Question q{number}?")


Q1 = 'short = "q1"\noptions = { o0 = { text = "Option o0", goto = "'
LAST = 'text = "Option o1", goto = "ask8", closest = ["visa3"] } }'
SIXTY_CHANGES = {
    "an option leads elsewhere": (
        (LAST, LAST.replace('goto = "ask8", closest = ["visa3"]', 'goto = "ask9"')),
        ["Other advice for <0.01 % of all ways through the questions."],
    ),
    "a question is skipped": (
        (f'{Q1}q2"', f'{Q1}q3"'),
        [
            "Another category for 0.17 % of all ways through the questions.",
            "Perhaps another result for 0.04 % of all ways.",
            "Other advice for 0.77 % of all ways.",
            "Other questions for 11 % of all ways.",
            "Links to results that now lead to a question: 0.04 % of all ways.",
            "Only `otherwise` of q4 covers these answers now: q1=o0 (Option o0).",
        ],
    ),
    "another point": (
        ('goto = "q6", confirm = ["point3"]', 'goto = "q6", confirm = ["point1"]'),
        ["The same results. Other points to confirm for 0.84 % of all ways through the questions."],
    ),
    "another word": (
        ('"Question q30?"', '"The question q30?"'),
        ["Words only: 1 text (en)."],
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(("edit", "verdict"), SIXTY_CHANGES.values(), ids=SIXTY_CHANGES)
def test_a_change_of_the_sixty_questions_gets_its_verdict(
    edit: tuple[str, str], verdict: list[str], sixty: Path, tmp_path: Path
) -> None:
    assert verdict_of(sixty / "rules.toml", [edit], tmp_path) == verdict
