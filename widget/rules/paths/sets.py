"""Sets of combinations of answers, of which one that holds billions can still be small.

A set is a decision diagram: it asks for one answer after the other and branches. Equal branches are
kept once, so a set stays small where answers do not depend on each other. A set is named by a
number, equal sets by equal numbers. Questions are numbers too, and so are a question's options,
from 1 on; 0 in place of an option says that the question was not asked.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from functools import reduce

NOTHING = 0
"""The set without any combination."""

NO_ANSWERS = 1
"""The set with one combination, in which no question was asked."""

LIMIT = 1_000_000
"""Nodes to look at: many times what 200 questions need, and a few seconds' work."""


class TooLarge(Exception):  # noqa: N818 - what happened, not a fault of the program
    """The answers depend on each other in too many ways."""


class Sets:
    """Sets of answers to some questions, made from one another."""

    def __init__(self, options: Sequence[int], limit: int) -> None:
        """Take each question's number of options. More work than `limit` raises TooLarge."""
        self._options = options
        self._left = limit
        # A node is a question, and what follows on each of its options. It asks before its parts
        # do, and its number is larger than theirs.
        end = sys.maxsize, ()
        self._nodes: list[tuple[int, tuple[int, ...]]] = [end, end]
        self._numbers: dict[tuple[int, tuple[int, ...]], int] = {}
        self._unions: dict[tuple[int, int], int] = {}
        self._answered: dict[tuple[int, int, int], int] = {}

    def work(self, nodes: int) -> None:
        """Count nodes looked at, or as much other work. Raises TooLarge past the limit."""
        self._left -= nodes
        if self._left < 0:
            raise TooLarge

    def union(self, one: int, other: int) -> int:
        """All that is in one of two sets."""
        if one == other or NOTHING in (one, other):
            return one or other
        key = (one, other) if one < other else (other, one)
        if key not in self._unions:
            self.work(1)
            question = min(self._nodes[one][0], self._nodes[other][0])
            parts = map(self.union, self._parts(one, question), self._parts(other, question))
            self._unions[key] = self._node(question, tuple(parts))
        return self._unions[key]

    def only(self, given: int, question: int, option: int) -> int:
        """What is in a set with this answer."""
        key = (given, question, option)
        if key not in self._answered:
            self._answered[key] = self._change(
                given,
                question,
                lambda n: self._answer(question, option, self._parts(n, question)[option]),
            )
        return self._answered[key]

    def put(self, given: int, question: int, option: int) -> int:
        """What is in a set where the question was not asked, with this answer."""
        return self._change(given, question, lambda n: self._answer(question, option, n))

    def keep(self, given: int, questions: Collection[int]) -> int:
        """What is in a set, with the answers to some questions only."""
        new: dict[int, int] = {NOTHING: NOTHING, NO_ANSWERS: NO_ANSWERS}
        for number in self._down_to(given, sys.maxsize):
            question, parts = self._nodes[number]
            left = tuple(new[part] for part in parts)
            if number not in new:
                kept = question in questions
                new[number] = self._node(question, left) if kept else reduce(self.union, left)
        return new[given]

    def _change(self, given: int, question: int, change: Callable[[int], int]) -> int:
        """Change a set wherever a question is asked or, not being asked, would be."""
        new: dict[int, int] = {}
        for number in self._down_to(given, question):
            first, parts = self._nodes[number]
            above = first < question
            new[number] = (
                self._node(first, tuple(new[part] for part in parts)) if above else change(number)
            )
        return new[given]

    def _down_to(self, given: int, question: int) -> list[int]:
        """A set's nodes above and at a question, each after its parts."""
        found = {given}
        todo = [given]
        while todo:
            first, parts = self._nodes[todo.pop()]
            if first < question:
                new = set(parts) - found
                found |= new
                todo.extend(new)
        self.work(len(found))
        return sorted(found)

    def _parts(self, number: int, question: int) -> tuple[int, ...]:
        """What follows on each option of a set's first question, or of one that comes before."""
        first, parts = self._nodes[number]
        return parts if first == question else (number, *[NOTHING] * self._options[question])

    def _answer(self, question: int, option: int, rest: int) -> int:
        parts = [NOTHING] * (self._options[question] + 1)
        parts[option] = rest
        return self._node(question, tuple(parts))

    def _node(self, question: int, parts: tuple[int, ...]) -> int:
        if not any(parts[1:]):
            return parts[0]
        key = (question, parts)
        if key not in self._numbers:
            self._numbers[key] = len(self._nodes)
            self._nodes.append(key)
        return self._numbers[key]
