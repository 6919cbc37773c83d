"""In what order questions can come, and which earlier answers still matter where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from widget.rules.model import Option, Question, Route, Ruleset

LeadsTo = Mapping[str, frozenset[str]]
"""The questions that each question's options lead to, whatever was answered before."""


def leads_to(
    ruleset: Ruleset, answers: Mapping[str, str] | None = None
) -> dict[str, frozenset[str]]:
    """For each question, the questions that its options can lead to, given some answers."""
    given = answers or {}
    return {
        key: frozenset(
            route.goto
            for option in question.options.values()
            for route in _open(option, given)
            if route.goto in ruleset.questions
        )
        for key, question in ruleset.questions.items()
    }


def closure(leads_to: LeadsTo, start: Iterable[str]) -> frozenset[str]:
    """Gather some questions and all that they lead to."""
    found = set(start)
    todo = list(found)
    while todo:
        new = leads_to[todo.pop()] - found
        found |= new
        todo.extend(new)
    return frozenset(found)


def in_order(leads_to: LeadsTo) -> list[tuple[str, ...]]:
    """Put each question before those that it leads to; those on a circle stand together."""
    # Two questions lead to the same if and only if they lead to each other; and whatever leads to
    # a question leads to more than that.
    alike: dict[frozenset[str], list[str]] = {}
    for key in leads_to:
        alike.setdefault(closure(leads_to, [key]), []).append(key)
    return [tuple(alike[each]) for each in sorted(alike, key=len, reverse=True)]


def what_matters(ruleset: Ruleset) -> dict[str, frozenset[str]]:
    """For each question, those whose answers some condition looks back at from there on."""
    ahead = leads_to(ruleset)
    looks_back = {
        key: _looks_back(ruleset, question) for key, question in ruleset.questions.items()
    }
    return {
        key: frozenset[str]().union(*(looks_back[each] for each in closure(ahead, [key])))
        for key in ahead
    }


def _looks_back(ruleset: Ruleset, question: Question) -> frozenset[str]:
    named = {option.when for option in question.options.values() if option.when}
    return frozenset(named & ruleset.questions.keys())


def _open(option: Option, answers: Mapping[str, str]) -> Iterable[Route]:
    """The routes that an option can take, given some answers."""
    if option.when not in answers:
        return option.routes.values()
    case = option.case(answers)
    return [option.routes[case]] if case in option.routes else []
