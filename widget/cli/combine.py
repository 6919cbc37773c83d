"""Rows of the rules, combined for people: answers that lead alike share one row."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from widget.cli.merge import Choices, merge_equal
from widget.cli.option_cases import Case, cases_of
from widget.rules.graph import graph_of
from widget.rules.model import Question, Route, Ruleset
from widget.rules.walk import Reached, current_answers, walk
from widget.words import Words

MAX_PATHS = 5_000
"""With more paths than this, nothing lists them one by one. Today's rules have 325."""


@dataclass(frozen=True)
class CombinedRow:
    """Rows of one question whose routes are alike, and the answers that take them.

    `answers` holds the fitting options of the question and of the earlier questions that matter.
    """

    question: str
    answers: Choices
    route: Route

    @property
    def conditions(self) -> Choices:
        """The earlier answers."""
        return {key: fitting for key, fitting in self.answers.items() if key != self.question}

    def holds_for(self, path: Reached) -> bool:
        """Return whether a path takes one of these rows."""
        chosen = dict(current_answers(path))
        return all(chosen.get(key) in fitting for key, fitting in self.answers.items())


def combine_rows(ruleset: Ruleset, kind_of: Callable[[Route], Hashable]) -> tuple[CombinedRow, ...]:
    """Return all rows of the rules in their order, combined within each question.

    Two rows are combined if `kind_of` returns the same for their routes.
    """
    questions = ruleset.questions.values()
    return tuple(row for each in questions for row in _combine_rows_of(ruleset, each, kind_of))


def _combine_rows_of(
    ruleset: Ruleset, question: Question, kind_of: Callable[[Route], Hashable]
) -> Iterator[CombinedRow]:
    routes: dict[Hashable, Route] = {}
    found: dict[Hashable, list[Choices]] = {}
    for option in question.options:
        own: Choices = {question.id: frozenset([option])}
        cases = tuple(cases_of(ruleset, question, option))
        for case in cases:
            routes.setdefault(kind_of(case.route), case.route)
        for kind, conditions in _conditions_by_kind(cases, kind_of).items():
            found.setdefault(kind, []).extend({**when, **own} for when in conditions)
    for kind, rows in found.items():
        for answers in merge_equal([question.id], rows):
            yield CombinedRow(question.id, answers, routes[kind])


def _conditions_by_kind(
    cases: Sequence[Case], kind_of: Callable[[Route], Hashable]
) -> dict[Hashable, list[Choices]]:
    """Return the conditions of an option's cases, merged, by the kind of route."""
    found: dict[Hashable, list[Choices]] = {}
    for case in cases:
        found.setdefault(kind_of(case.route), []).append(case.when)
    return {
        kind: [
            _without_idle_conditions(cases, when)
            for when in merge_equal(dict.fromkeys(key for each in rows for key in each), rows)
        ]
        for kind, rows in found.items()
    }


def _without_idle_conditions(cases: Sequence[Case], when: Choices) -> Choices:
    """Leave out the conditions that everybody meets who can choose the option."""
    everybody = {
        asked: frozenset[str | None]().union(*(case.when[asked] for case in cases))
        for asked in when
        if all(asked in case.when for case in cases)
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
    """Return the end of every path of proven rules, or None for more than MAX_PATHS paths."""
    graph = graph_of(ruleset)
    if graph.number_of_paths > MAX_PATHS:
        return None
    return tuple(cast(Reached, walk(ruleset, answers)) for answers in graph.paths())
