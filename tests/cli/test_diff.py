"""`widget diff`: which results a change of the rules changes, and for whom."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.command import widget
from tests.content import RULES
from tests.rules.generated import ASK, OUTCOMES, VISA, edited, load_text
from widget.cli.combine import all_paths
from widget.cli.diff.compare import difference
from widget.cli.diff.groups import Group
from widget.rules.model import Ruleset
from widget.rules.walk import Reached, walk

TODAY = RULES.read_text()
TOURISM = (
    '  { purpose = "tourism", location = "abroad", goto = "tourist", clause = "TOU-1" },\n'
    '  { purpose = "tourism", location = "kazakhstan", goto = "ask_inside", '
    'closest = ["tourist"] },\n'
)
FOR_ALL_TOURISTS = '  { purpose = "tourism", goto = "tourist", clause = "TOU-1" },\n'
OUTCOMES_OF_PURPOSE = "Investor visa / Business visa / Private visa / Tourist visa"


LEADS = {
    f"{number}: {lead['to']} by {lead['clause']}": lead
    for number, lead in enumerate(
        re.finditer(r'goto = "(?P<to>[a-z_]+)"(,|\n)\s*clause = "(?P<clause>[A-Z0-9-]+)"', TODAY),
        start=1,
    )
}
"""Each goto in rules.toml that leads to a category."""


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The path of a changed rules file."""
    return tmp_path / "new.toml"


def diff(new: Path, *edits: tuple[str, str], language: str = "en") -> str:
    """The output for today's rules with some edits; exit code 1 says that something changes."""
    new.write_text(edited(TODAY, *edits))
    result = widget("diff", RULES, new, "--language", language)
    assert (result.exit_code, result.stderr) == (1, "")
    return result.stdout


def test_without_a_change_the_exit_code_is_0() -> None:
    result = widget("diff", RULES)
    assert (result.exit_code, result.stdout) == (0, "Nothing changes.\n")


def test_a_removed_condition_is_described_for_lay_people(changed: Path) -> None:
    """Tourists inside Kazakhstan would get a visa that the list does not give there."""
    text = diff(changed, (TOURISM, FOR_ALL_TOURISTS))
    first, group = text.split("\n\n")
    assert first == "Changed: 8 of 325 paths."
    assert group.splitlines()[:4] == [
        "8 of 325 paths",
        "  Who: Where you are: In Kazakhstan; Purpose: Tourism",
        "  Until now: No such visa for people already in Kazakhstan (comes closest: Tourist visa)",
        "  From now on: Tourist visa (Single entry, Multiple entry, TOU-1)",
    ]
    assert re.findall(r"Newly to be confirmed \((\d of 8 paths)\): ", group) == [
        "2 of 8 paths",
        "4 of 8 paths",
    ]


def test_a_skipped_question_is_described_with_the_people_it_concerns(changed: Path) -> None:
    """Holders of an ordinary passport would not be asked for their position."""
    old = 'that a state gives to its citizens."\ngoto = "capacity"'
    text = diff(changed, (old, old.replace("capacity", "purpose")))
    assert text.startswith(
        "Changed: 55 of 325 paths.\n"
        "Addresses of results that lead to no result any more: 36 of 325 paths.\n"
    )
    diplomats = text.split("\n\n")[1].splitlines()
    assert diplomats[0] == "20 of 325 paths"
    assert diplomats[1] == "  Who: Travel document: Ordinary passport; Diplomatic rank: Yes"
    assert diplomats[-2] == "  Until now: Diplomatic visa (Single entry, Multiple entry)"
    assert diplomats[-1].startswith(
        "  From now on: “What is the purpose of the trip or stay?” is asked; "
        f"then one of these: {OUTCOMES_OF_PURPOSE}"
    )


def test_the_output_can_be_in_russian(changed: Path) -> None:
    text = diff(changed, (TOURISM, FOR_ALL_TOURISTS), language="ru")
    assert "Изменилось: 8 из 325 путей.\n" in text
    assert "  Кого касается: Где вы: В Казахстане; Цель: Туризм\n" in text


def one_question(options: int, first: str) -> str:
    """Rules with as many paths as options: all but the first and the last lead to the visa."""
    question = '[questions.q]\ntext = "Question?"\nshort = "Question"'
    leads = [first, *[VISA] * (options - 2), ASK]
    lines = (
        f'[questions.q.options.o{number}]\ntext = "Option {number}"\n{lead}'
        for number, lead in enumerate(leads)
    )
    return "\n".join(['start = "q"', question, *lines, OUTCOMES])


@pytest.mark.parametrize(
    ("paths", "language", "words"),
    [
        (21, "en", "Changed: 1 of 21 paths."),
        (21, "ru", "Изменилось: 1 из 21 пути."),
        (22, "ru", "Изменилось: 1 из 22 путей."),
        (22, "kk", "Өзгергені: 22 жолдың 1 жолы."),
    ],
    ids=["English", "Russian, after 21", "Russian, after 22", "Kazakh"],
)
def test_the_number_of_paths_has_the_right_plural(
    paths: int, language: str, words: str, tmp_path: Path
) -> None:
    old, new = tmp_path / "old.toml", tmp_path / "new.toml"
    old.write_text(one_question(paths, VISA))
    new.write_text(one_question(paths, ASK))
    assert words in widget("diff", old, new, "--language", language).stdout


BUSINESS = '[categories.business]\nname = "Business visa"\nparagraph = "4"\nentry = ["single", '

CONSULS = '''[questions.relative.options.honorary_consul]
text = "Honorary consul"
goto = "diplomatic"
clause = "DIP-10"'''
HONORARY = CONSULS.removesuffix('DIP-10"')
FIGURES = 'confirm = ["family_of_figure"]'
FAMILY = 'goto = "ask_family"\nclosest = '
VOLUNTEERING = """[questions.purpose.options.volunteering]
text = "Volunteering"
goto = "business"
clause = "BUS"
"""
LEAVES = '''[questions.permission.options.yes]
text = "Yes"
goto = "exit"
clause = "EXT-1"'''
LEAVES_NOT = """[questions.permission.options.no]
text = "No, or not yet"
goto = "ask_permission"
closest = ["exit"]"""
STUDY = "Education, study practice, an internship or the like. A course counts too."
LAST_PURPOSE = "[questions.purpose.options.other]"

ONE_CHANGE = {
    "entry options": (
        (f'{BUSINESS}"multiple"]', f"{BUSINESS[:-2]}]"),
        "16 of 325 paths\n"
        "  Who: Purpose: Business\n"
        "  Until now: Business visa (Single entry, Multiple entry, BUS)\n"
        "  From now on: Business visa (Single entry, BUS)\n",
    ),
    "clause": (
        (f"{HONORARY}DIP-10", f"{HONORARY}DIP-9"),
        "  Who: Your family member: Honorary consul\n"
        "  Until now: Diplomatic visa (Single entry, Multiple entry, DIP-10)\n"
        "  From now on: Diplomatic visa (Single entry, Multiple entry, DIP-9)\n",
    ),
    "the closest category": (
        (f'{FAMILY}["diplomatic"]', f'{FAMILY}["service"]'),
        "  Who: Your family member: Another diplomat\n"
        "  Until now: The list does not name this family (comes closest: Diplomatic visa)\n"
        "  From now on: The list does not name this family (comes closest: Service visa)\n",
    ),
    "a point that is dropped": (
        (f"\n{FIGURES}\n\n{CONSULS}", f"\n\n{CONSULS}\n{FIGURES}"),
        "4 of 325 paths\n"
        "  Who: Your family member: State or public figure\n"
        "  only if the result is a visa category\n"
        "  No longer to be confirmed: The list certainly names the families",
    ),
    "a point that is added": (
        ('clause = "DIP-9"', 'clause = "DIP-9"\nconfirm = ["public_figure"]'),
        "4 of 325 paths\n"
        "  Who: Your position: Honorary consul\n"
        "  only if the result is a visa category\n"
        "  Newly to be confirmed: The list speaks of prominent figures.",
    ),
    "a new option": (
        (LAST_PURPOSE, f"{VOLUNTEERING}{LAST_PURPOSE}"),
        "Changed: 0 of 325 paths.\n\n"
        "16 new paths\n"
        "  Who: Purpose: Volunteering\n"
        "  From now on: Business visa (Single entry, Multiple entry, BUS)\n",
    ),
    "a new option's name": (
        (LAST_PURPOSE, f"{VOLUNTEERING}{LAST_PURPOSE}"),
        "\n\n  Added: purpose=volunteering\n",
    ),
    "a removed option": (
        (CONSULS, ""),
        "  Who: Your family member: Honorary consul\n"
        "  Until now: Diplomatic visa (Single entry, Multiple entry)\n"
        "  From now on: this answer is gone, so “Who is your family member?” is asked again; "
        "then one of these: ",
    ),
    "a removed option's addresses": (
        (CONSULS, ""),
        "Addresses of results that lead to no result any more: 4 of 325 paths.\n",
    ),
    "a removed option's name": ((CONSULS, ""), "  Removed: relative=honorary_consul\n"),
    "a renamed option": (
        ("[questions.departure.options.expulsion]", "[questions.departure.options.expelled]"),
        "\n\n  Added: departure=expelled\n  Removed: departure=expulsion\n",
    ),
    "a renamed option's addresses": (
        ("[questions.departure.options.expulsion]", "[questions.departure.options.expelled]"),
        "Addresses of results that lead to no result any more: 1 of 325 paths.\n\n",
    ),
    "other words": (
        ('text = "Tourism"', 'text = "Tourism and sights"'),
        "Changed: 0 of 325 paths.\n\n"
        "  Reworded: purpose.tourism\n"
        "  Until now: Tourism\n"
        "  From now on: Tourism and sights\n",
    ),
    "an explanation that is gone": (
        (
            'help = "Education, study practice, an internship or the like. A course counts too."\n',
            "",
        ),
        "  Reworded: purpose.study.help\n"
        "  Until now: Education, study practice, an internship or the like. A course counts too.\n",
    ),
    "a new sentence on a result": (
        ('why = ["Your purpose is', 'why = ["You need no visa.", "Your purpose is'),
        "  Reworded: ask_purpose.why\n  From now on: You need no visa.\n",
    ),
    "a quotation": (
        ('quote = "почетным консулам"', 'quote = "консулам"'),
        "  Reworded: clauses.DIP-9.quote\n"
        "  Until now: почетным консулам\n"
        "  From now on: консулам\n",
    ),
    "the categories of a point": (
        (
            'categories = ["diplomatic", "service", "investor"]',
            'categories = ["diplomatic", "service"]',
        ),
        "  Reworded: points.inside.categories\n  Until now: investor\n",
    ),
    "a paragraph of the list": (
        ('name = "Transit visa"\nparagraph = "13"', 'name = "Transit visa"\nparagraph = "14"'),
        "  Reworded: transit.paragraph\n  Until now: 13\n  From now on: 14\n",
    ),
    "the order of options": (
        (f"{LEAVES}\n\n{LEAVES_NOT}", f"{LEAVES_NOT}\n\n{LEAVES}"),
        "Changed: 0 of 325 paths.\n\n  In another order: permission=…\n",
    ),
}


@pytest.mark.parametrize(("edit", "part"), ONE_CHANGE.values(), ids=ONE_CHANGE)
def test_a_change_is_described(edit: tuple[str, str], part: str, changed: Path) -> None:
    assert part in diff(changed, edit)


def test_a_renamed_question_counts_as_one_added_and_one_removed(changed: Path) -> None:
    """Ids are a contract: addresses that people have shared hold the old one."""
    changed.write_text(
        TODAY.replace("questions.permission", "questions.leave")
        .replace('goto = "permission"', 'goto = "leave"')
        .replace('change = "permission"', 'change = "leave"')
    )
    text = widget("diff", RULES, changed).stdout
    assert text.startswith(
        "Changed: 2 of 325 paths.\n"
        "Addresses of results that lead to no result any more: 2 of 325 paths.\n\n"
    )
    assert text.endswith(
        "\n\n  Added: leave=…\n  Added: leave=yes\n  Added: leave=no\n"
        "  Removed: permission=…\n  Removed: permission=yes\n  Removed: permission=no\n"
    )


def test_another_order_of_questions_is_reported(changed: Path) -> None:
    before, rank, relative, after = re.split(
        r"(?=\[questions\.(?:rank|relative|relative_rank)\]\n)", TODAY
    )
    changed.write_text(f"{before}{relative}{rank}{after}")
    result = widget("diff", RULES, changed)
    assert result.stdout == "Changed: 0 of 325 paths.\n\n  In another order: the questions\n"


def groups_of(groups: tuple[Group, ...], path: Reached) -> list[Group]:
    """The groups with another result whose people include those on a path."""
    chosen = {answer.question.id: answer.option.id for answer in path.trail}
    return [
        group
        for group in groups
        if group.change
        and any(all(chosen.get(key) in row[key] for key in row) for row in group.who)
    ]


def leads_elsewhere(path: Reached, new: Ruleset) -> bool:
    there = walk(new, {answer.question.id: answer.option.id for answer in path.trail})
    if not isinstance(there, Reached):
        return True
    return (there.outcome.id, there.clause and there.clause.id) != (
        path.outcome.id,
        path.clause and path.clause.id,
    )


@pytest.mark.slow
@pytest.mark.parametrize("lead", LEADS.values(), ids=LEADS)
def test_each_path_with_another_result_is_in_one_group_and_no_other_path_is(
    lead: re.Match[str], ruleset: Ruleset, tmp_path: Path
) -> None:
    """One goto after the other is changed to advice that has nothing to do with it."""
    text = f'{TODAY[: lead.start()]}goto = "ask_purpose"{TODAY[lead.end() :]}'
    new = load_text(text, tmp_path)
    groups = difference(ruleset, new).groups
    for path in all_paths(ruleset) or pytest.fail("too many"):
        assert len(groups_of(groups, path)) == leads_elsewhere(path, new)
