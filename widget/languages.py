"""Languages: which there are, what they call themselves, and which one a visitor gets."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from gettext import GNUTranslations
from pathlib import Path

from babel import Locale
from babel.core import get_global

from widget.problems import Problem, Problems

TRANSLATIONS = Path(__file__).parent.parent / "translations"
SOURCE = "en"
"""The language in which the rules and the templates are written."""

BROKEN = (OSError, ValueError, LookupError, SyntaxError, struct.error)
"""What reading a compiled catalogue raises; each is what some broken file makes of it."""

_MISTAKES = {"kz": "kk"}
"""Country codes that people and programs write in place of a language's."""


def languages() -> tuple[str, ...]:
    """Name all languages: English, and each that has a catalogue in translations/."""
    catalogues = TRANSLATIONS.glob("*/LC_MESSAGES/messages.po")
    return (SOURCE, *sorted(path.parent.parent.name for path in catalogues))


def catalogue(language: str) -> Path:
    """Give the path of a language's catalogue, as it is translated."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def compiled(language: str) -> GNUTranslations:
    """Read a language's catalogue as it was compiled.

    Raises Problems when it was not, or cannot be read; whether it is as new as the words, `widget
    check` tells.
    """
    path = catalogue(language).with_suffix(".mo")
    try:
        with path.open("rb") as file:
            return GNUTranslations(file)
    except BROKEN as error:
        raise Problems([not_as_compiled(language, "It is missing or broken.")]) from error


def not_as_compiled(language: str, what: str) -> Problem:
    """Say what is wrong with a compiled catalogue, and how it is made anew."""
    path = catalogue(language).with_suffix(".mo").relative_to(TRANSLATIONS.parent)
    return Problem(str(path), "", what, f"what is made by: rm -f {path} && make install")


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
