"""The cases of an option: the earlier answers with which each of its rows is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from widget.cli.merge import Choices
from widget.rules.graph import graph_of
from widget.rules.model import Question, Route, Ruleset


class Case(NamedTuple):
    """Earlier answers, and where an option leads after them."""

    when: Choices
    route: Route


def cases_of(ruleset: Ruleset, question: Question, option: str) -> Iterator[Case]:
    """Yield the cases of an option; a row of `otherwise` can have several."""
    candidates = question.candidates[option]
    for row in candidates.next:
        yield Case(_without(question, row.when), row.route)
    if not candidates.otherwise:
        return
    possible = _possible_answers(ruleset, question)
    left: list[Choices] = [{}]
    for row in candidates.next:
        left = [
            rest for case in left for rest in _minus(case, _without(question, row.when), possible)
        ]
    for row in candidates.otherwise:
        for case in left:
            when = _both(case, _without(question, row.when))
            if all(when.values()):
                yield Case(when, row.route)


def _without(question: Question, when: Choices) -> Choices:
    return {asked: fitting for asked, fitting in when.items() if asked != question.id}


def _minus(case: Choices, when: Choices, possible: Choices) -> Iterator[Choices]:
    """Yield disjoint cases that together are a case without the answers that fit `when`."""
    for asked, fitting in when.items():
        before = case.get(asked, possible[asked])
        if outside := before - fitting:
            yield {**case, asked: outside}
        case = {**case, asked: before & fitting}
        if not case[asked]:
            return


def _both(one: Choices, other: Choices) -> Choices:
    """Return the answers that fit both."""
    return {**one, **{asked: one.get(asked, fitting) & fitting for asked, fitting in other.items()}}


def _possible_answers(ruleset: Ruleset, question: Question) -> Mapping[str, frozenset[str | None]]:
    """Return the answers with which visitors come to a question, by the questions its rows read.

    The rules need not be proven; with a wrong start nobody comes to any question.
    """
    states = graph_of(ruleset).edges if ruleset.start in ruleset.questions else ()
    people = [dict(state.answers) for state in states if state.question == question.id]
    asked = {key for row in question.rows for key in row.when}
    return {key: frozenset(answers.get(key) for answers in people) for key in asked}
