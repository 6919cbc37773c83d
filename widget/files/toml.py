"""TOML files of the agency or of a partner: read, and validated against a pydantic model."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from widget.files.schema import Schema, schema_of
from widget.problems import Problem, Problems, did_you_mean, location, show

Model = TypeVar("Model", bound=BaseModel)


KINDS = {
    "string": 'a text in quotation marks, like "this"',
    "array": 'a list, like ["this", "that"]',
    "object": "a table with keys of its own",
    "integer": "a whole number in digits, without quotation marks",
    "boolean": "true or false, without quotation marks",
}
"""How an author writes each kind of value, by its name in a JSON schema."""

WRONG_KINDS = {
    "string_type": ("A text is expected", "string"),
    "list_type": ("A list is expected", "array"),
    "tuple_type": ("A list is expected", "array"),
    "dict_type": ("A table is expected", "object"),
    "model_type": ("A table is expected", "object"),
    "int_type": ("A whole number is expected", "integer"),
    "bool_type": ("True or false is expected", "boolean"),
}
"""pydantic's errors about kinds: what is expected, and its key in KINDS."""


def read_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a file. Raises Problems, where it is called `name`, when it cannot."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Problems([Problem(name, "", f"It cannot be read: {error.strerror}.")]) from error


def read_text(path: Path, name: str) -> str:
    """Return the text of a file. Raises Problems when it cannot be read or is not UTF-8."""
    return _decoded(read_bytes(path, name), name)


def read_toml(path: Path, name: str) -> dict[str, Any]:
    """Return the data of a TOML file. Raises Problems as `read_bytes` and `parse_toml` do."""
    return parse_toml(read_bytes(path, name), name)


def parse_toml(content: bytes, name: str) -> dict[str, Any]:
    """Return the data in the bytes of a TOML file.

    Raises Problems, where the file is called `name`, when it is not UTF-8 or not valid TOML, and
    for the numbers and nestings that Python does not read.
    """
    text = _decoded(content, name).removeprefix("\ufeff")
    try:
        # The added line end gives a mistake in the last line that line's number.
        return tomllib.loads(f"{text}\n")
    except tomllib.TOMLDecodeError as error:
        raise Problems([_invalid(name, str(error))]) from None
    except ValueError:  # Python's own, which reads no number of more than 4,300 digits
        what = "A number in it has too many digits."
    except RecursionError:
        what = "Its lists or tables are nested too deeply."
    raise Problems([Problem(name, "", what)])


def validate(name: str, data: dict[str, Any], model: type[Model], context: object = None) -> Model:
    """Return the model of a file's data. Raises Problems, with every mistake in the file.

    `name` is the name of the file in messages; `context` is what the model's validators look up.
    """
    try:
        return model.model_validate(data, context=context)
    except ValidationError as error:
        raise Problems(_problems(name, model, error)) from error


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = Problem(name, f"line {line}", "This is not UTF-8.", "files saved as UTF-8")
        raise Problems([problem]) from error


# Before Python 3.14 a TOMLDecodeError has no attributes: its message is all there is. It ends with
# the location in brackets. Authors often define a key or a table twice, and would not understand
# Python's words for that; every other message is shown as it is.
_TWICE = {"Cannot overwrite": "key", "Duplicate": "key", "Cannot": "table"}
"""What is defined twice, by the first of these that the message begins with."""


def _invalid(name: str, message: str) -> Problem:
    why, _, where = message.removesuffix(")").rpartition(" (at ")
    for beginning, kind in _TWICE.items():
        if why.startswith(beginning):
            line = where.partition(",")[0]  # The column is where the second definition ends.
            return Problem(name, line, f"This {kind} is defined twice.", "each once")
    return Problem(name, where, f"This is not valid TOML: {why}.")


def _problems(file: str, model: type[BaseModel], error: ValidationError) -> list[Problem]:
    schema = schema_of(model)
    return [
        Problem(file, location(*each["loc"]), *_words(each, schema))
        for each in error.errors(include_url=False)
    ]


def _words(error: ErrorDetails, schema: Schema) -> tuple[str, str]:
    """Return what is wrong and what is allowed, for one of pydantic's errors."""
    context: dict[str, Any] = error.get("ctx", {})
    value = show(error["input"])
    if error["type"] in WRONG_KINDS:
        what, kind = WRONG_KINDS[error["type"]]
        return f"{what}, not {value}.", KINDS[kind]
    match error["type"]:
        case "extra_forbidden":
            known = sorted(_schema_at(error["loc"][:-1], schema).get("properties", {}))
            hint = did_you_mean(error["loc"][-1], known)
            return f"This key is not known.{hint}", ", ".join(known)
        case "missing":
            kind = _schema_at(error["loc"], schema).get("type", "string")
            return "This key is missing.", KINDS[kind]
        case "string_too_short" | "too_short":
            return "This is empty.", "at least one"
        case "too_long":
            return f"{value} is too long.", f"at most {context['max_length']} characters"
        case "literal_error":
            known = re.findall("'([^']*)'", context["expected"])
            hint = did_you_mean(error["input"], known)
            return f"{value} is not known.{hint}", context["expected"]
        case "greater_than_equal":
            return f"{value} is too small.", f"{context['ge']} and more"
        case "less_than_equal":
            return f"{value} is too large.", f"{context['le']} and less"
        case "invalid":
            return context["what"], context["allowed"]
        case "value_error":
            return f"{context['error']}.", ""
        case _:
            return f"{error['msg']}.", ""


def _schema_at(loc: tuple[str | int, ...], schema: Schema) -> Schema:
    """Return the part of a model's JSON schema that describes a location in the file."""
    here = schema
    for key in loc:
        named = (*here.get("patternProperties", {}).values(), {})[0]
        here = here.get("properties", {}).get(key, named)
    return here
