"""The graph of states agrees with a walk of every path, also where rows read several answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from random import Random

import pytest

from tests.rules.generated import Asked, Outline, problems_of, rules_of
from tests.rules.judge import Answers, Walked
from tests.rules.samples import three_hundred
from widget.problems import Problem, Problems
from widget.rules.graph import graph_of, usable_together
from widget.rules.proof import Proof, verify
from widget.rules.states import State, explore
from widget.rules.walk import Ask, walk


@pytest.fixture(scope="session")
def samples() -> tuple[Walked, ...]:
    """Random rules, small enough to walk every path."""
    return three_hundred()


@pytest.fixture(scope="session")
def good(samples: tuple[Walked, ...]) -> list[Walked]:
    """The samples without mistakes."""
    found = [each for each in samples if each.is_good()]
    assert 80 < len(found) < 220, "there must be samples of both kinds"
    return found


def beginnings(paths: list[Answers]) -> Iterator[tuple[Answers, list[Answers]]]:
    """The answers before each question, with all paths that begin with them."""
    for begun in {path[:given] for path in paths for given in range(len(path))}:
        yield begun, [path for path in paths if path[: len(begun)] == begun]


@pytest.mark.slow
def test_rules_are_accepted_if_every_path_is_right(samples: tuple[Walked, ...]) -> None:
    for each in samples:
        reported = {problem.location for problem in problems_of(each.ruleset)}
        assert reported <= {*each.wrong(), *each.unused()}
        assert bool(reported) != each.is_good()


@pytest.mark.slow
def test_the_faults_are_those_found_by_walking_every_path(samples: tuple[Walked, ...]) -> None:
    for each in samples:
        faults = graph_of(each.ruleset).faults
        met = [
            {(f.state.question, f.option.id) for f in faults if bool(f.rows) == b} for b in (0, 1)
        ]
        assert met == [each.gaps, each.overlaps]
    assert sum(len(each.gaps) for each in samples) > 20
    assert sum(len(each.overlaps) for each in samples) > 20


def test_the_rows_taken_are_those_found_by_walking_every_path(samples: tuple[Walked, ...]) -> None:
    for each in samples:
        edges = chain.from_iterable(e.values() for e in graph_of(each.ruleset).edges.values())
        assert {edge.row.location for edge in edges} == each.taken


def test_the_row_that_an_option_takes_is_the_one_that_fits_the_answers(good: list[Walked]) -> None:
    for each in good:
        for path, routes in zip(each.paths, each.ends, strict=True):
            for taken, (question, option) in enumerate(path):
                row = each.ruleset.questions[question].row(option, dict(path[:taken]))
                assert row.route == routes[taken]


def test_an_option_without_a_fitting_row_raises_lookup_error() -> None:
    question = rules_of({"q0": Asked({"o0": None}, [({"q1": {"o0"}}, "visa")])}).questions["q0"]
    with pytest.raises(LookupError, match=r"^no row of q0 fits$"):
        question.row("o0", {"q1": "o1"})


def test_the_proof_counts_all_paths(good: list[Walked]) -> None:
    for each in good:
        proof, lengths = verify(each.ruleset), [len(path) for path in each.paths]
        assert (proof.paths, proof.shortest, proof.longest) == (
            len(lengths),
            min(lengths),
            max(lengths),
        )


def test_all_paths_are_given_in_the_order_of_the_rules(good: list[Walked]) -> None:
    for each in good:
        paths = graph_of(each.ruleset).paths()
        assert [tuple(path.items()) for path in paths] == each.paths


def test_waiting_answers_follow_from_the_paths_ahead(good: list[Walked]) -> None:
    """An answer waits if its question can still come."""
    for each in good:
        everything = dict.fromkeys(each.ruleset.questions, "o0")
        for begun, paths in beginnings(each.paths):
            asked = paths[0][len(begun)][0]
            step = walk(each.ruleset, {**everything, asked: "unknown", **dict(begun)})
            assert isinstance(step, Ask)
            assert step.question.id == asked
            ahead = {question for path in paths for question, _option in path[len(begun) + 1 :]}
            assert {answer.question.id for answer in step.waiting} == ahead


def test_reachable_outcomes_are_those_of_the_paths_with_the_given_answers(
    good: list[Walked],
) -> None:
    chance = Random(1)
    for each in good:
        for path in chance.sample(each.paths, 5):
            answers = dict(chance.sample(path, chance.randint(0, len(path))))
            ends = {
                routes[-1].goto
                for path, routes in zip(each.paths, each.ends, strict=True)
                if all(answers.get(question, option) == option for question, option in path)
            }
            reached = graph_of(each.ruleset).outcomes({**answers, "unknown": "o0"})
            assert reached == tuple(key for key in each.ruleset.outcomes if key in ends)


def test_an_unknown_answer_does_not_restrict_the_outcomes(good: list[Walked]) -> None:
    for each in good:
        graph = graph_of(each.ruleset)
        assert graph.outcomes({"q0": "unknown"}) == graph.outcomes({})


def test_answers_are_usable_together_if_one_path_takes_them_all(good: list[Walked]) -> None:
    chance, verdicts = Random(2), []
    for each in good:
        options = {key: [*question.options] for key, question in each.ruleset.questions.items()}
        for _ in range(20):
            asked = chance.sample([*options], chance.randint(0, 4))
            answers = {key: chance.choice(options[key]) for key in asked}
            usable = any(answers.items() <= {*path} for path in each.paths)
            assert usable_together(each.ruleset, answers) == usable
            verdicts.append(usable)
    assert min(verdicts.count(True), verdicts.count(False)) > 100


def test_an_unknown_answer_is_not_usable(good: list[Walked]) -> None:
    assert not usable_together(good[0].ruleset, {"unknown": "o0"})
    assert not usable_together(good[0].ruleset, {"q0": "unknown"})


def test_an_example_is_a_shortest_path(good: list[Walked]) -> None:
    for each in good:
        for target, answers in graph_of(each.ruleset).examples.items():
            step = walk(each.ruleset, dict(answers))
            if isinstance(target, State):
                assert isinstance(step, Ask)
                assert step.question.id == target.question
                assert {*target.answers} <= {*answers}
            else:
                lengths = [
                    len(path)
                    for path, routes in zip(each.paths, each.ends, strict=True)
                    if routes[-1].goto == target
                ]
                assert len(answers) == min(lengths)


# What a state is.

WITH_A_SKIPPED_QUESTION: Outline = {
    "q0": Asked({"o0": "q1", "o1": "q1", "o2": "q2"}),
    "q1": Asked({"o0": "q2", "o1": "q3"}),
    "q2": Asked(
        {"o0": None},
        next=[({"q0": {"o0"}, "q1": {"o0"}}, "q3"), ({"q0": {"o1"}}, "visa")],
        otherwise=[({}, "q3")],
    ),
    "q3": Asked({"o0": "ask"}),
}
"""The third question reads the first two; the second can be skipped."""


def test_a_state_keeps_exactly_the_answers_that_are_still_read() -> None:
    graph = graph_of(rules_of(WITH_A_SKIPPED_QUESTION))
    assert [*graph.edges] == [
        State("q0", ()),
        State("q1", (("q0", "o0"),)),
        State("q1", (("q0", "o1"),)),
        State("q2", (("q0", "o2"),)),
        State("q2", (("q0", "o0"), ("q1", "o0"))),
        State("q2", (("q0", "o1"), ("q1", "o0"))),
        State("q3", ()),
    ]
    assert verify(graph.ruleset) == Proof(
        questions=4, options=7, outcomes=2, paths=5, longest=4, shortest=3
    )


def read_by_the_last(first: int, second: int = 1) -> Outline:
    """Three questions; the last one reads every answer to the first two, which have so many."""
    names, more = ([f"o{number}" for number in range(each)] for each in (first, second))
    return {
        "first": Asked(dict.fromkeys(names, "second")),
        "second": Asked(dict.fromkeys(more, "last")),
        "last": Asked(
            {"yes": None, "no": "ask"}, [({"first": {*names}, "second": {*more}}, "visa")]
        ),
    }


def test_too_many_states_are_reported_at_the_question_where_they_arise() -> None:
    """At the last question: with 100 answers before it, they are 1 + 100 + 100."""
    ruleset = rules_of(read_by_the_last(100))
    edges, _faults = explore(ruleset, most=201)
    assert len(edges) == 201
    with pytest.raises(Problems) as raised:
        explore(ruleset, most=200)
    assert raised.value.problems == (
        Problem(
            "rules.toml",
            "questions.last",
            "Up to this question, the conditions depend on more than 200 combinations of "
            "earlier answers.",
            "conditions on fewer of first, second",
        ),
    )


@pytest.mark.slow
def test_the_proof_refuses_more_than_50_000_states() -> None:
    (problem,) = problems_of(rules_of(read_by_the_last(224, 224)))
    assert problem.what == (
        "Up to this question, the conditions depend on more than 50,000 combinations "
        "of earlier answers."
    )


def test_a_googol_of_paths_is_counted() -> None:
    """100 questions with 10 options each, and one that decides."""
    options = [f"o{number}" for number in range(10)]
    outline: Outline = {
        f"q{number}": Asked(dict.fromkeys(options, f"q{number + 1}")) for number in range(100)
    }
    outline["q100"] = Asked({"o0": "visa", "o1": "ask"})
    ruleset = rules_of(outline)
    assert verify(ruleset).paths == 2 * 10**100
    assert usable_together(ruleset, {f"q{number}": "o7" for number in range(100)})
