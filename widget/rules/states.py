"""Every state that a visitor can be in, and where each option leads from there.

A state is a question, together with the live answers: the earlier answers that a row of this or a
later question still reads. Visitors in the same state have the same questions and outcomes ahead.
A `goto` leads to a question further down in the file, so the file is in topological order, and no
path comes back to a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from widget.problems import Problem, Problems, location
from widget.rules.model import Option, Row, Ruleset

MAX_STATES = 50_000
"""The most states that a ruleset may have; real questionnaires have 20 to 300."""


class State(NamedTuple):
    """A question's id, and the live answers (question id, option id) in the order of the file."""

    question: str
    answers: tuple[tuple[str, str], ...]


class Edge(NamedTuple):
    """An option of a state, and the row that fits; `to` is the next state or an outcome's id."""

    option: Option
    row: Row
    to: State | str


class Fault(NamedTuple):
    """An option for which not exactly one row fits in a state; `rows` are those that fit."""

    state: State
    option: Option
    rows: tuple[Row, ...]


Edges = Mapping[State, Mapping[str, Edge]]
"""State → option id → edge, in topological order: a state comes before those it leads to."""

Reached = dict[str, dict[State, State]]
"""Question id → the states with this question that are reached so far, each by itself."""


def explore(ruleset: Ruleset, most: int = MAX_STATES) -> tuple[Edges, tuple[Fault, ...]]:
    """Return the edges of all states that a path reaches, and the faults found there.

    The ruleset's start must be a question. An option with a fault, or with a `goto` that
    is not below or not an outcome, has no edge. Raises Problems if there are more than `most`
    states.
    """
    live = _live(ruleset)
    reached: Reached = {key: {} for key in ruleset.questions}
    _state(reached, ruleset.start, ())
    edges: dict[State, dict[str, Edge]] = {}
    faults: list[Fault] = []
    for question, states in reached.items():
        read = live.pop(question)  # `live` keeps the questions further down
        if len(edges) + len(states) > most:
            raise Problems([_too_many(ruleset, question, read, most)])
        for state in states:
            found = list(_follow(ruleset, live, reached, state))
            faults += (each for each in found if isinstance(each, Fault))
            edges[state] = {each.option.id: each for each in found if isinstance(each, Edge)}
    return edges, tuple(faults)


def _live(ruleset: Ruleset) -> dict[str, tuple[str, ...]]:
    """Return question id → ids of the earlier questions whose answers are live there."""
    reads: dict[str, set[str]] = {}
    for key, question in reversed(list(ruleset.questions.items())):
        reads[key] = {asked for row in question.rows for asked in row.when}
        reads[key].update(*(reads.get(row.route.goto, ()) for row in question.rows))
    order = list(ruleset.questions)
    return {
        key: tuple(q for q in order[:index] if q in reads[key]) for index, key in enumerate(order)
    }


def _state(reached: Reached, question: str, answers: tuple[tuple[str, str], ...]) -> State:
    """Return a state that is now reached: always the same object, which is found faster."""
    state = State(question, answers)
    return reached[question].setdefault(state, state)


def _follow(
    ruleset: Ruleset, live: Mapping[str, tuple[str, ...]], reached: Reached, state: State
) -> Iterator[Edge | Fault]:
    """Yield the edge or the fault of each option in a state; `live` has the questions below."""
    earlier = dict(state.answers)
    question = ruleset.questions[state.question]
    for option in question.options.values():
        rows = question.fitting(option.id, earlier)
        if len(rows) != 1:
            yield Fault(state, option, rows)
            continue
        goto = rows[0].route.goto
        if goto in live:
            given = earlier | {state.question: option.id}
            answers = tuple((key, given[key]) for key in live[goto] if key in given)
            yield Edge(option, rows[0], _state(reached, goto, answers))
        elif goto in ruleset.outcomes:
            yield Edge(option, rows[0], goto)


def _too_many(ruleset: Ruleset, question: str, read: tuple[str, ...], most: int) -> Problem:
    what = (
        f"Up to this question, the conditions depend on more than {most:,} "
        "combinations of earlier answers."
    )
    allowed = f"conditions on fewer of {', '.join(read)}" if read else ""
    return Problem(ruleset.file, location("questions", question), what, allowed)
