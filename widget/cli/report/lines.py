"""Reads the logs of requests, nginx's and the widget's own."""

from __future__ import annotations

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BufferedReader
from pathlib import Path
from typing import IO, cast

from widget.problems import Problem, Problems

LONGEST = 10_000
"""The most bytes that are read at once. No line of ours is as long."""

GZIP = b"\x1f\x8b"
"""The first bytes of a file in gzip."""

# A later release may log other fields too: logs from before and after an upgrade count together.
# Of the bytes, only a 0 counts, which stands for no body: so most lines say the same.
_OTHERS = rb'(?:"\w+": [^,{}]*, )*?'
_NAME = rb'(null|"[A-Za-z0-9][\w-]*")'
_LINE = re.compile(
    rb'\{"time": "(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:(\.)\d{3})?([+-]\d\d:\d\d)", %(others)s'
    rb'"partner": %(name)s, "language": %(name)s, %(others)s"step": %(name)s, '
    rb'"status": (\d{3}), %(others)s"bytes": (0?)\d*(?:, "\w+": [^,{}]*)*\}\s*'
    % {b"others": _OTHERS, b"name": _NAME}
)


@dataclass(frozen=True)
class Line:
    """What a report needs of a line.

    `day` and `offset`, such as +05:00, are those of the log's own clock. `partner`, `language` and
    `step` are None where the request had none. Only a line of a view `is_view`.
    """

    day: date
    offset: str
    is_of_nginx: bool
    partner: str | None
    language: str | None
    step: str | None
    is_view: bool


def read_lines(path: Path) -> Mapping[Line | None, int]:
    """Return each different line of a log, and how often it is there.

    None stands for lines that are not of our log. The file may be in gzip.
    Raises Problems when it cannot be read.
    """
    lines: Counter[Line | None] = Counter()
    try:
        with path.open("rb") as file:
            fields = Counter(_fields(_unpacked(file)))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        what = "It cannot be unpacked: this gzip file is damaged or incomplete."
        raise Problems([Problem(str(path), "", what)]) from error
    except OSError as error:
        what = f"It cannot be read: {error.strerror}."
        raise Problems([Problem(str(path), "", what)]) from error
    for each, number in fields.items():
        lines[_line(each)] += number
    return lines


def _unpacked(file: BufferedReader) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(file)) if file.peek(2)[:2] == GZIP else file


def _fields(log: IO[bytes]) -> Iterator[tuple[bytes, ...]]:
    """Yield the fields of each line as they are written; no field of a line that is not ours."""
    while raw := log.readline(LONGEST):
        found = _LINE.fullmatch(raw)
        yield found.groups(b"") if found else ()


def _line(fields: tuple[bytes, ...]) -> Line | None:
    """Return what the fields of a line say; None if there are none, or if there is no such day.

    A view is a step that was sent with its body (200), or that the browser already had (304).
    """
    if not fields:
        return None
    day, dot, offset, *names, status, empty = (each.decode() for each in fields)
    partner, language, step = (None if each == "null" else each.strip('"') for each in names)
    shown = status == "304" or (status == "200" and not empty)
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return None
    is_view = shown and None not in (partner, language, step)
    return Line(on, offset, not dot, partner, language, step, is_view)
