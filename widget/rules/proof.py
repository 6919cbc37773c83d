"""The proof over all paths: rules that could lead astray are refused before they are served."""

from __future__ import annotations

from dataclasses import dataclass

from widget.problems import Problem, Problems, location
from widget.rules.faults import wrong_paths
from widget.rules.model import Ruleset
from widget.rules.names import wrong_names
from widget.rules.paths.count import count
from widget.rules.paths.graph import graph_of
from widget.rules.paths.order import in_order, leads_to
from widget.rules.paths.sets import TooLarge
from widget.rules.unused import unused


@dataclass(frozen=True)
class Proof:
    """What was proven: each path ends in exactly one outcome, each question and outcome is reached.

    `longest` and `shortest` count the answers on a path. `paths` is None where there are more than
    can be counted; then no path is longer or shorter than these.
    """

    questions: int
    options: int
    outcomes: int
    paths: int | None
    longest: int
    shortest: int


def verify(ruleset: Ruleset) -> Proof:
    """Walk every path of the rules. Raises Problems, with all of them, if anything is wrong."""
    problems = list(wrong_names(ruleset))
    try:
        graph = graph_of(ruleset)
    except TooLarge:
        raise Problems([*problems, _too_large(ruleset)]) from None
    problems += wrong_paths(ruleset, graph)
    if ruleset.start in ruleset.questions:
        problems += unused(ruleset, graph, complete=not problems)
    if problems:
        raise Problems(problems)
    return _proof(ruleset)


def _proof(ruleset: Ruleset) -> Proof:
    counted = count(ruleset)
    return Proof(
        questions=len(ruleset.questions),
        options=sum(len(question.options) for question in ruleset.questions.values()),
        outcomes=len(ruleset.outcomes),
        paths=counted.paths,
        longest=counted.longest,
        shortest=counted.shortest,
    )


def _too_large(ruleset: Ruleset) -> Problem:
    on_circles = (circle for circle in in_order(leads_to(ruleset)) if len(circle) > 1)
    for first, *_others in on_circles:
        what = "From here the rules can lead back to here; in rules this large no path may."
        return Problem(ruleset.file, location("questions", first), what)
    what = "The conditions look back at too many answers at once to walk every path."
    return Problem(ruleset.file, "questions", what, "conditions on fewer earlier questions")
