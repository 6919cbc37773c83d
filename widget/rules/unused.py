"""What no path uses: questions, outcomes, clauses, points, texts and rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from widget.problems import Problem, location
from widget.rules.graph import Graph
from widget.rules.model import Advice, Category, Route, Row, Ruleset, rows


def unused(graph: Graph, *, complete: bool) -> Iterator[Problem]:
    """Yield all parts of the rules that no path uses.

    If other mistakes cut paths short, the graph is not `complete`. Then a part counts as used as
    soon as any row names it.
    """
    ruleset = graph.ruleset
    taken = {
        edge.row.location: edge.row for edges in graph.edges.values() for edge in edges.values()
    }
    walked = [row.route for row in taken.values()]
    routes = walked if complete else [row.route for _question, _option, row in rows(ruleset)]
    yield from _not_reached(ruleset, routes)
    yield from _unused_clauses(ruleset, routes)
    yield from _unused_points(ruleset, routes)
    if complete:
        yield from _points_never_shown(graph, routes)
        yield from _unused_closest_texts(ruleset, routes)
        yield from _unused_rows(graph, taken)


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
            what = "No path uses this clause."
            yield Problem(ruleset.file, location("clauses", key), what)


def _unused_points(ruleset: Ruleset, routes: list[Route]) -> Iterator[Problem]:
    named = {name for route in routes for name in route.confirm}
    for key in ruleset.points:
        if key not in named:
            yield Problem(ruleset.file, location("points", key), "No path names this point.")


def _points_never_shown(graph: Graph, routes: list[Route]) -> Iterator[Problem]:
    """Yield points that paths name, but no path to a category that they apply to."""
    ruleset = graph.ruleset
    named = {name for route in routes for name in route.confirm}
    for key, point in ruleset.points.items():
        categories = (each for each in ruleset.categories if key in graph.points.get(each, ()))
        if key in named and not any(point.holds_for(each) for each in categories):
            what = "No path that names this point reaches a category that it applies to."
            yield Problem(ruleset.file, location("points", key), what)


def _unused_closest_texts(ruleset: Ruleset, routes: list[Route]) -> Iterator[Problem]:
    with_closest = {route.goto for route in routes if route.closest}
    for key, outcome in ruleset.outcomes.items():
        if isinstance(outcome, Advice) and outcome.closest and key not in with_closest:
            what = "No option that leads here names closest categories."
            yield Problem(ruleset.file, location("advice", key, "closest"), what)


def _unused_rows(graph: Graph, taken: Mapping[str, Row]) -> Iterator[Problem]:
    """Yield rows that no path takes, without those of unreachable questions, reported above."""
    asked = {state.question for state in graph.edges}
    for question, _option, row in rows(graph.ruleset):
        if question.id in asked and row.location not in taken:
            what = f"No path reaches this option with {_conditions(row)}."
            yield Problem(graph.ruleset.file, row.location, what)


def _conditions(row: Row) -> str:
    """Return the conditions of a row as `place=abroad, rank=no or yes`."""
    names = {
        question: " or ".join(sorted(option or "not asked" for option in options))
        for question, options in row.when.items()
    }
    return ", ".join(f"{question}={options}" for question, options in names.items())
