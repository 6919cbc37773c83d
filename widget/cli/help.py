"""The page docs/commands.md: the help of every command. `make record` writes it."""

from __future__ import annotations

import click

from widget.cli.main import GROUPS, full_names, main

HEAD = """\
# The commands

`make record` writes this page from what `widget --help` says. [Worked examples](examples.md) show
what some of them print.
"""
WIDTH = 80


def commands_page() -> str:
    """Return the page, in Markdown."""
    parts = [HEAD, _block(main, "widget")]
    for commands in GROUPS.values():
        for name, command in full_names(commands, "widget "):
            parts += [f"## {name}\n", _block(command, name)]
    return "\n".join(parts)


def _block(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=name, terminal_width=WIDTH)
    return f"```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    print(commands_page(), end="")
