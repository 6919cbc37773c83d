"""Languages: which there are, what they call themselves, and which one a visitor gets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from babel import Locale
from babel.core import get_global

TRANSLATIONS = Path(__file__).parent.parent / "translations"
SOURCE = "en"
"""The language in which the rules and the templates are written."""

_MISTAKES = {"kz": "kk"}
"""Country codes that people and programs write in place of a language's."""


def languages() -> tuple[str, ...]:
    """Name all languages: English, and each that has a catalogue in translations/."""
    catalogues = TRANSLATIONS.glob("*/LC_MESSAGES/messages.po")
    return (SOURCE, *sorted(path.parent.parent.name for path in catalogues))


def not_compiled() -> tuple[str, ...]:
    """Name the languages whose catalogue was not compiled after it was translated."""
    catalogues = TRANSLATIONS.glob("*/LC_MESSAGES/messages.po")
    missing = (path for path in catalogues if not path.with_suffix(".mo").is_file())
    return tuple(sorted(path.parent.parent.name for path in missing))


def own_name(language: str) -> str:
    """Name a language in itself: `Русский`."""
    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]


def with_country(language: str) -> str:
    """Name a language with the country where most people speak it: `ru_RU`."""
    likely = Locale.parse(get_global("likely_subtags").get(language, language))
    return f"{likely.language}_{likely.territory}"


def direction(language: str) -> str:
    """Tell which way a language is written: `ltr` or `rtl`."""
    return Locale.parse(language).text_direction


def choose(wanted: Iterable[tuple[str, float]], offered: tuple[str, ...]) -> str:
    """Choose the first wanted language that is offered, or else the first offered one.

    Wanted are the tags of `Accept-Language` with their quality, best first; 0 means unwanted.
    """
    for tag, quality in wanted:
        if not quality:
            continue
        primary = tag.replace("_", "-").partition("-")[0].lower()
        language = _MISTAKES.get(primary, primary)
        if language in offered:
            return language
    return offered[0]
