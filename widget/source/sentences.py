"""The sentences of a source, and which of their words are quoted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

WORD = re.compile(r"\w+")
Spot = tuple[int, int]
"""The start and the end of some words in a source."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, on a `line` of the source from `start` to `end`.

    `unquoted` has its words that nothing quotes; those that follow each other are one text.
    """

    text: str
    line: int
    start: int
    end: int
    unquoted: tuple[str, ...]

    def touches(self, spots: Iterable[Spot]) -> bool:
        """Return whether a part of one of some spots is in the sentence."""
        return any(start < self.end and self.start < end for start, end in spots)


def spots_of(words: str, source: str) -> list[Spot]:
    """Return where some words stand in a source; no word is cut."""
    return [found.span() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", source)]


def sentences(source: str, quoted: Iterable[Spot]) -> Iterator[Sentence]:
    """Yield the sentences of a source. `quoted` are the spots that something quotes."""
    marks = marked(source, quoted)
    for start, end in _cut(source):
        unquoted = tuple(_unquoted(source, marks, start, end))
        line = source.count("\n", 0, start) + 1
        yield Sentence(source[start:end], line, start, end, unquoted)


def marked(source: str, spots: Iterable[Spot]) -> bytearray:
    """Return 1 for each character of a source that is in one of some spots, and 0 for others."""
    marks = bytearray(len(source))
    for start, end in spots:
        marks[start:end] = b"\1" * (end - start)
    return marks


def _cut(source: str) -> Iterator[Spot]:
    """Yield where the sentences are: they end with a line, or with a stop before a capital."""
    start = 0
    for gap in re.finditer(r"(?<=[.!?])[ \t]+|\s*\n\s*", source):
        if "\n" in gap[0] or source[gap.end() :][:1].isupper():
            yield start, gap.start()
            start = gap.end()
    yield start, len(source)


def _unquoted(source: str, marks: bytearray, start: int, end: int) -> Iterator[str]:
    """Yield the words that no mark covers; those that follow each other are one text."""
    words = (found.span() for found in WORD.finditer(source, start, end))
    for quoted, group in groupby(words, key=lambda word: all(marks[slice(*word)])):
        if not quoted:
            together = [*group]
            yield source[together[0][0] : together[-1][1]]


def nearest(words: str, among: Iterable[Sentence]) -> tuple[Sentence, str] | None:
    """Return the sentence with a part that has most of some words, and this part.

    A part with words that nothing quotes is nearer than others, since a changed sentence has them.
    None if no part has half of the words.
    """
    wanted = Counter(WORD.findall(words))
    found = []
    for sentence in among:
        for part in _parts(sentence.text, wanted.total()):
            common = (wanted & Counter(WORD.findall(part))).total()
            if common * 2 >= wanted.total():
                changed = any(each in part or part in each for each in sentence.unquoted)
                found.append((changed, common, sentence, part))
    best = max(found, key=lambda each: each[:2], default=None)
    return best and best[2:]


def _parts(text: str, number: int) -> Iterator[str]:
    """Yield the parts of a text with a number of words; the text itself if it has fewer."""
    spans = [found.span() for found in WORD.finditer(text)]
    for first, last in zip(spans, spans[number - 1 :] or spans[-1:], strict=False):
        yield text[first[0] : last[1]]
