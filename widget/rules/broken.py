"""Promises that the rules break, each with an example that has as few answers as possible."""

from __future__ import annotations

from collections.abc import Iterator

from widget.problems import Problem, location
from widget.rules.graph import Graph, Ways
from widget.rules.model import Ruleset
from widget.rules.people import Fits, fitting
from widget.rules.promise_names import wrong_promise
from widget.rules.promises import Promise


def broken_promises(graph: Graph) -> Iterator[Problem]:
    """Yield the promises that proven rules break, and those that are about nobody.

    Promises with wrong names are left out, since `wrong_promise` reports them.
    """
    for promise in graph.ruleset.promises:
        if not any(wrong_promise(graph.ruleset, promise)):
            yield from _judge(graph, promise)


def _judge(graph: Graph, promise: Promise) -> Iterator[Problem]:
    ruleset, fits = graph.ruleset, fitting(graph.ruleset, promise.when)
    ways = graph.ways(fits)
    if ways.keys().isdisjoint(ruleset.outcomes):
        where = location(promise.location, "if")
        yield Problem(ruleset.file, where, "Nobody has these answers.")
    elif promise.kind == "confirm":
        for point in promise.names:
            yield from _judge_point(graph, promise, point, fits, ways)
    else:
        never = promise.kind == "never"
        wrong = [key for key in ruleset.outcomes if (key in promise.names) == never]
        yield from _broken(ruleset, promise, ways, wrong)


def _judge_point(
    graph: Graph, promise: Promise, point: str, fits: Fits, ways: Ways
) -> Iterator[Problem]:
    """Yield a problem if a result lacks a point that it needs, or if no result needs it."""
    ruleset = graph.ruleset
    categories = [key for key in ruleset.categories if ruleset.points[point].holds_for(key)]
    if ways.keys().isdisjoint(categories):
        what = f"Nobody with these answers reaches a category that {point} is for."
        yield Problem(ruleset.file, location(promise.location, promise.kind), what)
    untold = graph.ways(
        lambda state, edge: fits(state, edge) and point not in edge.row.route.confirm
    )
    yield from _broken(ruleset, promise, untold, categories, f" without the point {point}")


def _broken(
    ruleset: Ruleset, promise: Promise, ways: Ways, wrong: list[str], lacking: str = ""
) -> Iterator[Problem]:
    """Yield the promise with the shortest of the ways to a wrong outcome, if there is one."""
    reached = [key for key in wrong if key in ways]
    if reached:
        end = min(reached, key=lambda key: len(ways[key]))
        person = "&".join(f"{question}={option}" for question, option in ways[end])
        promised = f"{promise.kind} {', '.join(promise.names)}"
        what = f"Broken: {person} reaches {end}{lacking}."
        reason = f"Promised: {promised}. Reason: {promise.because}"
        yield Problem(ruleset.file, promise.location, f"{what} {reason}")
