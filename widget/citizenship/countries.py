"""The names of countries in a language, by letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from babel import Locale
from pyuca.collator import Collator

from widget.citizenship.order import SortKey, same_letter, sort_key
from widget.languages import SOURCE, Language

MAX_IN_FOLD = 30
"""The most countries of neighbouring letters in one fold."""


@dataclass(frozen=True)
class Fold:
    """The countries with some neighbouring letters, such as `E – H`: code → name."""

    letters: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Countries:
    """The countries in a language, in its alphabetical order: code → name; and by letter."""

    names: Mapping[str, str]
    folds: tuple[Fold, ...]


def countries_in(language: Language, codes: Iterable[str], collator: Collator) -> Countries:
    """Return the names (CLDR) of countries in a language, in English where there is none."""
    known = {**Locale.parse(SOURCE).territories, **Locale.parse(language.locale).territories}
    key = sort_key(language.tag, collator)
    names = {code: known[code] for code in sorted(codes, key=lambda code: key(known[code]))}
    return Countries(MappingProxyType(names), tuple(_folds(_by_letter(names, key))))


def _by_letter(
    names: Mapping[str, str], key: Callable[[str], SortKey]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each first letter, in its plainest form, with its countries."""
    for _, codes in groupby(names, lambda code: same_letter(key(names[code][0]))):
        found = {code: names[code] for code in codes}
        yield min((name[0] for name in found.values()), key=key), found


def _folds(letters: Iterable[tuple[str, dict[str, str]]]) -> Iterator[Fold]:
    """Yield neighbouring letters together, with at most MAX_IN_FOLD countries, or else alone."""
    first = last = ""
    together: dict[str, str] = {}
    for letter, names in letters:
        if together and len(together) + len(names) > MAX_IN_FOLD:
            yield _fold(first, last, together)
            together = {}
        first, last = (first if together else letter), letter
        together = together | names
    yield _fold(first, last, together)


def _fold(first: str, last: str, names: Mapping[str, str]) -> Fold:
    letters = first if first == last else f"{first} – {last}"
    return Fold(letters, MappingProxyType(names))
