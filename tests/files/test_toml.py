"""TOML files: what is read, and the messages about what is not TOML."""

from __future__ import annotations

from pathlib import Path

import pytest

from widget.files.toml import parse_toml, read_bytes, read_text, read_toml
from widget.problems import Problems


def message_about(content: str | bytes) -> str:
    """The message that the author of such a file sees."""
    raw = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(Problems) as raised:
        parse_toml(raw, "a.toml")
    return str(raised.value)


# Valid files.


def test_a_file_is_read_as_bytes_text_and_data(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("name = 'Қызғалдақ'\n")
    assert read_bytes(path, "a.toml") == "name = 'Қызғалдақ'\n".encode()
    assert read_text(path, "a.toml") == "name = 'Қызғалдақ'\n"
    assert read_toml(path, "a.toml") == {"name": "Қызғалдақ"}


def test_a_file_with_a_byte_order_mark_and_crlf_is_read() -> None:
    """Editors on Windows save such files."""
    content = "\ufeffname = 'Tulip'\r\nphone = '+7'\r\n".encode()
    assert parse_toml(content, "a.toml") == {"name": "Tulip", "phone": "+7"}


# Unreadable files.

UNREADABLE = {
    "a missing file": ("inn.toml", "There is no such file."),
    "a file that Windows has named": (
        "hotel.toml",
        "There is no such file. Did you mean hotel.toml.txt?",
    ),
    "a link to nothing": ("moved-away.toml", "It is a link to gone.toml, which does not exist."),
    "a directory": (".", "It cannot be read: Is a directory."),
    "a name too long": ("b" * 300, "It cannot be read: File name too long."),
}


@pytest.mark.parametrize(("name", "why"), UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_file_is_reported_with_the_reason(
    name: str, why: str, tmp_path: Path
) -> None:
    (tmp_path / "hotel.toml.txt").touch()
    (tmp_path / "moved-away.toml").symlink_to("gone.toml")
    with pytest.raises(Problems) as raised:
        read_bytes(tmp_path / name, "a.toml")
    assert str(raised.value) == f"a.toml: {why}"


# Invalid TOML.

NAME = "A name with spaces or other signs needs quotation marks."
TABLE = 'Allowed: { key = "text", other = "text" } in one line, without a comma before the }.'
LIST = 'Allowed: a list, like ["this", "that"].'
VALUE = 'Allowed: a text in quotation marks, like "this", or another value.'
ONE_VALUE = 'Allowed: one value; a quotation mark within a text is written \\".'
ONE_LINE = (
    "The text has no closing quotation mark in this line. "
    "Allowed: a quotation mark at its end, in one line."
)
DATE = "This is not a valid date. Allowed: a date like 2026-05-30, without quotation marks."
BACKSLASH = "The text contains a single \\. Allowed: \\\\ instead."
ROWS = 'next = [\n  { a = "b", goto = "c" }\n  { a = "d", goto = "e" },\n]'

INVALID = {
    "no key": (
        "a = 1\n= 2",
        'line 2, column 1: The key cannot be read. Allowed: key = "text", or [table].',
    ),
    "no value": ("a = 1\nb =", f"line 2, column 4: The value cannot be read. {VALUE}"),
    "a text without quotation marks": (
        "text = Tourism",
        f"line 1, column 8: The value cannot be read. {VALUE}",
    ),
    "no comma within a row": (
        'row = { a = "b" goto = "c" }',
        f"line 1, column 17: A comma or }} is missing here. {TABLE}",
    ),
    "no comma between rows": (ROWS, f"line 3, column 3: A comma or ] is missing here. {LIST}"),
    "no comma between names": (
        'names = ["a" "b"]',
        f"line 1, column 14: A comma or ] is missing here. {LIST}",
    ),
    "a list that never ends": (
        'names = ["a"',
        f"end of document: A comma or ] is missing here. {LIST}",
    ),
    "a comma after the last key": (
        'row = { a = "b", }',
        f"line 1, column 18: A key is missing here. {TABLE}",
    ),
    "a row in two lines": (
        'row = { a = "b",\n  goto = "c" }',
        f"line 1, column 17: A key is missing here. {TABLE}",
    ),
    "a colon in place of =": (
        'text: "Tourism"',
        'line 1, column 5: A = is missing here. Allowed: key = "text".',
    ),
    "a table without ]": (
        "[questions.place\na = 1",
        "line 1, column 17: A ] is missing here. Allowed: [table] or [[table]].",
    ),
    "a name with a blank": (
        "[clauses.B 12]",
        f'line 1: {NAME} Allowed: [clauses."B 12"].',
    ),
    "a name with a paragraph sign": (
        "[clauses.§ 5 (2)] # the second",
        f'line 1: {NAME} Allowed: [clauses."§ 5 (2)"].',
    ),
    "a promise with one ]": (
        "[[always]\na = 1",
        "line 1, column 9: A ] is missing here. Allowed: [table] or [[table]].",
    ),
    "a quotation mark within a text": (
        'text = "The "real" tourists"',
        f"line 1, column 14: There is more text behind the value. {ONE_VALUE}",
    ),
    "a text over two lines": ('text = "One\ntwo"', f"line 1, column 12: {ONE_LINE}"),
    "a text left open, with signs of typography": (
        'name = "Hotel — «Tulip»\ncity = "Almaty"',
        f"line 1, column 24: {ONE_LINE}",
    ),
    "apostrophes over two lines": ("text = 'One\ntwo'", f"line 1, column 12: {ONE_LINE}"),
    "an apostrophe that stands alone": (
        "text = 'One\n",
        "end of document: The text has no closing quotation mark. Allowed: a quotation mark "
        "at its end.",
    ),
    "a text that never ends": (
        'a = """x',
        "end of document: The text has no closing quotation mark. Allowed: a quotation mark "
        "at its end.",
    ),
    "a date of this country": ("confirmed = 22.11.2026", f"line 1: {DATE}"),
    "a date in a row": ('codes = { list = ["B1"], as_of = 30.5.2026 }', f"line 1: {DATE}"),
    "a date with slashes": ("confirmed = 2026/11/22", f"line 1: {DATE}"),
    "a day that is none": ("confirmed = 2026-02-30", f"line 1, column 13: {DATE}"),
    "a path of Windows": ('logo = "C:\\Users"', f"line 1, column 13: {BACKSLASH}"),
    "a backslash before a letter": ('text = "a\\b\\c"', f"line 1, column 14: {BACKSLASH}"),
    "what no author writes": (
        "a = '\x01'",
        "line 1, column 6: This is not valid TOML: Found invalid character '\\x01'.",
    ),
}


@pytest.mark.parametrize(("content", "words"), INVALID.values(), ids=INVALID)
def test_a_syntax_error_is_reported_with_line_and_column(content: str, words: str) -> None:
    assert message_about(content) == f"a.toml: {words}"


TWICE = {
    "a key": ("a = 1\na = 2", "line 2: This key"),
    "a key of a table in one line": ("t = { a = 1, a = 2 }", "line 1: This key"),
    "a table": ("[t]\na = 1\n[t]\nb = 2", "line 3: This table"),
    "a table that was in one line": ("t = { a = 1 }\n[t.b]", "line 2: This table"),
    "a key of a table that was in one line": ("t = { a = 1 }\nt.b = 2", "line 2: This table"),
    "a key of a table that was a table of its own": (
        "[t.s]\na = 1\n[t]\ns.b = 2",
        "line 4: This table",
    ),
}


@pytest.mark.parametrize(("content", "words"), TWICE.values(), ids=TWICE)
def test_a_second_definition_is_reported_with_its_line(content: str, words: str) -> None:
    assert message_about(content) == f"a.toml: {words} is defined twice. Allowed: each once."


EXTREME = {
    "a number of 5,000 digits": (f"a = {'1' * 5000}", "A number has too many digits."),
    "5,000 nested lists": (
        f"a = {'[' * 5000}",
        "Lists or tables are nested too deeply.",
    ),
}


@pytest.mark.parametrize(("content", "words"), EXTREME.values(), ids=EXTREME)
def test_what_exceeds_the_limits_of_python_is_reported(content: str, words: str) -> None:
    assert message_about(content) == f"a.toml: {words}"
