"""Rows of answers, merged into fewer rows that hold for the same paths."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from widget.rules.model import Ruleset
from widget.rules.walk import Reached

Choices = Mapping[str, frozenset[str | None]]
"""Question id → ids of the options that fit; None stands for a question that was not asked."""


def merge_paths(ruleset: Ruleset, paths: Iterable[Reached]) -> list[Choices]:
    """Return few rows of answers that together hold for these paths.

    A row holds for a path if it names each answer of the path to one of its own questions. It does
    not matter whether the path asks them all. So two rows that differ in one question become one
    with the answers of both, and a row without some question can merge with a row that has it.
    """
    rows: list[Choices] = [
        {answer.question.id: frozenset([answer.option.id]) for answer in path.trail}
        for path in paths
    ]
    if len(rows) == 1:
        return rows  # it can have a thousand questions
    # From the last question to the first, so that rows merge at their ends before anything else.
    questions = tuple(reversed(list(ruleset.questions)))
    rows = merge_equal(questions, rows)
    for question in questions:
        rows = _merge_where_not_asked(question, rows)
    return rows


def merge_equal(questions: Iterable[str], rows: list[Choices]) -> list[Choices]:
    """Merge rows that name the same questions and differ in only one, which is in `questions`."""
    for question in questions:
        found: dict[Hashable, Choices] = {}
        for row in rows:
            rest = frozenset((key, fitting) for key, fitting in row.items() if key != question)
            key = (rest, question in row)
            found[key] = _both(question, found[key], row) if key in found else row
        rows = list(found.values())
    return rows


def _merge_where_not_asked(question: str, rows: list[Choices]) -> list[Choices]:
    """Merge rows that agree in all questions that both name, except in one that both name."""
    done: list[Choices] = []
    for row in rows:
        for index, other in enumerate(done):
            if _differ_only_in(question, row, other):
                done[index] = _both(question, other, row)
                break
        else:
            done.append(row)
    return done


def _differ_only_in(question: str, one: Choices, other: Choices) -> bool:
    both = one.keys() & other.keys()
    return question in both and all(key == question or one[key] == other[key] for key in both)


def _both(question: str, one: Choices, other: Choices) -> Choices:
    if question not in one:
        return one
    return {**one, **other, question: one[question] | other[question]}
