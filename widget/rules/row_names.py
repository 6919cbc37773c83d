"""Wrong questions, options and groups in rows, and options that no row can be for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from itertools import takewhile

from widget.problems import Problem, location, no_such
from widget.rules.fields import ROW_KEYS
from widget.rules.model import Question, Row, Ruleset


def wrong_groups(ruleset: Ruleset) -> Iterator[Problem]:
    """Yield the wrong names in the groups of options."""
    for key, groups in ruleset.groups.items():
        where = location("groups", key)
        if key not in ruleset.questions:
            yield no_such(ruleset.file, where, "question", key, ruleset.questions)
            continue
        options = ruleset.questions[key].options
        for group, names in groups.items():
            there = location(where, group)
            if group in options:
                yield Problem(ruleset.file, there, "An option has the same name.")
            for name in names:
                if name not in options:
                    yield no_such(ruleset.file, there, f"option of {key}", name, options)


def wrong_rows(ruleset: Ruleset, question: Question) -> Iterator[Problem]:
    """Yield what is wrong in the conditions of a question's rows."""
    yield from _without_rows(ruleset, question)
    for row in (*question.next, *question.otherwise):
        yield from _for_option_with_goto(ruleset, question, row)
        for asked in row.when:
            yield from _wrong_cell(ruleset, question, row, asked)


def _without_rows(ruleset: Ruleset, question: Question) -> Iterator[Problem]:
    """Yield the options without a goto if the question has no rows."""
    for option in question.options.values():
        if option.goto is None and not question.next:
            where = location("questions", question.id, "options", option.id)
            what = "This option leads nowhere."
            allowed = f"a goto here, or a row in questions.{question.id}.next"
            yield Problem(ruleset.file, where, what, allowed)


def _for_option_with_goto(ruleset: Ruleset, question: Question, row: Row) -> Iterator[Problem]:
    """Yield a problem if a row names options that have a goto, or if all options have one."""
    without = [option.id for option in question.options.values() if option.goto is None]
    named = row.when.get(question.id, frozenset())
    wrong = [key for key in question.options if key in named and key not in without]
    if not without:
        what = "Each option has a goto, so no row can decide."
        yield Problem(ruleset.file, row.location, what)
    elif wrong:
        what = f"A row is for options without a goto, not for {', '.join(wrong)}."
        where = location(row.location, question.id)
        yield Problem(ruleset.file, where, what, ", ".join(without))


def _wrong_cell(ruleset: Ruleset, question: Question, row: Row, asked: str) -> Iterator[Problem]:
    known = [*questions_above(ruleset, question), question.id]
    problem = partial(Problem, ruleset.file, location(row.location, asked))
    if asked not in ruleset.questions:
        yield no_such(ruleset.file, row.location, "question", asked, [*known, *ROW_KEYS])
    elif asked not in known:
        what = f"{asked} is below; a row reads this question and those above it."
        yield problem(what, ", ".join(known))
    elif asked == question.id and None in row.when[asked]:
        yield problem("This question itself is always asked.", ", ".join(question.options))
    else:
        yield from wrong_options(ruleset, asked, row.when[asked], location(row.location, asked))


def wrong_options(
    ruleset: Ruleset, asked: str, fitting: Collection[str | None], where: str
) -> Iterator[Problem]:
    """Yield the unknown options in a cell for a question; `where` is its location."""
    options, groups = ruleset.questions[asked].options, ruleset.groups.get(asked, {})
    grouped = {name for names in groups.values() for name in names}  # reported with the group
    kind = f"option or group of {asked}" if groups else f"option of {asked}"
    for name in sorted(each for each in fitting if each):
        if name not in options and name not in grouped:
            yield no_such(ruleset.file, where, kind, name, [*options, *groups])


def questions_above(ruleset: Ruleset, question: Question) -> list[str]:
    """Return the ids of the questions above one in the file."""
    return list(takewhile(lambda key: key != question.id, ruleset.questions))
