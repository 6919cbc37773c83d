"""What would change a result: the other answers to its questions, and where they lead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from widget.rules.model import Option, Question, Ruleset
from widget.rules.outcomes import Outcome, Point
from widget.rules.walk import Answers, Ask, Reached, current_answers, walk


@dataclass(frozen=True)
class Change:
    """Another answer, and the outcome that it leads to; None if it leads to a question.

    `answers` are those of the link: the other answer, and the old ones that still count. No answer
    to a further question is assumed. With `same_outcome`, only the points to confirm change.
    """

    option: Option
    answers: Answers
    outcome: Outcome | None
    same_outcome: bool


@dataclass(frozen=True)
class Changes:
    """The other answers to a question of a result: those that change it, and those that do not."""

    question: Question
    changing: tuple[Change, ...]
    same: tuple[Option, ...]


@lru_cache(maxsize=1000)
def changes(ruleset: Ruleset, answers: Answers) -> tuple[Changes, ...]:
    """Return the other answers to each question of the result that answers lead to.

    Questions with a single option are left out. Without a result there are no changes.
    """
    result = walk(ruleset, dict(answers))
    if isinstance(result, Ask):
        return ()
    asked = (answer.question for answer in result.trail if len(answer.question.options) > 1)
    return tuple(_changes(ruleset, result, each) for each in asked)


def _changes(ruleset: Ruleset, result: Reached, question: Question) -> Changes:
    changing: list[Change] = []
    same: list[Option] = []
    for option in question.options.values():
        if option.id == result.given[question.id]:
            continue
        step = walk(ruleset, result.given | {question.id: option.id})
        if _is_same(result, step):
            same.append(option)
        else:
            changing.append(_change(result, option, step))
    return Changes(question, tuple(changing), tuple(same))


def _is_same(result: Reached, step: Ask | Reached) -> bool:
    """Return whether a step is the same result, with the same points to confirm."""
    return (
        isinstance(step, Reached)
        and step.outcome is result.outcome
        and _points(step) == _points(result)
    )


def _points(result: Reached) -> frozenset[Point]:
    return frozenset(result.confirm)


def _change(result: Reached, option: Option, step: Ask | Reached) -> Change:
    outcome = step.outcome if isinstance(step, Reached) else None
    return Change(option, current_answers(step), outcome, outcome is result.outcome)
