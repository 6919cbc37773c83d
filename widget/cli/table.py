"""`widget table`: the rules as tables, in Markdown or CSV."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import click

from widget.cli.combine import in_words
from widget.cli.options import in_language, read_proven_rules, rules_file
from widget.cli.sections import Row, Section, sections
from widget.cli.words import words_in
from widget.rules.model import Question, Ruleset
from widget.words import Words

MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_<>|#[]"})
"""Escapes the characters that have a meaning in Markdown."""


def as_markdown(ruleset: Ruleset, words: Words) -> str:
    """Return the table as Markdown: a heading and a small table for each section."""
    lines = [
        words.gettext(
            "Not everybody is asked every question. A row applies to everybody whose answers to "
            "its questions are among those shown; questions that a person was not asked do not "
            "count. The answers in bold decide. The others show who gets to the deciding question."
        )
    ]
    kind = ""
    for section in sections(ruleset, words):
        lines += [f"## {section.kind}"] if section.kind != kind else []
        kind = section.kind
        lines.append(f"### {_escape(section.name)}")
        lines += [_escape(section.about)] if section.about else []
        lines += [_rows_in_markdown(ruleset, section, words)] if section.rows else []
    return "\n\n".join(lines) + "\n"


def _rows_in_markdown(ruleset: Ruleset, section: Section, words: Words) -> str:
    heads = _heads(ruleset, words)
    cells = [[_escape(cell) for cell in _cells(ruleset, row, words)] for row in section.rows]
    for row, line in zip(section.rows, cells, strict=True):
        for index, question in enumerate(ruleset.questions):
            if question in row.deciding:
                line[index] = f"**{line[index]}**"
    # Empty columns are left out.
    used = [index for index in range(len(heads)) if any(line[index] for line in cells)]
    table = [[_escape(head) for head in heads], ["---"] * len(heads), *cells]
    return "\n".join("| " + " | ".join(line[index] for index in used) + " |" for line in table)


def as_csv(ruleset: Ruleset, words: Words) -> str:
    """Return the table as CSV for spreadsheets, with a column for each question."""
    file = StringIO()
    # Without this byte order mark, Excel takes another encoding for granted.
    file.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    lines = csv.writer(file, lineterminator="\n")
    heads = _heads(ruleset, words)
    lines.writerow(["", "", "", *heads])
    for section in sections(ruleset, words):
        rows = [_cells(ruleset, row, words) for row in section.rows] or [[""] * len(heads)]
        lines.writerows([section.kind, section.name, section.about, *row] for row in rows)
    return file.getvalue()


def _heads(ruleset: Ruleset, words: Words) -> list[str]:
    questions = (words.say(question.short) for question in ruleset.questions.values())
    return [
        *questions,
        words.gettext("Clause"),
        words.gettext("In the original"),
        words.gettext("What comes closest"),
    ]


def _cells(ruleset: Ruleset, row: Row, words: Words) -> list[str]:
    answers = (_cell(ruleset, row, question, words) for question in ruleset.questions.values())
    return [*answers, row.clause, row.quote, row.closest]


def _cell(ruleset: Ruleset, row: Row, question: Question, words: Words) -> str:
    decides = question.id in row.deciding
    options = row.answers.get(question.id)
    if options is None:
        return words.gettext("not asked") if decides else ""
    if options >= question.options.keys():
        return words.gettext("any answer") if decides else ""
    return in_words(ruleset, question.id, options, words)


def _escape(text: str) -> str:
    return text.translate(MARKDOWN)


@click.command()
@rules_file
@in_language
@click.option("--csv", "spreadsheet", is_flag=True, help="Print CSV for a spreadsheet.")
def table(file: Path | None, language: str, spreadsheet: bool) -> None:
    """Show which answers lead to each result.

    The results come first, then the questions and the points to confirm. Each has a table of the
    answers that lead to it; answers that do not matter are left out. FILE is a rules file or a
    content directory; without it, the working files are shown.

    Example: widget table --language ru > rules.md
    """
    write = as_csv if spreadsheet else as_markdown
    ruleset = read_proven_rules(file)
    click.echo(write(ruleset, words_in(language, ruleset, file)), nl=False)
