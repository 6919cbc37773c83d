"""Files in another encoding, or with a conflict: they are named as what they are."""

from __future__ import annotations

import pytest

from widget.files.text import decode
from widget.problems import Problems

HOTEL = '# Гостиница\nname = "Hotel Tulip"\ncity = "Алматы, Қазақстан"\n'
NOTEPAD = "Allowed: files saved as UTF-8; in Notepad: Save as…, then Encoding: UTF-8."
UTF_16 = f"This file is saved as UTF-16. {NOTEPAD}"

ENCODINGS = {
    "Notepad's Unicode": ("\ufeff" + HOTEL).encode("utf-16-le"),
    "Notepad's Unicode big endian": ("\ufeff" + HOTEL).encode("utf-16-be"),
    "UTF-16 without a mark": HOTEL.encode("utf-16-le"),
    "UTF-16 big endian without a mark": HOTEL.encode("utf-16-be"),
    "UTF-16 without a mark, only Cyrillic": "Виза, въезд\n".encode("utf-16-le"),
}


def message(content: bytes) -> str:
    """What the author of such a file reads."""
    with pytest.raises(Problems) as raised:
        decode(content, "hotel.toml")
    return str(raised.value)


@pytest.mark.parametrize("content", ENCODINGS.values(), ids=ENCODINGS)
def test_utf_16_is_named(content: bytes) -> None:
    assert message(content) == f"hotel.toml: {UTF_16}"


def test_windows_1251_is_named_with_its_first_line() -> None:
    content = 'name = "Hotel"\ncity = "Алматы"\n'.encode("windows-1251")
    assert message(content) == f"hotel.toml: line 2: This is Windows-1251, not UTF-8. {NOTEPAD}"


def test_windows_1251_is_named_where_quotes_of_word_come_first() -> None:
    content = "# “Тюльпан”\n".encode("windows-1251")[:3] + "\n# Тюльпан\n".encode("windows-1251")
    assert message(content) == f"hotel.toml: line 1: This is Windows-1251, not UTF-8. {NOTEPAD}"


def test_one_line_in_windows_1251_is_named() -> None:
    content = HOTEL.encode() + 'street = "Абай"\n'.encode("windows-1251")
    assert message(content) == f"hotel.toml: line 4: This is Windows-1251, not UTF-8. {NOTEPAD}"


OTHER = {
    "Windows-1252": ('name = "Café"\n'.encode("windows-1252"), "line 1: This is not UTF-8."),
    "a picture": (b"\x89PNG\r\n\0\0\xcf\xf0", "This is not a text file."),
}


@pytest.mark.parametrize(("content", "what"), OTHER.values(), ids=OTHER)
def test_another_encoding_is_no_utf_8(content: bytes, what: str) -> None:
    assert message(content) == f"hotel.toml: {what} {NOTEPAD}"


def test_utf_8_with_a_mark_or_with_line_ends_of_windows_is_read() -> None:
    assert decode(f"\ufeff{HOTEL}".encode(), "hotel.toml") == HOTEL
    assert decode(HOTEL.replace("\n", "\r\n").encode(), "hotel.toml") == HOTEL.replace("\n", "\r\n")


OURS = '<<<<<<< HEAD\nname = "Tulip"\n=======\nname = "Rose"\n>>>>>>> 1a2b3c4 (Rename)\n'
CONFLICT = (
    "Git has left both sides of a conflict here. Allowed: one of them, without the lines that "
    "begin with <<<<<<<, ======= and >>>>>>>."
)

CONFLICTS = {
    "one conflict": (f'id = "hotel"\n{OURS}', "lines 2, 4, 6"),
    "two conflicts": (OURS + OURS, "lines 1, 3, 5, 6, 8, …"),
    "the common ancestor too": (
        OURS.replace("=======\n", '||||||| 5d6e7f8\nname = "Lily"\n=======\n'),
        "lines 1, 3, 5, 7",
    ),
    "line ends of Windows": (OURS.replace("\n", "\r\n"), "lines 1, 3, 5"),
    "one mark left": ('name = "Tulip"\n>>>>>>> 1a2b3c4 (Rename)\n', "line 2"),
}


@pytest.mark.parametrize(("text", "lines"), CONFLICTS.values(), ids=CONFLICTS)
def test_a_conflict_of_git_is_one_mistake(text: str, lines: str) -> None:
    assert message(text.encode()) == f"hotel.toml: {lines}: {CONFLICT}"


def test_a_line_below_a_title_is_no_conflict() -> None:
    assert decode(b"The list\n=======\n", "source.txt") == "The list\n=======\n"
