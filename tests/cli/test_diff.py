"""`widget diff`: what a change of the rules does, and to whom, before anybody is sent astray."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import widget
from tests.rules.generated import ANY, ASK, OUTCOMES, VISA, edited, generated, load_text
from widget.cli.demo import ROOT
from widget.cli.diff.compare import difference
from widget.cli.diff.groups import Group
from widget.cli.ends import all_paths
from widget.rules.file import RULES
from widget.rules.model import Ruleset
from widget.rules.walk import Reached, walk

TODAY = RULES.read_text()
TOURISM = (
    'when.location.abroad = { goto = "tourist", clause = "TOU-1" }\n'
    'when.location.kazakhstan = { goto = "ask_inside", closest = ["tourist"] }\n'
)
OUTCOMES_OF_PURPOSE = "Tourist visa / Business visa / Private visa / Study visa"


LEADS = {
    f"{number}: {lead['to']} by {lead['clause']}": lead
    for number, lead in enumerate(
        re.finditer(r'goto = "(?P<to>[a-z_]+)"(,|\n)\s*clause = "(?P<clause>[A-Z0-9-]+)"', TODAY),
        start=1,
    )
}
"""Each way to a category, in the rules' file."""


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """Where a changed rules file is put."""
    return tmp_path / "new.toml"


def diff(new: Path, *edits: tuple[str, str], language: str = "en") -> str:
    """What is told of today's rules with some edits; exit code 1 says that something changes."""
    new.write_text(edited(TODAY, *edits))
    result = widget("diff", RULES, new, "--language", language)
    assert (result.exit_code, result.stderr) == (1, "")
    return result.stdout


def test_without_a_change_it_says_so_and_ends_with_0() -> None:
    result = widget("diff", RULES)
    assert (result.exit_code, result.stdout) == (0, "Nothing changes.\n")


def test_a_condition_that_was_removed_is_told_to_lay_people(changed: Path) -> None:
    """The rules would give tourists a visa that the list does not give inside Kazakhstan."""
    text = diff(changed, (TOURISM, 'goto = "tourist"\nclause = "TOU-1"\n'))
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


def test_a_question_that_was_left_out_is_told_with_whom_it_protected(changed: Path) -> None:
    """A simplification: holders of an ordinary passport are not asked for their position."""
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


def test_it_is_told_in_russian(changed: Path) -> None:
    text = diff(changed, (TOURISM, 'goto = "tourist"\nclause = "TOU-1"\n'), language="ru")
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
def test_the_number_of_all_paths_goes_with_its_word(
    paths: int, language: str, words: str, tmp_path: Path
) -> None:
    old, new = tmp_path / "old.toml", tmp_path / "new.toml"
    old.write_text(one_question(paths, VISA))
    new.write_text(one_question(paths, ASK))
    assert words in widget("diff", old, new, "--language", language).stdout


BUSINESS = '[categories.business]\nname = "Business visa"\nparagraph = 4\nentry = ["single", '

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
    "what comes closest": (
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
        "Changed: 0 of 325 paths.\n"
        "Addresses of results that lead to no result any more: 1 of 325 paths.\n\n"
        "  Renamed: departure=expulsion → departure=expelled\n",
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
    "whom a point is for": (
        (
            'categories = ["diplomatic", "service", "investor"]',
            'categories = ["diplomatic", "service"]',
        ),
        "  Reworded: points.inside.categories\n  Until now: investor\n",
    ),
    "a place in the list": (
        ('name = "Transit visa"\nparagraph = 13', 'name = "Transit visa"\nparagraph = 14'),
        "  Reworded: transit.paragraph\n  Until now: 13\n  From now on: 14\n",
    ),
    "the order of options": (
        (f"{LEAVES}\n\n{LEAVES_NOT}", f"{LEAVES_NOT}\n\n{LEAVES}"),
        "Changed: 0 of 325 paths.\n\n  In another order: permission=…\n",
    ),
}


@pytest.mark.parametrize(("edit", "words"), ONE_CHANGE.values(), ids=ONE_CHANGE)
def test_a_change_is_told(edit: tuple[str, str], words: str, changed: Path) -> None:
    assert words in diff(changed, edit)


def test_a_renamed_question_changes_addresses_but_nobodys_result(changed: Path) -> None:
    changed.write_text(
        TODAY.replace("questions.permission", "questions.leave").replace(
            'goto = "permission"', 'goto = "leave"'
        )
    )
    result = widget("diff", RULES, changed)
    assert result.stdout == (
        "Changed: 0 of 325 paths.\n"
        "Addresses of results that lead to no result any more: 2 of 325 paths.\n\n"
        "  Renamed: permission=… → leave=…\n"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [("ask_family", "ask_relatives"), ("family_of_figure", "relatives"), ("DIP-10", "DIP-11")],
    ids=["an advice", "a point to confirm", "a clause"],
)
def test_a_name_that_people_never_see_changes_nothing(old: str, new: str, changed: Path) -> None:
    changed.write_text(re.sub(rf"\b{old}\b", new, TODAY))
    assert widget("diff", RULES, changed).stdout == "Nothing changes.\n"


def test_the_order_of_questions_is_told(changed: Path) -> None:
    start, need, rest = re.split(r"(?=\n\n\[questions\.(?:need|departure)\])", TODAY)
    before, location = start.split("\n\n[questions.location]")
    changed.write_text(f"{before}{need}\n\n[questions.location]{location}{rest}")
    result = widget("diff", RULES, changed)
    assert result.stdout == "Changed: 0 of 325 paths.\n\n  In another order: the questions\n"


def groups_of(groups: tuple[Group, ...], path: Reached) -> list[Group]:
    """The groups that speak of a path's answers, if its result does not stay the same."""
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
def test_whoever_is_led_elsewhere_is_told_of_once_and_nobody_else_is(
    lead: re.Match[str], ruleset: Ruleset, tmp_path: Path
) -> None:
    """Each way to a category leads, in turn, to an advice that has nothing to do with it."""
    text = f'{TODAY[: lead.start()]}goto = "ask_purpose"{TODAY[lead.end() :]}'
    new = load_text(text, tmp_path)
    groups = difference(ruleset, new).groups
    for path in all_paths(ruleset) or pytest.fail("too many"):
        assert len(groups_of(groups, path)) == leads_elsewhere(path, new)


@pytest.mark.slow
def test_of_rules_with_too_many_paths_each_answer_that_leads_elsewhere_is_told(
    tmp_path: Path,
) -> None:
    text = generated(5, ANY)
    answer = re.search(
        r"\[questions\.(q1\d\d)\.options\.(o\d)\]\n(?:.*\n){3}(when\.(q\d+)\.o2 = )(?!.*ask).*",
        text,
    )
    assert answer
    before, after = tmp_path / "before.toml", tmp_path / "after.toml"
    before.write_text(text)
    after.write_text(f"{text[: answer.start(3)]}{answer[3]}{{ {ASK} }}{text[answer.end() :]}")
    result = widget("diff", before, after)
    number, option, earlier = (re.sub(r"\D", "", name) for name in answer.group(1, 2, 4))
    first, group = result.stdout.split("\n\n")
    assert result.exit_code == 1
    assert first.startswith("There are too many paths to count.")
    assert group.splitlines()[0] == f"  Who: {earlier}: Option 2; {number}: Option {option}"
    assert group.splitlines()[2] == "  From now on: Ask"


@pytest.mark.slow
def test_of_rules_with_too_many_paths_a_renaming_leads_nobody_elsewhere(tmp_path: Path) -> None:
    text = generated(5, ANY)
    before, after = tmp_path / "before.toml", tmp_path / "after.toml"
    before.write_text(text)
    fifty = re.sub(r"\bq50\b", "fifty", text)
    after.write_text(re.sub(r"\b(fifty(?:\.options)?)\.o3\b", r"\1.three", fifty))
    result = widget("diff", before, after)
    assert result.stdout.split("\n\n")[1:] == [
        "  Renamed: q50=… → fifty=…\n  Renamed: q50=o3 → fifty=three\n"
    ]


# Where the old rules come from.


def test_the_old_rules_can_be_a_revision(changed: Path) -> None:
    """Of a copy of the house, since the real one may have been unpacked without its history."""
    copy = changed.parent / "house"
    ignore = shutil.ignore_patterns(".git", ".venv", "node_modules", "tests")
    shutil.copytree(ROOT, copy, ignore=ignore)
    rules = copy / RULES.relative_to(ROOT)
    name = ["-c", "user.name=Agency", "-c", "user.email=agency@example.com"]
    for command in (
        ["init"],
        ["add", "."],
        [*name, "commit", "--message", "Rules"],
        ["branch", "docs"],
    ):
        subprocess.run(["git", *command], cwd=copy, check=True, capture_output=True)
    rules.write_text(edited(TODAY, ('text = "Tourism"', 'text = "Sights"')))
    # One that is longer than a file's name may be, and one that is called as a directory is.
    long = "HEAD" + "^0" * 150
    for revision in (long, "docs"):
        command = [
            sys.executable,
            "-c",
            "from widget.cli.main import main; main()",
            "diff",
            revision,
        ]
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (1, "")
        assert "  Until now: Tourism\n  From now on: Sights\n" in done.stdout


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("^HEAD", "^HEAD: There is no such file, and Git knows no such revision of the rules."),
        ("HEAD..HEAD", "HEAD..HEAD: There is no such file, and Git knows no such revision"),
        ("docs", "docs: There is no such file, and Git knows no such revision of the rules."),
        ("", "the old rules: They have no name. Allowed: a rules file, or a revision such as"),
        ("a" * 300, "aaa: There is no such file, and Git knows no such revision of the rules."),
        ("HEAD/new.toml", "HEAD/new.toml: There is no such file, and Git knows no such revision"),
    ],
    ids=["all but", "a range", "a directory", "nothing", "too long for a file", "no directory"],
)
def test_what_is_neither_a_file_nor_a_revision_is_told(name: str, words: str) -> None:
    result = widget("diff", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr


def test_what_is_wrong_with_both_rulesets_is_told_at_once(changed: Path) -> None:
    """They have the same name, and each is told as it was typed."""
    (changed.parent / "old").mkdir()
    old = changed.parent / "old" / changed.name
    old.write_text("= start")
    changed.write_text(edited(TODAY, ('start = "location"', 'start = "locatoin"')))
    result = widget("diff", old, changed)
    assert (result.exit_code, result.stdout) == (1, "")
    first, *others = result.stderr.splitlines()
    assert first.startswith(f"{old}: line 1, column 1: This is not valid TOML: ")
    assert others[0].startswith(f"{changed}: start: ")


def test_a_revision_that_is_none_is_told() -> None:
    result = widget("diff", "no-such-revision")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "no-such-revision: There is no such file, and Git knows no such revision of the rules. "
        "Allowed: a rules file, or a revision such as HEAD~1.\n"
    )
