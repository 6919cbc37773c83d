"""The types of the fields in a file: tables of known keys, readable texts, texts of a pattern."""

from __future__ import annotations

import re
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
from widget.problems import show

_UNSEEN = {"Cc", "Cf", "Zl", "Zp"}
"""Unicode's categories of control characters, of invisible format characters, and of line ends."""

_SOFT_HYPHEN = "\u00ad"

_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and symbols that show nothing."""

_READABLE = "one line of letters, digits and signs"


class Written(BaseModel):
    """A table in a file: it holds the keys of the model and no others."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def refusal(what: str, allowed: str = "") -> PydanticCustomError:
    """Return the error that a validator raises to refuse a value, in words for the author."""
    return PydanticCustomError("refused", "{what}", {"what": what, "allowed": allowed})


def readable(text: str) -> str:
    """Return the text. Raises a refusal when it shows nothing or holds invisible characters."""
    seen = text.replace(_SOFT_HYPHEN, "")
    hidden = dict.fromkeys(each for each in seen if category(each) in _UNSEEN or each in _BLANKS)
    if hidden:
        codes = ", ".join(f"U+{ord(each):04X}" for each in hidden)
        raise refusal(f"{show(text)} holds what nobody sees: {codes}.", _READABLE)
    if not any(category(each)[0] in "LNPS" for each in text):
        raise refusal(f"{show(text)} shows nothing.", _READABLE)
    return text


Word = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(readable),
    Field(json_schema_extra={"pattern": r"\S"}),
]


@dataclass(frozen=True)
class Shaped:
    """Marks a text that matches a pattern, as in `Annotated[str, Shaped("[0-9]+", "digits")]`.

    `allowed` describes the pattern in words.
    """

    pattern: str
    allowed: str

    def check(self, text: str) -> str:
        """Return the text. Raises a refusal when it does not match the pattern."""
        if not re.fullmatch(self.pattern, text):
            raise refusal(f"{show(text)} cannot stand here.", self.allowed)
        return text

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Schema:
        return handler(schema) | {"pattern": f"^{self.pattern}$"}
