"""Two rulesets, followed at once with the same answers.

Each path of the old rules is followed through the new ones. A *pair* holds where its answers lead
in both. Paths that come to the same pair have the same ahead of them, so what holds for all paths
is computed in one pass over the pairs.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from widget.cli.diff.follower import Follower
from widget.cli.diff.places import NOTHING, Asked, End, Found, Place, are_settled
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


@dataclass
class Ways:
    """The number of paths to a pair, and the last answer of a shortest one.

    `length` counts its answers; `option` answers the question of the pair `before`.
    """

    paths: int
    length: int
    before: Pair | None
    option: str


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
        *,
        roughly: bool = False,
    ) -> None:
        """Follow proven rules; ends differ in points only if they are `tracked`.

        Followed `roughly`, the new rules lead anywhere once a question without a known answer
        decides. Raises Problems if there are more than `most` pairs.
        """
        self.old, self.new = Follower(old, tracked), Follower(new, tracked, roughly=roughly)
        self.start = Pair(self.old.start, frozenset([self.new.start]))
        self.edges: dict[Pair, dict[str, Pair]] = {}
        self.named_apart: set[str] = set()
        self._ways = {self.start: Ways(1, 0, None, "")}
        self._explore(most)
        self.paths = {pair: ways.paths for pair, ways in self._ways.items()}

    @property
    def ends(self) -> list[Pair]:
        """The pairs at which the old paths end."""
        return [pair for pair in self.paths if isinstance(pair.was.at, End)]

    def shortest(self, pair: Pair) -> Mapping[str, str]:
        """Return the answers (question id → option id) of a shortest path to a pair."""
        answers: list[tuple[str, str]] = []
        ways = self._ways[pair]
        while ways.before:
            answers.append((_state(ways.before).question, ways.option))
            ways = self._ways[ways.before]
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
                    is_new = self._count(pair, option, following)
                    if is_new and isinstance(following.was.at, State):
                        reached[following.was.at.question][following] = None

    def _count(self, pair: Pair, option: str, following: Pair) -> bool:
        """Count the paths that come to a pair by an option, and return whether it is a new pair."""
        before = self._ways[pair]
        ways = Ways(before.paths, before.length + 1, pair, option)
        known = self._ways.setdefault(following, ways)
        if known is ways:
            return True
        known.paths += ways.paths
        if ways.length < known.length:
            known.length, known.before, known.option = ways.length, pair, option
        return False

    def _follow(self, pair: Pair) -> Iterator[tuple[str, Pair]]:
        """Yield each option of a pair's old question with the pair that follows."""
        state = _state(pair)
        in_new = self.new.ruleset.questions.get(state.question)
        settled = are_settled(pair.now)
        for option, edge in self.old.graph.edges[state].items():
            was = Place(*self.old.along(edge, pair.was.points))
            given, to_come = (state.question, option), self.old.can_ask(was.at)
            found = Found(pair.now) if settled else self.new.after(pair.now, given, to_come)
            confirm = frozenset(edge.row.route.confirm)
            self.named_apart |= (found.named - confirm) | (confirm - found.always)
            unknown = pair.unknown or (in_new is not None and option not in in_new.options)
            yield option, Pair(was, found.places, pair.asked or found.asked, unknown)


def few_pairs(old: Ruleset, new: Ruleset) -> Pairs:
    """Return the pairs of two rulesets; ends differ only in points that one of them has alone."""
    pairs = Pairs(old, new, roughly=True)
    points = points_that_differ(pairs)
    return Pairs(old, new, points, roughly=True) if points else pairs


def points_that_differ(pairs: Pairs) -> frozenset[str]:
    """Return the points that can apply to a path's end in only one of two rulesets."""
    old, new = pairs.old.ruleset, pairs.new.ruleset
    points = {**old.points, **new.points}
    others = (key for key in points if _categories(old, key) != _categories(new, key))
    return frozenset([*pairs.named_apart, *others])


def _state(pair: Pair) -> State:
    assert isinstance(pair.was.at, State)  # noqa: S101 - a pair at an end has no options
    return pair.was.at


def _categories(ruleset: Ruleset, point: str) -> Hashable:
    return point in ruleset.points and ruleset.points[point].categories


def _too_many(old: Ruleset, new: Ruleset) -> Problem:
    what = f"It differs from {old.file} in too many ways to compare them."
    return Problem(new.file, "", what, "fewer changes at once")
