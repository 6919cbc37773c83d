"""Promises of either ruleset that the new rules break, and the old rules do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from widget.problems import Problem
from widget.rules.broken import broken_promises
from widget.rules.graph import Graph, graph_of
from widget.rules.model import Ruleset
from widget.rules.promises import Promise


def newly_broken(old: Ruleset, new: Ruleset) -> Iterator[Problem]:
    """Yield how the new rules break promises that the old rules keep.

    A promise as only the old rules make it counts, too. It is gone or changed, or its groups are.
    """
    made = [_content(promise) for promise in new.promises]
    gone = (
        replace(promise, location=f"{promise.location} (as it was)")
        for promise in old.promises
        if _content(promise) not in made
    )
    for promise in (*new.promises, *gone):
        broken = [*_broken(new, promise)]
        if broken and not any(_broken(old, promise)):
            yield from broken


def _content(promise: Promise) -> tuple[object, ...]:
    return promise.when, promise.kind, promise.names


def _broken(ruleset: Ruleset, promise: Promise) -> Iterator[Problem]:
    """Yield how a ruleset breaks a promise, whether or not it makes it."""
    graph = graph_of(ruleset)
    promising = replace(ruleset, promises=(promise,))
    return broken_promises(Graph(promising, graph.edges, graph.faults))
