"""Alphabetical order: the Unicode Collation Algorithm, with a language's own letters in place."""

from __future__ import annotations

from collections.abc import Callable

from pyuca.collator import Collator

SortKey = tuple[int, ...]

_AFTER = {"kk": {"і": "ы", "ү": "ұ"}}
"""Language → letter → the one that it stands after, by CLDR; the algorithm puts it elsewhere."""

_BEHIND = "\uffff"
"""It sorts behind every letter."""


def sort_key(language: str, collator: Collator) -> Callable[[str], SortKey]:
    """Return the key by which words are sorted in a language, given by its tag.

    A collator is slow to make and holds 10 MB: make one for all languages, and let it go.
    """
    after = _AFTER.get(language.partition("-")[0], {})
    small = {letter: f"{before}{_BEHIND}" for letter, before in after.items()}
    letters = str.maketrans(small | {k.upper(): v.upper() for k, v in small.items()})
    return lambda word: collator.sort_key(word.translate(letters))


def same_letter(key: SortKey) -> SortKey:
    """Return the part of a letter's key that it shares with its accented and small forms."""
    return key[: key.index(0)]
