"""Validation that compares the parts of a table or a list with each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from widget.files.fields import INVALID, invalid

Value = TypeVar("Value")


def error_details(error: PydanticCustomError, *keys: str | int) -> InitErrorDetails:
    """Return an error for `validate_and_compare` to raise.

    `keys` are the keys and indices that lead to the wrong part; without keys the whole is wrong.
    """
    return InitErrorDetails(type=error, loc=keys, input=None)


def validate_and_compare(
    raw: object,
    validate: Callable[[Any], Value],
    compare: Callable[[dict[Any, Any]], Iterable[InitErrorDetails]],
) -> Value:
    """Validate a table or a list, and compare its parts with each other.

    Returns what `validate` makes of `raw`. `compare` receives the raw parts that are valid, by key
    or by index, and yields errors. So an error in one part does not hide those between the others.
    Raises a ValidationError with the errors of `validate` and of `compare`.
    """
    errors: list[InitErrorDetails] = []
    try:
        value = validate(raw)
    except ValidationError as error:
        errors = [rebuilt(each) for each in error.errors(include_url=False)]
    wrong = {each["loc"][0] for each in errors if each["loc"]}
    errors += compare({key: part for key, part in _parts(raw).items() if key not in wrong})
    if errors:
        raise ValidationError.from_exception_data("", errors)
    return value


def repeated_items(items: Mapping[int, str]) -> Iterator[InitErrorDetails]:
    """Yield an error for each item that is equal to an earlier one; `items` are by index."""
    first: dict[str, int] = {}
    for index, item in items.items():
        if item in first:
            what = f"Items {first[item] + 1} and {index + 1} are the same, {item}."
            yield error_details(invalid(what, "each once"))
        first.setdefault(item, index)


def _parts(raw: object) -> dict[Any, Any]:
    match raw:
        case dict():
            return raw
        case list():
            return dict(enumerate(raw))
        case _:
            return {}


def rebuilt(error: ErrorDetails) -> InitErrorDetails:
    """Return an error that pydantic reported in the form in which it can be raised again."""
    context = error.get("ctx", {})
    kind = invalid(**context) if error["type"] == INVALID else error["type"]
    return InitErrorDetails(type=kind, loc=error["loc"], input=error["input"], ctx=context)
