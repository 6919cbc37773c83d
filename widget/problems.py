"""What is wrong in a file of the agency or of a partner, told all at once and in plain words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)
Schema = dict[str, Any]


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: in which file and at which place, what is wrong, and what is allowed there."""

    file: str
    place: str
    what: str
    allowed: str = ""

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{where}: {self.what}" + (f" Allowed: {self.allowed}." if self.allowed else "")


class Problems(Exception):  # noqa: N818 - it carries many, and each of them is a Problem
    """A file was refused; `problems` holds every mistake that was found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, each told once, in the order found."""
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def read_toml(path: Path, model: type[Model]) -> Model:
    """Read a TOML file into a pydantic model.

    Raises Problems when the file cannot be read, is no TOML or does not have the model's shape.
    """
    try:
        data = tomllib.loads(path.read_bytes().decode())
    except OSError as error:
        raise Problems([Problem(path.name, "", f"The file cannot be read: {error}.")]) from error
    except UnicodeDecodeError as error:
        raise Problems([Problem(path.name, f"byte {error.start}", "This is no UTF-8.")]) from error
    except tomllib.TOMLDecodeError as error:
        raise Problems([Problem(path.name, "", f"This is no TOML: {error}.")]) from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise Problems(_problems(path.name, model, error)) from error


def _problems(file: str, model: type[BaseModel], error: ValidationError) -> list[Problem]:
    schema = model.model_json_schema()
    return [
        Problem(file, place(*found["loc"]), *_words(found, schema))
        for found in error.errors(include_url=False)
    ]


def place(*keys: str | int) -> str:
    """Name a place in a file as the file's author writes it: `questions.rank.text`."""
    return ".".join(str(key) for key in keys if key != "[key]")


def _words(found: ErrorDetails, schema: Schema) -> tuple[str, str]:
    """Say what is wrong and what is allowed, for one of pydantic's findings."""
    match found["type"]:
        case "extra_forbidden":
            return "This key is not known.", ", ".join(_keys_beside(found["loc"], schema))
        case "missing":
            return "This key is missing.", ""
        case "string_type":
            return "A text is expected.", 'words between quotation marks, "like this"'
        case "string_too_short" | "too_short":
            return "This is empty.", "at least one"
        case "string_pattern_mismatch":
            return f"{found['input']!r} does not fit.", f"the pattern {found['ctx']['pattern']}"
        case "literal_error":
            return f"{found['input']!r} is not known.", found["ctx"]["expected"]
        case "value_error":
            return f"{found['ctx']['error']}.", ""
        case _:
            return f"{found['msg']}.", ""


def _keys_beside(loc: tuple[str | int, ...], schema: Schema) -> list[str]:
    """Name the keys that a model allows at the place of an unknown one, by its JSON schema."""
    here = schema
    for key in loc[:-1]:
        inner = here.get("properties", {}).get(key) or here.get("additionalProperties") or {}
        # A model that may be left out stands as anyOf, before null.
        inner = inner.get("anyOf", [inner])[0]
        here = schema["$defs"][inner["$ref"].rpartition("/")[2]] if "$ref" in inner else inner
    return sorted(here.get("properties", {}))
