"""Two rulesets, followed at once with the same answers.

Each path of the old rules is followed through the new ones. A *pair* holds where its answers lead
in both. Paths that come to the same pair have the same ahead of them, so what holds for all paths
is computed in one pass over the pairs.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import NamedTuple

from widget.cli.diff.places import NOTHING, Asked, End, Follower, Place
from widget.problems import Problem, Problems
from widget.rules.model import Ruleset
from widget.rules.states import State

MAX_PAIRS = 200_000
"""With more pairs than this, two rulesets are not compared. A ruleset has at most 50,000 states."""


class Pair(NamedTuple):
    """Where the same answers lead in the old rules and in the new ones.

    After a question that only the new rules ask, `now` has a place for each of its answers; `asked`
    is the first such question. `unknown` means that the new rules have the question of some answer,
    but not the option.
    """

    was: Place
    now: frozenset[Place]
    asked: Asked | None = None
    unknown: bool = False


class Pairs:
    """All pairs that the old rules' paths come to.

    `edges` maps a pair and an option of its old question to the pair that follows; a pair comes
    before those that follow it. `paths` counts the paths to each pair. `named_apart` has the points
    that some answer adds in only one of the rulesets.
    """

    def __init__(
        self,
        old: Ruleset,
        new: Ruleset,
        tracked: frozenset[str] = NOTHING,
        most: int = MAX_PAIRS,
    ) -> None:
        """Follow proven rules; ends differ in points only if they are `tracked`.

        Raises Problems if there are more than `most` pairs.
        """
        self.old, self.new = Follower(old, tracked), Follower(new, tracked)
        self.start = Pair(self.old.start, frozenset([self.new.start]))
        self.edges: dict[Pair, dict[str, Pair]] = {}
        self.paths: dict[Pair, int] = {self.start: 1}
        self.named_apart: set[str] = set()
        self._shortest: dict[Pair, tuple[int, Pair | None, str]] = {self.start: (0, None, "")}
        self._explore(most)

    @property
    def ends(self) -> list[Pair]:
        """The pairs at which the old paths end."""
        return [pair for pair in self.paths if isinstance(pair.was.at, End)]

    def shortest(self, pair: Pair) -> Mapping[str, str]:
        """Return the answers (question id → option id) of a shortest path to a pair."""
        answers: list[tuple[str, str]] = []
        here: Pair | None = pair
        while here:
            _, before, option = self._shortest[here]
            if before and isinstance(before.was.at, State):
                answers.append((before.was.at.question, option))
            here = before
        return dict(reversed(answers))

    def end_of(self, answers: Mapping[str, str]) -> Pair:
        """Return the pair at which a path of the old rules ends, given by its answers."""
        here = self.start
        while isinstance(here.was.at, State):
            here = self.edges[here][answers[here.was.at.question]]
        return here

    def _explore(self, most: int) -> None:
        reached: dict[str, dict[Pair, None]] = {key: {} for key in self.old.ruleset.questions}
        reached[self.old.ruleset.start][self.start] = None
        for pairs in reached.values():
            if len(self.edges) + len(pairs) > most:
                raise Problems([_too_many(self.old.ruleset, self.new.ruleset)])
            for pair in pairs:
                self.edges[pair] = dict(self._follow(pair))
                for option, following in self.edges[pair].items():
                    self._count(pair, option, following)
                    if isinstance(following.was.at, State):
                        reached[following.was.at.question][following] = None

    def _count(self, pair: Pair, option: str, following: Pair) -> None:
        self.paths[following] = self.paths.get(following, 0) + self.paths[pair]
        length = self._shortest[pair][0] + 1
        if following not in self._shortest or length < self._shortest[following][0]:
            self._shortest[following] = (length, pair, option)

    def _follow(self, pair: Pair) -> Iterator[tuple[str, Pair]]:
        """Yield each option of a pair's old question with the pair that follows."""
        state = pair.was.at
        assert isinstance(state, State)  # noqa: S101 - a pair at an end has no options
        in_new = self.new.ruleset.questions.get(state.question)
        for option, edge in self.old.graph.edges[state].items():
            was = Place(*self.old.along(edge, pair.was.points))
            given, to_come = (state.question, option), self.old.can_ask(was.at)
            now, asked = set(), pair.asked
            for each in pair.now:
                for place, step in self.new.after(each, given, to_come):
                    now.add(place)
                    asked = asked or step.asked
                    self.named_apart |= step.named.symmetric_difference(edge.row.route.confirm)
            unknown = pair.unknown or (in_new is not None and option not in in_new.options)
            yield option, Pair(was, frozenset(now), asked, unknown)


def few_pairs(old: Ruleset, new: Ruleset) -> Pairs:
    """Return the pairs of two rulesets; ends differ only in points that one of them has alone."""
    pairs = Pairs(old, new)
    points = points_that_differ(pairs)
    return Pairs(old, new, points) if points else pairs


def points_that_differ(pairs: Pairs) -> frozenset[str]:
    """Return the points that can apply to a path's end in only one of two rulesets."""
    old, new = pairs.old.ruleset, pairs.new.ruleset
    points = {**old.points, **new.points}
    others = (key for key in points if _categories(old, key) != _categories(new, key))
    return frozenset([*pairs.named_apart, *others])


def _categories(ruleset: Ruleset, point: str) -> Hashable:
    return point in ruleset.points and ruleset.points[point].categories


def _too_many(old: Ruleset, new: Ruleset) -> Problem:
    what = f"It differs from {old.file} in too many ways to compare them."
    return Problem(new.file, "", what, "fewer changes at once")
