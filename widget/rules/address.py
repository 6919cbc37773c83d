"""Answers that somebody typed or pasted: a whole address, or only its query."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

from widget.problems import Problem, Problems, no_such
from widget.rules.fields import ADDRESS_KEYS
from widget.rules.model import Ruleset


def answers_in(address: str, ruleset: Ruleset) -> dict[str, str]:
    """Return the answers (question id → option id) in `https://…?a=b&c=d` or in `a=b&c=d`.

    What addresses hold beside answers is left out. Raises Problems for unknown questions and
    options, and if there are no answers. In a whole address, unknown questions and empty answers
    are ignored, as on the page: partners, advertisements and forms add such parameters.
    """
    typed = address.strip().partition("#")[0]
    is_whole = "/" in typed.partition("?")[0] or "?" in typed
    answers: dict[str, str] = {}
    query = typed.partition("?")[2] if is_whole else typed
    for key, option in parse_qsl(query, keep_blank_values=True):
        if key not in ADDRESS_KEYS:
            answers.setdefault(key, option)  # as on the page, the first of repeated answers counts
    if is_whole:
        answers = {k: option for k, option in answers.items() if option and k in ruleset.questions}
    problems = list(_unknown(answers, ruleset))
    if problems:
        raise Problems(problems)
    return answers


def _unknown(answers: dict[str, str], ruleset: Ruleset) -> Iterator[Problem]:
    if not answers:
        first = ruleset.questions[ruleset.start]
        example = f"{first.id}={next(iter(first.options))}"
        yield Problem("the address", "", "It has no answers.", f"answers like {example}")
    for key, option in answers.items():
        question = ruleset.questions.get(key)
        if question is None:
            yield no_such("the address", key, "question", key, ruleset.questions)
        elif option not in question.options:
            yield no_such("the address", key, "option", option, question.options)
