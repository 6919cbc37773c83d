"""A new case, made from an address and from what the rules say now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import parse_qsl, urlencode

from widget.cases.check import CONFIRM, result_of
from widget.cases.file import FILE, Case
from widget.problems import Problem, Problems
from widget.rules.model import Ruleset
from widget.rules.outcomes import Category
from widget.rules.pasted import answers_in
from widget.rules.walk import Ask, Reached, current_answers, walk


def new_case(address: str, person: str, ruleset: Ruleset, cases: Mapping[int, Case]) -> Case:
    """Return a case for the answers in an address, with the next free id.

    `cases` are those in the file (line → case). If `person` is empty, the answers describe the
    person. Raises Problems if the address has wrong answers or leads to no outcome, or if the
    person is already in the file.
    """
    step = walk(ruleset, answers_in(address, ruleset))
    if isinstance(step, Ask):
        what = f"It leads to no result: “{step.question.short.english}” has no answer yet."
        raise Problems([Problem("the address", "", what)])
    made = _case(step, " ".join(person.split()), _free_id(case.id for case in cases.values()))
    if problems := [*_known(made, cases, named=bool(person.strip()))]:
        raise Problems(problems)
    return made


def _case(step: Reached, person: str, key: str) -> Case:
    result = result_of(step)
    answers = (f"{a.question.short.english}: {a.option.text.english}" for a in step.trail)
    return Case(
        id=key,
        person=person or "; ".join(answers),
        answers=urlencode(current_answers(step)),
        outcome=result.outcome,
        entry=" ".join(step.outcome.entry if isinstance(step.outcome, Category) else ()),
        clause=result.clause,
        confirm={yes: word for word, yes in CONFIRM.items()}[result.confirm],
    )


def _known(made: Case, cases: Mapping[int, Case], *, named: bool) -> Iterator[Problem]:
    """Yield a problem for each case of the same person, or of the same answers if not `named`."""
    for line, case in cases.items():
        where = f"line {line}, {case.id}"
        if case.person == made.person:
            yield Problem(FILE, where, f"This person is already in the file: {case.person}.")
        elif not named and _pairs(case.answers) == _pairs(made.answers):
            what = f"A person with the same answers is already in the file: {case.person}."
            yield Problem(FILE, where, what, "another person, described with --person")


def _pairs(answers: str) -> set[tuple[str, str]]:
    """Return the answers of a case, whose cell may hold a whole address."""
    return {*parse_qsl(answers.rpartition("?")[2])}


def _free_id(ids: Iterable[str]) -> str:
    """Return the id after the one with the highest number, such as P08 after P07; P01 at first."""
    numbered = [found.groups() for each in ids if (found := re.fullmatch(r"(.*?)([0-9]+)", each))]
    before, digits = max(numbered, key=lambda each: int(each[1]), default=("P", "00"))
    return f"{before}{int(digits) + 1:0{len(digits)}}"
