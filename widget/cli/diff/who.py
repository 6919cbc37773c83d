"""Who takes certain paths and no others, told by as few answers as will do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import and_, or_

from widget.cli.merge import Choices
from widget.rules.walk import Reached

PathSet = int
"""A set of paths: bit n stands for path n."""


class Who:
    """Tells sets of paths by answers; each row holds for everybody who gave one of each of its."""

    def __init__(self, paths: Sequence[Reached]) -> None:
        """Take all paths there are; they are known by their place."""
        self._paths = paths
        self._all: PathSet = (1 << len(paths)) - 1
        self._with: dict[str, dict[str | None, PathSet]] = {}
        for place, path in enumerate(paths):
            for answer in path.trail:
                chosen = self._with.setdefault(answer.question.id, {})
                chosen[answer.option.id] = chosen.get(answer.option.id, 0) | 1 << place

    def takes(self, places: Iterable[int], among: Iterable[int] | None = None) -> Iterator[Choices]:
        """Yield rows of answers that together hold for the paths at these places, and no others.

        `among` are the places of all that are spoken of, if those are not all. A row without
        answers holds for everybody.
        """
        wanted = left = _set(places)
        others = (self._all if among is None else _set(among)) & ~wanted
        while left:
            first = self._paths[(left & -left).bit_length() - 1]
            row = self._widened(self._shortened(first, others), wanted, others)
            yield row
            left &= ~self._holds_for(row)

    def _shortened(self, path: Reached, others: PathSet) -> Choices:
        """Leave out of a path's answers what the rest implies, or what does not matter."""
        row: Choices = {answer.question.id: frozenset([answer.option.id]) for answer in path.trail}
        # From the last on: the first answers say best who somebody is.
        for question in reversed(list(row)):
            shorter = {key: options for key, options in row.items() if key != question}
            if not self._holds_for(shorter) & others:
                row = shorter
        return row

    def _widened(self, row: Choices, wanted: PathSet, others: PathSet) -> Choices:
        """Add the answers of more people who are wanted, as long as none of the others come in."""
        for question in row:
            for option in self._with[question]:
                wider = {**row, question: row[question] | {option}}
                more = self._holds_for(wider) & ~self._holds_for(row)
                if more & wanted and not more & others:
                    row = wider
        return row

    def _holds_for(self, row: Choices) -> PathSet:
        each = (
            reduce(or_, (self._with[question][option] for option in options))
            for question, options in row.items()
        )
        return reduce(and_, each, self._all)


def _set(places: Iterable[int]) -> PathSet:
    return reduce(or_, (1 << place for place in places), 0)
