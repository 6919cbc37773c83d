"""What is wrong where TOML cannot be read, in an author's words."""

from __future__ import annotations

import re

from widget.problems import Problem

# Before Python 3.14, a TOMLDecodeError has only a message, which ends with `(at <location>)`.
_TWICE = {"Cannot overwrite": "key", "Duplicate": "key", "Cannot": "table"}
"""Beginning of tomllib's message → what is defined twice. The first one that fits counts."""

_TABLE = '{ key = "text", other = "text" } in one line, without a comma before the }'
_VALUE = 'a text in quotation marks, like "this", or another value'
_BACKSLASH = ("A \\ stands in the text.", "\\\\ in its place")
_OPEN_TEXT = ("The text has no end.", "a quotation mark at its end")
_OPEN_LINE = ("The text does not end in this line.", "a quotation mark at its end, in one line")
_DATE = ("This date cannot be read.", "a date like 2026-05-30, without quotation marks")

_WORDS = {
    "Unclosed inline table": ("A comma or } is missing here.", _TABLE),
    "Unclosed array": ("A comma or ] is missing here.", 'a list, like ["this", "that"]'),
    "Invalid initial character": ("A key is missing here.", _TABLE),
    "Expected '='": ("A = is missing here.", 'key = "text"'),
    "Expected ']": ("A ] is missing here.", "[table] or [[table]]"),
    "Expected newline": (
        "The line goes on after its value.",
        'one value; a quotation mark within a text is written \\"',
    ),
    "Invalid value": ("There is no value that can be read.", _VALUE),
    "Invalid statement": ("There is no key that can be read.", 'key = "text", or [table]'),
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


def syntax_problem(name: str, text: str, message: str) -> Problem:
    """Return the problem that tomllib's message about the text of a file tells of."""
    why, _, where = message.removesuffix(")").rpartition(" (at ")
    line = where.partition(",")[0]
    for beginning, kind in _TWICE.items():
        if why.startswith(beginning):
            # The column is that of the end, so it is left out.
            return Problem(name, line, f"This {kind} is defined twice.", "each once")
    if line.startswith("line ") and _OTHER_DATE.search(_numbered(text, line)):
        return Problem(name, line, *_DATE)
    words = (_WORDS[beginning] for beginning in _WORDS if why.startswith(beginning))
    return Problem(name, where, *next(words, (f"This is not valid TOML: {why}.", "")))


def _numbered(text: str, line: str) -> str:
    """Return the line of a text that `line 3` names."""
    return text.split("\n")[int(line.removeprefix("line ")) - 1]
