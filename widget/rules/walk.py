"""The walk: a visitor's answers, replayed through the rules, lead to a question or an outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from widget.rules.graph import graph_of
from widget.rules.model import Option, Question, Row, Ruleset
from widget.rules.outcomes import Category, Clause, Outcome, Point
from widget.rules.states import State
from widget.rules.wording import NextStep, fits

Answers = tuple[tuple[str, str], ...]
"""Answers in the order of an address: (question id, option id)."""


@dataclass(frozen=True)
class Answer:
    """A question with the option that was chosen."""

    question: Question
    option: Option


@dataclass(frozen=True)
class SetAside:
    """An answer that no longer counts; `option` is None if the question has no such option."""

    question: Question
    option: Option | None


def _given(trail: tuple[Answer, ...]) -> dict[str, str]:
    return {answer.question.id: answer.option.id for answer in trail}


@dataclass(frozen=True)
class Ask:
    """The question that the visitor answers next.

    `trail` has the answers that led here, `waiting` the answers to questions that can still come,
    and `set_aside` all other answers.
    """

    state: State
    question: Question
    trail: tuple[Answer, ...]
    waiting: tuple[Answer, ...]
    set_aside: tuple[SetAside, ...]

    @property
    def given(self) -> dict[str, str]:
        """The answers of the trail: question id → option id."""
        return _given(self.trail)


@dataclass(frozen=True)
class Reached:
    """The outcome that the last answer of the trail led to, by the rules' `row`.

    `confirm` has the points that apply to the outcome, `closest` the closest categories.
    """

    outcome: Outcome
    trail: tuple[Answer, ...]
    set_aside: tuple[SetAside, ...]
    row: Row
    clause: Clause | None
    confirm: tuple[Point, ...]
    closest: tuple[Category, ...]

    @property
    def given(self) -> dict[str, str]:
        """The answers of the trail: question id → option id."""
        return _given(self.trail)


def walk(ruleset: Ruleset, answers: Mapping[str, str]) -> Ask | Reached:
    """Replay answers (question id → option id) from the start of proven rules.

    Unknown questions are ignored. An unknown option counts as no answer: the walk stops and asks
    the question. The caller can tell this case by looking the question up in `answers`.
    """
    graph = graph_of(ruleset)
    here: State | str = graph.start
    trail: list[Answer] = []
    rows: list[Row] = []
    while isinstance(here, State):
        question = ruleset.questions[here.question]
        edge = graph.edges[here].get(answers.get(question.id, ""))
        if edge is None:
            return _ask(ruleset, here, tuple(trail), answers)
        trail.append(Answer(question, edge.option))
        rows.append(edge.row)
        here = edge.to
    return _reached(ruleset, tuple(trail), rows, answers)


def _ask(
    ruleset: Ruleset, state: State, trail: tuple[Answer, ...], answers: Mapping[str, str]
) -> Ask:
    graph = graph_of(ruleset)
    off_trail = _off_trail(ruleset, trail, answers, {state.question})
    waiting = tuple(
        Answer(each.question, each.option)
        for each in off_trail
        if each.option and each.question.id in graph.remaining[state]
    )
    waits = {answer.question.id for answer in waiting}
    return Ask(
        state=state,
        question=ruleset.questions[state.question],
        trail=trail,
        waiting=waiting,
        set_aside=tuple(each for each in off_trail if each.question.id not in waits),
    )


def _reached(
    ruleset: Ruleset,
    trail: tuple[Answer, ...],
    rows: Sequence[Row],
    answers: Mapping[str, str],
) -> Reached:
    last = rows[-1].route
    outcome = ruleset.outcomes[last.goto]
    named = dict.fromkeys(key for row in rows for key in row.route.confirm)
    points = [ruleset.points[key] for key in named]
    is_category = isinstance(outcome, Category)
    closest = (ruleset.outcomes[key] for key in last.closest)
    return Reached(
        outcome=outcome,
        trail=trail,
        set_aside=_off_trail(ruleset, trail, answers, set()),
        row=rows[-1],
        clause=ruleset.clauses[last.clause] if last.clause else None,
        confirm=tuple(p for p in points if is_category and p.holds_for(outcome.id)),
        closest=tuple(each for each in closest if isinstance(each, Category)),
    )


def _off_trail(
    ruleset: Ruleset, trail: tuple[Answer, ...], answers: Mapping[str, str], asked: set[str]
) -> tuple[SetAside, ...]:
    """Return the answers that did not lead here, in the rules' order, except those to `asked`."""
    used = {answer.question.id for answer in trail} | asked
    return tuple(
        SetAside(question, question.options.get(answers[key]))
        for key, question in ruleset.questions.items()
        if key in answers and key not in used
    )


def next_steps(ruleset: Ruleset, reached: Reached) -> tuple[NextStep, ...]:
    """Return what a person who reached an outcome can do next, in order."""
    given, points = reached.given, bool(reached.confirm)
    return tuple(
        step
        for step in ruleset.steps(reached.outcome)
        if fits(step.when, given) and step.points in (None, points)
    )


def after(ask: Ask, option: Option) -> Answers:
    """Return the trail, this option as the answer to the question, and the waiting answers."""
    return _pairs((*ask.trail, Answer(ask.question, option), *ask.waiting))


def current_answers(step: Ask | Reached) -> Answers:
    """Return the answers that lead to this very step, without those set aside."""
    return _pairs((*step.trail, *_waiting(step)))


def without(step: Ask | Reached, answer: Answer) -> Answers:
    """Return the answers without one of the trail, so that its question is asked again."""
    return _pairs((*(each for each in step.trail if each != answer), *_waiting(step)))


def _waiting(step: Ask | Reached) -> tuple[Answer, ...]:
    return step.waiting if isinstance(step, Ask) else ()


def _pairs(answers: tuple[Answer, ...]) -> Answers:
    return tuple((answer.question.id, answer.option.id) for answer in answers)
