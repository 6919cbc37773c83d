"""The people on some paths, described by their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from widget.cli.diff.changes import Kind
from widget.cli.diff.groups import Group
from widget.cli.diff.pairs import Pair, Pairs, few_pairs
from widget.cli.diff.places import End
from widget.cli.diff.who import Who
from widget.cli.merge import Choices
from widget.rules.graph import graph_of
from widget.rules.model import Ruleset
from widget.rules.states import State

MAX_PATHS = 10_000
"""With more paths than this, people are described by examples."""


class People:
    """The people on the paths of one ruleset, and what another one makes of them.

    `paths` counts their paths; they `are_too_many` to be described by what all have in common.
    """

    def __init__(self, old: Ruleset, new: Ruleset) -> None:
        """Follow the people on the paths of the old rules through the new ones.

        Raises Problems if the rules differ too much.
        """
        self.paths = graph_of(old).number_of_paths
        self.are_too_many = self.paths > MAX_PATHS
        # Of many paths, only points that differ are told apart: each set of points makes a pair.
        points = frozenset([*old.points, *new.points])
        self.pairs = few_pairs(old, new) if self.are_too_many else Pairs(old, new, points)

    @property
    def lost(self) -> int:
        """The number of paths whose answers lead to a question in the new rules."""
        return sum(self.pairs.paths[pair] for pair in self.pairs.ends if pair.asked)

    def rows(self, group: Group) -> list[Choices]:
        """Return rows of answers that together hold for all people of a group, and nobody else.

        If only points to confirm change, they may hold for people who reach no category. If there
        are too many paths, returns one row: the answers that decide in the group's example.
        """
        if self.are_too_many:
            return [self._deciding(group.example)]
        indices = [index for index, end in enumerate(self._ends) if end in group.ends]
        among = self._with_category if group.kind == Kind.CONFIRM else None
        return self._who.rows(indices, among)

    @cached_property
    def _answers(self) -> Sequence[Mapping[str, str]]:
        return tuple(self.pairs.old.graph.paths())

    @cached_property
    def _who(self) -> Who:
        return Who(self._answers)

    @cached_property
    def _ends(self) -> Sequence[Pair]:
        return [self.pairs.end_of(path) for path in self._answers]

    @cached_property
    def _with_category(self) -> Sequence[int]:
        """The paths to a category: only there, people see points to confirm."""
        ends = (end.was.at for end in self._ends)
        return [n for n, end in enumerate(ends) if isinstance(end, End) and end.is_category]

    def _deciding(self, answers: Mapping[str, str]) -> Choices:
        """Return those answers of a path that decide where the new rules first lead elsewhere."""
        old, new = self.pairs.old, self.pairs.new
        was: State | str = old.graph.start
        now: State | str = new.graph.start
        read: set[str] = set()
        while isinstance(was, State) and isinstance(now, State):
            option = answers[was.question]
            edge, other = old.graph.edges[was][option], new.graph.edges[now].get(option)
            read = {was.question, *old.ruleset.questions[was.question].read(option, edge.row)}
            if was.question != now.question or other is None:
                break
            read |= new.ruleset.questions[now.question].read(option, other.row)
            if edge.row.route != other.row.route:
                break
            was, now = edge.to, other.to
        return {key: frozenset([option]) for key, option in answers.items() if key in read}
