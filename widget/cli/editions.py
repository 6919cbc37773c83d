"""`widget init`, `rollback` and `editions`: a directory of your own, and its editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from widget.cli.new_edition import alone, switch
from widget.content import check_directory, load
from widget.copies import copy_content
from widget.editions import (
    Edition,
    edition,
    editions_of,
    has_editions,
    nothing_published,
    numbers,
    published_number,
    refuse_edition,
)
from widget.problems import Problem, Problems
from widget.settings import CONTENT, Settings, content_directory

RELOAD = "Reload the server, and visitors see it."
_STAY = "The working files have not changed; `widget diff` compares them with this edition."


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
def init(directory: Path) -> None:
    """Make a content directory of your own.

    Copies the shipped content into DIRECTORY, which must be new or empty. Its files are working
    files: a server shows none of them until `widget publish`.

    Example: widget init /srv/visa
    """
    try:
        if directory.exists() and any(directory.iterdir()):
            what = "This directory is not empty. It was not changed."
            raise Problems([Problem(str(directory), "", what, "a new or an empty directory")])
        copy_content(CONTENT, directory)
        editions_of(directory).mkdir()
    except OSError as error:
        what = f"It cannot be written: {error.strerror}."
        raise Problems([Problem(str(error.filename), "", what)]) from error
    click.echo(f"{directory} is ready. Set WIDGET_CONTENT for the commands and the server:")
    click.echo(f"export WIDGET_CONTENT={directory.resolve()}")
    click.echo("When the content is ready, `widget publish` shows it to visitors.")


@click.command()
@click.argument("number", metavar="[N]", type=int, required=False)
def rollback(number: int | None) -> None:
    """Switch to another edition.

    N is the number of the edition; by default, the one before the published edition. An edition
    that is damaged, or that this version of the product cannot serve, is refused. The working files
    do not change. A running server shows the edition after a reload (HUP).

    Example: widget rollback 2
    """
    content = own_content()
    with alone(content):
        chosen = edition(content, _before(content) if number is None else number)
        _check_can_be_served(chosen)
        switch(editions_of(content), chosen.number)
    click.echo(f"Edition {chosen.number} is published: {chosen.about.note}\n{RELOAD}\n{_STAY}")


@click.command()
def editions() -> None:
    """List the editions, the newest first.

    Shows the number of each, when and by whom it was published, the note, and the verdict of
    `widget diff`, compared with the edition that was published before it.

    Example: widget editions
    """
    content = content_directory()
    check_directory(content)
    if not has_editions(content):
        click.echo(f"{content} has no editions: a server shows its files as they are.")
        return
    now = published_number(content)
    for number in reversed(numbers(content)):
        click.echo("\n  ".join(_told(content, number, now)))
    if now is None:
        click.echo(str(nothing_published(content)))


def _told(content: Path, number: int, now: int | None) -> Iterator[str]:
    mark = " (published)" if number == now else ""
    try:
        about = edition(content, number).about
    except Problems as problems:
        yield f"{number}{mark}"
        yield from str(problems).splitlines()
        return
    yield f"{number}{mark}  {about.date.astimezone():%Y-%m-%d %H:%M}  {about.who}"
    yield from (about.note, about.verdict)


def own_content() -> Path:
    """Return the content directory. Raises Problems if it is missing, shipped, or an edition."""
    content = content_directory()
    check_directory(content)
    if content.resolve() == CONTENT.resolve():
        what = "This is the shipped content, which an upgrade replaces."
        allowed = "a directory of your own, which `widget init` makes, in WIDGET_CONTENT"
        raise Problems([Problem(str(content), "", what, allowed)])
    refuse_edition(content)
    return content


def _check_can_be_served(chosen: Edition) -> None:
    """Raise Problems when a server of this version would not start with an edition."""
    try:
        load(Settings(content=chosen.directory))
    except Problems as error:
        name = f"edition {chosen.number}"
        raise Problems(
            replace(each, file=f"{name}: {each.file}") for each in error.problems
        ) from None


def _before(content: Path) -> int:
    """Return the number before the published one. Raises Problems when there is none."""
    now, known = published_number(content), numbers(content)
    if now is None:
        raise Problems([nothing_published(content)])
    earlier = [each for each in known if each < now]
    if not earlier:
        what = f"There is no edition before {now}, the published one."
        later = ", ".join(str(each) for each in known if each > now)
        raise Problems([Problem(str(editions_of(content)), "", what, later)])
    return earlier[-1]
