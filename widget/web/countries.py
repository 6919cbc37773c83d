"""The names of the countries in each language, computed when the application starts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from flask import current_app
from pyuca.collator import Collator

from widget.citizenship.countries import Countries, countries_in
from widget.content import Content
from widget.web.context import Context


def countries_in_all(content: Content) -> Mapping[str, Countries]:
    """Return language tag → the countries; an empty mapping without citizenship.toml."""
    known = content.besides.citizenships
    if known is None:
        return MappingProxyType({})
    collator = Collator()
    return MappingProxyType(
        {
            tag: countries_in(language, known.countries, collator)
            for tag, language in content.languages.items()
        }
    )


def countries_of(context: Context) -> Countries:
    """Return the countries in the language of a request.

    Raises KeyError if the content directory has no citizenship.toml.
    """
    known = cast(Mapping[str, Countries], current_app.extensions["widget.countries"])
    return known[context.language.tag]
