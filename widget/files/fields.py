"""The types of the fields in a file: tables of known keys, visible lines, patterned texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated
from unicodedata import category

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from widget.files.schema import Schema
from widget.look_alikes import names, plain
from widget.problems import show

INVALID = "invalid"
"""The type of our own errors, among pydantic's types of errors."""

_INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}
"""Unicode categories: control characters, format characters, line and paragraph separators."""

_SOFT_HYPHEN = "\u00ad"

_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Fillers: Unicode counts them as letters and symbols, but fonts draw nothing."""

_VISIBLE = "one line of letters, digits and signs"


class Table(BaseModel):
    """The base of all models: a TOML table with the keys of the model and no others."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def invalid(what: str, allowed: str = "") -> PydanticCustomError:
    """Return the error for a validator to raise: what is wrong, and what is allowed instead."""
    return PydanticCustomError(INVALID, "{what}", {"what": what, "allowed": allowed})


def check_line(text: str) -> str:
    """Return the text if it is one line of visible characters; soft hyphens are allowed.

    Raises an `invalid` error otherwise.
    """
    other = text.replace(_SOFT_HYPHEN, "")
    hidden = dict.fromkeys(c for c in other if category(c) in _INVISIBLE or c in _BLANKS)
    if hidden:
        codes = ", ".join(f"U+{ord(each):04X}" for each in hidden)
        raise invalid(f"{show(text)} has invisible characters: {codes}.", _VISIBLE)
    if not any(category(each)[0] in "LNPS" for each in text):  # letters, numbers, signs
        raise invalid(f"{show(text)} has no visible characters.", _VISIBLE)
    return text


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(check_line),
    Field(json_schema_extra={"pattern": r"\S"}),
]
"""One line of visible text, without the blanks around it."""


@dataclass(frozen=True)
class Pattern:
    """The regular expression that a whole text matches; `allowed` describes it in words.

    It annotates a type: `Annotated[str, Pattern("[0-9]+", "digits")]`. `meant` turns a text that
    does not match into what its author may mean; the message suggests this if it matches.
    """

    regex: str
    allowed: str
    meant: Callable[[str], str] = str

    def check(self, text: str) -> str:
        """Return the text. Raises an `invalid` error when it does not match."""
        if re.fullmatch(self.regex, text):
            return text
        meant = plain(text).strip()
        if plain(text) != text and re.fullmatch(self.regex, meant):
            other = names(each for each in text if plain(each) != each)
            raise invalid(f"“{text.strip()}” contains a look-alike: {other}.", meant)
        near = self.meant(text.strip())
        hint = f" Did you mean {near}?" if re.fullmatch(self.regex, near) else ""
        raise invalid(f"{show(text)} is not allowed here.{hint}", self.allowed)

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Schema:
        return handler(schema) | {"pattern": f"^{self.regex}$"}
