"""What no path comes to: questions, outcomes, clauses, points, words, and cases of a condition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from widget.problems import Problem, location
from widget.rules.model import Advice, Category, Route, Ruleset
from widget.rules.paths.graph import Graph


def unused(ruleset: Ruleset, graph: Graph, *, complete: bool) -> Iterator[Problem]:
    """Yield what is there for nobody.

    Paths that a mistake cuts short come nowhere; so unless the walk was `complete`, only what no
    option even names is told.
    """
    walked = [taken.route for taken in graph.taken]
    routes = walked if complete else list(_routes(ruleset))
    yield from _not_reached(ruleset, routes)
    yield from _unused_clauses(ruleset, routes)
    yield from _unused_points(ruleset, routes, graph if complete else None)
    if complete:
        yield from _unused_words(ruleset, walked)
        yield from _unused_cases(ruleset, graph)


def _not_reached(ruleset: Ruleset, routes: list[Route]) -> Iterator[Problem]:
    problem = partial(Problem, ruleset.file)
    reached = {ruleset.start} | {route.goto for route in routes}
    for key in ruleset.questions:
        if key not in reached:
            yield problem(location("questions", key), "No path leads to this question.")
    for key, outcome in ruleset.outcomes.items():
        if key not in reached:
            section = "categories" if isinstance(outcome, Category) else "advice"
            yield problem(location(section, key), "No path leads to this outcome.")


def _unused_clauses(ruleset: Ruleset, routes: list[Route]) -> Iterator[Problem]:
    clauses = {route.clause for route in routes}
    for key in ruleset.clauses:
        if key not in clauses:
            what = "No path rests on this clause."
            yield Problem(ruleset.file, location("clauses", key), what)


def _unused_points(ruleset: Ruleset, routes: list[Route], graph: Graph | None) -> Iterator[Problem]:
    """Without a graph, no path is asked whether its outcome shows a point."""
    problem = partial(Problem, ruleset.file)
    points = {name for route in routes for name in route.confirm}
    shown = _shown_points(ruleset, graph) if graph else points
    for key in ruleset.points:
        if key not in points:
            yield problem(location("points", key), "No path names this point.")
        elif key not in shown:
            what = "No path that names this point reaches a category that it holds for."
            yield problem(location("points", key), what)


def _shown_points(ruleset: Ruleset, graph: Graph) -> set[str]:
    """The points to confirm that some visitor is told."""
    categories = ruleset.categories.keys()
    return {
        key
        for key, point in ruleset.points.items()
        if any(point.holds_for(each) for each in graph.outcomes_with[key] & categories)
    }


def _unused_words(ruleset: Ruleset, walked: list[Route]) -> Iterator[Problem]:
    with_closest = {route.goto for route in walked if route.closest}
    for key, outcome in ruleset.outcomes.items():
        if isinstance(outcome, Advice) and outcome.closest and key not in with_closest:
            what = "No option that leads here names closest categories to say this of."
            yield Problem(ruleset.file, location("advice", key, "closest"), what)


def _unused_cases(ruleset: Ruleset, graph: Graph) -> Iterator[Problem]:
    taken = {(each.question, each.option.id, each.case) for each in graph.taken}
    for question in ruleset.questions.values():
        for option in question.options.values():
            for case in option.routes:
                if case and (question.id, option.id, case) not in taken:
                    what = f"No path comes here with {option.when}={case}."
                    yield Problem(ruleset.file, option.location(question.id, case), what)


def _routes(ruleset: Ruleset) -> Iterator[Route]:
    for question in ruleset.questions.values():
        for option in question.options.values():
            yield from option.routes.values()
