"""The version of the product and the published edition, as the commands print them."""

from __future__ import annotations

from pathlib import Path

import click

from widget.editions import published_number
from widget.problems import Problems
from widget.settings import PRODUCT, content_directory


def told_version(content: Path) -> str:
    """Return the product's version and the number of the published edition, if there is one."""
    try:
        number = published_number(content)
    except Problems:  # `widget editions` reports them.
        number = None
    served = f" Edition {number} is published." if number else ""
    return f"Version {PRODUCT}.{served}"


def print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the version, and end the command, if it is wanted."""
    if wanted:
        click.echo(told_version(content_directory()))
        context.exit()
