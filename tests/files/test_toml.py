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
    "a directory": (".", "It cannot be read: Is a directory."),
    "a name too long": ("b" * 300, "It cannot be read: File name too long."),
}


@pytest.mark.parametrize(("name", "why"), UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_file_is_reported_with_the_reason(
    name: str, why: str, tmp_path: Path
) -> None:
    (tmp_path / "hotel.toml.txt").touch()
    with pytest.raises(Problems) as raised:
        read_bytes(tmp_path / name, "a.toml")
    assert str(raised.value) == f"a.toml: {why}"


# Invalid TOML.

INVALID = {
    "no statement": ("a = 1\n= 2", "line 2, column 1: This is not valid TOML: Invalid statement."),
    "no value": ("a = 1\nb =", "line 2, column 4: This is not valid TOML: Invalid value."),
    "a text that never ends": (
        'a = """x',
        "end of document: This is not valid TOML: Unterminated string.",
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
