"""The codes of countries: two letters, by ISO 3166-1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from babel import Locale
from babel.core import get_global
from pydantic import AfterValidator, Field
from pydantic_core import InitErrorDetails

from widget.files.compare import error_details
from widget.files.fields import invalid
from widget.problems import location, show

_NO_COUNTRIES = re.compile("AC|CP|CQ|DG|EA|EU|EZ|IC|QO|TA|UN|XA|XB|ZZ")
"""Codes of CLDR for parts of countries, for unions, and for tests."""

CODES = frozenset(
    code
    for code in map(str, Locale("en").territories)
    if re.fullmatch("[A-Z]{2}", code) and not _NO_COUNTRIES.match(code)
)
"""The codes of all countries that CLDR has names for."""


def check_code(code: str) -> str:
    """Return a country's code. Raises an `invalid` error for any other text."""
    if code in CODES:
        return code
    meant = _meant(code.strip().upper())
    hint = f" Did you mean {meant}?" if meant else ""
    what = f"There is no country {show(code)}.{hint}"
    raise invalid(what, "two capital letters by ISO 3166-1, like DE")


def _meant(code: str) -> str | None:
    """Return the one country that another code stands for, such as DEU or UK."""
    known = [code] if code in CODES else get_global("territory_aliases").get(code, [])
    return known[0] if len(known) == 1 else None


Code = Annotated[
    str, AfterValidator(check_code), Field(json_schema_extra={"pattern": "^[A-Z]{2}$"})
]


def repeated_codes(raw: Any) -> Iterator[InitErrorDetails]:
    """Yield an error for each country that a file's data has at an earlier place too."""
    first: dict[str, str] = {}
    data = raw if isinstance(raw, dict) else {}
    for key in ("own", "disagree", "others", "visa_free"):
        for keys, code in _places(data.get(key), key):
            if code in first:
                what = f"{code} is also in {first[code]}."
                yield error_details(invalid(what, "each country once"), *keys)
            first.setdefault(code, location(*keys))


def _places(part: Any, *keys: str | int) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the countries in a part of a file's data, each with the keys that lead there."""
    match part:
        case str():
            yield keys, part
        case list():
            for number, each in enumerate(part):
                yield from _places(each, *keys, number)
        case dict():
            yield from _places(part.get("countries"), *keys, "countries")
