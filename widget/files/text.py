"""The text in the bytes of a file, with messages about wrong encodings and Git conflicts."""

from __future__ import annotations

import re

from widget.problems import Problem, Problems

UTF_8 = "files saved as UTF-8; in Notepad: Save as…, then Encoding: UTF-8"
UTF_16 = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
"""Encoding → its byte order mark, which can be missing."""

_CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})( .*)?")
_CYRILLIC = re.compile(r"[А-яЁё]{2}")
_EXPECTED = re.compile(r"[\t\n\r -~\u0400-\u052f\u2010-\u203a«»]*")


def decode(content: bytes, name: str) -> str:
    """Return the text in the bytes of a file, called `name` in messages.

    Raises Problems when it is not UTF-8, or when Git has left both sides of a conflict in it.
    """
    if _is_utf_16(content):
        raise Problems([Problem(name, "", "This file is saved as UTF-16.", UTF_8)])
    try:
        text = content.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Problems([_other_encoding(content, error.start, name)]) from error
    _check_conflicts(text, name)
    return text


def lines_named(numbers: list[int]) -> str:
    """Return the location of some lines: `line 3`, or `lines 3, 7`; of many, the first five."""
    named = ", ".join(map(str, numbers[:5])) + ("" if len(numbers) <= 5 else ", …")
    return f"line {named}" if len(numbers) == 1 else f"lines {named}"


def _is_utf_16(content: bytes) -> bool:
    return content.startswith(tuple(UTF_16.values())) or (
        b"\0" in content and any(_reads_as(content, encoding) for encoding in UTF_16)
    )


def _reads_as(content: bytes, encoding: str) -> bool:
    return _EXPECTED.fullmatch(content.decode(encoding, "replace")) is not None


def _other_encoding(content: bytes, position: int, name: str) -> Problem:
    if b"\0" in content:
        return Problem(name, "", "This is not a text file.", UTF_8)
    wrong = [line for line in content.split(b"\n") if not _is_utf_8(line)]
    is_cyrillic = any(_CYRILLIC.search(line.decode("windows-1251", "replace")) for line in wrong)
    what = "This is Windows-1251, not UTF-8." if is_cyrillic else "This is not UTF-8."
    number = content.count(b"\n", 0, position) + 1
    return Problem(name, f"line {number}", what, UTF_8)


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _check_conflicts(text: str, name: str) -> None:
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    marked = [n for n, line in enumerate(lines, 1) if _CONFLICT.fullmatch(line)]
    if any(lines[n - 1][0] in "<>" for n in marked):
        what = "Git has left both sides of a conflict here."
        allowed = "one of them, without the lines that begin with <<<<<<<, ======= and >>>>>>>"
        raise Problems([Problem(name, lines_named(marked), what, allowed)])
