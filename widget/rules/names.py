"""Names in the rules that stand for nothing, or for something of the wrong kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from widget.problems import Problem, location, no_such
from widget.rules.model import Advice, Option, Question, Route, Ruleset


def wrong_names(ruleset: Ruleset) -> Iterator[Problem]:
    """Yield what is wrong with the names in some rules, whether or not a path comes there."""
    if ruleset.start not in ruleset.questions:
        yield no_such(ruleset.file, "start", "question", ruleset.start, ruleset.questions)
    for key in ruleset.questions:
        if key in ruleset.outcomes:
            yield Problem(ruleset.file, location("questions", key), "An outcome has the same name.")
    yield from _same_paragraphs(ruleset)
    yield from _wrong_categories(ruleset)
    for question in ruleset.questions.values():
        for option in question.options.values():
            yield from _wrong_condition(ruleset, question, option)
            for case, route in option.routes.items():
                yield from _wrong_route(ruleset, option.location(question.id, case), route)


def _same_paragraphs(ruleset: Ruleset) -> Iterator[Problem]:
    first: dict[int, str] = {}
    for key, category in ruleset.categories.items():
        if first.setdefault(category.paragraph, key) != key:
            what = f"{first[category.paragraph]} has the same paragraph of the list."
            yield Problem(ruleset.file, location("categories", key, "paragraph"), what)


def _wrong_categories(ruleset: Ruleset) -> Iterator[Problem]:
    categories = ruleset.categories
    for key, clause in ruleset.clauses.items():
        if clause.category not in categories:
            where = location("clauses", key, "category")
            yield no_such(ruleset.file, where, "category", clause.category, categories)
    for key, point in ruleset.points.items():
        for name in sorted((point.categories or frozenset()) - categories.keys()):
            where = location("points", key, "categories")
            yield no_such(ruleset.file, where, "category", name, categories)


def _wrong_condition(ruleset: Ruleset, question: Question, option: Option) -> Iterator[Problem]:
    if option.when is None:
        return
    where = location("questions", question.id, "options", option.id, "when", option.when)
    asked = ruleset.questions.get(option.when)
    if asked is None:
        yield no_such(ruleset.file, where, "question", option.when, ruleset.questions)
        return
    for case in option.routes:
        if case not in asked.options:
            yield no_such(ruleset.file, where, f"option of {option.when}", str(case), asked.options)


def _wrong_route(ruleset: Ruleset, where: str, route: Route) -> Iterator[Problem]:
    categories = ruleset.categories
    for name in route.confirm:
        if name not in ruleset.points:
            yield no_such(ruleset.file, location(where, "confirm"), "point", name, ruleset.points)
    for name in route.closest:
        if name not in categories:
            yield no_such(ruleset.file, location(where, "closest"), "category", name, categories)
    steps = [*ruleset.questions, *ruleset.outcomes]
    if route.goto in steps:
        yield from _wrong_clause(ruleset, where, route)
        yield from _wrong_closest(ruleset, where, route)
    else:
        yield no_such(
            ruleset.file, location(where, "goto"), "question or outcome", route.goto, steps
        )


def _wrong_clause(ruleset: Ruleset, where: str, route: Route) -> Iterator[Problem]:
    problem = partial(Problem, ruleset.file, location(where, "clause"))
    own = [key for key, clause in ruleset.clauses.items() if clause.category == route.goto]
    if route.goto not in ruleset.categories:
        if route.clause is not None:
            yield problem("Only an option that reaches a category has a clause.")
    elif route.clause is None:
        yield problem("A category is reached, but the clause is missing.", ", ".join(own))
    elif route.clause not in own:
        clause = ruleset.clauses.get(route.clause)
        if clause is None or clause.category in ruleset.categories:
            what = f"{route.clause} is not a clause of the category {route.goto}."
            yield problem(what, ", ".join(own))


def _wrong_closest(ruleset: Ruleset, where: str, route: Route) -> Iterator[Problem]:
    outcome = ruleset.outcomes.get(route.goto)
    if route.closest and not (isinstance(outcome, Advice) and outcome.closest):
        what = "Only an advice with words under its own closest can be given closest categories."
        yield Problem(ruleset.file, location(where, "closest"), what)
