"""What the people of the cases reach, compared with what they must reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from widget.cases.file import FILE, Case
from widget.files.text import lines_named
from widget.problems import Problem, Problems, did_you_mean, listed, no_such
from widget.rules.model import Ruleset
from widget.rules.outcomes import Category, Entry
from widget.rules.pasted import answers_in
from widget.rules.walk import Answers, Ask, Reached, current_answers, walk

CONFIRM = {"yes": True, "no": False}
ENTRIES: tuple[str, ...] = get_args(Entry)


@dataclass(frozen=True)
class Result:
    """What a person reaches: an outcome's id, with all that the case says of it.

    An outcome that is no category has no `entry` options and an empty `clause`. `confirm` means
    that some point is to be confirmed.
    """

    outcome: str
    entry: frozenset[str]
    clause: str
    confirm: bool

    def __str__(self) -> str:
        details = [*sorted(self.entry), *([self.clause] if self.clause else [])]
        details += ["to be confirmed"] if self.confirm else []
        return f"{self.outcome} ({', '.join(details)})" if details else self.outcome


def check_cases(cases: Mapping[int, Case], ruleset: Ruleset) -> tuple[Answers, ...]:
    """Return the answers of each person in the cases (line → case), on the way to an outcome.

    Raises Problems, with every case that does not hold in these proven rules and every row that
    cannot be understood.
    """
    wrong: list[tuple[int, Problem]] = []
    people: list[Answers] = []
    for line, case in cases.items():
        try:
            people.append(_check(f"line {line}, {case.id or '?'}", case, ruleset))
        except Problems as error:
            wrong += ((line, each) for each in error.problems)
    problems = [*_together(wrong), *_repeated_ids(cases)]
    if problems:
        raise Problems(problems)
    return tuple(people)


def _together(wrong: Iterable[tuple[int, Problem]]) -> Iterator[Problem]:
    """Yield each cause once, with the lines on which it is found."""
    causes: dict[tuple[str, str], dict[int, Problem]] = {}
    for line, each in wrong:
        causes.setdefault((each.what, each.allowed), {})[line] = each
    for found in causes.values():
        first = next(iter(found.values()))
        yield replace(first, location=lines_named([*found])) if len(found) > 1 else first


def _check(location: str, case: Case, ruleset: Ruleset) -> Answers:
    """Return the answers of a person. Raises Problems when the case does not hold."""
    try:
        answers = answers_in(case.answers, ruleset)
    except Problems as error:
        raise Problems(Problem(FILE, location, p.what, p.allowed) for p in error.problems) from None
    expected = _expected(location, case, ruleset)
    step = walk(ruleset, answers)
    if isinstance(step, Ask):
        reached = f"is still asked {step.question.id} ({listed(step.question.options)})"
    elif (result := result_of(step)) != expected:
        reached = f"reaches {result}"
    elif idle := [key for key in answers if key not in dict(current_answers(step))]:
        reached = f"is not asked {', '.join(idle)}"
    else:
        return current_answers(step)
    raise Problems([Problem(FILE, location, f"{case.person}: {reached}; expected {expected}.")])


def _expected(location: str, case: Case, ruleset: Ruleset) -> Result:
    """Return what a case expects. Raises Problems when one of its names does not exist."""
    if wrong := [*_unknown(location, case, ruleset)]:
        raise Problems(wrong)
    if case.confirm not in CONFIRM:
        hint = did_you_mean(case.confirm, CONFIRM)
        raise Problems([Problem(FILE, location, f"confirm is {case.confirm!r}.{hint}", "yes, no")])
    return Result(
        outcome=case.outcome,
        entry=frozenset(case.entry.split()),
        clause=case.clause,
        confirm=CONFIRM[case.confirm],
    )


def _unknown(location: str, case: Case, ruleset: Ruleset) -> Iterator[Problem]:
    """Yield a problem for each outcome, entry option and clause that does not exist."""
    if case.outcome not in ruleset.outcomes:
        yield no_such(FILE, location, "outcome", case.outcome, ruleset.outcomes)
    for name in case.entry.split():
        if name not in ENTRIES:
            yield no_such(FILE, location, "entry option", name, ENTRIES)
    if case.clause and case.clause not in ruleset.clauses:
        yield no_such(FILE, location, "clause", case.clause, ruleset.clauses)


def result_of(step: Reached) -> Result:
    """Return what a person who reached an outcome is told, as a case says it."""
    outcome = step.outcome
    return Result(
        outcome=outcome.id,
        entry=frozenset(outcome.entry if isinstance(outcome, Category) else ()),
        clause=step.clause.id if step.clause else "",
        confirm=bool(step.confirm),
    )


def _repeated_ids(cases: Mapping[int, Case]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for line, case in cases.items():
        if first.setdefault(case.id, line) != line:
            what = f"Line {first[case.id]} has the same id."
            yield Problem(FILE, f"line {line}, {case.id}", what)
