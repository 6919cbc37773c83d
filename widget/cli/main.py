"""The command `widget`: its subcommands by group, and how it reports problems."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import TextIOWrapper

import click

from widget.cli.cases import cases
from widget.cli.check import check
from widget.cli.demo import demo
from widget.cli.diff.command import diff
from widget.cli.draw import draw
from widget.cli.editions import editions, init, rollback
from widget.cli.partner import partner
from widget.cli.publish import publish
from widget.cli.report.command import report
from widget.cli.table import table
from widget.cli.update_words import words
from widget.cli.versions import print_version
from widget.cli.why import explain
from widget.problems import Problem, Problems


class _Commands(click.Group):
    """Lists its commands by group; prints Problems and other errors in plain words."""

    def invoke(self, ctx: click.Context) -> None:
        _write_utf_8()
        try:
            super().invoke(ctx)
        except Problems as problems:
            click.echo(str(problems), err=True)
            ctx.exit(1)
        except BrokenPipeError:  # The reader has read enough: click ends the command in silence.
            raise
        except OSError as error:
            what = f"It cannot be used: {error.strerror}."
            click.echo(str(Problem(str(error.filename or "the output"), "", what)), err=True)
            ctx.exit(1)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the base's
        for title, commands in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl(
                    [(name, each.get_short_help_str(80)) for name, each in full_names(commands)]
                )


def full_names(
    commands: list[click.Command], before: str = ""
) -> Iterator[tuple[str, click.Command]]:
    """Yield each command with its full name, as in `partner new`; `before` is put before it."""
    for command in commands:
        name = f"{before}{command.name}"
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield name, command
        if isinstance(command, click.Group):
            yield from full_names(list(command.commands.values()), f"{name} ")


def _write_utf_8() -> None:
    """Print UTF-8 in any locale, and print undecodable arguments as they were typed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")


@click.group(cls=_Commands)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_version,
    help="Show the version and exit.",
)
def main() -> None:
    """Check, show and try out what the widget asks and answers.

    The exit code is 0 if all is well, 1 if something is wrong or differs, and 2 if the command is
    mistyped.
    """


GROUPS: dict[str, list[click.Command]] = {
    "Rules": [table, draw, explain, diff, cases],
    "Partners": [partner],
    "Words": [words],
    "Publishing": [init, check, demo, publish, rollback, editions],
    "Watching": [report],
}
for _group in GROUPS.values():
    for _command in _group:
        main.add_command(_command)
