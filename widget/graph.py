"""The rules as a graph: what can lie ahead, for every set of earlier answers that matters.

A node is a question together with those earlier answers that some condition can still see from
there; two visitors who differ only in other answers stand at the same node. So the graph grows with
what conditions look back at and not with the number of paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from widget.rules import Option, Question, Route, Ruleset

LIMIT = 10_000
"""Nodes: hundreds of times what a questionnaire for people needs, and a few seconds' work."""


class Node(NamedTuple):
    """A question, and the earlier answers (question id, option id) that can still matter."""

    question: str
    seen: frozenset[tuple[str, str]]


class Step(NamedTuple):
    """An option taken at a node. `leads_to` is None where the step goes to no question."""

    node: Node
    option: Option
    case: str | None
    route: Route
    leads_to: Node | None


@dataclass(frozen=True)
class Gap:
    """An option that has no route for the answers seen at a node.

    `case` is the answer that it has none for, None where the question was not asked before.
    """

    node: Node
    option: Option
    case: str | None


@dataclass(frozen=True)
class Again:
    """A step that leads back to a question that was asked before on the way."""

    node: Node
    option: Option
    case: str | None
    question: str


class TooManyNodes(Exception):  # noqa: N818 - what happened, not a fault of the program
    """The conditions look back at more combinations of answers than can be walked."""


class Graph:
    """All nodes that can be reached from the start, with their steps, and what goes wrong there."""

    def __init__(self, ruleset: Ruleset, limit: int = LIMIT) -> None:
        """Walk the rules from the start. Raises TooManyNodes past `limit` nodes."""
        self._ruleset = ruleset
        self._visible = _visible(ruleset)
        self.steps: dict[Node, tuple[Step, ...]] = {}
        self.faults: list[Gap | Again] = []
        if ruleset.start in ruleset.questions:
            self._explore(self.node(ruleset.start, {}), limit)
        self._longest = self._count_longest()

    def node(self, question: str, answers: Mapping[str, str]) -> Node:
        """Find the node of a question under the answers given so far."""
        visible = self._visible[question]
        return Node(question, frozenset((q, a) for q, a in answers.items() if q in visible))

    def longest(self, node: Node) -> int:
        """Count the questions on the longest way from a node to an outcome, its own included."""
        return self._longest[node]

    def questions_from(self, node: Node) -> frozenset[str]:
        """Name the questions that can still be asked after a node's own."""
        found: set[Node] = set()
        todo = [node]
        while todo:
            new = {s.leads_to for s in self.steps[todo.pop()] if s.leads_to} - found
            found |= new
            todo.extend(new)
        return frozenset(each.question for each in found)

    def in_order(self) -> Iterator[Node]:
        """Yield every node after all that it leads to."""
        return iter(self._longest)

    def _explore(self, start: Node, limit: int) -> None:
        todo = [start]
        while todo:
            node = todo.pop()
            if node in self.steps:
                continue
            if len(self.steps) >= limit:
                raise TooManyNodes
            self.steps[node] = tuple(self._steps(node))
            todo.extend(step.leads_to for step in self.steps[node] if step.leads_to)

    def _steps(self, node: Node) -> Iterator[Step]:
        seen = dict(node.seen)
        for option in self._ruleset.questions[node.question].options.values():
            answers = seen | {node.question: option.id}
            case = option.case(seen)
            route = option.routes.get(case)
            if route is None:
                self.faults.append(Gap(node, option, seen.get(str(option.when))))
            elif route.goto in answers:
                self.faults.append(Again(node, option, case, route.goto))
            elif route.goto in self._ruleset.questions:
                yield Step(node, option, case, route, self.node(route.goto, answers))
            else:
                yield Step(node, option, case, route, None)

    def _count_longest(self) -> dict[Node, int]:
        longest: dict[Node, int] = {}
        todo = list(self.steps)
        while todo:
            node = todo[-1]
            after = [step.leads_to for step in self.steps[node] if step.leads_to]
            waiting = [each for each in after if each not in longest]
            if waiting:
                todo.extend(waiting)
                continue
            longest[todo.pop()] = 1 + max((longest[each] for each in after), default=0)
        return longest


@cache
def graph_of(ruleset: Ruleset) -> Graph:
    """Give a ruleset's graph, made once."""
    return Graph(ruleset)


def on_circles(ruleset: Ruleset) -> tuple[str, ...]:
    """Name the questions that lead back to themselves when conditions are left aside."""
    beyond = _beyond(ruleset)
    return tuple(key for key in ruleset.questions if key in beyond[key])


def usable_together(ruleset: Ruleset, answers: Mapping[str, str]) -> bool:
    """Tell whether some path of proven rules takes all of these answers (question to option)."""
    graph = graph_of(ruleset)
    todo = [(graph.node(ruleset.start, {}), frozenset[str]())]
    tried = set(todo)
    while todo:
        node, used = todo.pop()
        if node.question in answers:
            used |= {node.question}
        if used == answers.keys():
            return True
        for step in graph.steps[node]:
            fits = answers.get(node.question, step.option.id) == step.option.id
            if fits and step.leads_to and (step.leads_to, used) not in tried:
                tried.add((step.leads_to, used))
                todo.append((step.leads_to, used))
    return not answers


def _visible(ruleset: Ruleset) -> dict[str, frozenset[str]]:
    """For each question, the questions whose answers can matter from there on.

    Those are the ones that a condition looks back at, and, so that coming back to a question is
    seen as such, the ones that stand on a circle of the rules taken without their conditions.
    """
    beyond = _beyond(ruleset)
    circles = frozenset(on_circles(ruleset))
    asked_by = {key: _conditions(question) for key, question in ruleset.questions.items()}
    return {
        key: (beyond[key] & circles).union(asked_by[key], *(asked_by[each] for each in beyond[key]))
        for key in ruleset.questions
    }


def _beyond(ruleset: Ruleset) -> dict[str, frozenset[str]]:
    """For each question, those that can come after it when conditions are left aside."""
    after = {key: _targets(ruleset, question) for key, question in ruleset.questions.items()}
    return {key: _closure(after, after[key]) for key in after}


def _conditions(question: Question) -> frozenset[str]:
    return frozenset(option.when for option in question.options.values() if option.when)


def _targets(ruleset: Ruleset, question: Question) -> frozenset[str]:
    routes = (route for option in question.options.values() for route in option.routes.values())
    return frozenset(route.goto for route in routes if route.goto in ruleset.questions)


def _closure(after: Mapping[str, frozenset[str]], start: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    todo = list(start)
    while todo:
        key = todo.pop()
        if key not in found:
            found.add(key)
            todo.extend(after[key])
    return frozenset(found)
