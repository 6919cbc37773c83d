"""Stays without a visa that differ between two sides."""

from __future__ import annotations

from collections.abc import Iterator

from widget.citizenship.file import FILE
from widget.citizenship.model import Citizenships
from widget.cli.diff.details import Detail
from widget.rules.fields import CITIZENSHIP


def compare_figures(old: Citizenships | None, new: Citizenships | None) -> Iterator[Detail]:
    """Yield what differs beside texts: a country, the day, or where the figures stand."""
    if old is None or new is None:
        if old is not new:
            yield Detail(FILE, _size(old), _size(new))
        return
    was, now = dict(_figures(old)), dict(_figures(new))
    for key in dict.fromkeys((*was, *now)):
        if was.get(key) != now.get(key):
            yield Detail(f"{CITIZENSHIP}.{key}", was.get(key), now.get(key))


def _size(known: Citizenships | None) -> str | None:
    return f"{len(known.countries)} countries" if known else None


def _figures(known: Citizenships) -> Iterator[tuple[str, str]]:
    yield "as_of", str(known.as_of)
    yield "categories", " / ".join(known.categories)
    for question, options in known.when.items():
        yield f"when.{question}", " / ".join(sorted(each or "not asked" for each in options))
    for country in sorted(known.countries):
        stay = known.stays.get(country)
        yield country, f"{stay.days} days" if stay else known.kind(country)
