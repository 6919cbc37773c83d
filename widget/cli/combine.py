"""Which answers lead where, for people to read: what leads alike is told together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from widget.rules.graph import graph_of
from widget.rules.model import Option, Question, Route, Ruleset
from widget.rules.walk import Reached, current_answers, walk
from widget.words import Words

MAX_PATHS = 5_000
"""Paths that are told one by one. Today's rules have 325."""

Choices = Mapping[str, frozenset[str | None]]
"""Question id → ids of the options that fit; None stands for a question that was not asked."""


@dataclass(frozen=True)
class Way:
    """A route, and the answers that take it: to its question, and to earlier ones if they count."""

    question: str
    answers: Choices
    route: Route

    @property
    def conditions(self) -> Choices:
        """The earlier answers."""
        return {key: fitting for key, fitting in self.answers.items() if key != self.question}

    def holds_for(self, path: Reached) -> bool:
        """Whether a path takes this way."""
        chosen = dict(current_answers(path))
        return all(chosen.get(key) in fitting for key, fitting in self.answers.items())


def ways(ruleset: Ruleset, alike: Callable[[Route], Hashable]) -> tuple[Way, ...]:
    """Give all ways of the rules, in their order.

    Rows of one question are told together if `alike` gives the same for their routes.
    """
    return tuple(way for each in ruleset.questions.values() for way in _ways_of(each, alike))


def _ways_of(question: Question, alike: Callable[[Route], Hashable]) -> Iterator[Way]:
    routes: dict[Hashable, Route] = {}
    found: dict[Hashable, list[Choices]] = {}
    for option in question.options.values():
        conditions: dict[Hashable, list[Choices]] = {}
        for row in option.rows:
            routes.setdefault(alike(row.route), row.route)
            conditions.setdefault(alike(row.route), []).append(row.when)
        for key, those in conditions.items():
            for when in _merge_equal(dict.fromkeys(key for each in those for key in each), those):
                own = {question.id: frozenset[str | None]([option.id])}
                found.setdefault(key, []).append({**_freed(option, when), **own})
    for key, rows in found.items():
        for answers in _merge_equal([question.id], rows):
            yield Way(question.id, answers, routes[key])


def _freed(option: Option, when: Choices) -> Choices:
    """Leave out the conditions that everybody meets who comes to the option."""
    everybody = {
        asked: frozenset[str | None]().union(*(row.when[asked] for row in option.rows))
        for asked in when
        if all(asked in row.when for row in option.rows)
    }
    return {asked: fitting for asked, fitting in when.items() if fitting != everybody.get(asked)}


def in_words(ruleset: Ruleset, question: str, options: Collection[str | None], words: Words) -> str:
    """Name options of a question in its order, as in `Business / Study`; unknown ones by id."""
    known = ruleset.questions[question].options if question in ruleset.questions else {}
    named = [words.say(option.text) for key, option in known.items() if key in options]
    unknown = sorted(key for key in options if key and key not in known)
    not_asked = [words.gettext("not asked")] if None in options else []
    return " / ".join([*named, *unknown, *not_asked])


def all_paths(ruleset: Ruleset) -> tuple[Reached, ...] | None:
    """Give the end of every path of proven rules, None if there are more than MAX_PATHS."""
    graph = graph_of(ruleset)
    if graph.number_of_paths > MAX_PATHS:
        return None
    return tuple(cast(Reached, walk(ruleset, answers)) for answers in graph.paths())


def merge(ruleset: Ruleset, paths: Iterable[Reached]) -> list[Choices]:
    """Tell paths in few rows of answers.

    A path belongs to a row if each of its answers to a question in the row is among the row's;
    questions that the path does not ask do not count. So two rows that differ in one question
    become one with the answers of both, and one that leaves a question out agrees with one that
    asks it.
    """
    rows: list[Choices] = [
        {answer.question.id: frozenset([answer.option.id]) for answer in path.trail}
        for path in paths
    ]
    if len(rows) == 1:
        return rows  # it can have a thousand questions
    # The last questions first: so the ways to one question come together before what follows it.
    questions = tuple(reversed(list(ruleset.questions)))
    rows = _merge_equal(questions, rows)
    for question in questions:
        rows = _merge_where_not_asked(question, rows)
    return rows


def _merge_equal(questions: Iterable[str], rows: list[Choices]) -> list[Choices]:
    """Merge rows that name the same questions and differ in one of some questions."""
    for question in questions:
        found: dict[Hashable, Choices] = {}
        for row in rows:
            rest = frozenset((key, fitting) for key, fitting in row.items() if key != question)
            key = (rest, question in row)
            found[key] = _both(question, found[key], row) if key in found else row
        rows = list(found.values())
    return rows


def _merge_where_not_asked(question: str, rows: list[Choices]) -> list[Choices]:
    done: list[Choices] = []
    for row in rows:
        for index, other in enumerate(done):
            if _differ_only_in(question, row, other):
                done[index] = _both(question, other, row)
                break
        else:
            done.append(row)
    return done


def _differ_only_in(question: str, one: Choices, other: Choices) -> bool:
    both = one.keys() & other.keys()
    return question in both and all(key == question or one[key] == other[key] for key in both)


def _both(question: str, one: Choices, other: Choices) -> Choices:
    if question not in one:
        return one
    return {**one, **other, question: one[question] | other[question]}
