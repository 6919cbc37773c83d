"""Options that no row tells apart, such as the countries of a group: they lead the same way."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace

from widget.rules.graph import Graph, graph_of
from widget.rules.model import Option, Ruleset
from widget.rules.walk import Answers

First = Mapping[tuple[str, str], str]
"""The ids of a question and an option → the first option that no row tells apart from it."""


def without_alike(graph: Graph, people: Iterable[Answers]) -> tuple[Graph, list[Answers]]:
    """Return a graph with only the first of options that no row tells apart, and people in it.

    Whoever chose one of the others chooses the first one instead.
    """
    first = first_alike(graph.ruleset)
    questions = {
        key: replace(each, options={o: each.options[o] for o in each.options if first[key, o] == o})
        for key, each in graph.ruleset.questions.items()
    }
    return graph_of(replace(graph.ruleset, questions=questions)), [
        tuple((question, first[question, option]) for question, option in person)
        for person in people
    ]


def first_alike(ruleset: Ruleset) -> First:
    """Return the first of the options like each. One with a `goto` is like no other."""
    found: dict[Hashable, str] = {}
    return {
        (question.id, option.id): found.setdefault(
            _told_by(ruleset, question.id, option), option.id
        )
        for question in ruleset.questions.values()
        for option in question.options.values()
    }


def _told_by(ruleset: Ruleset, question: str, option: Option) -> Hashable:
    """Return what is equal for options that no row tells apart: the rows that name them."""
    if option.goto:
        return question, option.id
    rows = (row for each in ruleset.questions.values() for row in each.rows)
    return question, *(row.location for row in rows if option.id in row.when.get(question, ()))
