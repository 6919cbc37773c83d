"""Answers that clash, and first ways to an end, agree with a walk of every path."""

from __future__ import annotations

from random import Random

import pytest

from tests.rules.judge import Answers, Walked
from tests.rules.samples import three_hundred
from widget.rules.graph import clashing, graph_of
from widget.rules.people import first_way

Chosen = dict[str, str]


@pytest.fixture(scope="module")
def good() -> list[Walked]:
    """Random rules without mistakes, small enough to walk every path."""
    return [each for each in three_hundred() if each.is_good()]


def some_answers(rules: Walked, chance: Random) -> Chosen:
    """Some answers in the rules' order, which may clash."""
    questions = rules.ruleset.questions
    asked = [key for key in questions if chance.random() < 0.5]
    return {key: chance.choice([*questions[key].options]) for key in asked}


def fits(path: Answers, answers: Chosen) -> bool:
    """Whether a path takes all these answers."""
    return answers.items() <= {*path}


@pytest.mark.slow
def test_no_path_takes_what_clashes_and_one_takes_all_but_any(good: list[Walked]) -> None:
    chance, sizes = Random(1), []
    for each in good:
        answers = some_answers(each, chance)
        clash = clashing(each.ruleset, answers)
        assert bool(clash) != any(fits(path, answers) for path in each.paths)
        assert clash.items() <= answers.items()
        assert not clash or not any(fits(path, clash) for path in each.paths)
        for key in clash:
            fewer = {asked: option for asked, option in clash.items() if asked != key}
            assert any(fits(path, fewer) for path in each.paths)
        sizes.append(len(clash))
    assert {0, 2, 3} <= {*sizes}


def test_the_first_way_is_the_first_path_to_one_of_the_ends(good: list[Walked]) -> None:
    chance, found = Random(2), []
    for each in good:
        answers, outcomes = some_answers(each, chance), [*each.ruleset.outcomes]
        ends = chance.sample(outcomes, chance.randint(1, len(outcomes)))
        walks = zip(each.paths, each.ends, strict=True)
        ways = [path for path, to in walks if fits(path, answers) and to[-1].goto in ends]
        when = {key: frozenset({option}) for key, option in answers.items()}
        way = first_way(graph_of(each.ruleset), when, ends)
        assert way == (ways[0] if ways else None)
        found.append(way is not None)
    assert min(found.count(True), found.count(False)) > 10
