"""Well-formed rules that do not lead everybody to one outcome are refused, with every mistake."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.generated import SMALL, edited, load_text, problems_in
from widget.rules.proof import Proof, verify

# Parts of the small file in which the tests make mistakes.
ORDINARY = 'text = "An ordinary one"\ngoto = "place"'
OTHER_PASSPORT = 'text = "Another one"\ngoto = "place"'
ABROAD = 'text = "Abroad"\ngoto = "purpose"'
INSIDE = 'text = "In the country"\ngoto = "purpose"'
TOURISM_ABROAD = (
    '  { purpose = "tourism", place = "abroad", goto = "tourist", clause = "TOU-1" },\n'
)
TOURISM_INSIDE = (
    '  { purpose = "tourism", place = "inside", goto = "ask_agency", closest = ["tourist"] },\n'
)
GROUP = "[groups.{}]\n{}\n\n[questions.passport]"
VISIT = 'goto = "tourist"\nclause = "TOU-1"'
MEETING = 'goto = "diplomatic"\nclause = "DIP-2"\nconfirm = ["posting"]'
OTHER_PURPOSE = 'text = "Something else"\ngoto = "ask_agency"'
POINTS = "[points.posting]"
CLAUSE = '[clauses.DIP-2]\ncategory = "diplomatic"'
ADVICE = "[advice.ask_agency]"

WRITE = '{ text = "Write to the agency." }'
CHANGE = 'next_steps = [{ change = "place", text = "[Change] the place." }]'
MORE_ADVICE = (
    '[advice.{}]\nname = "Ask"\nwhy = ["The list is silent."]\n'
    'next_steps = [{{ text = "Write." }}]\n\n'
)
WORK = (
    '[categories.work]\nname = "Work visa"\nparagraph = "10"\nentry = ["single"]\n'
    'whom = ["foreigners who come to work"]\n\n'
)
GUEST = """
[questions.guest]
text = "Whose guest are you?"
short = "Host"
options.nobody = {{ text = "Nobody’s", {} }}

"""

VERIFY = """
import sys
from pathlib import Path
from widget.problems import Problems
from widget.rules.file import load_rules
from widget.rules.proof import verify
try:
    verify(load_rules(Path(sys.argv[1]), "rules.toml"))
except Problems as problems:
    print(problems)
"""

# Mistake → the text that is replaced and what replaces it, the messages.
MISTAKES = {
    "a start that is no question": (
        ('start = "passport"', 'start = "pasport"'),
        ("start: There is no question 'pasport'. Did you mean passport? Allowed: passport."),
    ),
    "a start that is not the first question": (
        ('start = "passport"', 'start = "place"'),
        (
            "start: place is not the first question; those above it would never be asked. "
            "Allowed: passport."
        ),
    ),
    "a target that does not exist": (
        (ORDINARY, ORDINARY.replace("place", "plase")),
        (
            "questions.passport.options.ordinary.goto: There is no question or outcome "
            "'plase'. Did you mean place? Allowed: place, purpose, diplomatic, tourist, "
            "ask_agency."
        ),
    ),
    "a target of a row that does not exist": (
        (TOURISM_ABROAD, TOURISM_ABROAD.replace("tourist", "turist")),
        (
            "questions.purpose.next[1].goto: There is no "
            "question or outcome 'turist'. Did you mean tourist? Allowed: diplomatic, "
            "tourist, ask_agency."
        ),
    ),
    "a question that nothing leads to": (
        (POINTS, GUEST.format('goto = "ask_agency"') + POINTS),
        "questions.guest: No path leads to this question.",
    ),
    "an advice that nothing leads to": (
        (ADVICE, MORE_ADVICE.format("ask_police") + ADVICE),
        "advice.ask_police: No path leads to this outcome.",
    ),
    "a category that nothing leads to": (
        (ADVICE, WORK + ADVICE),
        "categories.work: No path leads to this outcome.",
    ),
    "a target that is its own question": (
        (ABROAD, ABROAD.replace("purpose", "place")),
        (
            "questions.place.options.abroad.goto: place is this question itself; a goto "
            "leads to a question further down, or to an outcome. Allowed: purpose, "
            "diplomatic, tourist, ask_agency."
        ),
    ),
    "a target that stands above": (
        (OTHER_PURPOSE, OTHER_PURPOSE.replace("ask_agency", "passport")),
        (
            "questions.purpose.options.other.goto: passport is above this question; a goto leads to"
            " a question further down, or to an outcome. Allowed: diplomatic, tourist, "
            "ask_agency."
        ),
    ),
    "a row that leads to a question above": (
        (TOURISM_INSIDE, TOURISM_INSIDE.replace('"ask_agency"', '"place"')),
        (
            "questions.purpose.next[2].closest: Only an advice with the key closest can have "
            "closest categories.\n"
            "questions.purpose.next[2].goto: place is above this question; a goto leads to a "
            "question further down, or to an outcome. Allowed: diplomatic, tourist, ask_agency."
        ),
    ),
    "an answer without a row": (
        (TOURISM_INSIDE, ""),
        (
            "questions.purpose: No row fits: purpose=tourism, place=inside. Add a row: "
            '{ purpose = "tourism", place = "inside", goto = "…" }'
        ),
    ),
    "a row about a question that one path skips": (
        (OTHER_PASSPORT, OTHER_PASSPORT.replace("place", "purpose")),
        (
            "questions.purpose: No row fits: purpose=tourism, place=not asked. Add a row: "
            '{ purpose = "tourism", place = "not asked", goto = "…" }'
        ),
    ),
    "a row about a question below": (
        (
            'short = "Place"',
            'short = "Place"\nnext = [{ purpose = "visit", goto = "purpose" }]',
        ),
        (
            "questions.place.next[1]: Every option has a goto, so nobody needs this row.\n"
            "questions.place.next[1].purpose: purpose is further down; a row can only read this "
            "question and those above it. Allowed: passport, place."
        ),
    ),
    "a row about a question that does not exist": (
        (TOURISM_ABROAD, TOURISM_ABROAD.replace("place", "plaice")),
        (
            "questions.purpose.next[1]: There is no question 'plaice'. Did you mean place? "
            "Allowed: passport, place, purpose, goto, clause, confirm, closest."
        ),
    ),
    "a key of a row with a slip": (
        (TOURISM_INSIDE, TOURISM_INSIDE.replace("closest", "closets")),
        (
            "questions.purpose.next[2]: There is no question 'closets'. Did you mean closest? "
            "Allowed: passport, place, purpose, goto, clause, confirm, closest."
        ),
    ),
    "a row with an option that does not exist": (
        (TOURISM_INSIDE, TOURISM_INSIDE.replace('"inside"', '"insid"')),
        (
            "questions.purpose.next[2].place: There is no option of place 'insid'. "
            "Did you mean inside? Allowed: abroad, inside."
        ),
    ),
    "a group that no row names": (
        ("[questions.passport]", GROUP.format("place", 'here = ["inside"]')),
        "groups.place.here: Nothing uses this group.",
    ),
    "a group of a question that does not exist": (
        ("[questions.passport]", GROUP.format("plaice", 'here = ["inside"]')),
        "groups.plaice: There is no question 'plaice'. Did you mean place? "
        "Allowed: passport, place, purpose.",
    ),
    "a group of options that do not exist": (
        ("[questions.passport]", GROUP.format("place", 'here = ["insid"]')),
        "groups.place.here: There is no option of place 'insid'. Did you mean inside? "
        "Allowed: abroad, inside.",
    ),
    "a group of groups": (
        (
            "[questions.passport]",
            GROUP.format("place", 'here = ["inside"]\nevery = ["here", "abroad"]'),
        ),
        (
            "groups.place.every: here is a group, and a group cannot contain groups. "
            "Allowed: options of place."
        ),
    ),
    "a group with the name of an option": (
        ("[questions.passport]", GROUP.format("place", 'inside = ["inside"]')),
        "groups.place.inside: An option has the same name.",
    ),
    "an option without a goto": (
        (ORDINARY, 'text = "An ordinary one"'),
        (
            "questions.passport.options.ordinary: This option leads nowhere. "
            "Allowed: a goto here, or a row in questions.passport.next."
        ),
    ),
    "a row for nobody": (
        (
            TOURISM_INSIDE,
            f'{TOURISM_INSIDE}{{ passport = "diplomatic", goto = "ask_agency" }},\n',
        ),
        (
            "questions.purpose.next[3]: Nobody takes this row: "
            "nobody who is asked purpose has passport=diplomatic."
        ),
    ),
    "a clause that is not in the list": (
        (VISIT, VISIT.replace("TOU-1", "TOU-2")),
        (
            "questions.purpose.options.visit.clause: TOU-2 is not a clause of the "
            "category tourist. Allowed: TOU-1."
        ),
    ),
    "a clause of another category": (
        (VISIT, VISIT.replace("TOU-1", "DIP-1")),
        (
            "questions.purpose.options.visit.clause: DIP-1 is not a clause of the "
            "category tourist. Allowed: TOU-1."
        ),
    ),
    "a category without its clause": (
        (VISIT, 'goto = "tourist"'),
        (
            "questions.purpose.options.visit.clause: This leads to a category, so it "
            "needs a clause. Allowed: TOU-1."
        ),
    ),
    "a clause on the way to an advice": (
        (OTHER_PURPOSE, OTHER_PURPOSE + '\nclause = "TOU-1"'),
        (
            "questions.purpose.options.other.clause: This leads to no category, so it "
            "cannot have a clause. Allowed: no clause."
        ),
    ),
    "a clause of no category": (
        (CLAUSE, CLAUSE.replace("diplomatic", "diplomat")),
        (
            "clauses.DIP-2.category: There is no category 'diplomat'. Did you mean "
            "diplomatic? Allowed: diplomatic, tourist."
        ),
    ),
    "a clause that no path uses": (
        (
            CLAUSE,
            f'{CLAUSE}\ntext = "Consuls."\nquote = "консулам"\n' + CLAUSE.replace("DIP-2", "DIP-3"),
        ),
        "clauses.DIP-3: No path uses this clause.",
    ),
    "a point that does not exist": (
        (MEETING, MEETING.replace("posting", "posing")),
        (
            "questions.purpose.options.meeting.confirm: There is no point 'posing'. Did "
            "you mean posting? Allowed: posting."
        ),
    ),
    "a point that no path uses": (
        (POINTS, f'[points.rank]\ntext = "Your rank."\n\n{POINTS}'),
        "points.rank: No path uses this point.",
    ),
    "a point that rests on a reading that does not exist": (
        ("reading = 1", "reading = 12"),
        "points.posting.reading: There is no reading '12'. Did you mean 1? Allowed: 1.",
    ),
    "a point for a category that does not exist": (
        ("reading = 1", 'reading = 1\ncategories = ["diplomat"]'),
        (
            "points.posting.categories: There is no category 'diplomat'. Did you mean "
            "diplomatic? Allowed: diplomatic, tourist."
        ),
    ),
    "a closest category that does not exist": (
        (TOURISM_INSIDE, TOURISM_INSIDE.replace('["tourist"]', '["turist"]')),
        (
            "questions.purpose.next[2].closest: There is no "
            "category 'turist'. Did you mean tourist? Allowed: diplomatic, tourist."
        ),
    ),
    "a closest category beside a category": (
        (TOURISM_ABROAD, TOURISM_ABROAD.replace(" }", ', closest = ["diplomatic"] }')),
        (
            "questions.purpose.next[1].closest: Only an advice "
            "with the key closest can have closest categories."
        ),
    ),
    "a closest category without the words for it": (
        ('closest = "This category comes closest:"\n', ""),
        (
            "questions.purpose.next[2].closest: Only an advice "
            "with the key closest can have closest categories. "
            'Allowed: closest = "With a permission it would be:" in advice.ask_agency.'
        ),
    ),
    "a point that reaches no category it holds for": (
        ("reading = 1", 'reading = 1\ncategories = ["tourist"]'),
        "points.posting: No path that uses this point reaches a category that it applies to.",
    ),
    "words for closest categories that no option names": (
        (', closest = ["tourist"]', ""),
        ("advice.ask_agency.closest: No option that leads here names closest categories."),
    ),
    "a retired question that is asked": (
        ('start = "passport"', 'start = "passport"\nretired = ["place"]'),
        (
            "retired: place is a question again, so old addresses would answer it. "
            "Allowed: another id for the new question."
        ),
    ),
    "a place in the source that has no name": (
        ('paragraph = "paragraph {paragraph}"\n', ""),
        (
            "categories.diplomatic.paragraph: This needs the key paragraph in the table "
            'about. Allowed: paragraph = "paragraph {paragraph}" in about.\n'
            "categories.tourist.paragraph: This needs the key paragraph in the table "
            'about. Allowed: paragraph = "paragraph {paragraph}" in about.'
        ),
    ),
    "a name in braces with a slip": (
        ('"The consulate decides."', '"The consulate decides, {agncy} does not."'),
        "about.statement: {agncy} is not a known placeholder. Did you mean {agency}? "
        "Allowed: {agency}.",
    ),
    "a year that the rules do not give": (
        ('"Something else"', '"Something else since {from}"'),
        "purpose.other: {from} is not a known placeholder. Allowed: {agency}.",
    ),
    "a brace that is left open": (
        ('"Something else"', '"Something {else"'),
        "purpose.other: {else is not a known placeholder. Allowed: {agency}.",
    ),
    "a text that reads a question that does not exist": (
        ('"Why do you travel?"', '[{ plaec = "abroad", text = "Why?" }, { text = "Say why?" }]'),
        (
            "questions.purpose.text[1]: There is no question 'plaec'. Did you mean place? Allowed: "
            "passport, place, text."
        ),
    ),
    "a text that reads a question below": (
        (
            '"Where are you now?"',
            '[{ purpose = "other", text = "Where?" }, { text = "Say where" }]',
        ),
        (
            "questions.place.text[1].purpose: purpose is further down; a text can only read "
            "the questions above. "
            "Allowed: passport."
        ),
    ),
    "a text that reads an option that does not exist": (
        ('"Why do you travel?"', '[{ place = "moon", text = "Why?" }, { text = "Say why" }]'),
        (
            "questions.purpose.text[1].place: There is no option of place 'moon'. Allowed: abroad, "
            "inside."
        ),
    ),
    "a text that nobody sees": (
        (
            '"Why do you travel?"',
            '[{ passport = "diplomatic", text = "Why?" }, { text = "Say why" }]',
        ),
        "questions.purpose.text[1]: Nobody sees this text.",
    ),
    "a text without conditions that nobody sees": (
        (
            '"Why do you travel?"',
            '[{ place = ["abroad", "inside"], text = "Why?" }, { text = "Say why" }]',
        ),
        "questions.purpose.text: Nobody sees the text without conditions.",
    ),
    "two texts for the same people": (
        (
            '"The consulate decides."',
            '[{ place = "inside", text = "The police decide." }, { text = "Somebody decides." }, '
            '{ purpose = "visit", text = "Friends decide." }]',
        ),
        (
            "about.statement[1]: Another text, [3], fits the same people, for example: "
            "place=inside, purpose=visit."
        ),
    ),
    "a step that nobody sees": (
        (WRITE, '{ place = "not asked", text = "Write." }, { text = "Call." }'),
        "advice.ask_agency.next_steps[1]: Nobody sees this step.",
    ),
    "a step about points where there are none": (
        (WRITE, '{ points = true, text = "Write." }'),
        "advice.ask_agency.next_steps[1].points: Only a category has points to confirm.",
    ),
    "a link to a question that does not exist": (
        (WRITE, '{ change = "porpose", text = "[Change] it." }'),
        (
            "advice.ask_agency.next_steps[1].change: There is no question 'porpose'. Did you mean "
            "purpose? Allowed: passport, place, purpose."
        ),
    ),
    "a link to a question that not everybody was asked": (
        ('name = "Diplomatic visa"', f'name = "Diplomatic visa"\n{CHANGE}'),
        (
            "categories.diplomatic.next_steps[1].change: Not everybody who sees this step was "
            "asked place."
        ),
    ),
    "a link to answers that do not exist": (
        (WRITE, '{ answers = { plaec = "abroad", purpose = "moon" }, text = "[See] it." }'),
        (
            "advice.ask_agency.next_steps[1].answers: There is no question 'plaec'. Did you mean "
            "place? Allowed: passport, place, purpose.\n"
            "advice.ask_agency.next_steps[1].answers.purpose: There is no option of purpose 'moon'."
            " Allowed: tourism, visit, meeting, other."
        ),
    ),
    "a link to answers that do not begin with the first question": (
        (WRITE, '{ answers = { place = "abroad" }, text = "[See] it." }'),
        (
            "advice.ask_agency.next_steps[1].answers: Nobody gives these answers together, from "
            'the first question on. Allowed: { passport = "ordinary", place = "abroad" }.'
        ),
    ),
    "a link to answers that exclude each other": (
        (WRITE, '{ answers = { passport = "diplomatic", place = "abroad" }, text = "[See] it." }'),
        (
            "advice.ask_agency.next_steps[1].answers: Nobody gives these answers together, from "
            "the first question on."
        ),
    ),
    "one name for a question and an outcome": (
        (ADVICE, MORE_ADVICE.format("place") + ADVICE),
        "questions.place: An outcome has the same id.",
    ),
    "one name for a category and an advice": (
        (ADVICE, MORE_ADVICE.format("tourist") + ADVICE),
        "advice.tourist: A category has the same id.",
    ),
}


@pytest.mark.parametrize(("edit", "messages"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_reported_once_with_its_location_and_what_is_allowed(
    edit: tuple[str, str], messages: str, tmp_path: Path
) -> None:
    problems = problems_in(edited(SMALL, edit), tmp_path)
    assert [str(problem) for problem in problems] == [
        f"rules.toml: {line}" for line in messages.splitlines()
    ]


def test_groups_are_allowed_beside_options(tmp_path: Path) -> None:
    groups = GROUP.format("place", 'anywhere = ["abroad", "inside"]')
    row = TOURISM_INSIDE.replace('"inside"', '"anywere"')
    text = edited(SMALL, ("[questions.passport]", groups), (TOURISM_INSIDE, row))
    assert [str(problem) for problem in problems_in(text, tmp_path)] == [
        "rules.toml: questions.purpose.next[2].place: There is no option or group of place "
        "'anywere'. Did you mean anywhere? Allowed: abroad, inside, anywhere."
    ]


def test_what_a_slip_alone_leads_past_is_not_reported(tmp_path: Path) -> None:
    text = edited(SMALL, (MEETING, MEETING.replace("posting", "posing")))
    assert [str(problem) for problem in problems_in(text, tmp_path)] == [
        "rules.toml: questions.purpose.options.meeting.confirm: There is no point 'posing'. "
        "Did you mean posting? Allowed: posting."
    ]


@pytest.mark.parametrize("clause", ["", 'clause = "TOU-1"\n'], ids=["none", "another's"])
def test_all_clauses_of_the_category_are_listed_as_allowed(clause: str, tmp_path: Path) -> None:
    edit = (MEETING, MEETING.replace('clause = "DIP-2"\n', clause))
    allowed = {
        problem.location: problem.allowed for problem in problems_in(edited(SMALL, edit), tmp_path)
    }
    assert allowed["questions.purpose.options.meeting.clause"] == "DIP-1, DIP-2"


SEVERAL = edited(
    SMALL,
    (OTHER_PASSPORT, OTHER_PASSPORT.replace("place", "plase")),
    (TOURISM_INSIDE, ""),
    (VISIT, VISIT.replace("TOU-1", "TOU-2")),
    (MEETING, MEETING.replace("posting", "posing")),
    (OTHER_PURPOSE, OTHER_PURPOSE.replace("ask_agency", "passport")),
    (POINTS, GUEST.format('goto = "tourist", clause = "DIP-1"') + POINTS),
)
"""Six edits make eight mistakes: `guest` has two, and nothing leads to `ask_agency` any more."""


def test_mistakes_in_several_places_are_reported_at_once_each_once(tmp_path: Path) -> None:
    assert sorted(problem.location for problem in problems_in(SEVERAL, tmp_path)) == [
        "advice.ask_agency",
        "questions.guest",
        "questions.guest.options.nobody.clause",
        "questions.passport.options.other.goto",
        "questions.purpose",
        "questions.purpose.options.meeting.confirm",
        "questions.purpose.options.other.goto",
        "questions.purpose.options.visit.clause",
    ]


def test_unreachable_questions_that_lead_to_each_other_are_each_reported(tmp_path: Path) -> None:
    host = GUEST.replace("guest", "host").format('goto = "ask_agency"')
    text = edited(SMALL, (POINTS, GUEST.format('goto = "host"') + host + POINTS))
    locations = [problem.location for problem in problems_in(text, tmp_path)]
    assert locations == ["questions.guest", "questions.host"]


def test_a_point_for_an_unreachable_category_is_reported_beside_it(tmp_path: Path) -> None:
    text = edited(
        SMALL, (ADVICE, WORK + ADVICE), ("reading = 1", 'reading = 1\ncategories = ["work"]')
    )
    locations = [problem.location for problem in problems_in(text, tmp_path)]
    assert locations == ["categories.work", "points.posting"]


def test_nothing_behind_a_mistake_is_reported(tmp_path: Path) -> None:
    """Nothing leads to the last question, so nothing else is said about its options."""
    text = edited(
        SMALL,
        (ABROAD, ABROAD.replace("purpose", "place")),
        (INSIDE, INSIDE.replace("purpose", "place")),
    )
    assert [problem.location for problem in problems_in(text, tmp_path)] == [
        "questions.place.options.abroad.goto",
        "questions.place.options.inside.goto",
        "questions.purpose",
    ]


def test_problems_come_in_the_same_order_in_every_process(tmp_path: Path) -> None:
    """Authors work through the list line by line, so two runs must not shuffle it."""
    unreached = "".join(MORE_ADVICE.format(key) for key in ("e", "d", "c", "b", "a"))
    text = edited(
        SMALL,
        (ADVICE, unreached + ADVICE),
        (TOURISM_INSIDE, TOURISM_INSIDE.replace('["tourist"]', '["turist"]')),
    )
    (tmp_path / "rules.toml").write_text(text)
    outputs = {
        subprocess.run(
            [sys.executable, "-c", VERIFY, tmp_path / "rules.toml"],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    (output,) = outputs
    assert len(output.splitlines()) == 6


def test_the_proof_counts_questions_options_outcomes_and_paths(tmp_path: Path) -> None:
    """One passport is a result; two lead to two places, and each of these to four purposes."""
    assert verify(load_text(SMALL, tmp_path)) == Proof(
        questions=3, options=9, outcomes=3, paths=1 + 2 * 2 * 4, longest=3, shortest=1
    )


def test_all_groups_with_wrong_names_are_reported(tmp_path: Path) -> None:
    """A group of an unknown question hides no later one."""
    first = GROUP.format("plaice", 'here = ["inside"]')
    second = GROUP.format("place", 'here = ["insid"]')
    text = edited(SMALL, ("[questions.passport]", first)).replace("[questions.passport]", second, 1)
    assert {"groups.plaice", "groups.place.here"} <= {
        problem.location for problem in problems_in(text, tmp_path)
    }
