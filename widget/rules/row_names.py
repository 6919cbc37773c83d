"""Wrong questions, options and groups in rows, and options that lead nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import takewhile

from widget.problems import Problem, listed, location, no_such
from widget.rules.fields import ROW_KEYS
from widget.rules.model import Question, Row, Ruleset
from widget.rules.row_tables import NOT_ASKED


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
                if name not in options and name in groups:
                    what = f"{name} is a group, and a group cannot contain groups."
                    yield Problem(ruleset.file, there, what, f"options of {key}")
                elif name not in options:
                    yield no_such(ruleset.file, there, f"option of {key}", name, options)


def wrong_rows(ruleset: Ruleset, question: Question) -> Iterator[Problem]:
    """Yield what is wrong in the conditions of a question's rows."""
    yield from _without_rows(ruleset, question)
    for row in (*question.next, *question.otherwise):
        yield from _for_option_with_goto(ruleset, question, row)
        yield from _wrong_cells(ruleset, question, row)


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
        what = "Every option has a goto, so nobody needs this row."
        yield Problem(ruleset.file, row.location, what)
    elif wrong:
        what = f"A row is for options without a goto, not for {', '.join(wrong)}."
        where = location(row.location, question.id)
        yield Problem(ruleset.file, where, what, listed(without))


def _wrong_cells(ruleset: Ruleset, question: Question, row: Row) -> Iterator[Problem]:
    known = [*questions_above(ruleset, question), question.id]
    for asked, fitting in row.when.items():
        if asked == question.id and None in fitting:
            where = location(row.location, asked)
            what = f'This row cannot say "{NOT_ASKED}" of its own question.'
            yield Problem(ruleset.file, where, what, listed(question.options))
        else:
            yield from wrong_cell(ruleset, (asked, fitting), row.location, known, ROW_KEYS)


def wrong_cell(
    ruleset: Ruleset,
    cell: tuple[str, frozenset[str | None]],
    where: str,
    known: list[str],
    keys: tuple[str, ...],
) -> Iterator[Problem]:
    """Yield what is wrong with one condition: a question's id, and the options that fit.

    `where` is the location of the row, text or step with this condition. It may read the questions
    `known`, and has the `keys` beside them.
    """
    asked, fitting = cell
    if asked not in ruleset.questions:
        yield no_such(ruleset.file, where, "question", asked, [*known, *keys])
    elif asked not in known:
        reads = "a row can only read this question and those above it"
        if keys is not ROW_KEYS:
            reads = "a text can only read the questions above"
        what = f"{asked} is further down; {reads}."
        yield Problem(ruleset.file, location(where, asked), what, listed(known))
    else:
        yield from wrong_options(ruleset, asked, fitting, location(where, asked))


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
