"""Options that only `otherwise` catches: no row of `next` names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from widget.rules.graph import Graph
from widget.rules.model import Question

Caught = Mapping[str, tuple[str, ...]]
"""Question id → ids of its options."""


def only_otherwise(graph: Graph) -> Iterator[tuple[str, Caught]]:
    """Yield the id of each question with `otherwise`, and the options that only it catches.

    These are options of the question that no row of `next` fits, and options of earlier questions
    that `next` reads, but that no row of it names. The rules must be proven.
    """
    for question in graph.ruleset.questions.values():
        if question.otherwise:
            caught = _caught(graph, question)
            if caught:
                yield question.id, caught


def _caught(graph: Graph, question: Question) -> Caught:
    by_next: set[tuple[str, str]] = set()
    by_otherwise: set[tuple[str, str]] = set()
    for state, edges in graph.edges.items():
        if state.question == question.id:
            for edge in edges.values():
                answers = {*state.answers, (question.id, edge.option.id)}
                if edge.row in question.otherwise:
                    by_otherwise |= answers
                elif edge.row in question.next:
                    named = {*edge.row.when, question.id}
                    by_next |= {(key, option) for key, option in answers if key in named}
    read = {asked for row in question.next for asked in row.when} | {question.id}
    return {
        key: caught
        for key, each in graph.ruleset.questions.items()
        if key in read
        if (caught := tuple(o for o in each.options if (key, o) in by_otherwise - by_next))
    }
