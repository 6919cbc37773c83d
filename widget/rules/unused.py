"""What no path uses: questions, outcomes, clauses, points, texts and rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import partial

from widget.problems import Problem, closest, location
from widget.rules.graph import Graph
from widget.rules.model import Question, Route, Row, Ruleset
from widget.rules.outcomes import Advice, Category
from widget.rules.promises import Promise
from widget.rules.row_tables import NOT_ASKED
from widget.rules.wording import NextStep, Variant


def unused(graph: Graph, *, complete: bool) -> Iterator[Problem]:
    """Yield all parts of the rules that no path uses.

    If other mistakes cut paths short, the graph is not `complete`. Then a part counts as used as
    soon as any row names it, or has a wrong name that is close to its own.
    """
    ruleset = graph.ruleset
    taken = {
        edge.row.location: edge.row for edges in graph.edges.values() for edge in edges.values()
    }
    walked = [row.route for row in taken.values()]
    routes = (
        walked
        if complete
        else [row.route for question in ruleset.questions.values() for row in question.rows]
    )
    yield from _not_reached(ruleset, routes)
    yield from _unused_clauses(ruleset, routes)
    yield from _unused_points(ruleset, routes)
    if complete:
        yield from _points_never_shown(graph, routes)
        yield from _unused_closest_texts(ruleset, routes)
        yield from _unused_groups(ruleset)
        yield from _unused_rows(graph, taken)
        yield from _unused_not_asked(graph, taken)


def _not_reached(ruleset: Ruleset, routes: list[Route]) -> Iterator[Problem]:
    problem = partial(Problem, ruleset.file)
    known = {*ruleset.questions, *ruleset.outcomes}
    reached = {ruleset.start} | _meant({route.goto for route in routes}, known)
    for key in ruleset.questions:
        if key not in reached:
            yield problem(location("questions", key), "No path leads to this question.")
    for key, outcome in ruleset.outcomes.items():
        if key not in reached:
            section = "categories" if isinstance(outcome, Category) else "advice"
            yield problem(location(section, key), "No path leads to this outcome.")


def _meant(names: Set[str], known: Set[str]) -> set[str | None]:
    """Return names, and for those that are not known the closest one that is."""
    return {*names, *(closest(name, known) for name in names - known)}


def _unused_clauses(ruleset: Ruleset, routes: list[Route]) -> Iterator[Problem]:
    clauses = {route.clause for route in routes}
    for key in ruleset.clauses:
        if key not in clauses:
            what = "No path uses this clause."
            yield Problem(ruleset.file, location("clauses", key), what)


def _unused_points(ruleset: Ruleset, routes: list[Route]) -> Iterator[Problem]:
    named = _meant({name for route in routes for name in route.confirm}, ruleset.points.keys())
    for key in ruleset.points:
        if key not in named:
            yield Problem(ruleset.file, location("points", key), "No path uses this point.")


def _points_never_shown(graph: Graph, routes: list[Route]) -> Iterator[Problem]:
    """Yield points that paths name, but no path to a category that they apply to."""
    ruleset = graph.ruleset
    named = {name for route in routes for name in route.confirm}
    for key, point in ruleset.points.items():
        categories = (each for each in ruleset.categories if key in graph.points.get(each, ()))
        if key in named and not any(point.holds_for(each) for each in categories):
            what = "No path that uses this point reaches a category that it applies to."
            yield Problem(ruleset.file, location("points", key), what)


def _unused_closest_texts(ruleset: Ruleset, routes: list[Route]) -> Iterator[Problem]:
    with_closest = {route.goto for route in routes if route.closest}
    for key, outcome in ruleset.outcomes.items():
        if isinstance(outcome, Advice) and outcome.closest and key not in with_closest:
            what = "No option that leads here names closest categories."
            yield Problem(ruleset.file, location("advice", key, "closest"), what)


def _unused_groups(ruleset: Ruleset) -> Iterator[Problem]:
    named = {group for each in _with_groups(ruleset) for group in each.groups}
    for question, groups in ruleset.groups.items():
        for key in groups:
            if (question, key) not in named:
                where = location("groups", question, key)
                yield Problem(ruleset.file, where, "Nothing uses this group.")


def _with_groups(ruleset: Ruleset) -> list[Row | Variant | NextStep | Promise]:
    """Return everything that can name groups."""
    about = ruleset.about
    found: list[Row | Variant | NextStep | Promise] = [
        *ruleset.promises,
        *about.statement.variants,
        *about.next_steps,
    ]
    found += about.lead.variants if about.lead else ()
    for question in ruleset.questions.values():
        found += (*question.rows, *question.text.variants)
    for outcome in ruleset.outcomes.values():
        found += outcome.next_steps
    return found


def _unused_rows(graph: Graph, taken: Mapping[str, Row]) -> Iterator[Problem]:
    """Yield rows that nobody takes, without those of unreachable questions, reported above."""
    problem = partial(Problem, graph.ruleset.file)
    asked = {state.question for state in graph.edges}
    for question in graph.ruleset.questions.values():
        if question.id not in asked:
            continue
        rows = [*question.next, *question.otherwise]
        if taken.keys().isdisjoint(row.location for row in question.otherwise):
            rows = [*question.next]
            if question.otherwise:
                where = location("questions", question.id, "otherwise")
                yield problem(where, "Nobody needs otherwise: a row of next fits everybody.")
        for row in rows:
            if row.location not in taken:
                why = _why_nobody(graph, question, row)
                yield problem(row.location, f"Nobody takes this row: {why}.")


def _why_nobody(graph: Graph, question: Question, row: Row) -> str:
    """Return why nobody takes a row of a question that is asked."""
    people = [
        {**dict(state.answers), question.id: option}
        for state, edges in graph.edges.items()
        if state.question == question.id
        for option in edges
    ]
    for asked, fitting in row.when.items():
        if not any(person.get(asked) in fitting for person in people):
            options = sorted(option or NOT_ASKED for option in fitting)
            return f"nobody who is asked {question.id} has {asked}={' or '.join(options)}"
    if any(row.fits(person) for person in people):
        return "a row of next fits everybody with these answers"
    return "nobody gives these answers together"


def _unused_not_asked(graph: Graph, taken: Mapping[str, Row]) -> Iterator[Problem]:
    """Yield each "not asked" in a row that is taken only by people who were asked."""
    not_asked = {
        (edge.row.location, asked)
        for state, edges in graph.edges.items()
        for edge in edges.values()
        for asked in edge.row.when.keys() - dict(state.answers).keys()
    }
    for row in taken.values():
        for asked, fitting in row.when.items():
            if None in fitting and (row.location, asked) not in not_asked:
                what = f"Everybody who takes this row was asked {asked}."
                yield Problem(graph.ruleset.file, location(row.location, asked), what)
