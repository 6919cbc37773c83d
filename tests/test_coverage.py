"""What the people in the cases cover, and who is missing, also counted path by path."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from tests.rules.generated import Asked, Outline, asked, random_rules, rules_of
from tests.rules.judge import Walked, walked
from widget.cases.alike import without_alike
from widget.cases.coverage import Coverage, coverage
from widget.cases.missing import missing_people
from widget.rules.graph import graph_of
from widget.rules.model import Ruleset
from widget.rules.walk import Answers

Row = tuple[str, str, str, str | None]


def rows_of(all_paths: Walked, number: int) -> list[Row]:
    """The decision rows of a path."""
    answers, routes = all_paths.paths[number], all_paths.ends[number]
    return [
        (question, option, route.goto, route.clause)
        for (question, option), route in zip(answers, routes, strict=True)
    ]


def contrasts(all_paths: Walked, numbers: list[int]) -> set[tuple[str, str]]:
    """The options with a near miss among some paths, found by comparing each pair of paths."""
    found = set()
    for one, other in product(numbers, repeat=2):
        ends = all_paths.ends[one][-1].goto, all_paths.ends[other][-1].goto
        for mine, theirs in zip(all_paths.paths[one], all_paths.paths[other], strict=False):
            if mine != theirs:
                found |= {mine} if mine[0] == theirs[0] and ends[0] != ends[1] else set()
                break
    return found


def some_rules(seed: int) -> Ruleset:
    """Random rules whose rows distinguish all options."""
    graph, _ = without_alike(graph_of(random_rules(seed, questions=5, options=3, reach=3)), [])
    return graph.ruleset


def complete(found: Coverage) -> bool:
    return all(found.rows.values()) and all(found.near_misses.values())


@pytest.mark.parametrize("seed", range(30))
def test_what_some_people_cover_is_counted_as_on_paper(seed: int) -> None:
    ruleset = some_rules(seed)
    all_paths = walked(ruleset)
    everybody = list(range(len(all_paths.paths)))
    some = Random(seed).sample(everybody, min(8, len(everybody)))
    found = coverage(graph_of(ruleset), [all_paths.paths[number] for number in some])
    assert {*found.rows} == {row for each in everybody for row in rows_of(all_paths, each)}
    taken = {row for row, covered in found.rows.items() if covered}
    assert taken == {row for each in some for row in rows_of(all_paths, each)}
    missed = {choice for choice, covered in found.near_misses.items() if covered}
    assert missed == contrasts(all_paths, some)


def possible(ruleset: Ruleset) -> set[tuple[str, str]]:
    """The options that can have a near miss among all possible people.

    Paths to the same state have the same ends, so each path is compared with all of its state.
    """
    all_paths = walked(ruleset)
    return contrasts(all_paths, list(range(len(all_paths.paths))))


@pytest.mark.parametrize("seed", range(30))
def test_an_option_counts_if_anybody_can_be_its_near_miss(seed: int) -> None:
    ruleset = some_rules(seed)
    assert {*coverage(graph_of(ruleset), []).near_misses} == possible(ruleset)


@pytest.mark.parametrize("seed", range(30))
def test_with_the_missing_people_all_is_covered(seed: int) -> None:
    ruleset = some_rules(seed)
    paths = walked(ruleset).paths
    some = Random(seed).sample(paths, min(4, len(paths)))
    missing = missing_people(graph_of(ruleset), some)
    assert complete(coverage(graph_of(ruleset), [*some, *missing]))
    assert {*missing} <= {*paths} - {*some}
    assert len(missing) == len({*missing})


def test_the_shipped_rules_need_52_people(ruleset: Ruleset) -> None:
    """The same number as found by hand: 47 for the decision rows, 5 for near misses."""
    assert len(missing_people(graph_of(ruleset), [])) == 52


def test_nobody_is_missing_when_all_is_covered(ruleset: Ruleset) -> None:
    graph = graph_of(ruleset)
    assert missing_people(graph, missing_people(graph, [])) == []


@pytest.mark.slow
def test_rules_with_billions_of_paths_need_no_list_of_them() -> None:
    graph = graph_of(random_rules(1, questions=60, options=6, reach=2))
    assert graph.number_of_paths > 10**20
    missing = missing_people(graph, [])
    assert complete(coverage(graph, missing))
    assert len(missing) < 400


def path(*answers: str) -> Answers:
    """The answers of somebody, in the order of the questions q0, q1 …"""
    return tuple((f"q{number}", answer) for number, answer in enumerate(answers))


def test_rows_of_an_option_that_lead_alike_are_one_decision_row() -> None:
    outline: Outline = {
        "q0": asked(o0="q1", o1="q1", o2="q1"),
        "q1": Asked(
            {"o0": None},
            [({"q0": {"o0"}}, "ask"), ({"q0": {"o1"}}, "ask"), ({"q0": {"o2"}}, "visa")],
        ),
    }
    found = coverage(graph_of(rules_of(outline)), [path("o0", "o0")])
    assert [tuple(row) for row in found.rows if row.question == "q1"] == [
        ("q1", "o0", "ask", None),
        ("q1", "o0", "visa", "VIS"),
    ]
    assert sum(found.rows.values()) == 2


NO_NEAR_MISS = {
    "nobody else": [path("o0", "o0")],
    "another answer before": [path("o0", "o0"), path("o1", "o1")],
    "another answer, but the same result": [path("o0", "o0"), path("o0", "o2")],
}


@pytest.mark.parametrize("people", NO_NEAR_MISS.values(), ids=NO_NEAR_MISS)
def test_these_people_are_no_near_miss_of_the_second_option(people: list[Answers]) -> None:
    found = coverage(graph_of(rules_of(TWO_QUESTIONS)), people)
    assert not found.near_misses["q1", "o0"]


TWO_QUESTIONS: Outline = {
    "q0": asked(o0="q1", o1="q1"),
    "q1": asked(o0="visa", o1="ask", o2="visa"),
}


def test_two_people_are_a_near_miss_of_each_other() -> None:
    graph = graph_of(rules_of(TWO_QUESTIONS))
    found = coverage(graph, [path("o0", "o0"), path("o0", "o1")])
    assert [choice for choice, covered in found.near_misses.items() if covered] == [
        ("q1", "o0"),
        ("q1", "o1"),
    ]


def test_an_option_is_left_out_where_no_answer_makes_a_difference() -> None:
    outline: Outline = {"q0": asked(o0="q1", o1="ask"), "q1": asked(o0="visa", o1="visa")}
    found = coverage(graph_of(rules_of(outline)), [])
    assert [*found.near_misses] == [("q0", "o0"), ("q0", "o1")]


def test_people_are_proposed_who_answer_so_that_the_option_makes_a_difference() -> None:
    """After the first answer of the people in the cases, everybody gets a visa."""
    outline: Outline = {
        "q0": asked(o0="q1", o1="q1"),
        "q1": Asked(
            {"o0": None, "o1": None},
            [
                ({"q0": {"o0"}}, "visa"),
                ({"q0": {"o1"}, "q1": {"o0"}}, "visa"),
                ({"q0": {"o1"}, "q1": {"o1"}}, "ask"),
            ],
        ),
    }
    graph = graph_of(rules_of(outline))
    some = [path("o0", "o0"), path("o0", "o1")]
    assert missing_people(graph, some) == [path("o1", "o1"), path("o1", "o0")]


@pytest.mark.parametrize("seed", range(30))
def test_options_that_no_row_distinguishes_lead_alike(seed: int) -> None:
    every = walked(random_rules(seed, questions=5, options=3, reach=3))
    graph, people = without_alike(graph_of(every.ruleset), every.paths)
    first = walked(graph.ruleset)
    routes = dict(zip(first.paths, first.ends, strict=True))
    assert [routes[person] for person in people] == every.ends


STATES: Outline = {
    "q0": Asked({**dict.fromkeys(["o0", "o1", "o2"]), "o3": "q1", "o4": "q1"}, [({}, "q1")]),
    "q1": Asked(
        {"o0": None}, [({"q0": {"o0", "o1"}}, "visa"), ({"q0": {"o2", "o3", "o4"}}, "ask")]
    ),
}
"""o0 and o1 are a group; o2 is alone, and so are o3 and o4, which have a goto."""


def test_one_person_stands_for_a_group_of_options() -> None:
    graph = graph_of(rules_of(STATES))
    found = coverage(graph, [path("o1", "o0"), path("o3", "o0")])
    assert [(row.question, row.option) for row, taken in found.rows.items() if taken] == [
        ("q0", "o0"),
        ("q0", "o3"),
        ("q1", "o0"),
        ("q1", "o0"),
    ]
    assert [option for _, option in found.near_misses] == ["o0", "o2", "o3", "o4"]
    assert missing_people(graph, [path("o1", "o0"), path("o3", "o0")]) == [
        path("o2", "o0"),
        path("o4", "o0"),
    ]
