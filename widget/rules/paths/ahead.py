"""What can still come after some answers: which questions, and how many of them at most.

Where a condition looks back at an answer that is given, it is decided; where it looks back at one
that is still to come, it may go any way. So nothing that can come is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from widget.rules.model import Ruleset
from widget.rules.paths.order import closure, in_order, leads_to


def questions_after(ruleset: Ruleset, question: str, answers: Mapping[str, str]) -> frozenset[str]:
    """Name the questions that can still come after one, given the earlier answers."""
    ahead = leads_to(ruleset, answers)
    return closure(ahead, ahead[question]) - {question, *answers}


def at_most_after(ruleset: Ruleset, question: str, answers: Mapping[str, str]) -> int:
    """Bound how many questions can still come after one, given the earlier answers.

    The bound is never too low, and each answer lowers it by one at least.
    """
    ahead = leads_to(ruleset, answers)
    longest: dict[str, int] = {}
    for circle in reversed(_in_order(ruleset)):
        beyond = {goto for key in circle for goto in ahead[key]}.difference(circle)
        here = len([key for key in circle if key not in answers])
        longest |= dict.fromkeys(circle, here + max((longest[key] for key in beyond), default=0))
    return longest[question] - 1


@cache
def _in_order(ruleset: Ruleset) -> list[tuple[str, ...]]:
    return in_order(leads_to(ruleset))
