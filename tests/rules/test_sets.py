"""Sets of answers hold what plain sets of tuples would, and equal ones are one number."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from itertools import count, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widget.rules.paths.sets import LIMIT, NO_ANSWERS, NOTHING, Sets, TooLarge

Answers = tuple[int, ...]

OPTIONS = [2, 1, 3]
EVERY: list[Answers] = [*product(*[range(options + 1) for options in OPTIONS])]
"""Each combination of answers to three questions; 0 says that a question was not asked."""

plain_sets = st.sets(st.sampled_from(EVERY))
questions = st.sampled_from(range(len(OPTIONS)))
steady = settings(derandomize=True, deadline=None)


def number_of(sets: Sets, plain: set[Answers]) -> int:
    """A plain set as a number, made of one combination after the other."""
    return reduce(sets.union, [one(sets, answers) for answers in sorted(plain)], NOTHING)


def one(sets: Sets, answers: Answers) -> int:
    asked = [(question, option) for question, option in enumerate(answers) if option]
    return reduce(lambda number, answer: sets.put(number, *answer), asked, NO_ANSWERS)


@steady
@given(plain_sets)
def test_a_set_holds_what_was_put_in(plain: set[Answers]) -> None:
    sets = Sets(OPTIONS, LIMIT)
    number = number_of(sets, plain)
    assert plain == {
        answers
        for answers in EVERY
        if reduce(lambda left, answer: sets.only(left, *answer), enumerate(answers), number)
    }


@steady
@given(plain_sets, plain_sets)
def test_a_union_holds_what_is_in_one_of_two(plain: set[Answers], other: set[Answers]) -> None:
    sets = Sets(OPTIONS, LIMIT)
    one, two = number_of(sets, plain), number_of(sets, other)
    assert sets.union(one, two) == sets.union(two, one) == number_of(sets, plain | other)


@steady
@given(plain_sets, questions)
def test_only_what_has_an_answer_is_left(plain: set[Answers], question: int) -> None:
    sets = Sets(OPTIONS, LIMIT)
    for option in range(OPTIONS[question] + 1):
        left = {answers for answers in plain if answers[question] == option}
        assert sets.only(number_of(sets, plain), question, option) == number_of(sets, left)


@steady
@given(plain_sets, questions)
def test_an_answer_is_put_into_all_that_is_there(plain: set[Answers], question: int) -> None:
    sets, plain = Sets(OPTIONS, LIMIT), {each for each in plain if not each[question]}
    for option in range(1, OPTIONS[question] + 1):
        new = {(*each[:question], option, *each[question + 1 :]) for each in plain}
        assert sets.put(number_of(sets, plain), question, option) == number_of(sets, new)


@steady
@given(plain_sets, st.sets(questions))
def test_answers_that_are_not_kept_are_forgotten(plain: set[Answers], kept: set[int]) -> None:
    sets = Sets(OPTIONS, LIMIT)
    left = {
        tuple(a if question in kept else 0 for question, a in enumerate(each)) for each in plain
    }
    assert sets.keep(number_of(sets, plain), kept) == number_of(sets, left)


# The work is counted, and stops at the limit.


def test_work_past_the_limit_is_refused() -> None:
    sets = Sets(OPTIONS, limit=3)
    sets.work(2)
    sets.work(1)
    with pytest.raises(TooLarge):
        sets.work(1)


Asked = Callable[[Sets, int, int], object]
"""What can be asked of two sets."""


def least_limit(work: Asked) -> int:
    """The limit within which something can be done with two sets."""
    for limit in count():
        sets = Sets(OPTIONS, limit)
        try:
            work(sets, number_of(sets, {(1, 1, 1)}), number_of(sets, {(2, 0, 3)}))
        except TooLarge:
            continue
        return limit
    raise AssertionError


@pytest.mark.parametrize(
    ("ask", "again"),
    [
        (lambda sets, one, two: sets.union(one, two), lambda sets, one, two: sets.union(one, two)),
        (lambda sets, one, two: sets.union(one, two), lambda sets, one, two: sets.union(two, one)),
        (
            lambda sets, one, _two: sets.only(one, 1, 1),
            lambda sets, one, _two: sets.only(one, 1, 1),
        ),
    ],
    ids=["a union", "a union the other way round", "those with an answer"],
)
def test_what_was_asked_for_once_is_no_more_work(ask: Asked, again: Asked) -> None:
    once = least_limit(ask)
    assert once > least_limit(lambda _sets, _one, _two: None)
    assert once == least_limit(lambda *given: (ask(*given), again(*given)))
