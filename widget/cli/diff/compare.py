"""All that differs between two sides, computed when it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from functools import cached_property

from widget.cli.diff.changes import Kind
from widget.cli.diff.groups import Group, groups_of, new_groups_of
from widget.cli.diff.names import Kept, Names, compare_names, kept_ids
from widget.cli.diff.pairs import Pairs
from widget.cli.diff.people import MAX_PATHS, People
from widget.cli.diff.places import NOTHING
from widget.cli.diff.sides import Side
from widget.cli.diff.texts import Detail, Reworded, compare_details, compare_texts
from widget.languages import SOURCE
from widget.rules.graph import graph_of
from widget.rules.model import Ruleset
from widget.rules.otherwise import only_otherwise

Caught = tuple[str, str, str]
"""A question, and an answer (question id, option id) that only its `otherwise` is for."""


class Difference:
    """All that differs between two sides."""

    def __init__(self, old: Side, new: Side) -> None:
        """Take the old side and the new one."""
        self.old, self.new = old, new

    def __bool__(self) -> bool:
        """Return whether a visitor can notice any difference."""
        return bool(
            self.is_another_ruleset
            or self.groups
            or self.names
            or self.details
            or self.texts
            or self.languages_added
            or self.languages_removed
        )

    @property
    def is_another_ruleset(self) -> bool:
        """Whether the new side has fewer than half of the old side's ids."""
        return 2 * sum(each.kept for each in self.kept) < sum(each.all for each in self.kept)

    @property
    def kept(self) -> tuple[Kept, Kept, Kept]:
        """How many of the old questions, options and outcomes the new side has, by their ids."""
        return kept_ids(self.old.ruleset, self.new.ruleset)

    @cached_property
    def names(self) -> Names:
        """The questions and options that differ."""
        return compare_names(self.old.ruleset, self.new.ruleset)

    @cached_property
    def details(self) -> tuple[Detail, ...]:
        """The values beside the texts that differ."""
        return compare_details(self.old.ruleset, self.new.ruleset)

    @cached_property
    def texts(self) -> tuple[Reworded, ...]:
        """The texts that differ in any language that both sides have."""
        return compare_texts(self.old, self.new, self.languages, self.names)

    @property
    def languages(self) -> list[str]:
        """The languages that both sides have, English first."""
        both = self.old.words.keys() & self.new.words.keys()
        return sorted(both, key=lambda language: (language != SOURCE, language))

    @property
    def languages_added(self) -> list[str]:
        """The languages that only the new side has."""
        return sorted(self.new.words.keys() - self.old.words.keys())

    @property
    def languages_removed(self) -> list[str]:
        """The languages that only the old side has."""
        return sorted(self.old.words.keys() - self.new.words.keys())

    @cached_property
    def caught(self) -> tuple[Caught, ...]:
        """The answers that only an `otherwise` of the new rules is for, but of the old ones not."""
        before = {*_only_otherwise(self.old.ruleset)}
        return tuple(each for each in _only_otherwise(self.new.ruleset) if each not in before)

    @property
    def paths(self) -> int:
        """The number of paths of the old rules."""
        return graph_of(self.old.ruleset).number_of_paths

    @cached_property
    def people(self) -> People:
        """The people on the paths of the old rules."""
        return People(_pairs_of(self.old.ruleset, self.new.ruleset))

    @cached_property
    def new_people(self) -> People:
        """The people on the paths of the new rules."""
        return People(_pairs_of(self.new.ruleset, self.old.ruleset))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups of old paths on which anything changes, the worst first; then new paths."""
        new_options = any(len(name) > 1 for name in self.names.added)
        new = new_groups_of(self.new_people.pairs) if new_options else ()
        return (*groups_of(self.people.pairs), *new)

    @property
    def changed(self) -> Counter[Kind]:
        """The number of paths by what changes on them."""
        counter: Counter[Kind] = Counter()
        for group in self.groups:
            counter[group.kind] += group.paths
        return counter

    @property
    def lost(self) -> int:
        """The number of old paths whose answers lead to a question in the new rules."""
        pairs = self.people.pairs
        return sum(pairs.paths[pair] for pair in pairs.ends if pair.asked)


def _only_otherwise(ruleset: Ruleset) -> Iterator[Caught]:
    for question, caught in only_otherwise(graph_of(ruleset)):
        yield from ((question, key, option) for key, each in caught.items() for option in each)


def _pairs_of(old: Ruleset, new: Ruleset) -> Pairs:
    """Return the pairs of two rulesets, with points told apart."""
    if graph_of(old).number_of_paths <= MAX_PATHS:
        return Pairs(old, new, frozenset([*old.points, *new.points]))
    # Each set of points on the way to a state makes pairs of its own.
    return Pairs(old, new, points_that_differ(old, new))


def points_that_differ(old: Ruleset, new: Ruleset) -> frozenset[str]:
    """Return the points that can apply to a path's end in only one of two rulesets."""
    points = {**old.points, **new.points}
    others = (key for key in points if _categories(old, key) != _categories(new, key))
    return frozenset([*Pairs(old, new).named_apart, *others]) if points else NOTHING


def _categories(ruleset: Ruleset, point: str) -> Hashable:
    return point in ruleset.points and ruleset.points[point].categories
