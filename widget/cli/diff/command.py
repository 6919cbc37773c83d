"""`widget diff`: what a change of the rules does, and to whom."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from widget.cli.diff.compare import difference
from widget.cli.diff.names import kept_ids
from widget.cli.diff.report import report
from widget.cli.diff.sides import Side, old_side, published_side, side_of
from widget.cli.diff.spoken import Spoken
from widget.cli.diff.verdict import another_ruleset
from widget.cli.options import RULES_FILE, in_language
from widget.cli.words import words_in
from widget.problems import Problem, Problems, collecting
from widget.words import ENGLISH, Words


@click.command()
@click.argument("old", required=False)
@click.argument("new", type=RULES_FILE, required=False)
@in_language
@click.option("--all", "everything", is_flag=True, help="Show long lists in full.")
@click.pass_context
def diff(
    context: click.Context, old: str | None, new: Path | None, language: str, everything: bool
) -> None:
    """Show what a change does, and to whom.

    The first line is the verdict: how many ways through the questions lead to another result. The
    groups of people follow, each with an address for `widget why`, then the texts that differ in
    any language. OLD and NEW are rules files or content directories, such as editions. By default,
    NEW is the working files in WIDGET_CONTENT, and OLD is their published edition. If NEW is left
    out, OLD can also be a Git revision. Exits with 1 if anything changes.

    Example: widget diff HEAD~1
    """
    problems: list[Problem] = []
    before = after = None
    with collecting(problems):
        before = published_side() if old is None else old_side(old)
    with collecting(problems):
        after = side_of(new)
    if before is None or after is None or problems:
        raise Problems(problems)
    words, kept = words_in(language), kept_ids(before.ruleset, after.ruleset)
    if kept.are_few and not everything:
        click.echo(another_ruleset(kept, words))
        click.echo(words.gettext("--all shows all changes."))
        context.exit(1)
    found = difference(before, after)
    spoken = (_spoken(side, language, words) for side in (before, after))
    click.echo(report(found, *spoken, everything=everything), nl=False)
    context.exit(1 if found else 0)


def _spoken(side: Side, language: str, words: Words) -> Spoken:
    """Return a side's rules in a language; `words` has the product's words."""
    rules = side.words.get(language, ENGLISH).rules
    return Spoken(side.ruleset, replace(words, rules=rules))
