"""Names and words in which two rulesets differ, besides what their answers lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from widget.rules.model import Category, Ruleset, texts

Name = tuple[str, ...]
"""(question id,) or (question id, option id); () for the questions themselves."""


@dataclass(frozen=True)
class Reworded:
    """Words at a place of the rules that are now others, newly there, or gone."""

    place: str
    before: str
    after: str


@dataclass(frozen=True)
class Names:
    """Questions and options that came, went, or have another place in the order.

    With them the words that changed where a question or an option is neither added nor removed.
    """

    added: tuple[Name, ...]
    removed: tuple[Name, ...]
    reordered: tuple[Name, ...]
    reworded: tuple[Reworded, ...]

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return any(vars(self).values())


def compare(old: Ruleset, new: Ruleset) -> Names:
    """Compare the names and words of two rulesets."""
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


def _reworded(old: Ruleset, new: Ruleset, besides: set[Name]) -> Iterator[Reworded]:
    before, after = _words(old), _words(new)
    for place in dict.fromkeys((*before, *after)):
        name = tuple(place.split("."))
        if not {name[:1], name[:2]} & besides:
            here, there = before.get(place, []), after.get(place, [])
            gone = [words for words in here if words not in there]
            came = [words for words in there if words not in here]
            for each in zip_longest(gone, came, fillvalue=""):
                yield Reworded(place, *each)


def _words(ruleset: Ruleset) -> dict[str, list[str]]:
    """All that people read of the rules, and what else no path shows, by place."""
    found: dict[str, list[str]] = {}
    for text in texts(ruleset):
        found.setdefault(text.context, []).append(text.english)
    for key, clause in ruleset.clauses.items():
        found[f"clauses.{key}.quote"] = [clause.quote]
    for key, outcome in ruleset.outcomes.items():
        if isinstance(outcome, Category):
            found[f"{key}.paragraph"] = [str(outcome.paragraph)]
    for key, point in ruleset.points.items():
        found[f"points.{key}.categories"] = sorted(point.categories or ())
    return found
