"""`widget publish`: the working files, checked, become the edition that is served."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path

import click

from widget.cli.check import checked_content, tell_warnings
from widget.cli.diff.compare import difference
from widget.cli.diff.sides import side_of
from widget.cli.diff.verdict import verdict
from widget.cli.editions import RELOAD, own_content
from widget.cli.new_edition import add_edition, alone
from widget.cli.translations import outdated_words
from widget.copies import digest
from widget.editions import Edition, EditionFile, edition, published, published_number
from widget.problems import Problem, Problems
from widget.settings import Settings
from widget.words import ENGLISH


@click.command()
@click.option("--note", required=True, help="What you changed, and why. Visitors can read it.")
@click.option("--accept-outdated", is_flag=True, help="Publish outdated translations too.")
def publish(note: str, accept_outdated: bool) -> None:
    """Publish the working files.

    Checks the content directory in WIDGET_CONTENT as `widget check` does, copies its files to
    editions/<number>, and makes them the published edition. After a mistake, nothing changes. A
    running server shows the edition after a reload (HUP). From the first edition on, servers show
    the published edition of this directory and no longer its working files.

    Example: widget publish --note "Students: shorter words"
    """
    content, told = own_content(), _note(note)
    with alone(content):
        said = digest(content)
        _refuse_unchanged(content, said)
        checked = checked_content(content, strict=False)
        if not accept_outdated:
            _refuse_outdated(checked.content.settings)
        about = EditionFile(
            date=datetime.now(UTC).replace(microsecond=0),
            who=_who(),
            note=told,
            verdict=_verdict(content),
            digest=said,
        )
        number = add_edition(content, about)
    tell_warnings(checked)
    click.echo(f"Edition {number} is published. {about.verdict}\n{RELOAD}")


def _refuse_unchanged(content: Path, now: str) -> None:
    """Raise Problems when the files with the digest `now` are those that are published."""
    before: Edition | None = None
    with suppress(Problems):  # A damaged edition needs another one after it.
        before = published(content)
    if before and before.about.digest == now:
        what = f"No file has changed since edition {before.number}, which stays published."
        raise Problems([Problem(str(content), "", what)])


def _refuse_outdated(settings: Settings) -> None:
    """Raise Problems with all outdated translations, if there are any."""
    found = [
        Problem(
            name,
            "",
            f"These texts have outdated translations: {', '.join(places)}.",
            "translations reviewed after `widget words update`, or --accept-outdated",
        )
        for name, places in outdated_words(settings)
    ]
    if found:
        raise Problems(found)


def _who() -> str:
    """Return the name of the user who logged in, also behind sudo; else that of the process."""
    try:
        return os.getlogin()
    except OSError:
        pass
    try:
        return getuser()
    except (OSError, KeyError):
        return f"user {os.getuid()}"


def _note(text: str) -> str:
    """Return a note as one line of text. Raises Problems when it is empty."""
    # Python escapes the bytes of an argument that the locale cannot decode.
    note = " ".join(text.encode(errors="surrogateescape").decode(errors="replace").split())
    if not note:
        raise Problems([Problem("--note", "", "It is empty.", "what you changed, and why")])
    return note


def _verdict(content: Path) -> str:
    """Return in one line all that changes for visitors since the published edition."""
    try:
        number = published_number(content)
        if number is None:
            return "The first edition."
        before = side_of(edition(content, number).directory)
        return " ".join(verdict(difference(before, side_of(content)), ENGLISH))
    except Problems:
        return "It could not be compared with the edition before it."
