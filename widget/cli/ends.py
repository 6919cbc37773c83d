"""Where all paths through the rules end, and how many of them are told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import cast

from widget.cli.combine import Choices
from widget.rules.model import Option, Ruleset
from widget.rules.walk import Reached, walk

MOST = 5_000
"""Paths: more are not walked one by one. Today's rules have 325."""


def ends(ruleset: Ruleset, answers: Mapping[str, str]) -> Iterator[Reached]:
    """Yield every end that people with these answers (question id to option id) come to.

    What the answers leave open is answered in every way. The rules have to be proven.
    """
    return (cast(Reached, walk(ruleset, given)) for given in _answered(ruleset, answers))


def ends_up_to(
    most: int, ruleset: Ruleset, answers: Mapping[str, str]
) -> tuple[Reached, ...] | None:
    """Give every end that people with these answers come to, None if there are more than `most`."""
    found = tuple(islice(ends(ruleset, answers), most + 1))
    return found if len(found) <= most else None


def all_paths(ruleset: Ruleset) -> tuple[Reached, ...] | None:
    """Give the end of every path of proven rules, None if there are more than MOST."""
    if sum(1 for _given in islice(_answered(ruleset, {}), MOST + 1)) > MOST:
        return None
    return tuple(ends(ruleset, {}))


def _answered(ruleset: Ruleset, answers: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """Yield all answers of each path on which none of the given answers is another."""
    given: dict[str, str] = {}
    # An option to take next, its question, and how many answers come before it.
    todo = [(0, ruleset.start, option) for option in _open(ruleset, ruleset.start, answers)]
    while todo:
        before, question, option = todo.pop()
        while len(given) > before:
            given.popitem()
        given[question] = option.id
        goto = option.route(given).goto
        if goto in ruleset.questions:
            todo += ((len(given), goto, each) for each in _open(ruleset, goto, answers))
        else:
            yield dict(given)


def _open(ruleset: Ruleset, question: str, answers: Mapping[str, str]) -> Iterator[Option]:
    """The option of a question that is given, or else all, the last one first."""
    options = ruleset.questions[question].options
    chosen = options.get(answers.get(question, ""))
    return reversed([chosen] if chosen else list(options.values()))


def merged(ruleset: Ruleset, paths: Iterable[Reached]) -> list[Choices]:
    """Tell paths in few rows of answers.

    A path is one of a row's if each answer to a question in the row is among the row's; questions
    that the path does not ask cannot stand in its way. So two rows that differ in one question are
    one with the answers of both, and one that leaves a question out agrees with one that asks it.
    """
    rows: list[Choices] = [{a.question.id: (a.option.id,) for a in path.trail} for path in paths]
    if len(rows) == 1:
        return rows  # it can have a thousand questions
    # The last questions first: so the ways to one question come together before what follows it.
    questions = tuple(reversed(tuple(ruleset.questions)))
    for question in questions:
        rows = _merged_where_equal(question, rows)
    for question in questions:
        rows = _merged_where_not_asked(question, rows)
    return rows


def _merged_where_equal(question: str, rows: list[Choices]) -> list[Choices]:
    """Merge rows that name the same questions, quickly."""
    found: dict[object, Choices] = {}
    for row in rows:
        rest = frozenset((key, row[key]) for key in row if key != question)
        key = (rest, question in row)
        found[key] = _both(question, found[key], row) if key in found else row
    return list(found.values())


def _merged_where_not_asked(question: str, rows: list[Choices]) -> list[Choices]:
    done: list[Choices] = []
    for row in rows:
        for place, other in enumerate(done):
            if _differ_only_in(question, row, other):
                done[place] = _both(question, other, row)
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
    # Sorted, so that the same answers are equal.
    return {**one, **other, question: tuple(sorted({*one[question], *other[question]}))}
