"""Writes files as a whole: nobody reads half a file, and a failure changes none."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from widget.problems import Problem, Problems


def write_all(texts: Mapping[Path, str]) -> None:
    """Write the text of each file; a file that holds it already is not touched.

    Raises Problems, before any file is changed, when one cannot be written.
    """
    changed = {path.resolve(): text for path, text in texts.items() if not _holds(path, text)}
    new = {path: path.with_name(f".{path.name}.new") for path in changed}
    try:
        for path, text in changed.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            new[path].write_text(text, encoding="utf-8", newline="\n")
            if path.exists():
                shutil.copymode(path, new[path])
        for path in changed:
            new[path].replace(path)
    except OSError as error:
        what = f"It cannot be written: {error.strerror}."
        names = {str(each): str(path) for path, each in new.items()}
        name = names.get(str(error.filename), str(error.filename))
        raise Problems([Problem(name, "", what)]) from error
    finally:
        for path in new.values():
            with suppress(OSError):
                path.unlink()


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()
