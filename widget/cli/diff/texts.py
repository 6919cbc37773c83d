"""Texts that differ between two sides, in any language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from widget.cli.diff.names import Name, Names
from widget.cli.diff.sides import Side
from widget.languages import SOURCE
from widget.rules.model import Ruleset
from widget.rules.texts import texts
from widget.rules.wording import Text


@dataclass(frozen=True)
class Reworded:
    """A text as both sides say it, by language; None where a side does not have it.

    Languages in which both say the same are left out. An empty text is one that is not translated.
    """

    context: str
    said: Mapping[str, tuple[str | None, str | None]]


def compare_texts(
    old: Side, new: Side, languages: Sequence[str], names: Names
) -> tuple[Reworded, ...]:
    """Return the texts that differ, without those of added and removed questions and options."""
    left_out = {*names.added, *names.removed}
    before, after = (
        _by_context((*texts(side.ruleset), *side.besides.texts)) for side in (old, new)
    )
    found = (
        Reworded(context, dict(_said(old, new, languages, was, now)))
        for context in dict.fromkeys((*before, *after))
        if not _names(context) & left_out
        for was, now in _matched(before.get(context, []), after.get(context, []))
    )
    return tuple(each for each in found if each.said)


def reordered_texts(old: Ruleset, new: Ruleset) -> Iterator[str]:
    """Yield the contexts of texts that stand in another order."""
    before, after = _by_context(texts(old)), _by_context(texts(new))
    for context in (key for key in before if key in after):
        both = {*before[context]} & {*after[context]}
        was, now = ([text for text in each[context] if text in both] for each in (before, after))
        if was != now:
            yield context


def _by_context(texts: Iterable[Text]) -> dict[str, list[Text]]:
    found: dict[str, list[Text]] = {}
    for text in texts:
        found.setdefault(text.context, []).append(text)
    return found


def _names(context: str) -> set[Name]:
    """Return the question, and the option, that a text would belong to by its context."""
    name = tuple(context.split("."))
    return {name[:1], name[:2]}


def _matched(before: list[Text], after: list[Text]) -> Iterator[tuple[Text | None, Text | None]]:
    """Yield pairs of texts: first each that stays, then those that replace one another."""
    yield from ((text, text) for text in before if text in after)
    gone = (text for text in before if text not in after)
    came = (text for text in after if text not in before)
    yield from zip_longest(gone, came)


def _said(
    old: Side, new: Side, languages: Sequence[str], was: Text | None, now: Text | None
) -> Iterator[tuple[str, tuple[str | None, str | None]]]:
    """Yield each language in which a text differs, with what both sides say."""
    for language in languages:
        before, after = _in(language, old, was), _in(language, new, now)
        if before != after and (before, after) != ("", None):
            yield language, (before, after)


def _in(language: str, side: Side, text: Text | None) -> str | None:
    """Return a text in a language; empty if it is not translated, None if there is no text."""
    if text is None:
        return None
    if language == SOURCE:
        return text.english
    said = side.words[language].say(text)
    return "" if said == text.english else said
