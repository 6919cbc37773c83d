"""Large rules are proven too; the work grows with what conditions can see, not with the paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.rules.generated import (
    ANY,
    ASK,
    THE_FIRST,
    THE_LAST,
    THE_LAST_TWO,
    Outline,
    edited,
    entangled,
    generated,
    in_circles,
    load_text,
    problems_in,
    written,
)
from tests.rules.judge import Walked, walked
from widget.problems import Problems
from widget.rules.paths.follow import Again, Gap
from widget.rules.paths.graph import graph_of, usable_together
from widget.rules.proof import verify
from widget.rules.walk import Ask, walk

pytestmark = pytest.mark.slow

LAST = f'[questions.q199.options.o0]\ntext = "Option 0"\n{ASK}'


@pytest.mark.parametrize("block", [1, 5], ids=["all", "one in five"])
@pytest.mark.parametrize(
    "look_back",
    [THE_FIRST, THE_LAST_TWO, ANY],
    ids=["the first", "one of the last two", "any"],
)
def test_200_questions_whose_conditions_look_back_at_those_that_everybody_is_asked_are_proven(
    look_back: slice, block: int, tmp_path: Path
) -> None:
    """They have more paths than there are atoms, and a few thousand options taken that differ."""
    ruleset = load_text(generated(1, look_back, block), tmp_path)
    proof = verify(ruleset)
    assert (proof.questions, proof.options, proof.outcomes) == (200, 1200, 2)
    assert proof.longest == 200
    assert len(graph_of(ruleset).taken) < 4_000


@pytest.mark.parametrize(
    ("look_back", "paths"), [(THE_FIRST, 6**200), (ANY, None)], ids=["exactly", "only so far"]
)
def test_paths_are_counted(look_back: slice, paths: int | None, tmp_path: Path) -> None:
    """Everybody is asked all 200 questions with 6 options."""
    assert verify(load_text(generated(1, look_back, block=1), tmp_path)).paths == paths


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        (entangled(8), "questions", "look back at too many answers"),
        (in_circles(10), "questions.q0", "lead back to here"),
    ],
    ids=["answers that have to agree", "every question leads to every other"],
)
def test_rules_too_entangled_to_be_walked_are_refused_and_told_why(
    text: str, place: str, what: str, tmp_path: Path
) -> None:
    (problem,) = problems_in(text, tmp_path)
    assert problem.location == place
    assert what in problem.what


def test_presets_for_200_questions_are_tried(tmp_path: Path) -> None:
    """An answer that leads past a question cannot be given together with one to that question."""
    text = generated(1, ANY)
    ruleset = load_text(text, tmp_path)
    (past,) = re.findall(r'\[questions\.q11\.options\.(o\d)\]\ntext = .*\ngoto = "q1[345]"', text)[
        :1
    ]
    assert usable_together(ruleset, {"q11": past, "q199": "o5", "q0": "o1"})
    assert not usable_together(ruleset, {"q11": past, "q199": "o5", "q12": "o1"})


@pytest.fixture(scope="module")
def large() -> str:
    return generated(3, THE_LAST)


@pytest.mark.parametrize(
    ("new", "place", "what"),
    [
        (LAST.replace("ask", "q0"), "questions.q199.options.o0", "leads back to q0"),
        (LAST.replace("ask", "q150"), "questions.q199.options.o0", "leads back to q150"),
        (LAST.replace("ask", "q200"), "questions.q199.options.o0.goto", "outcome 'q200'"),
        (f'{LAST}\nclause = "VIS"', "questions.q199.options.o0.clause", "Only"),
    ],
    ids=["back to the first", "back by fifty", "to nowhere", "to an advice with a clause"],
)
def test_one_mistake_in_200_questions_is_told(
    new: str, place: str, what: str, large: str, tmp_path: Path
) -> None:
    (problem,) = problems_in(edited(large, (LAST, new)), tmp_path)
    assert problem.location == place
    assert what in problem.what


def test_one_line_that_is_missing_in_200_questions_is_told(large: str, tmp_path: Path) -> None:
    lines = r"\[(questions\.q\d+\.options\.o\d)\]\n.*\n(when\.(q\d+)\.o0 .*\n)"
    found = list(re.finditer(lines, large))[100]
    text = large[: found.start(2)] + large[found.end(2) :]
    (problem,) = problems_in(text, tmp_path)
    assert problem.location == f"{found[1]}.when.{found[3]}"
    assert f"After {found[3]}=o0 there is no goto" in problem.what


# Small rules, in which every path can be walked one by one.


def with_slips(seed: int) -> str:
    """Small rules; in most, a line is left out or leads elsewhere."""
    chance = Random(seed)
    text = generated(seed, THE_LAST_TWO, block=2, questions=7, options=3)
    return slipped(chance, text, chance.randrange(3))


def slipped(chance: Random, text: str, slips: int) -> str:
    lines = text.splitlines()
    questions = re.findall(r"\[questions\.(q\d)\]", text)
    for _ in range(slips):
        slip = chance.choice([n for n, line in enumerate(lines) if "goto" in line])
        lines[slip] = re.sub(r'"q\d"', f'"{chance.choice(questions)}"', lines[slip])
        one_of_several = lines[slip].startswith("when") and "when" in lines[slip - 1]
        if one_of_several and chance.random() < 1 / 2:
            del lines[slip]
    return "\n".join(lines)


def wild(chance: Random) -> Outline:
    """Small rules that look back at any question and lead to any; most of them are bad."""
    rules: Outline = {}
    for number in range(6):
        options = {f"o{option}": _choice(chance, number) for option in range(3)}
        rules[f"q{number}"] = {
            **options,
            "visa": (None, {None: "visa"}),
            "ask": (None, {None: "ask"}),
        }
    return rules


def _choice(chance: Random, number: int) -> tuple[str | None, dict[str | None, str]]:
    def goto() -> str:
        return chance.choice(
            ["visa", *[f"q{n}" for n in range(6) if n > number or chance.random() < 0.2]]
        )

    if chance.random() < 1 / 2:
        return None, {None: goto()}
    return f"q{chance.randrange(6)}", {f"o{case}": goto() for case in range(3)}


def mended(seed: int, directory: Path) -> str:
    """Small good rules that look back at questions that can be skipped, and have circles.

    As long as walking every path finds something wrong in wild ones, it is taken out.
    """
    rules = wild(Random(seed))
    while True:
        found = walked(load_text(written(rules), directory))
        for question, option, case in found.loops:
            rules[question][option][1][case] = "ask"
        for question, option, _case in found.gaps:
            rules[question][option] = None, {None: "ask"}
        if not (found.gaps | found.loops):
            return written(
                {
                    question: {
                        option: (
                            when,
                            {c: routes[c] for c in routes if (question, option, c) in found.cases},
                        )
                        for option, (when, routes) in options.items()
                    }
                    for question, options in rules.items()
                    if question in found.reached
                }
            )


KINDS = {
    "conditions on what everybody is asked": lambda seed, _directory: with_slips(seed),
    "conditions on anything, and circles": lambda seed, directory: slipped(
        Random(seed), mended(seed, directory), seed % 3
    ),
}


@pytest.fixture(params=KINDS.values(), ids=KINDS)
def samples(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Walked]:
    """Small rules, with what comes up while every path is walked."""
    return (walked(load_text(request.param(seed, tmp_path), tmp_path)) for seed in range(300))


def test_the_proof_agrees_with_walking_every_path(samples: Iterator[Walked]) -> None:
    refused = 0
    for sample in samples:
        if sample.is_good():
            proof = verify(sample.ruleset)
            lengths = [len(path) for path in sample.paths]
            assert proof.paths == len(lengths)
            assert (proof.shortest, proof.longest) == (min(lengths), max(lengths))
        else:
            refused += 1
            with pytest.raises(Problems):
                verify(sample.ruleset)
    assert 30 < refused < 270, "both verdicts have to come up"


def test_every_option_taken_gap_and_loop_is_found(samples: Iterator[Walked]) -> None:
    loops = 0
    for sample in samples:
        graph = graph_of(sample.ruleset)
        taken = {(each.question, each.option.id, each.case) for each in graph.taken}
        assert taken == sample.cases - sample.gaps
        gaps = {
            (gap.question, gap.option.id, gap.case) for gap in graph.faults if isinstance(gap, Gap)
        }
        assert gaps == sample.gaps
        again = [fault.taken for fault in graph.faults if isinstance(fault, Again)]
        assert {(each.question, each.option.id, each.case) for each in again} == sample.loops
        assert len(graph.faults) == len(sample.gaps) + len(sample.loops)
        loops += len(again)
    assert loops > 10


def test_presets_are_usable_together_if_some_path_takes_them(samples: Iterator[Walked]) -> None:
    verdicts = []
    for sample in samples:
        if sample.is_good():
            every_last = dict.fromkeys(sample.ruleset.questions, "o2")
            for presets in ({}, sample.paths[-1], every_last):
                usable = any(presets.items() <= path.items() for path in sample.paths)
                assert usable_together(sample.ruleset, presets) == usable
                verdicts.append(usable)
    assert {*verdicts} == {True, False}, "both verdicts have to come up"


def test_never_more_questions_follow_than_was_said(samples: Iterator[Walked]) -> None:
    """What is said falls with each answer by one at least."""
    for sample in samples:
        for path in sample.paths[::50] if sample.is_good() else ():
            said = len(sample.ruleset.questions)
            for taken in range(len(path)):
                asked = walk(sample.ruleset, dict([*path.items()][:taken]))
                assert isinstance(asked, Ask)
                assert len(path) - taken - 1 <= asked.at_most < said
                said = asked.at_most
