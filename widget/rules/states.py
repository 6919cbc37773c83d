"""Every state that a visitor can be in, and where each option leads from there.

A state is a question, together with those earlier answers that some row from there on still reads.
Visitors in the same state have the same way ahead of them. A `goto` leads down the file only, so
the order of the file is an order of evaluation, and no path comes back to a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from widget.problems import Problem, Problems, location
from widget.rules.model import Option, Row, Ruleset

MAX_STATES = 50_000
"""States of a ruleset. Real questionnaires have 20 to 300."""


class State(NamedTuple):
    """A question, and the earlier answers (question id, option id) that still matter."""

    question: str
    answers: tuple[tuple[str, str], ...]


class Edge(NamedTuple):
    """An option taken in a state, by the row that fits; `to` is a state or an outcome's id."""

    option: Option
    row: Row
    to: State | str


class Fault(NamedTuple):
    """An option of which no row fits in a state, or several do: `rows`."""

    state: State
    option: Option
    rows: tuple[Row, ...]


Edges = Mapping[State, Mapping[str, Edge]]
"""State → option id → edge. A state stands before those that it leads to."""


def explore(ruleset: Ruleset, most: int = MAX_STATES) -> tuple[Edges, tuple[Fault, ...]]:
    """Find all states that a path comes to, and the faults met there; the start must be a question.

    An option with a fault, or with a `goto` that leads nowhere, has no edge. Raises Problems if
    the rules have more than `most` states.
    """
    live = _live(ruleset)
    coming: dict[str, dict[State, None]] = {key: {} for key in ruleset.questions}
    coming[ruleset.start][State(ruleset.start, ())] = None
    edges: dict[State, dict[str, Edge]] = {}
    faults: list[Fault] = []
    for question, states in coming.items():
        read = live.pop(question)  # what is left are the questions further down
        if len(edges) + len(states) > most:
            raise Problems([_too_many(ruleset, question, read, most)])
        for state in states:
            found = list(_follow(ruleset, live, state))
            faults += (each for each in found if isinstance(each, Fault))
            edges[state] = {each.option.id: each for each in found if isinstance(each, Edge)}
            for edge in edges[state].values():
                if isinstance(edge.to, State):
                    coming[edge.to.question][edge.to] = None
    return edges, tuple(faults)


def _live(ruleset: Ruleset) -> dict[str, tuple[str, ...]]:
    """For each question, the questions above whose answers some row from there on reads."""
    reads: dict[str, set[str]] = {}
    for key, question in reversed(list(ruleset.questions.items())):
        rows = [row for option in question.options.values() for row in option.rows]
        reads[key] = {asked for row in rows for asked in row.when}
        reads[key].update(*(reads.get(row.route.goto, ()) for row in rows))
    order = list(ruleset.questions)
    return {
        key: tuple(q for q in order[:place] if q in reads[key]) for place, key in enumerate(order)
    }


def _follow(
    ruleset: Ruleset, live: Mapping[str, tuple[str, ...]], state: State
) -> Iterator[Edge | Fault]:
    """Take every option in a state; `live` holds the questions further down."""
    earlier = dict(state.answers)
    for option in ruleset.questions[state.question].options.values():
        rows = tuple(row for row in option.rows if row.fits(earlier))
        if len(rows) != 1:
            yield Fault(state, option, rows)
            continue
        goto = rows[0].route.goto
        if goto in live:
            given = earlier | {state.question: option.id}
            answers = tuple((key, given[key]) for key in live[goto] if key in given)
            yield Edge(option, rows[0], State(goto, answers))
        elif goto in ruleset.outcomes:
            yield Edge(option, rows[0], goto)


def _too_many(ruleset: Ruleset, question: str, read: tuple[str, ...], most: int) -> Problem:
    what = f"From here on, conditions read earlier answers in more than {most:,} combinations."
    allowed = f"conditions on fewer of {', '.join(read)}"
    return Problem(ruleset.file, location("questions", question), what, allowed)
