"""Text files and TOML files of the agency or of a partner, read with their mistakes reported."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from widget.files.syntax import syntax_problem
from widget.files.text import decode
from widget.files.typography import misprints
from widget.problems import Problem, Problems, did_you_mean


def read_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a file, called `name` in messages.

    Raises Problems when the file cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Problems([Problem(name, "", _missing(path))]) from None
    except OSError as error:
        raise Problems([Problem(name, "", f"It cannot be read: {error.strerror}.")]) from error


def _missing(path: Path) -> str:
    """Return what is wrong, with a hint at a file with a similar name, such as `x.toml.txt`."""
    if path.is_symlink():
        return f"It is a link to {path.readlink()}, which does not exist."
    directory = path.parent
    others = [each.name for each in directory.iterdir()] if directory.is_dir() else []
    return f"There is no such file.{did_you_mean(path.name, others)}"


def read_text(path: Path, name: str) -> str:
    """Return the text of a file, called `name` in messages, without a byte order mark.

    Raises Problems when the file cannot be read, and as `decode` does.
    """
    return decode(read_bytes(path, name), name)


def read_toml(path: Path, name: str) -> dict[str, Any]:
    """Return the data of a TOML file, called `name` in messages.

    Raises Problems as `read_bytes` and `parse_toml` do.
    """
    return parse_toml(read_bytes(path, name), name)


def parse_toml(content: bytes, name: str) -> dict[str, Any]:
    """Return the data in the bytes of a TOML file, called `name` in messages.

    Raises Problems as `decode` does, and when it is not valid TOML or Python cannot read it: a
    number has more than 4,300 digits, or tables and lists are nested too deeply.
    """
    text = decode(content, name)
    try:
        # Without this line end, tomllib gives no line number for a mistake in the last line.
        return tomllib.loads(f"{text}\n")
    except tomllib.TOMLDecodeError as error:
        wrong = misprints(text, name) or [syntax_problem(name, f"{text}\n", str(error))]
        raise Problems(wrong) from None
    except ValueError:  # raised by `int()`
        what = "A number has too many digits."
    except RecursionError:
        what = "Lists or tables are nested too deeply."
    raise Problems([Problem(name, "", what)])
