"""Well-formed rules that could lead somebody astray are refused, with every mistake in them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.generated import (
    SMALL,
    Outline,
    edited,
    entangled,
    in_circles,
    load_text,
    problems_in,
    written,
)
from widget.problems import Problem
from widget.rules.paths.graph import usable_together
from widget.rules.proof import Proof, verify

# Places in the small file that mistakes are made in.
ORDINARY = 'text = "An ordinary one"\ngoto = "place"'
OTHER_PASSPORT = 'text = "Another one"\ngoto = "place"'
ABROAD = 'text = "Abroad"\ngoto = "purpose"'
INSIDE = 'text = "In the country"\ngoto = "purpose"'
TOURISM_ABROAD = 'when.place.abroad = { goto = "tourist", clause = "TOU-1" }\n'
TOURISM_INSIDE = 'when.place.inside = { goto = "ask_agency", closest = ["tourist"] }\n'
VISIT = 'goto = "tourist"\nclause = "TOU-1"'
MEETING = 'goto = "diplomatic"\nclause = "DIP-2"\nconfirm = ["posting"]'
OTHER_PURPOSE = 'text = "Something else"\ngoto = "ask_agency"'
POINTS = "[points.posting]"
CLAUSE = '[clauses.DIP-2]\ncategory = "diplomatic"'
ADVICE = "[advice.ask_agency]"

TOURISM = "questions.purpose.options.tourism"
EVERYTHING = "passport, place, purpose, diplomatic, tourist, ask_agency"
MORE_ADVICE = '[advice.{}]\nname = "Ask"\nwhy = ["The list is silent."]\nnext = ["Write."]\n\n'
WORK = (
    '[categories.work]\nname = "Work visa"\nparagraph = 10\nentry = ["single"]\n'
    'whom = ["foreigners who come to work"]\n\n'
)
GUEST = """
[questions.guest]
text = "Whose guest are you?"
short = "Host"
options.nobody = {{ text = "Nobody’s", {} }}

"""

# Each mistake: what is written in place of what; the place that is told, words of what is wrong,
# and what is allowed.
MISTAKES = {
    "a start that is no question": (
        ('start = "passport"', 'start = "pasport"'),
        (
            "start",
            "There is no question 'pasport'. Did you mean passport?",
            "passport, place, purpose",
        ),
    ),
    "a target that does not exist": (
        (ORDINARY, ORDINARY.replace("place", "plase")),
        (
            "questions.passport.options.ordinary.goto",
            "There is no question or outcome 'plase'. Did you mean place?",
            EVERYTHING,
        ),
    ),
    "a target that does not exist, after one answer": (
        (TOURISM_ABROAD, TOURISM_ABROAD.replace("tourist", "turist")),
        (
            f"{TOURISM}.when.place.abroad.goto",
            "no question or outcome 'turist'. tourist?",
            EVERYTHING,
        ),
    ),
    "a question that nothing leads to": (
        (POINTS, GUEST.format('goto = "ask_agency"') + POINTS),
        ("questions.guest", "No path question", ""),
    ),
    "an advice that nothing leads to": (
        (ADVICE, MORE_ADVICE.format("ask_police") + ADVICE),
        ("advice.ask_police", "No path outcome", ""),
    ),
    "a category that nothing leads to": (
        (ADVICE, WORK + ADVICE),
        ("categories.work", "No path outcome", ""),
    ),
    "an option that leads to its own question": (
        (ABROAD, ABROAD.replace("purpose", "place")),
        ("questions.place.options.abroad", "leads back to place loop", ""),
    ),
    "a loop over three questions": (
        (OTHER_PURPOSE, OTHER_PURPOSE.replace("ask_agency", "passport")),
        ("questions.purpose.options.other", "leads back to passport loop", ""),
    ),
    "a loop after one answer only": (
        (
            OTHER_PURPOSE,
            'text = "Something else"\nwhen.place.abroad = { goto = "ask_agency" }\n'
            'when.place.inside = { goto = "place" }',
        ),
        (
            "questions.purpose.options.other.when.place.inside",
            "leads back to place loop",
            "",
        ),
    ),
    "an answer that a condition forgets": (
        (TOURISM_INSIDE, ""),
        (f"{TOURISM}.when.place", "place=inside no goto", 'when.place.inside = { goto = "…" }'),
    ),
    "a condition on a question that one path leaves out": (
        (OTHER_PASSPORT, OTHER_PASSPORT.replace("place", "purpose")),
        (f"{TOURISM}.when.place", "place is not asked before on every path", "passport"),
    ),
    "a condition on a later question": (
        (ABROAD, 'text = "Abroad"\nwhen.purpose.visit = { goto = "purpose" }'),
        (
            "questions.place.options.abroad.when.purpose",
            "purpose is not asked before on every path",
            "passport",
        ),
    ),
    "a condition on its own question": (
        (ABROAD, 'text = "Abroad"\nwhen.place.abroad = { goto = "purpose" }'),
        ("questions.place.options.abroad.when.place", "earlier question", "passport"),
    ),
    "a condition on a question that does not exist": (
        (
            TOURISM_ABROAD + TOURISM_INSIDE,
            (TOURISM_ABROAD + TOURISM_INSIDE).replace("when.place", "when.plaice"),
        ),
        (
            f"{TOURISM}.when.plaice",
            "no question 'plaice'. place?",
            "passport, place, purpose",
        ),
    ),
    "a condition with an option that does not exist": (
        (TOURISM_INSIDE, TOURISM_INSIDE + 'when.place.moon = { goto = "ask_agency" }\n'),
        (f"{TOURISM}.when.place", "There is no option of place 'moon'.", "abroad, inside"),
    ),
    "an answer that nobody comes with": (
        (
            ABROAD,
            'text = "Abroad"\nwhen.passport.ordinary = { goto = "purpose" }\n'
            'when.passport.other = { goto = "purpose" }\n'
            'when.passport.diplomatic = { goto = "purpose" }',
        ),
        (
            "questions.place.options.abroad.when.passport.diplomatic",
            "No path passport=diplomatic",
            "",
        ),
    ),
    "a clause that is not in the list": (
        (VISIT, VISIT.replace("TOU-1", "TOU-2")),
        ("questions.purpose.options.visit.clause", "TOU-2 is not a clause tourist", "TOU-1"),
    ),
    "a clause of another category": (
        (VISIT, VISIT.replace("TOU-1", "DIP-1")),
        ("questions.purpose.options.visit.clause", "DIP-1 is not a clause tourist", "TOU-1"),
    ),
    "a category without its clause": (
        (VISIT, 'goto = "tourist"'),
        (
            "questions.purpose.options.visit.clause",
            "A category reached, clause is missing",
            "TOU-1",
        ),
    ),
    "a clause on the way to an advice": (
        (OTHER_PURPOSE, OTHER_PURPOSE + '\nclause = "TOU-1"'),
        ("questions.purpose.options.other.clause", "Only category", ""),
    ),
    "a clause of no category": (
        (CLAUSE, CLAUSE.replace("diplomatic", "diplomat")),
        ("clauses.DIP-2.category", "There is no category 'diplomat'.", "diplomatic, tourist"),
    ),
    "a clause that nobody needs": (
        (
            CLAUSE,
            f'{CLAUSE}\ntext = "Consuls."\nquote = "консулам"\n' + CLAUSE.replace("DIP-2", "DIP-3"),
        ),
        ("clauses.DIP-3", "No path clause", ""),
    ),
    "a point that does not exist": (
        (MEETING, MEETING.replace("posting", "posing")),
        ("questions.purpose.options.meeting.confirm", "There is no point 'posing'.", "posting"),
    ),
    "a point that nobody names": (
        (POINTS, f'[points.rank]\ntext = "Your rank."\nreading = 4\n\n{POINTS}'),
        ("points.rank", "No path names", ""),
    ),
    "a point for a category that does not exist": (
        ("reading = 1", 'reading = 1\ncategories = ["diplomat"]'),
        ("points.posting.categories", "There is no category 'diplomat'.", "diplomatic, tourist"),
    ),
    "a closest category that does not exist": (
        (TOURISM_INSIDE, TOURISM_INSIDE.replace('["tourist"]', '["turist"]')),
        (
            f"{TOURISM}.when.place.inside.closest",
            "no category 'turist'.",
            "diplomatic, tourist",
        ),
    ),
    "a closest category beside a category": (
        (TOURISM_ABROAD, TOURISM_ABROAD.replace(" }", ', closest = ["diplomatic"] }')),
        (f"{TOURISM}.when.place.abroad.closest", "Only advice closest", ""),
    ),
    "a closest category without the words for it": (
        ('closest = "This category comes closest:"\n', ""),
        (f"{TOURISM}.when.place.inside.closest", "Only advice closest", ""),
    ),
    "a point that reaches no category it holds for": (
        ("reading = 1", 'reading = 1\ncategories = ["tourist"]'),
        ("points.posting", "No path category", ""),
    ),
    "words for closest categories that no option names": (
        (', closest = ["tourist"]', ""),
        ("advice.ask_agency.closest", "No option closest", ""),
    ),
    "two categories with one paragraph": (
        ("paragraph = 6", "paragraph = 1"),
        ("categories.tourist.paragraph", "same paragraph", ""),
    ),
    "one name for a question and an outcome": (
        (ADVICE, MORE_ADVICE.format("place") + ADVICE),
        ("questions.place", "An outcome same name", ""),
    ),
    "one name for a category and an advice": (
        (ADVICE, MORE_ADVICE.format("tourist") + ADVICE),
        ("advice.tourist", "A category same name", ""),
    ),
}


@pytest.mark.parametrize(
    ("edit", "told"), MISTAKES.values(), ids=[f"told: {mistake}" for mistake in MISTAKES]
)
def test_a_mistake_is_told_once_with_its_place_and_what_is_allowed(
    edit: tuple[str, str], told: tuple[str, str, str], tmp_path: Path
) -> None:
    (problem,) = problems_in(edited(SMALL, edit), tmp_path)
    place, what, allowed = told
    assert (problem.file, problem.location) == ("rules.toml", place)
    for word in what.split():
        assert re.search(rf"(?<!\w){re.escape(word)}(?!\w)", problem.what)
    assert problem.what.endswith((".", "?"))
    assert problem.allowed == allowed


@pytest.mark.parametrize("clause", ["", 'clause = "TOU-1"\n'], ids=["none", "another's"])
def test_each_clause_of_the_category_is_allowed(clause: str, tmp_path: Path) -> None:
    edit = (MEETING, MEETING.replace('clause = "DIP-2"\n', clause))
    told = {
        problem.location: problem.allowed for problem in problems_in(edited(SMALL, edit), tmp_path)
    }
    assert told["questions.purpose.options.meeting.clause"] == "DIP-1, DIP-2"


SEVERAL = edited(
    SMALL,
    (OTHER_PASSPORT, OTHER_PASSPORT.replace("place", "plase")),
    (TOURISM_INSIDE, ""),
    (VISIT, VISIT.replace("TOU-1", "TOU-2")),
    (MEETING, MEETING.replace("posting", "posing")),
    (OTHER_PURPOSE, OTHER_PURPOSE.replace("ask_agency", "passport")),
    (POINTS, GUEST.format('goto = "tourist", clause = "DIP-1"') + POINTS),
)
"""Six edits and eight mistakes: the guest has two, and no way to the advice is left."""


def test_mistakes_in_several_places_are_told_at_once_each_once(tmp_path: Path) -> None:
    assert sorted(problem.location for problem in problems_in(SEVERAL, tmp_path)) == [
        "advice.ask_agency",
        "questions.guest",
        "questions.guest.options.nobody.clause",
        "questions.passport.options.other.goto",
        "questions.purpose.options.meeting.confirm",
        "questions.purpose.options.other",
        f"{TOURISM}.when.place",
        "questions.purpose.options.visit.clause",
    ]


def test_what_only_leads_to_each_other_is_told_each(tmp_path: Path) -> None:
    host = GUEST.replace("guest", "host").format('goto = "ask_agency"')
    text = edited(SMALL, (POINTS, GUEST.format('goto = "host"') + host + POINTS))
    told = [problem.location for problem in problems_in(text, tmp_path)]
    assert told == ["questions.guest", "questions.host"]


def test_what_lies_behind_a_mistake_is_not_told(tmp_path: Path) -> None:
    """Nothing leads to the last question any more; where its options lead is left alone."""
    text = edited(
        SMALL,
        (ABROAD, ABROAD.replace("purpose", "place")),
        (INSIDE, INSIDE.replace("purpose", "place")),
    )
    assert [problem.location for problem in problems_in(text, tmp_path)] == [
        "questions.place.options.abroad",
        "questions.place.options.inside",
        "questions.purpose",
    ]


def test_the_questions_to_take_instead_are_those_that_everybody_is_asked(tmp_path: Path) -> None:
    """Whatever the order in which they stand in the file."""
    rules: Outline = {
        "q0": {"o0": (None, {None: "q1"}), "o1": (None, {None: "q4"})},
        "q1": {"o0": (None, {None: "q2"})},
        "q2": {"o0": (None, {None: "q3"})},
        "q3": {"o0": ("q1", {"o0": "visa"}), "o1": (None, {None: "ask"})},
        "q4": {"o0": (None, {None: "q2"})},
    }
    (problem,) = problems_in(written(rules), tmp_path)
    assert problem.location == "questions.q3.options.o0.when.q1"
    assert problem.allowed == "q0, q2"


def test_mistakes_are_told_in_the_same_order_every_time(tmp_path: Path) -> None:
    """Authors mend a list line by line; it must not be shuffled between two runs."""
    unreached = "".join(MORE_ADVICE.format(key) for key in ("e", "d", "c", "b", "a"))
    text = edited(
        SMALL,
        (ADVICE, unreached + ADVICE),
        (TOURISM_INSIDE, TOURISM_INSIDE.replace('["tourist"]', '["turist"]')),
    )
    (tmp_path / "rules.toml").write_text(text)
    program = "from widget.cli.main import main; main()"
    told = {
        subprocess.run(
            [sys.executable, "-c", program, "check", str(tmp_path / "rules.toml")],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=False,
        ).stderr
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
    lines = told.pop().splitlines()
    assert sum("rules.toml: " in line for line in lines) == 6


TOO_MANY = Problem(
    "rules.toml",
    "questions",
    "The conditions look back at too many answers at once to walk every path.",
    "conditions on fewer earlier questions",
)
CIRCLE = Problem(
    "rules.toml",
    "questions.q0",
    "From here the rules can lead back to here; in rules this large no path may.",
)


@pytest.fixture
def low_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules that would be worked on for seconds are no longer needed: all are too large."""
    monkeypatch.setattr("widget.rules.paths.follow.LIMIT", 1)


@pytest.mark.parametrize(
    ("text", "problem"),
    [(entangled(2), TOO_MANY), (in_circles(2), CIRCLE), (in_circles(4), CIRCLE)],
    ids=["answers that have to agree", "a circle of two", "every question leads to every other"],
)
@pytest.mark.usefixtures("low_limit")
def test_rules_that_are_too_large_are_refused_beside_what_else_is_wrong(
    text: str, problem: Problem, tmp_path: Path
) -> None:
    wrong, too_large = problems_in(
        edited(text, ('category = "visa"', 'category = "vis"')), tmp_path
    )
    assert wrong.location == "clauses.VIS.category"
    assert too_large == problem


@pytest.mark.usefixtures("low_limit")
def test_in_rules_that_are_too_large_any_answers_may_be_given_together(tmp_path: Path) -> None:
    """One that leads to an outcome, say, and one to the question that it leads past."""
    assert usable_together(load_text(in_circles(2), tmp_path), {"q0": "o0", "q1": "o1"})


# What is right, though it may look wrong.


def test_a_circle_that_no_path_walks_is_no_loop(tmp_path: Path) -> None:
    """From abroad the guest comes after the purpose; inside, the purpose comes after the guest."""
    host = 'when.place.abroad = { goto = "ask_agency" }, when.place.inside = { goto = "purpose" }'
    text = edited(
        SMALL,
        (INSIDE, INSIDE.replace("purpose", "guest")),
        (
            OTHER_PURPOSE,
            'text = "Something else"\nwhen.place.abroad = { goto = "guest" }\n'
            'when.place.inside = { goto = "ask_agency" }',
        ),
        (POINTS, GUEST.format(host) + POINTS),
    )
    assert problems_in(text, tmp_path) == ()
    loop = edited(text, ('inside = { goto = "ask_agency" }', 'inside = { goto = "guest" }'))
    (problem,) = problems_in(loop, tmp_path)
    assert problem.location == "questions.purpose.options.other.when.place.inside"


def test_the_proof_counts_what_it_walked(tmp_path: Path) -> None:
    """A diplomatic passport decides; two others meet two places and four purposes each."""
    assert verify(load_text(SMALL, tmp_path)) == Proof(
        questions=3, options=9, outcomes=3, paths=1 + 2 * 2 * 4, longest=3, shortest=1
    )
