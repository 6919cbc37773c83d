"""Typographic characters in the syntax of a file, where Word and web pages put them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from widget.files.text import lines_named
from widget.look_alikes import HYPHENS, INVISIBLE, LETTERS, QUOTATION_MARKS, SPACES, names, plain
from widget.problems import Problem

# Texts in quotation marks and comments may hold any characters. So may a text without a closing
# mark in its line: the missing mark is the mistake. But a “ or ” at its end is meant as this mark.
_TEXTS = re.compile(
    r"""\"{3}(?:\\.|[^\\])*?\"{3} | '{3}.*?'{3} | "(?:\\.|[^"\\\n])*" | '[^'\n]*' | \#[^\n]*
    | "(?! [^"\n]* [“”„‟″’] [ \t\r,\]}]* $) (?:\\.|[^"\\\n])* $""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_KEY = re.compile(r"[\w-]+(?=[ \t]*[.=\]\"])")

GROUPS = {
    QUOTATION_MARKS: ("Typographic quotation marks", 'the straight one, "'),
    HYPHENS: ("Typographic hyphens or dashes", "the hyphen of the keyboard, -"),
    SPACES: ("Typographic spaces", "an ordinary space"),
    INVISIBLE: ("Invisible characters", "the line, typed again"),
}
"""Characters → what they are, and what is allowed in their place."""


def misprints(text: str, name: str) -> list[Problem]:
    """Return the characters outside texts and comments that cannot be read there, each kind once.

    `name` is the file's name in messages.
    """
    bare = _TEXTS.sub(lambda found: '""' + "\n" * found[0].count("\n"), text)
    lines = dict(enumerate(bare.split("\n"), 1))
    return [*_typographic(lines, name), *_cyrillic(lines, name)]


def _typographic(lines: Mapping[int, str], name: str) -> Iterator[Problem]:
    for characters, (what, allowed) in GROUPS.items():
        wrong = [number for number, line in lines.items() if set(characters).intersection(line)]
        if wrong:
            found = [each for number in wrong for each in lines[number] if each in characters]
            yield Problem(name, lines_named(wrong), f"{what}: {names(found)}.", allowed)


def _cyrillic(lines: Mapping[int, str], name: str) -> Iterator[Problem]:
    """Yield each key in which Cyrillic letters stand for the Latin ones that they look like."""
    for number, line in lines.items():
        for key in _KEY.findall(line):
            letters = [each for each in key if each in LETTERS]
            if letters and plain(key).isascii():
                what = f"“{key}” contains a look-alike: {names(letters)}."
                yield Problem(name, f"line {number}", what, plain(key))
