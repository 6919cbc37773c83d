"""`widget cases`: what the people in cases.csv cover, who is missing, and a new person."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import urlencode

import click

from widget.cases.check import check_cases
from widget.cases.coverage import Choice, Coverage, DecisionRow, coverage
from widget.cases.file import FILE, append_case, read_cases
from widget.cases.missing import missing_people
from widget.cases.new import new_case
from widget.cli.options import in_language, read_proven_rules
from widget.cli.words import entry_options, words_in
from widget.editions import refuse_edition
from widget.rules.graph import graph_of
from widget.rules.model import Ruleset
from widget.rules.walk import Answers, Reached, walk
from widget.settings import Settings
from widget.words import Words


def coverage_line(ruleset: Ruleset, people: Collection[Answers]) -> str:
    """Return how many people there are and what they cover, in English."""
    found = coverage(graph_of(ruleset), people)
    return (
        f"Cases: {len(people)} people reach the expected results; "
        f"{sum(found.rows.values())} of {len(found.rows)} decision rows, "
        f"{sum(found.near_misses.values())} of {len(found.near_misses)} near misses."
    )


def gaps(ruleset: Ruleset, people: Collection[Answers], words: Words) -> str:
    """Return what people cover, and which decision rows and near misses they do not."""
    found = coverage(graph_of(ruleset), people)
    rows = [_row(ruleset, row, words) for row, covered in found.rows.items() if not covered]
    options = [_answer(ruleset, each, words) for each, has in found.near_misses.items() if not has]
    lists = {
        words.gettext("Nobody takes these decision rows:"): rows,
        words.gettext("These options have no near miss:"): options,
    }
    parts = ["\n  ".join([head, *lines]) for head, lines in lists.items() if lines]
    return "\n\n".join([_counts(found, words), *parts]) + "\n"


def proposal(ruleset: Ruleset, people: Collection[Answers], words: Words) -> str:
    """Return the people who are missing: their answers, and what the rules say now."""
    missing = missing_people(graph_of(ruleset), people)
    if not missing:
        return words.gettext("Nobody is missing.") + "\n"
    head = words.gettext(
        "These people are missing. Look up in the source what each must reach: the rules may be "
        "wrong."
    )
    told = ("\n   ".join(_person(ruleset, each, words)) for each in missing)
    return "\n\n".join([head, *(f"{number}. {each}" for number, each in enumerate(told, 1))]) + "\n"


def _counts(found: Coverage, words: Words) -> str:
    counts = {
        words.gettext("Decision rows: %(number)s of %(all)s."): found.rows.values(),
        words.gettext("Near misses: %(number)s of %(all)s."): found.near_misses.values(),
    }
    return " ".join(line % {"number": sum(s), "all": len(s)} for line, s in counts.items())


def _row(ruleset: Ruleset, row: DecisionRow, words: Words) -> str:
    answer = _answer(ruleset, (row.question, row.option), words)
    return f"{answer} → {_end(ruleset, row, words)}"


def _end(ruleset: Ruleset, row: DecisionRow, words: Words) -> str:
    if row.goto in ruleset.questions:
        asked = words.gettext("“%(question)s” is asked")
        return asked % {"question": words.say(ruleset.questions[row.goto].short)}
    name = words.say(ruleset.outcomes[row.goto].name)
    return f"{name} ({row.clause})" if row.clause else name


def _answer(ruleset: Ruleset, choice: Choice, words: Words) -> str:
    question = ruleset.questions[choice[0]]
    return f"{words.say(question.short)}: {words.say(question.options[choice[1]].text)}"


def _person(ruleset: Ruleset, person: Answers, words: Words) -> Iterator[str]:
    yield "; ".join(_answer(ruleset, choice, words) for choice in person)
    yield urlencode(person)
    step = walk(ruleset, dict(person))
    if isinstance(step, Reached):
        details = [*entry_options(step.outcome, words), *([step.clause.id] if step.clause else [])]
        name = words.say(step.outcome.name)
        result = f"{name} ({', '.join(details)})" if details else name
        yield words.gettext("The rules say now: %(result)s") % {"result": result}
        for point in step.confirm:
            yield words.gettext("To be confirmed: %(point)s") % {"point": words.say(point.text)}


@click.group(invoke_without_command=True)
@click.option("--propose", is_flag=True, help="Show the people who are missing.")
@in_language
@click.pass_context
def cases(context: click.Context, *, propose: bool, language: str) -> None:
    """Show what the cases cover, and who is missing.

    A decision row is an option, where it leads, and the clause that decides. It is covered if
    somebody in cases.csv takes it. An option has a near miss if two people give the same answers
    before its question, one of them chooses this option and one another, and their results differ.

    Example: widget cases --propose --language ru
    """
    if context.invoked_subcommand is None:
        ruleset, words = read_proven_rules(None), words_in(language)
        people = check_cases(read_cases(Settings.from_environment().content / FILE), ruleset)
        show = proposal if propose else gaps
        click.echo(show(ruleset, people, words), nl=False)


@cases.command()
@click.argument("address")
@click.option("--person", default="", help="Who this is, in one line; by default, the answers.")
def add(address: str, person: str) -> None:
    """Add a person to cases.csv.

    ADDRESS is the address of a result, or the answers in it. The new row expects the result that
    the rules give now: compare it with the source, and correct the row if the source says something
    else. Nothing is written if the address leads to no result, or if the person is already in the
    file.

    Example: widget cases add "location=abroad&passport=service" --person "A customs officer"
    """
    content = Settings.from_environment().content
    refuse_edition(content)
    ruleset, path = read_proven_rules(None), content / FILE
    case = new_case(address, person, ruleset, read_cases(path))
    append_case(path, case)
    expected = {"entry": case.entry, "clause": case.clause, "confirm": case.confirm}
    details = ", ".join(f"{name} {value}" for name, value in expected.items() if value)
    click.echo(f"{path}: {case.id} was added: {case.person}")
    click.echo(f"The rules say now: outcome {case.outcome}, {details}.")
    click.echo("Compare it with the source: a case says what the source requires.")
