"""Large rules are proven too; the work grows with what conditions can see, not with the paths."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from tests.generated import ASK, edited, generated, load_text, problems_in
from widget.graph import graph_of
from widget.problems import Problems
from widget.rules import Ruleset
from widget.verify import verify

pytestmark = pytest.mark.slow

ANY = 40
"""In 200 questions, so many are asked on every path."""

LAST = f'[questions.q199.options.o0]\ntext = "Option 0"\n{ASK}'


@pytest.mark.parametrize("seed", [1, 2], ids=["some", "others"])
@pytest.mark.parametrize("look_back", [1, 2], ids=["the last", "one of the last two"])
def test_200_questions_whose_conditions_look_back_at_a_question_are_proven(
    look_back: int, seed: int, tmp_path: Path
) -> None:
    """They have more paths than there are atoms, and a few thousand steps that differ."""
    ruleset = load_text(generated(seed, look_back), tmp_path)
    proof = verify(ruleset)
    assert (proof.questions, proof.options, proof.outcomes) == (200, 1200, 2)
    assert (proof.shortest, proof.longest) == (2, 200)
    assert len(graph_of(ruleset).steps) < 10_000


@pytest.mark.parametrize(
    ("look_back", "edit", "place", "what"),
    [
        (ANY, (LAST, LAST), "questions", "look back at too many answers"),
        (1, (LAST, LAST.replace("ask", "q0")), "questions.q0", "lead back to here"),
        (1, (LAST, LAST.replace("ask", "q150")), "questions.q150", "lead back to here"),
    ],
    ids=["conditions on any question", "a circle through all", "a circle through fifty"],
)
def test_rules_too_large_to_be_walked_are_refused_and_told_why(
    look_back: int, edit: tuple[str, str], place: str, what: str, tmp_path: Path
) -> None:
    (problem,) = problems_in(edited(generated(3, look_back), edit), tmp_path)
    assert problem.place == place
    assert what in problem.what


@pytest.fixture(scope="module")
def large() -> str:
    return generated(seed=3, look_back=1)


@pytest.mark.parametrize(
    ("new", "place", "what"),
    [
        (LAST.replace("ask", "q200"), "questions.q199.options.o0.goto", "question or outcome q200"),
        (f'{LAST}\nclause = "VIS"', "questions.q199.options.o0.clause", "Only"),
    ],
    ids=["to nowhere", "to an advice with a clause"],
)
def test_one_mistake_in_200_questions_is_told(
    new: str, place: str, what: str, large: str, tmp_path: Path
) -> None:
    (problem,) = problems_in(edited(large, (LAST, new)), tmp_path)
    assert problem.place == place
    assert what in problem.what


def test_one_line_that_is_missing_in_200_questions_is_told(large: str, tmp_path: Path) -> None:
    lines = r"\[(questions\.q\d+\.options\.o\d)\]\n.*\n(when\.(q\d+)\.o0 .*\n)"
    found = list(re.finditer(lines, large))[100]
    text = large[: found.start(2)] + large[found.end(2) :]
    (problem,) = problems_in(text, tmp_path)
    assert problem.place == f"{found[1]}.when.{found[3]}"
    assert f"After {found[3]}=o0 there is no goto" in problem.what


# Small rules, in which every path can be walked one by one.


@dataclass
class Walked:
    """What came up while every path was walked, without thinking."""

    ruleset: Ruleset
    lengths: list[int] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    cases: set[tuple[str, str, str | None]] = field(default_factory=set)
    faults: int = 0

    def walk_on(self, goto: str, given: dict[str, str]) -> None:
        self.reached.add(goto)
        if goto in given:
            self.faults += 1
        elif goto in self.ruleset.outcomes:
            self.lengths.append(len(given))
        else:
            for option in self.ruleset.questions[goto].options.values():
                case = option.case(given)
                self.cases.add((goto, option.id, case))
                if case in option.routes:
                    self.walk_on(option.routes[case].goto, given | {goto: option.id})
                else:
                    self.faults += 1

    def is_good(self) -> bool:
        """No path went wrong, and nothing was left out."""
        rules = self.ruleset
        every_case = {
            (question.id, option.id, case)
            for question in rules.questions.values()
            for option in question.options.values()
            for case in option.routes
        }
        everything = rules.questions.keys() | rules.outcomes.keys()
        return not self.faults and self.reached == everything and self.cases == every_case


def with_slips(seed: int) -> str:
    """Small rules; in most, a line is left out or leads elsewhere."""
    chance = Random(seed)
    lines = generated(seed, look_back=2, questions=7, options=3, block=2).splitlines()
    for _ in range(chance.randrange(3)):
        slip = chance.choice([n for n, line in enumerate(lines) if "goto" in line])
        lines[slip] = re.sub(r'"q\d"', f'"q{chance.randrange(7)}"', lines[slip])
        if lines[slip].startswith("when") and chance.random() < 1 / 2:
            del lines[slip]
    return "\n".join(lines)


@pytest.mark.parametrize("hundred", range(3))
def test_the_proof_agrees_with_walking_every_path(hundred: int, tmp_path: Path) -> None:
    refused = 0
    for seed in range(hundred * 100, hundred * 100 + 100):
        ruleset = load_text(with_slips(seed), tmp_path)
        walked = Walked(ruleset)
        walked.walk_on(ruleset.start, {})
        if walked.is_good():
            proof = verify(ruleset)
            assert proof.paths == len(walked.lengths)
            assert (proof.shortest, proof.longest) == (min(walked.lengths), max(walked.lengths))
        else:
            refused += 1
            with pytest.raises(Problems):
                verify(ruleset)
    assert 10 < refused < 90, "both verdicts have to come up"
