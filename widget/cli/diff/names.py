"""The ids of questions, options and outcomes in which two rulesets differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from widget.rules.model import Ruleset

Name = tuple[str, ...]
"""(question id,) or (question id, option id); () for the questions themselves."""


@dataclass(frozen=True)
class Names:
    """The questions and options that are added, removed, or in another order.

    The options of an added or removed question are left out.
    """

    added: tuple[Name, ...]
    removed: tuple[Name, ...]
    reordered: tuple[Name, ...]

    def __bool__(self) -> bool:
        """Return whether there is any difference."""
        return any(vars(self).values())


def compare_names(old: Ruleset, new: Ruleset) -> Names:
    """Return the questions and options in which two rulesets differ."""
    return Names(
        added=tuple(_only_in(new, old)),
        removed=tuple(_only_in(old, new)),
        reordered=tuple(_reordered(old, new)),
    )


class Kept(NamedTuple):
    """How many ids the old rules have, and how many of them the new rules keep."""

    kept: int
    all: int


def kept_ids(old: Ruleset, new: Ruleset) -> tuple[Kept, Kept, Kept]:
    """Return how many questions, options and outcomes are kept."""
    questions = [key for key in old.questions if key in new.questions]
    options = [
        key
        for question in questions
        for key in old.questions[question].options
        if key in new.questions[question].options
    ]
    outcomes = old.outcomes.keys() & new.outcomes.keys()
    all_options = sum(len(question.options) for question in old.questions.values())
    return (
        Kept(len(questions), len(old.questions)),
        Kept(len(options), all_options),
        Kept(len(outcomes), len(old.outcomes)),
    )


def _only_in(one: Ruleset, other: Ruleset) -> Iterator[Name]:
    for key, question in one.questions.items():
        if key not in other.questions:
            yield (key,)
        else:
            options = other.questions[key].options
            yield from ((key, option) for option in question.options if option not in options)


def _reordered(old: Ruleset, new: Ruleset) -> Iterator[Name]:
    if _differ_in_order(list(old.questions), list(new.questions)):
        yield ()
    for key in (key for key in old.questions if key in new.questions):
        if _differ_in_order(list(old.questions[key].options), list(new.questions[key].options)):
            yield (key,)


def _differ_in_order(before: list[str], after: list[str]) -> bool:
    return [key for key in before if key in after] != [key for key in after if key in before]
