"""Characters that look like others: typographic ones, and Cyrillic letters like Latin ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

QUOTATION_MARKS = "“”„‟«»‘’‚‛″′"
HYPHENS = "‐‑‒–—―−"
SPACES = "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
LETTERS = dict(
    zip("аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅҮҺ", "aeopcyxijshdqwABEKMHOPCTYXIJSYH", strict=True)
)
"""Cyrillic letter → the Latin one that it looks like."""

_PLAIN = str.maketrans(
    LETTERS
    | dict.fromkeys(HYPHENS, "-")
    | dict.fromkeys(SPACES, " ")
    | dict.fromkeys(INVISIBLE, "")
)


def plain(text: str) -> str:
    """Return a text with the ASCII characters that it seems to consist of."""
    return text.translate(_PLAIN)


def told_apart(words: str, text: str) -> str:
    """Return the names of the characters by which words differ from what looks like them in a text.

    Returns an empty text if nothing in the text looks like the words.
    """
    gap = f"[{re.escape(INVISIBLE)}]*"
    pattern = gap.join(f"[{re.escape(_looking_like(each))}]" for each in plain(words))
    found = re.search(pattern, text)
    return names(sorted({*found[0]}.symmetric_difference(words))) if found else ""


def _looking_like(character: str) -> str:
    return character + "".join(chr(each) for each, ascii_ in _PLAIN.items() if ascii_ == character)


def names(characters: Iterable[str]) -> str:
    """Return the Unicode names of characters, each once: `no-break space, en dash`."""
    return ", ".join(unicodedata.name(each).lower() for each in dict.fromkeys(characters))
