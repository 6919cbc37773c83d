"""Answers as somebody typed or pasted them: a whole address, or the answers in it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

from widget.problems import Problem, Problems, no_such
from widget.rules.model import Ruleset


def answers_in(address: str, ruleset: Ruleset) -> dict[str, str]:
    """Read the answers (question id to option id) in `https://…?a=b&c=d` or in `a=b&c=d`.

    Raises Problems, with all of them, for names that the rules do not know. What a partner's page
    or an advertisement adds is passed over in whole addresses only.
    """
    typed = address.strip().partition("#")[0]
    whole = "?" in typed
    answers: dict[str, str] = {}
    # The first of a repeated answer counts, as on the page; there, forms send empty ones too.
    for key, option in parse_qsl(typed.rpartition("?")[2], keep_blank_values=not whole):
        answers.setdefault(key, option)
    problems = list(_unknown(answers, ruleset, whole=whole))
    if problems:
        raise Problems(problems)
    return {key: option for key, option in answers.items() if key in ruleset.questions}


def _unknown(answers: dict[str, str], ruleset: Ruleset, *, whole: bool) -> Iterator[Problem]:
    if not answers:
        yield Problem(
            "the address", "", "It holds no answers.", "location=abroad&passport=national"
        )
    for key, option in answers.items():
        question = ruleset.questions.get(key)
        if question is None and not whole:
            yield no_such("the address", key, "question", key, ruleset.questions)
        elif question and option not in question.options:
            yield no_such("the address", key, "option", option, question.options)
