"""Validation of a file's data against a pydantic model, with the errors as problems."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from widget.files import fields
from widget.files.examples import TYPES, how_to_write
from widget.files.schema import Schema, schema_of
from widget.problems import Problem, Problems, did_you_mean, location, show

Model = TypeVar("Model", bound=BaseModel)


WRONG_TYPES = {
    "string_type": ("A text is expected", "string"),
    "list_type": ("A list is expected", "array"),
    "tuple_type": ("A list is expected", "array"),
    "dict_type": ("A table is expected", "object"),
    "model_type": ("A table is expected", "object"),
    "int_type": ("A whole number is expected", "integer"),
    "bool_type": ("True or false is expected", "boolean"),
    "date_type": ("A date is expected", "date"),
}
"""pydantic's type of error → what is expected, and its key in TYPES."""


def validate(name: str, data: dict[str, Any], model: type[Model], context: object = None) -> Model:
    """Return a file's data as an instance of the model.

    `name` is the file's name in messages; the model's validators receive `context`. Raises
    Problems with every mistake in the file.
    """
    try:
        return model.model_validate(data, context=context)
    except ValidationError as error:
        raise Problems(_problems(name, data, model, error)) from error


def _problems(
    file: str, data: dict[str, Any], model: type[BaseModel], error: ValidationError
) -> list[Problem]:
    schema = _known_schema(model)
    return [
        Problem(file, location(*each["loc"]), *_what_and_allowed(each, data, schema))
        for each in error.errors(include_url=False)
    ]


# Making a schema takes longer than the rest of this module. Nobody changes it.
_known_schema = cache(schema_of)


def _what_and_allowed(error: ErrorDetails, data: dict[str, Any], schema: Schema) -> tuple[str, str]:
    """Return what is wrong in some data and what is allowed, for one of pydantic's errors."""
    match error["type"]:
        case "extra_forbidden":
            known = sorted(_schema_at(error["loc"][:-1], schema).get("properties", {}))
            hint = did_you_mean(error["loc"][-1], known)
            home = "" if hint else _home(error["loc"], schema)
            return f"{home or 'This key is not known.'}{hint}", ", ".join(known)
        case "missing":
            hint = _hint_at_table(error, data)
            how = how_to_write(_schema_at(error["loc"], schema))
            return f"This key is missing.{hint}", how
        case kind if kind in WRONG_TYPES:
            what, expected = WRONG_TYPES[kind]
            here = _schema_at(error["loc"], schema)
            allowed = how_to_write(here) if here.get("type") == expected else TYPES[expected]
            return f"{what}, not {show(error['input'])}.", allowed
        case _:
            return _wrong_value(error)


def _home(loc: tuple[str | int, ...], schema: Schema) -> str:
    """Return where in the file an unknown key belongs, or an empty text.

    All keys below a `[table]` belong to that table, which authors forget.
    """
    whole, key = schema["properties"], str(loc[-1])
    if len(loc) > 2:
        return ""
    if key in whole:
        return f"This key belongs above the first [table]{_or_as_table(key, whole[key])}."
    tables = [name for name, each in whole.items() if key in each.get("properties", {})]
    return f"This key belongs in [{tables[0]}]." if tables else ""


def _or_as_table(key: str, schema: Schema) -> str:
    return f", or as [{key}]" if schema.get("type") == "object" else ""


def _hint_at_table(error: ErrorDetails, data: dict[str, Any]) -> str:
    """Return ` Did you mean X?` for a table that lacks a key and may be another one, mistyped.

    An author who mistypes `[questions.place.options.abroad]` defines a new question without a text.
    """
    *above, name = ("", *error["loc"][:-1])
    parts = [*error["input"].values()]
    if not (above and parts and all(isinstance(each, dict) for each in parts)):
        return ""
    beside: Any = data
    for key in above[1:]:
        beside = beside[key]
    others = beside if isinstance(beside, dict) else ()
    return did_you_mean(name, [key for key in others if key != name])


def _wrong_value(error: ErrorDetails) -> tuple[str, str]:
    kind, value = error["type"], show(error["input"])
    details: dict[str, Any] = error.get("ctx", {})
    match kind:
        case fields.INVALID:
            return details["what"], details["allowed"]
        case "string_too_short":
            return "This is empty.", "at least one character"
        case "too_short":
            return "This is empty.", "at least one entry"
        case "too_long":
            return f"{value} is too long.", f"at most {details['max_length']} characters"
        case "literal_error":
            hint = did_you_mean(error["input"], re.findall("'([^']*)'", details["expected"]))
            return f"{value} is not known.{hint}", details["expected"]
        case "greater_than_equal":
            return f"{value} is too small.", f"at least {details['ge']}"
        case "less_than_equal":
            return f"{value} is too large.", f"at most {details['le']}"
        case "value_error":
            return f"{details['error']}.", ""
        case _:
            return f"{error['msg']}.", ""


def _schema_at(loc: tuple[str | int, ...], schema: Schema) -> Schema:
    """Return the part of a model's JSON schema that describes a location in the file."""
    here = schema
    for key in loc:
        if isinstance(key, int):
            here = here.get("items", {})
        else:
            named = (*here.get("patternProperties", {}).values(), {})[0]
            here = here.get("properties", {}).get(key, named)
    return here
