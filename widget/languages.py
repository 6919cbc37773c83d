"""Languages by their BCP 47 tags: what each is called, and which one a visitor gets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

SOURCE = "en"
"""The language in which the rules and the templates are written."""

_MISTAKES = {"kz": "kk"}
"""Country codes that people and programs write in place of a language's."""


@dataclass(frozen=True)
class Language:
    """A language that can be offered.

    `tag` is its BCP 47 tag, as in `pt-BR`; `locale` the same as gettext's folders have it, `pt_BR`.
    `name` is its own name for itself: `Русский`. `with_country` names the country where most of its
    speakers live: `ru_RU`. `direction` is `ltr` or `rtl`.
    """

    tag: str
    locale: str
    name: str
    with_country: str
    direction: str


def language_of(tag: str) -> Language:
    """Return the language of a tag.

    Raises ValueError, in plain words, when the tag is unknown or is written otherwise.
    """
    try:
        locale = Locale.parse(tag.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        raise ValueError(f"{tag!r} is not a known language tag, such as ru or pt-BR") from None
    right = str(locale).replace("_", "-")
    if tag != right:
        raise ValueError(f"{tag!r} must be written {right}")
    name = locale.get_display_name(locale) or tag
    return Language(
        tag=tag,
        locale=str(locale),
        name=name[:1].upper() + name[1:],
        with_country=_with_country(locale),
        direction=locale.text_direction,
    )


def choose(wanted: Iterable[tuple[str, float]], offered: tuple[str, ...]) -> str:
    """Choose the first wanted language that is offered, or else the first offered one.

    `wanted` holds the tags of `Accept-Language` with their quality, best first; 0 means unwanted.
    """
    for tag, quality in wanted:
        found = _match(tag, offered) if quality else None
        if found:
            return found
    return offered[0]


def _match(tag: str, offered: tuple[str, ...]) -> str | None:
    """Look a tag up: itself, then without its last parts (RFC 4647, 3.4), then by its script."""
    known = {each.lower(): each for each in offered}
    first, *others = tag.replace("_", "-").lower().split("-")
    parts = [_MISTAKES.get(first, first), *others]
    for length in range(len(parts), 0, -1):
        if found := known.get("-".join(parts[:length])):
            return found
    script = _script("-".join(parts))
    return next((each for each in offered if _script(each) == script), None)


@lru_cache(maxsize=1000)
def _script(tag: str) -> tuple[str, str | None]:
    """Return a tag's language and script; the likely script where the tag names none."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return tag, None
    return locale.language, locale.script or _likely(locale).script


def _with_country(locale: Locale) -> str:
    return f"{locale.language}_{locale.territory or _likely(locale).territory}"


def _likely(locale: Locale) -> Locale:
    """Complete a locale by CLDR's likely script and territory."""
    likely = get_global("likely_subtags")
    known = (locale.territory, locale.script)
    keys = [f"{locale.language}_{part}" for part in known if part] + [locale.language]
    return Locale.parse(next((likely[key] for key in keys if key in likely), str(locale)))
