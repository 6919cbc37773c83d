"""`widget check`: every problem of a content directory, its words and the settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from widget.cases.check import check_cases
from widget.cases.file import FILE, Case, read_cases
from widget.citizenship.model import Citizenships
from widget.cli.cases import coverage_line
from widget.cli.translations import check_words
from widget.cli.versions import told_version
from widget.content import Content, load
from widget.problems import Problem, Problems, collecting, location
from widget.rules.graph import graph_of
from widget.rules.grouped import in_few_names
from widget.rules.otherwise import only_otherwise
from widget.rules.walk import Answers
from widget.settings import Settings, content_directory
from widget.source.age import days_to_come, old_comparison, old_figures
from widget.source.check import check_source


@dataclass(frozen=True, eq=False)
class Checked:
    """Content without mistakes, the people of its cases, and what `widget check` warns of."""

    content: Content
    people: tuple[Answers, ...]
    warnings: tuple[Problem, ...]


@click.command()
@click.argument(
    "directory", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False
)
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
def check(directory: Path | None, strict: bool) -> None:
    """Check the rules, cases, partners, words and settings.

    Proves the rules and their promises, compares quotations with source.txt, follows the people in
    cases.csv, and reads everything else as the server does. Prints all mistakes at once, each with
    its file, its location, and what is allowed there or which command fixes it. Warnings come last.
    Content with warnings alone can be published, and the command exits with 0. Without DIRECTORY,
    the working files in WIDGET_CONTENT are checked. Run it with the server's settings.

    Example: widget check
    """
    checked = checked_content(directory or content_directory(), strict=strict)
    tell_warnings(checked)
    click.echo(_summary(checked.content, checked.people))
    click.echo(told_version(checked.content.settings.content))


def checked_content(directory: Path, *, strict: bool) -> Checked:
    """Return the content of a directory, when all that `widget check` checks is right.

    Raises Problems with every mistake and warning; if `strict`, also when there are only warnings.
    """
    problems: list[Problem] = []
    settings = Settings(content=directory)
    with collecting(problems):
        settings = replace(settings, origin=Settings.from_environment().origin)
    content: Content | None = None
    with collecting(problems):
        content = load(settings)
    people = _check_files(content, problems) if content else ()
    # Texts wait for a translator only once the English is right.
    problems += (each for each in check_words(settings) if content or not each.warning)
    failed = any(strict or not problem.warning for problem in problems)
    if content is None or failed:
        raise Problems(problems)
    return Checked(content, people, tuple(problems))


def tell_warnings(checked: Checked) -> None:
    """Print warnings on standard error, a line for each."""
    if checked.warnings:
        click.echo(str(Problems(checked.warnings)), err=True)


def _check_files(content: Content, problems: list[Problem]) -> tuple[Answers, ...]:
    """Collect the problems of files that stop no server, and return the people of the cases."""
    directory, ruleset = content.settings.content, content.ruleset
    cases: dict[int, Case] = {}
    people: tuple[Answers, ...] = ()
    if not (directory / FILE).exists():
        what = "There is no such file, so no expected results are checked."
        problems.append(Problem(FILE, "", what, warning=True))
    with collecting(problems):
        cases = read_cases(directory / FILE)
    with collecting(problems):
        problems += check_source(directory, ruleset, cases.values())
    with collecting(problems):
        people = check_cases(cases, ruleset)
    problems += (*content.partners.problems, *content.partners.warnings)
    today = datetime.now(UTC).date()
    old = old_comparison(ruleset, today), old_figures(content.besides.citizenships, today)
    problems += filter(None, old)
    problems += days_to_come(ruleset, content.besides.citizenships, today)
    return people


def _summary(content: Content, people: tuple[Answers, ...]) -> str:
    proof = content.proof
    return (
        f"{content.ruleset.file}: {proof.questions} questions, {proof.options} options, "
        f"{proof.outcomes} outcomes. {proof.paths} paths, {proof.shortest} to {proof.longest} "
        "answers long. Each ends in exactly one outcome, and each outcome is reached.\n"
        f"{''.join(_caught(content))}"
        f"Promises: {len(content.ruleset.promises)} hold.\n"
        f"{coverage_line(content.ruleset, people)}\n"
        f"{_figures(content.besides.citizenships)}"
        f"Partners: {', '.join(content.partners.served)}.\n"
        f"Languages: {', '.join(content.languages)}."
    )


def _figures(citizenships: Citizenships | None) -> str:
    if citizenships is None:
        return ""
    countries = len(citizenships.countries)
    return f"{citizenships.file}: {countries} countries, figures of {citizenships.as_of}.\n"


def _caught(content: Content) -> Iterator[str]:
    """Yield a line for each question with options that no row of `next` is for."""
    ruleset = content.ruleset
    for question, caught in only_otherwise(graph_of(ruleset)):
        names = {key: in_few_names(ruleset, key, options) for key, options in caught.items()}
        told = ", ".join(f"{key}={name}" for key, each in names.items() for name in each)
        where = location("questions", question, "otherwise")
        yield f"{ruleset.file}: {where}: No row of next names {told}.\n"
