"""Copy the working files of a content directory, and compute their digest."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from widget.problems import Problem, Problems

EDITIONS = "editions"
"""The name of the directory of editions in a content directory."""

FILE = "edition.toml"
"""The name of the file about an edition, beside the published files."""


def copy_content(content: Path, directory: Path) -> None:
    """Copy the working files of a content directory into a new or an empty directory.

    Leaves out editions and hidden files, and follows links. Raises OSError if a file cannot be read
    or written.
    """
    for folder, files in _walk(content):
        (directory / folder).mkdir(parents=True, exist_ok=True)
        for file in files:
            shutil.copyfile(content / file, directory / file)


def digest(content: Path) -> str:
    """Return a digest of the names and bytes of the working files, or of an edition's files.

    Raises Problems if a file cannot be read.
    """
    total = sha256()
    try:
        for file in sorted(file for _, files in _walk(content) for file in files):
            name = os.fsencode(file.as_posix())
            total.update(sha256(name).digest() + sha256((content / file).read_bytes()).digest())
    except OSError as error:
        what = f"It cannot be read: {error.strerror}."
        raise Problems([Problem(str(error.filename), "", what)]) from error
    return total.hexdigest()


def _walk(content: Path) -> Iterator[tuple[Path, list[Path]]]:
    """Yield each folder and its files, relative to the directory, outer folders first.

    Leaves out editions, edition.toml and hidden files. Raises OSError if a folder cannot be read.
    """
    for where, folders, files in os.walk(content, onerror=_fail, followlinks=True):
        folder = Path(where).relative_to(content)
        left_out = {EDITIONS, FILE} if folder == Path() else set[str]()
        folders[:] = [each for each in folders if each not in left_out and each[0] != "."]
        seen = (each for each in files if each not in left_out and each[0] != ".")
        yield folder, [folder / each for each in seen if Path(where, each).is_file()]


def _fail(error: OSError) -> None:
    raise error
