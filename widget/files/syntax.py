"""Messages about TOML that cannot be read, in words for authors."""

from __future__ import annotations

import re

from widget.problems import Problem

# Before Python 3.14, a TOMLDecodeError has only a message, which ends with `(at <location>)`.
_TWICE = {"Cannot overwrite": "key", "Duplicate": "key", "Cannot": "table"}
"""Beginning of tomllib's message → what is defined twice. The first one that fits counts."""

_TABLE = '{ key = "text", other = "text" } in one line, without a comma before the }'
_VALUE = 'a text in quotation marks, like "this", or another value'
_BACKSLASH = ("The text contains a single \\.", "\\\\ instead")
_OPEN_TEXT = ("The text has no closing quotation mark.", "a quotation mark at its end")
_OPEN_LINE = (
    "The text has no closing quotation mark in this line.",
    "a quotation mark at its end, in one line",
)
_DATE = ("This is not a valid date.", "a date like 2026-05-30, without quotation marks")

_WORDS = {
    "Unclosed inline table": ("A comma or } is missing here.", _TABLE),
    "Unclosed array": ("A comma or ] is missing here.", 'a list, like ["this", "that"]'),
    "Invalid initial character": ("A key is missing here.", _TABLE),
    "Expected '='": ("A = is missing here.", 'key = "text"'),
    "Expected ']": ("A ] is missing here.", "[table] or [[table]]"),
    "Expected newline": (
        "There is more text behind the value.",
        'one value; a quotation mark within a text is written \\"',
    ),
    "Invalid value": ("The value cannot be read.", _VALUE),
    "Invalid statement": ("The key cannot be read.", 'key = "text", or [table]'),
    "Invalid date": _DATE,
    "Illegal character '\\n'": _OPEN_LINE,
    "Found invalid character '\\n'": _OPEN_LINE,
    "Unterminated string": _OPEN_TEXT,
    "Expected \"'": _OPEN_TEXT,
    "Unescaped '\\'": _BACKSLASH,
    "Invalid hex value": _BACKSLASH,
}
"""Beginning of tomllib's message → what is wrong, and what is allowed."""

_OTHER_DATE = re.compile(r"[=,]\s*(\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./]\d{1,2}[./]\d{1,2})\b")
"""A date that is not written as TOML wants it, as a value."""

_BARE_NAME = re.compile(r"""\[([\w.-]+)\.([^]"']*[^]"'\w.-][^]"']*)\]\s*(#.*)?""", re.ASCII)
"""A table whose last name has signs that need quotation marks."""


def syntax_problem(name: str, text: str, message: str) -> Problem:
    """Return the problem for tomllib's message about the text of a file."""
    why, _, where = message.removesuffix(")").rpartition(" (at ")
    line = where.partition(",")[0]
    for beginning, kind in _TWICE.items():
        if why.startswith(beginning):
            # The column is that of the end, so it is left out.
            return Problem(name, line, f"This {kind} is defined twice.", "each once")
    if line.startswith("line ") and (found := _in_the_line(_numbered(text, line))):
        return Problem(name, line, *found)
    words = (_WORDS[beginning] for beginning in _WORDS if why.startswith(beginning))
    return Problem(name, where, *next(words, (f"This is not valid TOML: {why}.", "")))


def _in_the_line(text: str) -> tuple[str, str] | None:
    """Return what is wrong in a line, and what is allowed, if the line itself shows it."""
    if _OTHER_DATE.search(text):
        return _DATE
    if bare := _BARE_NAME.fullmatch(text.strip()):
        what = "A name with spaces or other signs needs quotation marks."
        return what, f'[{bare[1]}."{bare[2]}"]'
    return None


def _numbered(text: str, line: str) -> str:
    """Return the line of a text that `line 3` names."""
    return text.split("\n")[int(line.removeprefix("line ")) - 1]
