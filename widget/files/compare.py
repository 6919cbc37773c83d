"""Comparing the parts of a table or a list, beside the validation of each part by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from widget.files.fields import refusal

Value = TypeVar("Value")


def mistake(error: PydanticCustomError, *keys: str | int) -> InitErrorDetails:
    """Return a mistake for `validate_and_compare`: a refusal, below the keys or indices given."""
    return InitErrorDetails(type=error, loc=keys, input=None)


def validate_and_compare(
    written: object,
    validate: Callable[[Any], Value],
    compare: Callable[[dict[Any, Any]], Iterable[InitErrorDetails]],
) -> Value:
    """Return the validated value of a table or a list whose parts are compared with each other.

    `compare` receives the valid parts by key or by index, as they are written, and yields mistakes:
    so a mistake in one part does not hide those between the others. Raises a ValidationError with
    the errors of both.
    """
    errors: list[InitErrorDetails] = []
    try:
        value = validate(written)
    except ValidationError as error:
        errors = [_raised_again(each) for each in error.errors(include_url=False)]
    wrong = {each["loc"][0] for each in errors if each["loc"]}
    errors += compare({key: part for key, part in _parts(written).items() if key not in wrong})
    if errors:
        raise ValidationError.from_exception_data("", errors)
    return value


def equal_entries(entries: Mapping[int, str]) -> Iterator[InitErrorDetails]:
    """Yield a mistake for each entry of a list that is equal to an earlier one."""
    first: dict[str, int] = {}
    for index, entry in entries.items():
        if entry in first:
            what = f"Entries {first[entry] + 1} and {index + 1} are the same, {entry}."
            yield mistake(refusal(what, "each once"))
        first.setdefault(entry, index)


def _parts(written: object) -> dict[Any, Any]:
    match written:
        case dict():
            return written
        case list():
            return dict(enumerate(written))
        case _:
            return {}


def _raised_again(error: ErrorDetails) -> InitErrorDetails:
    context = error.get("ctx", {})
    kind = refusal(**context) if error["type"] == "refused" else error["type"]
    return InitErrorDetails(type=kind, loc=error["loc"], input=error["input"], ctx=context)
