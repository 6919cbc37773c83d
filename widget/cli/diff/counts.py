"""Numbers of ways through the questions in words, and lists that are cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from widget.words import Words

Entry = TypeVar("Entry")

MANY = 1_000_000
"""A share of more ways than this is given in per cent."""


def of_ways(number: int, every: int, words: Words) -> str:
    """Return `3 of 21 ways`; the word agrees with the number of all, as in `3 из 21 пути`."""
    if every > MANY:
        return words.gettext("%(share)s %% of all ways") % {"share": _share(number, every)}
    said = words.ngettext("%(number)s of %(all)s way", "%(number)s of %(all)s ways", every)
    return said % {"number": number, "all": every}


def new_ways(number: int, words: Words) -> str:
    """Return `3 new ways`."""
    said = words.ngettext("%(num)s new way", "%(num)s new ways", number)
    return said % {"num": number if number <= MANY else f">{MANY:,}"}


def _share(number: int, every: int) -> str:
    """Return a share in per cent, with two digits or more."""
    share = 100 * number / every
    if share < 0.01:
        return "<0.01"
    return f"{share:.0f}" if share >= 10 else f"{share:.2f}"


def cut(
    entries: Sequence[Entry], tell: Callable[[Entry], str], most: int | None, words: Words
) -> Iterator[str]:
    """Yield what `tell` returns for the first `most` entries, and then how many are left out."""
    yield from map(tell, entries[:most])
    left = len(entries) - len(entries[:most])
    if left:
        more = words.gettext("… and %(num)s more: --all shows them") % {"num": left}
        yield f"  {more}"
