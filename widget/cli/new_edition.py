"""A new edition, written whole or not at all, and the switch to another edition."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from widget.copies import FILE, copy_content, digest
from widget.editions import (
    PUBLISHED,
    EditionFile,
    editions_of,
    has_editions,
    linked_number,
    numbers,
    published_number,
)
from widget.problems import Problem, Problems

LOCK = ".lock"
"""Lies beside `editions`, which does not exist before the first publish."""
NEW = ".new"
UNFINISHED = ".unfinished"
"""A link to a new edition, until it is published."""
NEW_LINK = f".{PUBLISHED}.new"
FIRST = ".editions.new"
"""The directory of the first edition until it is published: a server looks for `editions`."""


@contextmanager
def alone(content: Path) -> Iterator[None]:
    """Run the block while nobody else publishes.

    First removes what an interrupted publish has left behind. Raises Problems when somebody else
    is publishing, or when something cannot be written.
    """
    try:
        with (content / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _clear(content)
            yield
    except BlockingIOError:
        what = "Somebody else is publishing right now. Nothing has changed; try again in a moment."
        raise Problems([Problem(str(editions_of(content)), "", what)]) from None
    except OSError as error:
        what = f"It cannot be written: {error.strerror}. Nothing has changed for visitors."
        raise Problems([Problem(str(error.filename or content), "", what)]) from error


def add_edition(content: Path, about: EditionFile) -> int:
    """Write the working files as a new edition, publish it, and return its number.

    Raises Problems when a file has changed since the digest in `about`; raises OSError. Whatever
    happens, the published edition stays as it was until the new one is whole and on the disk.
    """
    root, number = editions_of(content), max(numbers(content), default=0) + 1
    place = root if has_editions(content) else content / FIRST
    try:
        _write(content, place / NEW, about)
        (place / UNFINISHED).symlink_to(str(number))
        (place / NEW).rename(place / str(number))
        _to_disk(place)
        switch(place, number)
        if place != root:
            place.chmod(0o755)
            place.rename(root)
            _to_disk(content)
    except (OSError, Problems):
        _clear(content)  # On a full disk, the room is needed.
        raise
    return number


def switch(editions: Path, number: int) -> None:
    """Publish an edition, by one rename of a link. Raises OSError."""
    link = editions / NEW_LINK
    link.unlink(missing_ok=True)
    link.symlink_to(str(number))
    link.replace(editions / PUBLISHED)
    (editions / UNFINISHED).unlink(missing_ok=True)
    _to_disk(editions)


def _clear(content: Path) -> None:
    """Remove what a publish that was stopped has left behind. Raises OSError and Problems."""
    for rest in (content / FIRST, editions_of(content) / NEW, *_never_published(content)):
        if rest.exists():
            shutil.rmtree(rest)
    (editions_of(content) / UNFINISHED).unlink(missing_ok=True)


def _never_published(content: Path) -> Iterator[Path]:
    """Yield the edition, if there is one, at which a publish stopped before the switch to it."""
    editions = editions_of(content)
    unfinished = linked_number(editions / UNFINISHED)
    if unfinished and unfinished != published_number(content):
        yield editions / str(unfinished)


def _write(content: Path, new: Path, about: EditionFile) -> None:
    copy_content(content, new)
    if digest(new) != about.digest:
        what = "A file has changed in the meantime. Nothing was published; try again."
        raise Problems([Problem(str(content), "", what)])
    lines = (f"{key} = {_toml(value)}\n" for key, value in about)
    (new / FILE).write_text("".join(lines), encoding="utf-8")
    for where, _, files in os.walk(new):
        for each in (*files, ""):
            path = Path(where, each)
            path.chmod(0o644 if each else 0o755)  # the server's user reads it, whatever the umask
            _to_disk(path)


def _toml(value: str | datetime) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    # TOML reads JSON's strings, but takes no DEL as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _to_disk(path: Path) -> None:
    """Wait until a file, or the names in a directory, are on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
