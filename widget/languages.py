"""Languages by their BCP 47 tags: their names, and the choice of one for a visitor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from widget.problems import OTHER_CODES

SOURCE = "en"
"""The language in which the rules and the templates are written."""

_SHORT = {"kk": "ҚАЗ"}
"""Short names that people know better than the letters of the tag."""


@dataclass(frozen=True)
class Language:
    """A language that can be offered.

    `tag` is its BCP 47 tag, such as `pt-BR`; `locale` is the same in gettext's form, `pt_BR`.
    `name` is its own name for itself, `Русский`, and `short` a few letters of it. `with_country` is
    the locale with the likely country (CLDR): `ru_RU`. `direction` is `ltr` or `rtl`.
    """

    tag: str
    locale: str
    name: str
    short: str
    with_country: str
    direction: str


def language_of(tag: str) -> Language:
    """Return the language of a tag.

    Raises ValueError, in plain words, if the tag is unknown, such as a country's code, or not in
    its normal form.
    """
    try:
        locale = Locale.parse(tag.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        if meant := OTHER_CODES.get(tag):
            raise ValueError(f"{tag!r} is not a known language tag; use {meant}") from None
        raise ValueError(f"{tag!r} is not a known language tag, such as ru or pt-BR") from None
    right = str(locale).replace("_", "-")
    if tag != right:
        raise ValueError(f"{tag!r} must be written {right}")
    name = locale.get_display_name(locale) or tag
    return Language(
        tag=tag,
        locale=str(locale),
        name=name[:1].upper() + name[1:],
        short=_SHORT.get(tag, locale.language.upper()),
        with_country=_with_country(locale),
        direction=locale.text_direction,
    )


def choose(wanted: Iterable[tuple[str, float]], offered: tuple[str, ...]) -> str:
    """Return the first wanted language that is offered, or else the first offered one.

    `wanted` holds the tags of `Accept-Language` with their quality, best first; 0 means unwanted.
    """
    for tag, quality in wanted:
        found = _match(tag, offered) if quality else None
        if found:
            return found
    return offered[0]


def _match(tag: str, offered: tuple[str, ...]) -> str | None:
    """Return the offered tag for a wanted one, or None.

    RFC 4647 (3.4) looks up the tag itself, then without its last parts. If that fails, a tag of
    the same language and script is taken.
    """
    known = {each.lower(): each for each in offered}
    first, *others = tag.replace("_", "-").lower().split("-")
    parts = [OTHER_CODES.get(first, first), *others]
    for length in range(len(parts), 0, -1):
        if found := known.get("-".join(parts[:length])):
            return found
    script = _script("-".join(parts))
    return next((each for each in offered if _script(each) == script), None)


@lru_cache(maxsize=1000)
def _script(tag: str) -> tuple[str, str | None]:
    """Return a tag's language and script; without a script in the tag, the likely one."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return tag, None
    return locale.language, locale.script or _likely(locale).script


def _with_country(locale: Locale) -> str:
    return f"{locale.language}_{locale.territory or _likely(locale).territory}"


def _likely(locale: Locale) -> Locale:
    """Return the locale with CLDR's likely script and territory added."""
    likely = get_global("likely_subtags")
    known = (locale.territory, locale.script)
    keys = [f"{locale.language}_{part}" for part in known if part] + [locale.language]
    return Locale.parse(next((likely[key] for key in keys if key in likely), str(locale)))
