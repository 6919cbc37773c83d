"""Describes sets of paths by as few answers as possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_

from widget.cli.merge import Choices

PathSet = int
"""A set of paths: bit n stands for path n."""


class Who:
    """Describes sets of paths by rows of answers.

    A row holds for a path that gives one of the row's options to each question of the row.
    """

    def __init__(self, paths: Sequence[Mapping[str, str]]) -> None:
        """Take the answers (question id → option id) of all paths, which the index then names."""
        self._paths = paths
        self._all: PathSet = (1 << len(paths)) - 1
        self._with: dict[str, dict[str | None, PathSet]] = {}
        for index, path in enumerate(paths):
            for question, option in path.items():
                chosen = self._with.setdefault(question, {})
                chosen[option] = chosen.get(option, 0) | 1 << index

    def rows(self, indices: Iterable[int], among: Iterable[int] | None = None) -> list[Choices]:
        """Return rows of answers that together hold for the paths at these indices, and no others.

        With `among`, rows may hold for any path that is not at one of its indices. A row without
        answers holds for everybody.
        """
        wanted = left = _set(indices)
        others = (self._all if among is None else _set(among)) & ~wanted
        rows: list[Choices] = []
        while left:
            first = self._paths[(left & -left).bit_length() - 1]
            rows.append(self._widened(self._shortened(first, others), wanted, others))
            left &= ~self._holds_for(rows[-1])
        return self._without_repeats(rows, wanted)

    def _shortened(self, path: Mapping[str, str], others: PathSet) -> Choices:
        """Return a path's answers without those that are not needed to exclude the others."""
        row: Choices = {question: frozenset([option]) for question, option in path.items()}
        # From the last to the first, since the first answers describe people best.
        for question in reversed(list(path)):
            shorter = {key: options for key, options in row.items() if key != question}
            if not self._holds_for(shorter) & others:
                row = shorter
        return row

    def _widened(self, row: Choices, wanted: PathSet, others: PathSet) -> Choices:
        """Add options to a row that hold for more wanted paths and for none of the others."""
        for question in row:
            for option in self._with[question]:
                wider = {**row, question: row[question] | {option}}
                more = self._holds_for(wider) & ~self._holds_for(row)
                if more & wanted and not more & others:
                    row = wider
        return row

    def _without_repeats(self, rows: list[Choices], wanted: PathSet) -> list[Choices]:
        """Remove options, and so rows, whose wanted paths other rows hold for, too."""
        for index, question, option in [
            (index, question, option)
            for index, row in enumerate(rows)
            for question, options in row.items()
            for option in sorted(map(str, options))
        ]:
            row = rows[index]
            narrower = {**row, question: row[question] - {option}}
            others = (self._holds_for(each) for i, each in enumerate(rows) if i != index)
            if not wanted & ~reduce(or_, others, self._holds_for(narrower)):
                rows[index] = narrower
        return [row for row in rows if all(row.values())]

    def _holds_for(self, row: Choices) -> PathSet:
        each = (
            reduce(or_, (self._with[question][option] for option in options), 0)
            for question, options in row.items()
        )
        return reduce(and_, each, self._all)


def _set(indices: Iterable[int]) -> PathSet:
    return reduce(or_, (1 << index for index in indices), 0)
