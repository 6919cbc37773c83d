"""A TOML file of the agency or of a partner, read into the shape of a pydantic model."""

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
    "bool_type": ("Yes or no is expected", "boolean"),
}


def read_text(path: Path, name: str) -> str:
    """Read a file that is called by a name. Raises Problems when it cannot be, or is not UTF-8."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Problems([Problem(name, "", f"It cannot be read: {error.strerror}.")]) from error
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = Problem(name, f"line {line}", "This is not UTF-8.", "files saved as UTF-8")
        raise Problems([problem]) from error


def read_toml(path: Path, name: str) -> dict[str, Any]:
    """Read a TOML file that is called by a name.

    Raises Problems when it cannot be read, or is not TOML that one would write.
    """
    text = read_text(path, name).removeprefix("\ufeff")
    try:
        # A line's end, so that a mistake in the last line has that line's number.
        return tomllib.loads(f"{text}\n")
    except tomllib.TOMLDecodeError as error:
        raise Problems([_not_toml(name, str(error))]) from None
    except ValueError:  # Python's own, which reads no number of more than 4,300 digits
        what = "A number in it has too many digits."
    except RecursionError:
        what = "Too many lists or tables in it stand within each other."
    raise Problems([Problem(name, "", what)])


_TWICE = {
    "Cannot overwrite a value": "This key stands here twice.",
    "Duplicate inline table key": "This key stands here twice.",
    "Cannot declare": "This table stands here twice.",
    "Cannot mutate immutable namespace": "This table stands here twice.",
    "Cannot redefine namespace": "This table stands here twice.",
}
"""What is said twice, by how Python's words begin."""


def _not_toml(name: str, told: str) -> Problem:
    """Tell in an author's words what Python tells, as in "Invalid value (at line 1, column 9)"."""
    why, _, where = told.removesuffix(")").rpartition(" (at ")
    for beginning, what in _TWICE.items():
        if why.startswith(beginning):
            # Its column is where the second one ends.
            return Problem(name, where.partition(",")[0], what, "each once")
    return Problem(name, where, f"This is not valid TOML: {why}.")


def validate(path: Path, name: str, data: dict[str, Any], model: type[Model]) -> Model:
    """Give the data of a file, called by a name, the shape of a model.

    The model's validators find the path as their context. Raises Problems, with every mistake,
    when the data does not have that shape.
    """
    try:
        return model.model_validate(data, context=path)
    except ValidationError as error:
        raise Problems(_problems(name, model, error)) from error


def _problems(file: str, model: type[BaseModel], error: ValidationError) -> list[Problem]:
    schema = schema_of(model)
    return [
        Problem(file, location(*found["loc"]), *_words(found, schema))
        for found in error.errors(include_url=False)
    ]


def _words(found: ErrorDetails, schema: Schema) -> tuple[str, str]:
    """Say what is wrong and what is allowed, for one of pydantic's findings."""
    context: dict[str, Any] = found.get("ctx", {})
    value = show(found["input"])
    if found["type"] in WRONG_KINDS:
        what, kind = WRONG_KINDS[found["type"]]
        return f"{what}, not {value}.", KINDS[kind]
    match found["type"]:
        case "extra_forbidden":
            known = sorted(_schema_at(found["loc"][:-1], schema).get("properties", {}))
            hint = did_you_mean(found["loc"][-1], known)
            return f"This key is not known.{hint}", ", ".join(known)
        case "missing":
            kind = _schema_at(found["loc"], schema).get("type", "string")
            return "This key is missing.", KINDS[kind]
        case "string_too_short" | "too_short":
            return "This is empty.", "at least one"
        case "too_long":
            return f"{value} is too long.", f"at most {context['max_length']} characters"
        case "literal_error":
            known = re.findall("'([^']*)'", context["expected"])
            hint = did_you_mean(found["input"], known)
            return f"{value} is not known.{hint}", context["expected"]
        case "greater_than_equal":
            return f"{value} is too small.", f"{context['ge']} and more"
        case "less_than_equal":
            return f"{value} is too large.", f"{context['le']} and less"
        case "refused":
            return context["what"], context["allowed"]
        case "value_error":
            return f"{context['error']}.", ""
        case _:
            return f"{found['msg']}.", ""


def _schema_at(loc: tuple[str | int, ...], schema: Schema) -> Schema:
    """Find the part of a model's JSON schema that stands for a place in the file."""
    here = schema
    for key in loc:
        named = (*here.get("patternProperties", {}).values(), {})[0]
        here = here.get("properties", {}).get(key, named)
    return here
