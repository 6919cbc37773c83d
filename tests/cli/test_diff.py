"""`widget diff`: the verdict on changes of the shipped rules, whatever their words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.command import widget
from tests.cli.edits import Edit, before, moved, replacing, together, upside_down, within, without
from tests.content import RULES, write_content
from tests.rules.generated import SMALL

TODAY = RULES.read_text()

CONSUL = "questions.relative.options.honorary_consul"
BY_DIP_10 = '"diplomatic"\nclause = "DIP-10"'
LAST_PURPOSE = "questions.purpose.options.other"
VOLUNTEERING = '[questions.purpose.options.volunteering]\ntext = "Volunteering"\n'
GROUP = '[groups.location]\noutside = ["abroad"]\n'
RANK = "questions.relative_rank.options"

WITHOUT_PERMISSION = together(
    within(
        "questions.departure.options.resident",
        '"permission"',
        '"exit"\nclause = "EXT-1"',
    ),
    without(
        "questions.permission",
        "questions.permission.options.yes",
        "questions.permission.options.no",
        "advice.ask_permission",
    ),
)
SAME = "The same: nothing changes for visitors."


def relative_before_rank(text: str) -> str:
    """The questions of the own rank and of the relative swap their places; nobody is asked both."""
    start, rank, relative, end = re.split(
        r"(?=\[questions\.(?:rank|relative|relative_rank)\]\n)", text
    )
    return f"{start}{relative}{rank}{end}"


VERDICTS: dict[str, tuple[Edit, str]] = {
    "nothing": (str, SAME),
    "rows in another order": (upside_down("questions.purpose"), SAME),
    "a group that changes nothing": (
        together(
            before("questions.location", GROUP),
            within("questions.capacity", 'location = "abroad"', 'location = "outside"'),
        ),
        SAME,
    ),
    "a row that becomes otherwise": (
        within(
            "questions.capacity",
            r'^  \{ capacity = "invited", location = "kazakhstan", (.*) \},\n\]',
            r"]\notherwise = { \1 }",
        ),
        SAME,
    ),
    "a slip in an explanation": (
        within("questions.purpose.options.work", '^help = "', 'help = "Look: '),
        "Words only: 1 text (en).",
    ),
    "another category": (
        within(CONSUL, BY_DIP_10, '"service"\nclause = "SRV-2"'),
        "Another category for 4 of 325 ways through the questions.",
    ),
    "a category that is no longer given": (
        within(CONSUL, BY_DIP_10, '"ask_family"'),
        "Another category for 4 of 325 ways through the questions.",
    ),
    "a category where there was advice": (
        within(
            "questions.purpose",
            r'purpose = "work", location = "abroad", (.*)\n.*',
            r'purpose = "work", \1',
        ),
        "Another category for 8 of 325 ways through the questions.",
    ),
    "other advice": (
        within(
            "questions.purpose",
            '"work", location = "kazakhstan", .*',
            '"work", location = "kazakhstan", goto = "ask_purpose" },',
        ),
        "Other advice for 8 of 325 ways through the questions.",
    ),
    "other closest categories": (
        within("questions.relative.options.diplomat_visiting", '"diplomatic"', '"service"'),
        "Other advice for 4 of 325 ways through the questions.",
    ),
    "other entry options": (
        within("categories.business", '"single", "multiple"', '"single"'),
        "Other entry options for 16 of 325 ways through the questions.",
    ),
    "another clause": (
        within(CONSUL, "DIP-10", "DIP-9"),
        "The same results. Another clause for 4 of 325 ways through the questions.",
    ),
    "a point that is no longer to be confirmed": (
        together(
            within("questions.passport.options.stateless", "^confirm = .*\n", ""),
            without("points.stateless"),
        ),
        "The same results. Other points to confirm for 103 of 325 ways through the questions.",
    ),
    "a point for fewer categories": (
        within("points.inside", ', "investor"', ""),
        "The same results. Other points to confirm for 26 of 325 ways through the questions.",
    ),
    "a question that is removed": (
        WITHOUT_PERMISSION,
        "Another category for 1 of 325 ways through the questions.",
    ),
    "a question that is renamed": (
        lambda text: text.replace("questions.permission", "questions.leave").replace(
            '= "permission"', '= "leave"'
        ),
        "Perhaps another result for 2 of 325 ways through the questions.",
    ),
    "a new question before the same results": (
        together(
            before(
                "questions.permission",
                '[questions.age]\ntext = "Your age?"\nshort = "Age"\n'
                'options.child = { text = "A child", goto = "permission" }\n'
                'options.grown = { text = "Grown up", goto = "permission" }\n',
            ),
            within("questions.departure.options.resident", '"permission"', '"age"'),
        ),
        "The same results. Other questions for 2 of 325 ways through the questions.",
    ),
    "an option that is removed": (
        without(CONSUL),
        "Perhaps another result for 4 of 325 ways through the questions.",
    ),
    "an option that is renamed": (
        replacing(("options.expulsion]", "options.expelled]")),
        "Perhaps another result for 1 of 325 ways through the questions.",
    ),
    "a new option": (
        before(LAST_PURPOSE, f'{VOLUNTEERING}goto = "business"\nclause = "BUS"\n'),
        "The same results. 16 new ways through the questions.",
    ),
    "a new option that only otherwise is for": (
        together(
            before(LAST_PURPOSE, VOLUNTEERING),
            within("questions.purpose", r"^\]\n\n", ']\notherwise = { goto = "ask_purpose" }\n\n'),
        ),
        "The same results. 16 new ways through the questions.",
    ),
    "options in another order": (
        moved(f"{RANK}.no", f"{RANK}.yes"),
        "The same results. In another order: relative_rank=….",
    ),
    "questions in another order": (
        relative_before_rank,
        "The same results. In another order: the questions.",
    ),
    "a quotation": (
        within("clauses.DIP-9", '^quote = ".*"', 'quote = "консулам"'),
        "The same results. 1 other detail.",
    ),
    "another ruleset": (
        lambda _: SMALL,
        "This is another ruleset: 2 of 13 questions, 4 of 58 answers and 2 of 23 results have the "
        "same ids.",
    ),
}


@pytest.mark.parametrize(("edit", "verdict"), VERDICTS.values(), ids=VERDICTS)
def test_the_first_line_is_the_verdict(edit: Edit, verdict: str, tmp_path: Path) -> None:
    new = tmp_path / "new.toml"
    new.write_text(edit(TODAY))
    result = widget("diff", RULES, new)
    assert result.stderr == ""
    assert result.stdout.splitlines()[0] == verdict
    assert result.exit_code == (0 if verdict == SAME else 1)


def test_a_translation_alone_is_words_only(tmp_path: Path) -> None:
    new = write_content(tmp_path / "new")
    po = new / "words" / "ru.po"
    entry = r'(msgctxt "purpose.study"\nmsgid ".*"\nmsgstr) ".*"'
    changed, number = re.subn(entry, r'\1 "Учусь"', po.read_text())
    assert number == 1
    po.write_text(changed)
    result = widget("diff", RULES, new)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (1, "Words only: 1 text (ru).")


RETIRED = {
    "named": (before("about", 'retired = ["permission"]'), "links lose this answer"),
    "not named": (
        str,
        "links lose this answer without a notice, since `retired` does not name it",
    ),
}


@pytest.mark.parametrize(("edit", "told"), RETIRED.values(), ids=RETIRED)
def test_links_that_lose_an_answer_are_told(edit: Edit, told: str, tmp_path: Path) -> None:
    new = tmp_path / "new.toml"
    new.write_text(edit(WITHOUT_PERMISSION(TODAY)))
    lines = widget("diff", RULES, new).stdout.splitlines()
    (line,) = [each for each in lines if each.startswith("  Removed: permission=… (")]
    assert line.endswith(f"): {told}")
