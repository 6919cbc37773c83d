"""Questions and options that only one of two rulesets has, or that stand in another order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from widget.rules.model import Ruleset

Name = tuple[str, ...]
"""(question id,) or (question id, option id); () for the questions themselves."""


@dataclass(frozen=True)
class Names:
    """The questions and options that are added, removed, or in another order."""

    added: tuple[Name, ...]
    removed: tuple[Name, ...]
    reordered: tuple[Name, ...]

    def __bool__(self) -> bool:
        """Return whether there is any difference."""
        return any(vars(self).values())


def compare_names(old: Ruleset, new: Ruleset) -> Names:
    """Return the questions and options in which two rulesets differ."""
    before, after = _named(old), _named(new)
    return Names(
        added=tuple(name for name in after if name not in before),
        removed=tuple(name for name in before if name not in after),
        reordered=tuple(_reordered(old, new)),
    )


def _named(ruleset: Ruleset) -> list[Name]:
    names: list[Name] = []
    for question in ruleset.questions.values():
        names += [(question.id,), *((question.id, option) for option in question.options)]
    return names


def _reordered(old: Ruleset, new: Ruleset) -> Iterator[Name]:
    if _differ_in_order(list(old.questions), list(new.questions)):
        yield ()
    for key in (key for key in old.questions if key in new.questions):
        if _differ_in_order(list(old.questions[key].options), list(new.questions[key].options)):
            yield (key,)


def _differ_in_order(before: list[str], after: list[str]) -> bool:
    return [key for key in before if key in after] != [key for key in after if key in before]
