"""The people on some paths, described by their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from widget.cli.diff.changes import Kind
from widget.cli.diff.groups import Group
from widget.cli.diff.pairs import Pair, Pairs
from widget.cli.diff.places import End
from widget.cli.diff.who import Who
from widget.cli.merge import Choices
from widget.rules.model import Category
from widget.rules.states import State

MAX_PATHS = 10_000
"""With more paths than this, nobody is described by what all people of a group have in common."""


class People:
    """The people on the paths of the old rules of some pairs."""

    def __init__(self, pairs: Pairs) -> None:
        """Take the pairs that the paths come to."""
        self.pairs = pairs

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

    @property
    def are_too_many(self) -> bool:
        """Whether there are more than MAX_PATHS paths."""
        return self.pairs.old.graph.number_of_paths > MAX_PATHS

    @cached_property
    def _paths(self) -> Sequence[Mapping[str, str]]:
        return tuple(self.pairs.old.graph.paths())

    @cached_property
    def _who(self) -> Who:
        return Who(self._paths)

    @cached_property
    def _ends(self) -> Sequence[Pair]:
        return [self.pairs.end_of(path) for path in self._paths]

    @cached_property
    def _with_category(self) -> Sequence[int]:
        """The paths to a category: only there, people see points to confirm."""
        outcomes = self.pairs.old.ruleset.outcomes
        return [
            index
            for index, end in enumerate(self._ends)
            if isinstance(end.was.at, End)
            if isinstance(outcomes[end.was.at.outcome], Category)
        ]

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
