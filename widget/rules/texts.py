"""All texts of the rules, and what they may name in {braces}."""

from __future__ import annotations

import re
from collections.abc import Iterator

from widget.rules.model import About, Question, Ruleset
from widget.rules.outcomes import Category, Outcome
from widget.rules.wording import Text, Wording

BRACES = re.compile(r"\{[^{}]*\}?")
"""A name in braces."""

AGENCY = "{agency}"
"""Stands in a text for the agency's name."""

PARAGRAPH = "{paragraph}"
"""Stands in `about.paragraph` for the place of a category in the source."""


def names_in_texts(ruleset: Ruleset, agency: str) -> dict[str, str]:
    """Return what texts may name in braces, such as `{agency}`, and what stands there then."""
    years = zip(("{from}", "{to}"), ruleset.about.in_force, strict=True)
    return {AGENCY: agency} | {name: str(year) for name, year in years if year}


def texts(ruleset: Ruleset) -> Iterator[Text]:
    """Yield all texts of the rules: of questions, options, points, readings, clauses, outcomes."""
    yield from _about_texts(ruleset.about)
    for question in ruleset.questions.values():
        yield from _question_texts(question)
    for point in ruleset.points.values():
        yield point.text
    for reading in ruleset.readings.values():
        yield reading.text
    for clause in ruleset.clauses.values():
        yield clause.text
    for outcome in ruleset.outcomes.values():
        yield from _outcome_texts(outcome)


def _about_texts(about: About) -> Iterator[Text]:
    yield from (about.title, about.description, *_given(about.credit), *_given(about.lead))
    yield from (*about.statement.texts, *_given(about.paragraph))
    yield from (step.text for step in about.next_steps)


def _question_texts(question: Question) -> Iterator[Text]:
    yield from (*question.text.texts, question.short, *_given(question.help))
    if question.more:
        yield from (question.more.text, *_given(question.more.hint))
    for option in question.options.values():
        yield option.text
        yield from (*_given(option.hint), *_given(option.help), *_given(option.told))


def _outcome_texts(outcome: Outcome) -> Iterator[Text]:
    yield outcome.name
    if isinstance(outcome, Category):
        yield from outcome.whom
        yield from (each.text for each in outcome.validity.values())
        yield from _given(outcome.codes.source if outcome.codes else None)
    else:
        yield from (*outcome.why, *_given(outcome.closest))
    yield from (step.text for step in outcome.next_steps)
    yield from (link.text for link in outcome.links)


def _given(text: Text | Wording | None) -> tuple[Text, ...]:
    if isinstance(text, Wording):
        return text.texts
    return () if text is None else (text,)
