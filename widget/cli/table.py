"""The rules as a table: for each outcome, question and point, which answers lead to it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import click

from widget.cli.combine import Choices, Way, all_paths, in_words, merge, ways
from widget.cli.options import in_language, read_proven_rules, rules_file
from widget.cli.words import entry_in_words, words_in
from widget.rules.model import Point, Question, Ruleset
from widget.rules.walk import Reached
from widget.words import Words

MARKS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_<>|#[]"})


@dataclass(frozen=True)
class Row:
    """The answers that lead somewhere; of them, those to `deciding` questions decide."""

    answers: Choices
    deciding: frozenset[str]
    clause: str = ""
    closest: str = ""


@dataclass(frozen=True)
class Section:
    """All that leads to one thing; `about` is what a reader has to know of it besides its name."""

    kind: str
    name: str
    about: str
    rows: tuple[Row, ...]


def sections(ruleset: Ruleset, words: Words) -> Iterator[Section]:
    """Yield a section for each outcome, for each question and for each point of proven rules."""
    decided = ways(ruleset, lambda route: (route.goto, route.clause, route.closest))
    paths = _by_last_question(ruleset)
    for outcome in ruleset.outcomes.values():
        leading = [way for way in decided if way.route.goto == outcome.id]
        rows = (row for way in leading for row in _whole(ruleset, way, paths, words))
        about = ", ".join(entry_in_words(outcome, words))
        yield Section(words.gettext("Results"), words.say(outcome.name), about, tuple(rows))
    asked = ways(ruleset, lambda route: route.goto)
    for question in ruleset.questions.values():
        yield _of_question(ruleset, question, asked, words)
    for point in ruleset.points.values():
        yield _of_point(ruleset, point, words)


Paths = Mapping[str, list[Reached]]
"""All paths, by the last question that they ask."""


def _by_last_question(ruleset: Ruleset) -> Paths | None:
    """Group all paths; None if there are too many."""
    paths = all_paths(ruleset)
    if paths is None:
        return None
    found: dict[str, list[Reached]] = {key: [] for key in ruleset.questions}
    for path in paths:
        found[path.trail[-1].question.id].append(path)
    return found


def _whole(ruleset: Ruleset, way: Way, paths: Paths | None, words: Words) -> Iterator[Row]:
    """The rows of a way to an outcome, from the first question on if there are not too many."""
    rows: Iterable[Choices] = [way.answers]
    if paths is not None:
        rows = merge(ruleset, (path for path in paths[way.question] if way.holds_for(path)))
    closest = ", ".join(words.say(ruleset.outcomes[key].name) for key in way.route.closest)
    for answers in rows:
        yield Row(answers, frozenset(way.answers), way.route.clause or "", closest)


def _of_question(
    ruleset: Ruleset, question: Question, asked: Iterable[Way], words: Words
) -> Section:
    rows = tuple(_deciding(way) for way in asked if way.route.goto == question.id)
    first = words.gettext("Everybody is asked this first.")
    about = first if question.id == ruleset.start else ""
    return Section(words.gettext("Who is asked what"), words.say(question.text), about, rows)


def _of_point(ruleset: Ruleset, point: Point, words: Words) -> Section:
    named = ways(ruleset, lambda route: point.id in route.confirm)
    rows = tuple(_deciding(way) for way in named if point.id in way.route.confirm)
    only = [o for o in ruleset.outcomes.values() if o.id in (point.categories or ())]
    names = ", ".join(words.say(outcome.name) for outcome in only)
    about = words.gettext("Only with: %(results)s") % {"results": names} if only else ""
    return Section(words.gettext("What is to be confirmed"), words.say(point.text), about, rows)


def _deciding(way: Way) -> Row:
    return Row(way.answers, frozenset(way.answers))


def as_markdown(ruleset: Ruleset, words: Words) -> str:
    """Give the table as Markdown: a heading and a small table for each section."""
    lines = [
        words.gettext(
            "Not everybody is asked every question. A row holds for all whose answers, to those of "
            "its questions that they were asked, are among those shown. The answers in bold "
            "decide; the others show who comes to be asked."
        )
    ]
    kind = ""
    for section in sections(ruleset, words):
        lines += [f"## {section.kind}"] if section.kind != kind else []
        kind = section.kind
        lines.append(f"### {_plain(section.name)}")
        lines += [_plain(section.about)] if section.about else []
        lines += [_rows_in_markdown(ruleset, section, words)] if section.rows else []
    return "\n\n".join(lines) + "\n"


def _rows_in_markdown(ruleset: Ruleset, section: Section, words: Words) -> str:
    heads = _heads(ruleset, words)
    cells = [[_plain(cell) for cell in _cells(ruleset, row, words)] for row in section.rows]
    for row, line in zip(section.rows, cells, strict=True):
        for index, question in enumerate(ruleset.questions):
            if question in row.deciding:
                line[index] = f"**{line[index]}**"
    # A column that says nothing is left out.
    used = [index for index in range(len(heads)) if any(line[index] for line in cells)]
    table = [[_plain(head) for head in heads], ["---"] * len(heads), *cells]
    return "\n".join("| " + " | ".join(line[index] for index in used) + " |" for line in table)


def as_csv(ruleset: Ruleset, words: Words) -> str:
    """Give the table as CSV, with a column for each question, as spreadsheets read it."""
    file = StringIO()
    # Without this mark Excel takes the file for one in another encoding.
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
    return [*questions, words.gettext("Clause"), words.gettext("What comes closest")]


def _cells(ruleset: Ruleset, row: Row, words: Words) -> list[str]:
    answers = (_cell(ruleset, row, question, words) for question in ruleset.questions.values())
    return [*answers, row.clause, row.closest]


def _cell(ruleset: Ruleset, row: Row, question: Question, words: Words) -> str:
    decides = question.id in row.deciding
    options = row.answers.get(question.id)
    if options is None:
        return words.gettext("not asked") if decides else ""
    if options >= question.options.keys():
        return words.gettext("any answer") if decides else ""
    return in_words(ruleset, question.id, options, words)


def _plain(text: str) -> str:
    """Keep Markdown from reading marks in words for people."""
    return text.translate(MARKS)


@click.command()
@rules_file
@in_language
@click.option("--csv", "spreadsheet", is_flag=True, help="For a spreadsheet, in place of Markdown.")
def table(file: Path | None, language: str, spreadsheet: bool) -> None:
    """Show which answers lead to each result.

    The results come first, then the questions and the points to confirm. Each has a table of the
    answers that lead to it; answers that do not matter are left out. Without FILE, the rules that
    are served are shown.

    Example: widget table --language ru > rules.md
    """
    write = as_csv if spreadsheet else as_markdown
    click.echo(write(read_proven_rules(file), words_in(language)), nl=False)
