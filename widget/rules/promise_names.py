"""Names in promises that refer to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from widget.problems import Problem, location, no_such
from widget.rules.model import Ruleset
from widget.rules.promises import Promise
from widget.rules.row_names import wrong_options


def wrong_promises(ruleset: Ruleset) -> Iterator[Problem]:
    """Yield the wrong names in all promises."""
    for promise in ruleset.promises:
        yield from wrong_promise(ruleset, promise)


def wrong_promise(ruleset: Ruleset, promise: Promise) -> Iterator[Problem]:
    """Yield the wrong names of a promise: of questions, options, groups, outcomes and points."""
    where = location(promise.location, "if")
    for asked, fitting in promise.when.items():
        if asked in ruleset.questions:
            yield from wrong_options(ruleset, asked, fitting, location(where, asked))
        else:
            yield no_such(ruleset.file, where, "question", asked, ruleset.questions)
    of_points = promise.kind == "confirm"
    known, noun = (ruleset.points, "point") if of_points else (ruleset.outcomes, "outcome")
    for name in promise.names:
        if name not in known:
            there = location(promise.location, promise.kind)
            yield no_such(ruleset.file, there, noun, name, known)
