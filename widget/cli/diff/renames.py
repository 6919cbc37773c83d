"""Names that changed between two rulesets while the words stayed: they mean the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from widget.rules.model import Advice, Category, Option, Outcome, Question, Route, Ruleset, Text


@dataclass(frozen=True)
class Renames:
    """For each kind of name, the new one by the old one; an option's by its question's too."""

    questions: Mapping[str, str]
    options: Mapping[tuple[str, str], str]
    outcomes: Mapping[str, str]
    points: Mapping[str, str]
    clauses: Mapping[str, str]


def find_renames(old: Ruleset, new: Ruleset) -> Renames:
    """Pair what is gone with what is new where the English words are equal."""
    questions = _pairs(
        {key: each.text.english for key, each in old.questions.items()},
        {key: each.text.english for key, each in new.questions.items()},
    )
    options: dict[tuple[str, str], str] = {}
    for key, question in old.questions.items():
        there = new.questions.get(questions.get(key, key))
        if there:
            found = _pairs(_option_words(question), _option_words(there))
            options |= {(key, before): after for before, after in found.items()}
    return Renames(
        questions=questions,
        options=options,
        outcomes=_pairs(_outcome_words(old), _outcome_words(new)),
        points=_pairs(
            {key: each.text.english for key, each in old.points.items()},
            {key: each.text.english for key, each in new.points.items()},
        ),
        clauses=_pairs(
            {key: each.text.english for key, each in old.clauses.items()},
            {key: each.text.english for key, each in new.clauses.items()},
        ),
    )


def _pairs(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    came = {words: key for key, words in after.items() if key not in before}
    gone = {words: key for key, words in before.items() if key not in after}
    return {key: came[words] for words, key in gone.items() if words in came}


def _option_words(question: Question) -> dict[str, str]:
    return {key: option.text.english for key, option in question.options.items()}


def _outcome_words(ruleset: Ruleset) -> dict[str, str]:
    return {key: outcome.name.english for key, outcome in ruleset.outcomes.items()}


def renamed(ruleset: Ruleset, by: Renames) -> Ruleset:
    """Give the old rules by their new names."""
    questions = [_question(question, by) for question in ruleset.questions.values()]
    outcomes = [_outcome(outcome, by) for outcome in ruleset.outcomes.values()]
    points = [
        replace(
            point,
            id=by.points.get(key, key),
            text=_moved(point.text, f"points.{key}", f"points.{by.points.get(key, key)}"),
            categories=point.categories and frozenset(_each(point.categories, by.outcomes)),
        )
        for key, point in ruleset.points.items()
    ]
    clauses = [
        replace(
            clause,
            id=by.clauses.get(key, key),
            text=_moved(clause.text, f"clauses.{key}", f"clauses.{by.clauses.get(key, key)}"),
            category=by.outcomes.get(clause.category, clause.category),
        )
        for key, clause in ruleset.clauses.items()
    ]
    return Ruleset(
        file=ruleset.file,
        start=by.questions.get(ruleset.start, ruleset.start),
        questions=MappingProxyType({each.id: each for each in questions}),
        points=MappingProxyType({each.id: each for each in points}),
        clauses=MappingProxyType({each.id: each for each in clauses}),
        outcomes=MappingProxyType({each.id: each for each in outcomes}),
    )


def _question(question: Question, by: Renames) -> Question:
    old, new = question.id, by.questions.get(question.id, question.id)
    options = [_option(old, option, by) for option in question.options.values()]
    return replace(
        question,
        id=new,
        text=_moved(question.text, old, new),
        short=_moved(question.short, old, new),
        help=question.help and _moved(question.help, old, new),
        options=MappingProxyType({option.id: option for option in options}),
    )


def _option(question: str, option: Option, by: Renames) -> Option:
    key = by.options.get((question, option.id), option.id)
    old, new = f"{question}.{option.id}", f"{by.questions.get(question, question)}.{key}"
    when = option.when
    routes = {
        case and by.options.get((when or "", case), case): _route(route, by)
        for case, route in option.routes.items()
    }
    return replace(
        option,
        id=key,
        text=_moved(option.text, old, new),
        help=option.help and _moved(option.help, old, new),
        when=when and by.questions.get(when, when),
        routes=MappingProxyType(routes),
    )


def _route(route: Route, by: Renames) -> Route:
    return Route(
        goto=by.questions.get(route.goto, by.outcomes.get(route.goto, route.goto)),
        clause=route.clause and by.clauses.get(route.clause, route.clause),
        confirm=_each(route.confirm, by.points),
        closest=_each(route.closest, by.outcomes),
    )


def _outcome(outcome: Outcome, by: Renames) -> Outcome:
    old, new = outcome.id, by.outcomes.get(outcome.id, outcome.id)

    def moved(texts: tuple[Text, ...]) -> tuple[Text, ...]:
        return tuple(_moved(text, old, new) for text in texts)

    (name,) = moved((outcome.name,))
    if isinstance(outcome, Category):
        return replace(outcome, id=new, name=name, whom=moved(outcome.whom))
    closest = outcome.closest and _moved(outcome.closest, old, new)
    why, then = moved(outcome.why), moved(outcome.next)
    return Advice(id=new, name=name, why=why, closest=closest, next=then)


def _each(names: Iterable[str], by: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(by.get(name, name) for name in names)


def _moved(text: Text, old: str, new: str) -> Text:
    return Text(f"{new}{text.context.removeprefix(old)}", text.english)
