"""Ids, orders and texts that differ between two rulesets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from widget.rules.model import Category, Ruleset
from widget.rules.texts import texts

Name = tuple[str, ...]
"""(question id,) or (question id, option id); () for the questions themselves."""


@dataclass(frozen=True)
class Reworded:
    """A text that changed; `before` is empty for an added text, `after` for a removed one."""

    location: str
    before: str
    after: str


@dataclass(frozen=True)
class Names:
    """Questions and options that are added, removed or in another order, and texts that changed.

    Texts of added and removed questions and options are left out.
    """

    added: tuple[Name, ...]
    removed: tuple[Name, ...]
    reordered: tuple[Name, ...]
    reworded: tuple[Reworded, ...]

    def __bool__(self) -> bool:
        """Return whether there is any difference."""
        return any(vars(self).values())


def compare(old: Ruleset, new: Ruleset) -> Names:
    """Return the differences of ids, orders and texts between two rulesets."""
    before, after = _named(old), _named(new)
    added = tuple(name for name in after if name not in before)
    removed = tuple(name for name in before if name not in after)
    return Names(
        added=added,
        removed=removed,
        reordered=tuple(_reordered(old, new)),
        reworded=tuple(_reworded(old, new, {*added, *removed})),
    )


def _named(ruleset: Ruleset) -> list[Name]:
    names: list[Name] = []
    for question in ruleset.questions.values():
        names += [(question.id,), *((question.id, option) for option in question.options)]
    return names


def _reordered(old: Ruleset, new: Ruleset) -> Iterator[Name]:
    if _differ_in_order(list(old.questions), list(new.questions)):
        yield ()
    for key in old.questions.keys() & new.questions.keys():
        if _differ_in_order(list(old.questions[key].options), list(new.questions[key].options)):
            yield (key,)


def _differ_in_order(before: list[str], after: list[str]) -> bool:
    return [key for key in before if key in after] != [key for key in after if key in before]


def _reworded(old: Ruleset, new: Ruleset, left_out: set[Name]) -> Iterator[Reworded]:
    before, after = _words(old), _words(new)
    for location in dict.fromkeys((*before, *after)):
        name = tuple(location.split("."))
        if not {name[:1], name[:2]} & left_out:
            old_texts, new_texts = before.get(location, []), after.get(location, [])
            gone = [text for text in old_texts if text not in new_texts]
            came = [text for text in new_texts if text not in old_texts]
            for each in zip_longest(gone, came, fillvalue=""):
                yield Reworded(location, *each)


def _words(ruleset: Ruleset) -> dict[str, list[str]]:
    """Return by location all texts of the rules, and other values that no path shows."""
    found: dict[str, list[str]] = {}
    for text in texts(ruleset):
        found.setdefault(text.context, []).append(text.english)
    for key, clause in ruleset.clauses.items():
        found[f"clauses.{key}.quote"] = [clause.quote] if clause.quote else []
    for key, outcome in ruleset.outcomes.items():
        if isinstance(outcome, Category):
            found[f"{key}.paragraph"] = [outcome.paragraph] if outcome.paragraph else []
    for key, point in ruleset.points.items():
        found[f"points.{key}.categories"] = sorted(point.categories or ())
    return found
