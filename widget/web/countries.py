"""The names of the countries in each language, computed when the application starts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from flask import current_app

from widget.citizenship.countries import Countries, countries_in
from widget.content import Content
from widget.web.context import Context


def countries_in_all(content: Content) -> Mapping[str, Countries]:
    """Return language tag → the countries of a content directory; nothing if it names none."""
    known = content.besides.citizenships
    languages = content.languages if known else {}
    codes = known.countries if known else ()
    return MappingProxyType({tag: countries_in(each, codes) for tag, each in languages.items()})


def countries_of(context: Context) -> Countries:
    """Return the countries in the language of a request, if the content directory names any."""
    known = cast(Mapping[str, Countries], current_app.extensions["widget.countries"])
    return known[context.language.tag]
