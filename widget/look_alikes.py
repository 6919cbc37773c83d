"""Characters that look like others: typographic ones, and Cyrillic letters like Latin ones."""

from __future__ import annotations

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


def names(characters: Iterable[str]) -> str:
    """Return the Unicode names of characters, each once: `no-break space, en dash`."""
    return ", ".join(unicodedata.name(each).lower() for each in dict.fromkeys(characters))
