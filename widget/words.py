"""Words for people: a text of the rules in the visitor's language, and its way into a catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from flask_babel import pgettext

from widget.rules.file import load_rules
from widget.rules.model import Text, texts


def say(text: Text) -> str:
    """Give a text of the rules in the language of this request."""
    return pgettext(text.context, text.english)


def extract(
    file: BinaryIO, *_: object, **_options: object
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Extract the words of a rules file, as Babel calls its extractors: with more than that."""
    for text in texts(load_rules(Path(file.name))):
        # Line 0: the context tells the place better than a line that changes with every edit.
        yield 0, "pgettext", (text.context, text.english), []
