"""The rules as a graph: which options the paths take, and where one goes wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from widget.rules.model import Ruleset
from widget.rules.paths.follow import Again, Gap, Paths, Taken
from widget.rules.paths.sets import TooLarge


@dataclass(frozen=True)
class Graph:
    """What the paths of some rules come to.

    `taken` holds every option that some path takes, `faults` all that goes wrong, in the rules'
    order; `outcomes_with` says for each point to confirm which outcomes are reached with it.
    """

    taken: tuple[Taken, ...]
    faults: tuple[Gap | Again, ...]
    outcomes_with: Mapping[str, frozenset[str]]


@cache
def graph_of(ruleset: Ruleset) -> Graph:
    """Make a ruleset's graph, once. Raises TooLarge where that is more than seconds' work."""
    paths = Paths(ruleset)
    return Graph(
        taken=tuple(each for each in paths.chosen() if isinstance(each, Taken)),
        faults=tuple(paths.faults()),
        outcomes_with={key: paths.outcomes_with(key) for key in ruleset.points},
    )


def usable_together(ruleset: Ruleset, answers: Mapping[str, str]) -> bool:
    """Tell whether some path of proven rules takes all of these answers (question to option).

    Where that is more than seconds' work, they get the benefit of the doubt.
    """
    try:
        return Paths(ruleset, answers).one_gives_all()
    except TooLarge:
        return True
