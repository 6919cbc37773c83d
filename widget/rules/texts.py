"""All texts of the rules, for translators."""

from __future__ import annotations

from collections.abc import Iterator

from widget.rules.model import Category, Outcome, Ruleset, Text


def texts(ruleset: Ruleset) -> Iterator[Text]:
    """Yield all texts of the rules: of questions, options, points, clauses and outcomes."""
    for question in ruleset.questions.values():
        yield from (question.text, question.short, *_given(question.help))
        for option in question.options.values():
            yield from (option.text, *_given(option.help))
    for point in ruleset.points.values():
        yield point.text
    for clause in ruleset.clauses.values():
        yield clause.text
    for outcome in ruleset.outcomes.values():
        yield from _outcome_texts(outcome)


def _outcome_texts(outcome: Outcome) -> tuple[Text, ...]:
    if isinstance(outcome, Category):
        return (outcome.name, *outcome.whom)
    return (outcome.name, *outcome.why, *_given(outcome.closest), *outcome.next)


def _given(text: Text | None) -> tuple[Text, ...]:
    return () if text is None else (text,)
