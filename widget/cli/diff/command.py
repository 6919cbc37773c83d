"""`widget diff`: what a change of the rules does, and to whom."""

from __future__ import annotations

from pathlib import Path

import click

from widget.cli.diff.compare import difference
from widget.cli.diff.revision import rules_at
from widget.cli.diff.words import as_text
from widget.cli.options import RULES_FILE, in_language, read_proven_rules
from widget.cli.words import words_in
from widget.problems import Problem, Problems, collecting
from widget.rules.proof import verify


@click.command()
@click.argument("old")
@click.argument("new", type=RULES_FILE, required=False)
@in_language
@click.pass_context
def diff(context: click.Context, old: str, new: Path | None, language: str) -> None:
    """Show what a change does, and to whom.

    Follows every path of the old rules through the new ones. People for whom the same changes form
    a group, which is described by as few answers as possible. OLD is a rules file or a Git
    revision. Without NEW, the rules that are served are the new ones. Exits with 1 if anything
    changes.

    Example: widget diff HEAD~1
    """
    problems: list[Problem] = []
    before = after = None
    with collecting(problems):
        before = rules_at(old)
        verify(before, promises=False)
    with collecting(problems):
        after = read_proven_rules(new)
    if before is None or after is None or problems:
        raise Problems(problems)
    found = difference(before, after)
    click.echo(as_text(found, after, words_in(language, after)), nl=False)
    context.exit(1 if found else 0)
