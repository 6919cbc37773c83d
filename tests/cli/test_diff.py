"""`widget diff`: what a change of the rules does, and to whom, before anybody is sent astray."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.cli.command import widget
from tests.content import RULES
from tests.rules.generated import (
    ASK,
    OUTCOMES,
    VISA,
    Outline,
    by_chance,
    edited,
    in_a_row,
    load_text,
    made,
)
from tests.rules.judge import walked
from widget.cli.combine import all_paths
from widget.cli.demo import ROOT
from widget.cli.diff.by_state import groups_by_state
from widget.cli.diff.compare import difference
from widget.cli.diff.groups import Change, Group, Verdict, verdict_by
from widget.rules.model import Route, Row, Ruleset
from widget.rules.walk import Ask, Reached, walk

TODAY = RULES.read_text()
TOURISM = (
    'when.location.abroad = { goto = "tourist", clause = "TOU-1" }\n'
    'when.location.kazakhstan = { goto = "ask_inside", closest = ["tourist"] }\n'
)
OUTCOMES_OF_PURPOSE = "Investor visa / Business visa / Private visa / Tourist visa"


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


def test_without_a_change_the_exit_code_is_0() -> None:
    result = widget("diff", RULES)
    assert (result.exit_code, result.stdout) == (0, "Nothing changes.\n")


def test_a_removed_condition_is_described_for_lay_people(changed: Path) -> None:
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


def test_a_skipped_question_is_described_with_the_people_it_concerns(changed: Path) -> None:
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


def test_the_output_can_be_in_russian(changed: Path) -> None:
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
def test_the_number_of_paths_has_the_right_plural(
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
def test_a_change_is_described(edit: tuple[str, str], words: str, changed: Path) -> None:
    assert words in diff(changed, edit)


def test_a_renamed_question_counts_as_one_added_and_one_removed(changed: Path) -> None:
    """Ids are a contract: addresses that people have shared hold the old one."""
    changed.write_text(
        TODAY.replace("questions.permission", "questions.leave").replace(
            'goto = "permission"', 'goto = "leave"'
        )
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
def test_each_path_with_another_result_is_in_one_group_and_no_other_path_is(
    lead: re.Match[str], ruleset: Ruleset, tmp_path: Path
) -> None:
    """Each way to a category leads, in turn, to an advice that has nothing to do with it."""
    text = f'{TODAY[: lead.start()]}goto = "ask_purpose"{TODAY[lead.end() :]}'
    new = load_text(text, tmp_path)
    groups = difference(ruleset, new).groups
    for path in all_paths(ruleset) or pytest.fail("too many"):
        assert len(groups_of(groups, path)) == leads_elsewhere(path, new)


# Rules with too many paths to compare are followed together, state by state.


def test_with_too_many_paths_each_changed_answer_is_shown_with_an_example(
    tmp_path: Path,
) -> None:
    text = in_a_row(questions=20, answers=2)
    before, after = tmp_path / "before.toml", tmp_path / "after.toml"
    before.write_text(text)
    answer = '[questions.q2.options.on2]\ntext = "Go on"\n'
    after.write_text(edited(text, (f'{answer}goto = "q3"', f"{answer}{ASK}")))
    result = widget("diff", before, after)
    assert (result.exit_code, result.stdout) == (
        1,
        "There are too many paths to compare. Each answer that leads elsewhere is told with an "
        "example.\n\n"
        "  For example: 0: Go on; 1: Go on; 2: Go on\n"
        "  Until now: “Question 3” is asked\n"
        "  From now on: Ask\n",
    )


def changed_by_chance(ruleset: Ruleset, chance: Random) -> Ruleset:
    """The rules with two options that lead to the advice, whatever was answered before."""
    questions = dict(ruleset.questions)
    for key in chance.sample([*questions], 2):
        options = questions[key].options
        option = options[chance.choice([*options])]
        row = Row({}, Route("ask"), option.rows[0].location)
        questions[key] = replace(
            questions[key], options={**options, option.id: replace(option, rows=(row,))}
        )
    return replace(ruleset, questions=questions)


Elsewhere = tuple[str, str, str, str]
"""A question, an option, and where it led and leads."""


def elsewhere(old: Ruleset, new: Ruleset) -> set[Elsewhere]:
    """Each answer that leads elsewhere, found path by path, as long as both ask the same."""
    found: set[Elsewhere] = set()
    for path in (*walked(old).paths, *walked(new).paths):
        for taken, (key, option) in enumerate(path):
            given = dict(path[:taken])
            was = old.questions[key].options[option].row(given).route.goto
            now = new.questions[key].options[option].row(given).route.goto
            if was != now:
                found.add((key, option, was, now))
                break
    return found


def place(step: Ask | Reached) -> str:
    return step.question.id if isinstance(step, Ask) else step.outcome.id


@pytest.mark.parametrize("seed", range(20))
def test_each_changed_answer_is_found_once_with_answers_that_lead_to_it(
    seed: int,
) -> None:
    """Of rules by chance, whose rows read up to three earlier answers."""
    old = by_chance(seed, questions=5, options=3, reach=3)
    new = changed_by_chance(old, Random(seed))
    told = []
    for group in groups_by_state(old, new):
        answers = {key: option for key, (option,) in group.who[0].items()}
        was, now = (place(walk(ruleset, answers)) for ruleset in (old, new))
        assert group.change
        assert group.change.before == verdict_by(old, Route(was, "VIS" if was == "visa" else None))
        told.append((*list(answers.items())[-1], was, now))
    assert len(told) == len({*told})
    assert {*told} == elsewhere(old, new)


OPTIONS: Outline = {
    "q0": {"o0": [({}, "q1")], "o1": [({}, "q1")]},
    "q1": {"o0": [({}, "visa")], "o1": [({}, "ask")]},
}


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (
            OPTIONS,
            {**OPTIONS, "q1": {**OPTIONS["q1"], "o2": [({}, "ask")]}},
            Change(None, (Verdict("ask"),)),
        ),
        (
            {**OPTIONS, "q1": {**OPTIONS["q1"], "o2": [({}, "ask")]}},
            OPTIONS,
            Change(Verdict("ask"), ()),
        ),
        (
            OPTIONS,
            {"start": {"o0": [({}, "q0")]}, **OPTIONS},
            Change(Verdict("q0"), (Verdict("start"),)),
        ),
    ],
    ids=["a new option", "a removed option", "another first question"],
)
def test_answers_that_only_one_ruleset_knows_are_found(
    old: Outline, new: Outline, change: Change
) -> None:
    (group,) = groups_by_state(made(old), made(new))
    assert group.change == change


def test_added_and_dropped_points_are_found(ruleset: Ruleset) -> None:
    (option,) = (o for o in ruleset.questions["location"].options.values() if o.id == "kazakhstan")
    row = replace(option.rows[0], route=replace(option.rows[0].route, confirm=("stateless",)))
    asked = ruleset.questions["location"]
    changed = replace(asked, options={**asked.options, "kazakhstan": replace(option, rows=(row,))})
    new = replace(ruleset, questions={**ruleset.questions, "location": changed})
    (group,) = groups_by_state(ruleset, new)
    assert (group.change, [*group.added], [*group.dropped]) == (None, ["stateless"], ["inside"])


# Where the old rules come from.


def test_the_old_rules_can_be_a_git_revision(changed: Path) -> None:
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
def test_a_name_that_is_neither_a_file_nor_a_revision_is_reported(name: str, words: str) -> None:
    result = widget("diff", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr


def test_mistakes_in_both_rulesets_are_reported_at_once(changed: Path) -> None:
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
