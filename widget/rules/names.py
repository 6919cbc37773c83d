"""Names in the rules that refer to nothing, or to something of the wrong kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from widget.problems import Problem, listed, location, no_such
from widget.rules.model import Question, Route, Row, Ruleset
from widget.rules.outcomes import Advice
from widget.rules.row_names import questions_above, wrong_groups, wrong_rows


def wrong_names(ruleset: Ruleset) -> Iterator[Problem]:
    """Yield all wrong names in the rules, whether or not a path reaches them."""
    yield from _wrong_start(ruleset)
    for key in ruleset.questions:
        if key in ruleset.outcomes:
            yield Problem(ruleset.file, location("questions", key), "An outcome has the same id.")
    for key in ruleset.retired:
        if key in ruleset.questions:
            what = f"{key} is a question again, so old addresses would answer it."
            yield Problem(ruleset.file, "retired", what, "another id for the new question")
    yield from _wrong_clauses_and_points(ruleset)
    yield from wrong_groups(ruleset)
    for question in ruleset.questions.values():
        yield from wrong_rows(ruleset, question)
        for row in question.rows:
            yield from _wrong_route(ruleset, question, row)


def _wrong_start(ruleset: Ruleset) -> Iterator[Problem]:
    first = next(iter(ruleset.questions))
    if ruleset.start not in ruleset.questions:
        yield no_such(ruleset.file, "start", "question", ruleset.start, [first])
    elif ruleset.start != first:
        what = f"{ruleset.start} is not the first question; those above it would never be asked."
        yield Problem(ruleset.file, "start", what, first)


def _wrong_clauses_and_points(ruleset: Ruleset) -> Iterator[Problem]:
    categories = ruleset.categories
    for key, clause in ruleset.clauses.items():
        if clause.category not in categories:
            where = location("clauses", key, "category")
            yield no_such(ruleset.file, where, "category", clause.category, categories)
    for key, point in ruleset.points.items():
        for name in sorted((point.categories or frozenset()) - categories.keys()):
            where = location("points", key, "categories")
            yield no_such(ruleset.file, where, "category", name, categories)
        if point.reading and point.reading not in ruleset.readings:
            where = location("points", key, "reading")
            yield no_such(ruleset.file, where, "reading", point.reading, ruleset.readings)


def _wrong_route(ruleset: Ruleset, question: Question, row: Row) -> Iterator[Problem]:
    where, route = row.location, row.route
    for name in route.confirm:
        if name not in ruleset.points:
            yield no_such(ruleset.file, location(where, "confirm"), "point", name, ruleset.points)
    for name in route.closest:
        if name not in ruleset.categories:
            there = location(where, "closest")
            yield no_such(ruleset.file, there, "category", name, ruleset.categories)
    if route.goto in ruleset.questions or route.goto in ruleset.outcomes:
        yield from _wrong_clause(ruleset, where, route)
        yield from _wrong_closest(ruleset, where, route)
    yield from _wrong_goto(ruleset, question, location(where, "goto"), route.goto)


def _wrong_goto(ruleset: Ruleset, question: Question, where: str, goto: str) -> Iterator[Problem]:
    above = questions_above(ruleset, question)
    below = (key for key in ruleset.questions if key not in above and key != question.id)
    allowed = [*below, *ruleset.outcomes]
    if goto in allowed:
        return
    if goto in ruleset.questions:
        position = "is above this question" if goto in above else "is this question itself"
        rule = "a goto leads to a question further down, or to an outcome"
        yield Problem(ruleset.file, where, f"{goto} {position}; {rule}.", listed(allowed))
    else:
        yield no_such(ruleset.file, where, "question or outcome", goto, allowed)


def _wrong_clause(ruleset: Ruleset, where: str, route: Route) -> Iterator[Problem]:
    problem = partial(Problem, ruleset.file, location(where, "clause"))
    own = [key for key, clause in ruleset.clauses.items() if clause.category == route.goto]
    if route.goto not in ruleset.categories:
        if route.clause is not None:
            yield problem("This leads to no category, so it cannot have a clause.", "no clause")
    elif route.clause is None:
        yield problem("This leads to a category, so it needs a clause.", ", ".join(own))
    elif route.clause not in own:
        clause = ruleset.clauses.get(route.clause)
        if clause is None or clause.category in ruleset.categories:
            what = f"{route.clause} is not a clause of the category {route.goto}."
            yield problem(what, ", ".join(own))


def _wrong_closest(ruleset: Ruleset, where: str, route: Route) -> Iterator[Problem]:
    outcome = ruleset.outcomes.get(route.goto)
    if route.closest and not (isinstance(outcome, Advice) and outcome.closest):
        what = "Only an advice with the key closest can have closest categories."
        allowed = ""
        if isinstance(outcome, Advice):
            allowed = f'closest = "With a permission it would be:" in advice.{outcome.id}'
        yield Problem(ruleset.file, location(where, "closest"), what, allowed)
