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


class Share(NamedTuple):
    """A number of ids, out of all."""

    number: int
    all: int


class Kept(NamedTuple):
    """How many of the old ids the new rules keep."""

    questions: Share
    options: Share
    outcomes: Share

    @property
    def are_few(self) -> bool:
        """Whether fewer than half are kept: then it is another ruleset."""
        return 2 * sum(each.number for each in self) < sum(each.all for each in self)


def kept_ids(old: Ruleset, new: Ruleset) -> Kept:
    """Return how many of the old ids the new rules keep."""
    questions = [key for key in old.questions if key in new.questions]
    options = [
        key
        for question in questions
        for key in old.questions[question].options
        if key in new.questions[question].options
    ]
    outcomes = old.outcomes.keys() & new.outcomes.keys()
    all_options = sum(len(question.options) for question in old.questions.values())
    return Kept(
        Share(len(questions), len(old.questions)),
        Share(len(options), all_options),
        Share(len(outcomes), len(old.outcomes)),
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
