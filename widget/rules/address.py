"""Answers that somebody typed or pasted: a whole address, or only its query."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

from widget.problems import Problem, Problems, no_such
from widget.rules.model import Ruleset


def answers_in(address: str, ruleset: Ruleset) -> dict[str, str]:
    """Return the answers (question id → option id) in `https://…?a=b&c=d` or in `a=b&c=d`.

    Raises Problems for unknown questions and options, and if there are no answers. In a whole
    address, unknown questions are ignored: partners and advertisements add parameters.
    """
    typed = address.strip().partition("#")[0]
    whole = "?" in typed
    answers: dict[str, str] = {}
    # As on the page, the first of repeated answers counts, and a whole address may have empty ones.
    for key, option in parse_qsl(typed.rpartition("?")[2], keep_blank_values=not whole):
        answers.setdefault(key, option)
    problems = list(_unknown(answers, ruleset, whole=whole))
    if problems:
        raise Problems(problems)
    return {key: option for key, option in answers.items() if key in ruleset.questions}


def _unknown(answers: dict[str, str], ruleset: Ruleset, *, whole: bool) -> Iterator[Problem]:
    if not answers:
        yield Problem("the address", "", "It has no answers.", "location=abroad&passport=national")
    for key, option in answers.items():
        question = ruleset.questions.get(key)
        if question is None and not whole:
            yield no_such("the address", key, "question", key, ruleset.questions)
        elif question and option not in question.options:
            yield no_such("the address", key, "option", option, question.options)
