"""How many paths there are, where they can be counted, and how long they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from widget.rules.model import Ruleset
from widget.rules.paths.ahead import at_most_after
from widget.rules.paths.order import what_matters

MOST = 100_000
"""Answers to look at: hundreds of times what a questionnaire for people needs."""


@dataclass(frozen=True)
class Count:
    """How many paths there are from a question to an outcome, and how many answers they have.

    `paths` is None where they are too many; then none is shorter than `shortest` or longer than
    `longest`.
    """

    paths: int | None
    shortest: int
    longest: int


class Node(NamedTuple):
    """A question, with the earlier answers (question id, option id) that can matter there."""

    question: str
    seen: frozenset[tuple[str, str]]


def count(ruleset: Ruleset, most: int = MOST) -> Count:
    """Count the paths of proven rules, as long as no more than `most` answers are looked at."""
    matters = what_matters(ruleset)
    start = Node(ruleset.start, frozenset())
    counted: dict[Node | None, Count] = {None: Count(1, 0, 0)}
    todo = [start]
    while todo and most > 0:
        most -= 1 + len(todo[-1].seen)
        after = list(_after(ruleset, matters, todo[-1]))
        waiting = [node for node in after if node and node not in counted]
        todo.extend(waiting)
        if not waiting:
            counted[todo.pop()] = _one_more([counted[node] for node in after])
    return counted.get(start) or Count(None, _shortest(ruleset), _longest(ruleset))


def _after(
    ruleset: Ruleset, matters: Mapping[str, frozenset[str]], node: Node
) -> Iterator[Node | None]:
    """Where a node's options lead, None for an outcome."""
    for option in ruleset.questions[node.question].options.values():
        answers = {**dict(node.seen), node.question: option.id}
        goto = option.route(answers).goto
        if goto in ruleset.questions:
            yield Node(goto, frozenset(a for a in answers.items() if a[0] in matters[goto]))
        else:
            yield None


def _one_more(after: Sequence[Count]) -> Count:
    """Count from a question on, knowing what is counted from where its options lead."""
    return Count(
        paths=sum(each.paths or 0 for each in after),
        shortest=1 + min(each.shortest for each in after),
        longest=1 + max(each.longest for each in after),
    )


def _longest(ruleset: Ruleset) -> int:
    return 1 + at_most_after(ruleset, ruleset.start, {})


def _shortest(ruleset: Ruleset) -> int:
    """The number of answers to the nearest outcome, conditions aside."""
    answers, here = 0, {ruleset.start}
    while here <= ruleset.questions.keys():
        options = (option for key in here for option in ruleset.questions[key].options.values())
        here = {route.goto for option in options for route in option.routes.values()}
        answers += 1
    return answers
