"""What authors may write: tables of known keys, and texts of a shape."""

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
"""Unicode's categories of line ends, other controls, and what directs how text is shown."""

_SOFT_HYPHEN = "\u00ad"

_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that show nothing."""

_READABLE = "one line of letters, digits and signs"


class Written(BaseModel):
    """What may be written in a table of a file: the keys of the model and no others."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def refusal(what: str, allowed: str = "") -> PydanticCustomError:
    """Make the error by which a model's validator refuses a value, in the author's words."""
    return PydanticCustomError("refused", "{what}", {"what": what, "allowed": allowed})


def readable(text: str) -> str:
    """Give a text back. Raises a refusal when it shows nothing, or holds what is not seen."""
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
    """Marks texts of a shape, as in `Annotated[str, Shaped("[0-9]+", "digits")]`.

    `allowed` says the pattern in words.
    """

    pattern: str
    allowed: str

    def check(self, text: str) -> str:
        """Give the text back. Raises a refusal when it has another shape."""
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
