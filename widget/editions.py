"""Editions: copies of a content directory that never change; a link names the published one."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from errno import EINVAL
from pathlib import Path

from widget.copies import EDITIONS, FILE, digest
from widget.files.fields import Table
from widget.files.toml import read_toml
from widget.files.validate import validate
from widget.problems import Problem, Problems, no_such

PUBLISHED = "published"

_NUMBER = re.compile("[1-9][0-9]*")


class EditionFile(Table):
    """The keys of edition.toml: when, by whom and why it was published, and what changed."""

    date: datetime
    who: str
    note: str
    verdict: str
    digest: str


@dataclass(frozen=True)
class Edition:
    """An edition that is not damaged: its files match the digest in edition.toml."""

    number: int
    directory: Path
    about: EditionFile


def editions_of(content: Path) -> Path:
    """Return the path of a content directory's editions; the directory may not exist."""
    return content / EDITIONS


def has_editions(content: Path) -> bool:
    """Return whether there is a directory of editions, or a link to one, even a broken link."""
    editions = editions_of(content)
    return editions.exists() or editions.is_symlink()


def numbers(content: Path) -> list[int]:
    """Return the numbers of all editions, also damaged ones, in ascending order."""
    folders = editions_of(content).glob("*/")
    return sorted(int(each.name) for each in folders if _NUMBER.fullmatch(each.name))


def edition(content: Path, number: int) -> Edition:
    """Return an edition. Raises Problems if no edition has this number, or if it is damaged."""
    directory, name = editions_of(content) / str(number), f"{EDITIONS}/{number}"
    if number not in (known := numbers(content)):
        raise Problems([no_such(EDITIONS, "", "edition", str(number), [*map(str, known)])])
    about = _about(content, number)
    if digest(directory) != about.digest:
        what = "This edition is damaged: its files are not those that were published."
        raise Problems([Problem(name, "", what)])
    return Edition(number, directory, about)


def log(content: Path, last: int) -> tuple[tuple[int, EditionFile], ...]:
    """Return the number and the file of each edition up to the number `last`, the newest first.

    An edition whose file cannot be read is left out, so that it does not stop the served one.
    """
    found: list[tuple[int, EditionFile]] = []
    for number in reversed(numbers(content)):
        with suppress(Problems):
            found += [(number, _about(content, number))] if number <= last else []
    return tuple(found)


def _about(content: Path, number: int) -> EditionFile:
    name = f"{EDITIONS}/{number}/{FILE}"
    return validate(name, read_toml(content / name, name), EditionFile)


def published(content: Path) -> Edition | None:
    """Return the published edition, or None for a content directory without editions.

    Raises Problems if there is a directory of editions but nothing is published, or if the
    published edition is damaged.
    """
    if not has_editions(content):
        return None
    number = published_number(content)
    if number is None:
        raise Problems([nothing_published(content)])
    try:
        return edition(content, number)
    except Problems as error:
        what = f"The published edition {number} cannot be served."
        is_first = number == min(numbers(content), default=number)
        fix = 'widget publish --note "…"' if is_first else "widget rollback"
        to_fix = Problem(f"{EDITIONS}/{PUBLISHED}", "", what, fix=fix)
        raise Problems([*error.problems, to_fix]) from None


def nothing_published(content: Path) -> Problem:
    """Return the problem that no edition is published, with the command that publishes one."""
    what, fix = "Nothing is published yet.", 'widget publish --note "The first edition"'
    if known := numbers(content):
        what = "No edition is published: the link to it is missing."
        fix = f"widget rollback {known[-1]}"
    return Problem(str(editions_of(content)), "", what, fix=fix)


def published_number(content: Path) -> int | None:
    """Return the number of the published edition; None if nothing is published.

    Raises Problems if `published` is not a link, or does not lead to an edition's number.
    """
    return linked_number(editions_of(content) / PUBLISHED)


def linked_number(link: Path) -> int | None:
    """Return the number of the edition to which a link in the same directory leads.

    Returns None if there is no such file. Raises Problems if it is not a link, or does not lead to
    an edition's number.
    """
    try:
        target = str(link.readlink())
    except FileNotFoundError:
        return None
    except OSError as error:
        is_other = error.errno == EINVAL
        what = "It is not a link." if is_other else f"It cannot be read: {error.strerror}."
        allowed = "a link to the number of an edition" if is_other else ""
        raise Problems([Problem(str(link), "", what, allowed)]) from error
    if not _NUMBER.fullmatch(target):
        what = f"It leads to {target!r}, which is not an edition."
        raise Problems([Problem(str(link), "", what, "the number of an edition")])
    return int(target)


def refuse_edition(directory: Path) -> None:
    """Raise Problems if a directory is an edition, because editions never change."""
    place = Path(os.path.realpath(directory))  # `resolve` fails at a link to itself.
    if place.parent.name == EDITIONS and _NUMBER.fullmatch(place.name):
        what = "This is an edition, and editions never change."
        raise Problems([Problem(str(directory), "", what, "a directory with working files")])
