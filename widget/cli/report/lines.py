"""Reads the logs of requests, nginx' and the widget's own, line by line."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import IO, cast

from widget.problems import Problem, Problems

LONGEST = 10_000
"""The bytes of a line that are read at once. No line of ours is as long."""

GZIP = b"\x1f\x8b"
"""The first bytes of a file in gzip."""

_TIME = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T\d\d:\d\d:\d\d(\.\d{3})?\S+")
_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")


@dataclass(frozen=True)
class Line:
    """What a line says: its time, what was shown to whom, the status, and the bytes of the body."""

    time: str
    partner: str | None
    language: str | None
    step: str | None
    status: int
    bytes: int

    @property
    def month(self) -> str:
        """The month by the log's own clock, such as 2026-11."""
        return self.time[:7]

    @property
    def day(self) -> int:
        """The day of the month by the log's own clock."""
        return int(self.time[8:10])

    @property
    def is_of_nginx(self) -> bool:
        """Whether nginx wrote the line: the widget's own log has milliseconds."""
        return "." not in self.time

    @property
    def is_view(self) -> bool:
        """Whether a question or an outcome was shown, or known already (304); no HEAD is."""
        shown = self.status == 304 or (self.status == 200 and self.bytes > 0)
        return shown and None not in (self.partner, self.language, self.step)


def read_lines(path: Path) -> Iterator[Line | None]:
    """Yield the lines of a log, which may be in gzip; None for one that is not of our log.

    Raises Problems when the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            log = _unpacked(file)
            while raw := log.readline(LONGEST):
                yield line_of(raw)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        what = "It cannot be unpacked: this file in gzip is damaged or was cut off."
        raise Problems([Problem(str(path), "", what)]) from error
    except OSError as error:
        what = f"It cannot be read: {error.strerror}."
        raise Problems([Problem(str(path), "", what)]) from error


def _unpacked(file: BufferedReader) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(file)) if file.peek(2)[:2] == GZIP else file


def line_of(raw: bytes) -> Line | None:
    """Return what a line of our log says, None for any other line."""
    try:
        said = json.loads(raw)
        line = Line(*(said[key] for key in Line.__dataclass_fields__))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return line if _is_ours(line) else None


def _is_ours(line: Line) -> bool:
    names = (line.partner, line.language, line.step)
    return (
        isinstance(line.time, str)
        and _TIME.fullmatch(line.time) is not None
        and all(each is None or _is_name(each) for each in names)
        and type(line.status) is type(line.bytes) is int
    )


def _is_name(value: object) -> bool:
    return isinstance(value, str) and _NAME.fullmatch(value) is not None
