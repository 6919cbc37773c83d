"""Comparisons of the parts of a table or a list: no mistake hides another one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Self

import pytest
from pydantic import Field, ModelWrapValidatorHandler, WrapValidator, model_validator
from pydantic_core import InitErrorDetails

from widget.files.compare import error_details, repeated_items, validate_and_compare
from widget.files.fields import Line, Pattern, Table, invalid
from widget.files.validate import validate
from widget.problems import Problems


def order(keys: dict[str, int]) -> Iterator[InitErrorDetails]:
    if {"least", "most"} <= keys.keys() and keys["least"] > keys["most"]:
        yield error_details(
            invalid(f"{keys['least']} is more than {keys['most']}.", "less"), "least"
        )


class Range(Table):
    """A table whose keys are compared."""

    least: int
    most: int
    unit: Annotated[str, Pattern("[a-z]+", "small letters")] = "px"

    @model_validator(mode="wrap")
    @classmethod
    def ordered(cls, written: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        return validate_and_compare(written, handler, order)


class File(Table):
    """A file with a list and a table whose parts are compared."""

    names: Annotated[
        list[Line], WrapValidator(lambda value, go: validate_and_compare(value, go, repeated_items))
    ] = Field(default=[])
    range: Range = Range(least=1, most=2)


MESSAGES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nothing wrong": ({"names": ["a", "b"], "range": {"least": 1, "most": 2}}, []),
    "a comparison in a list": (
        {"names": ["a", "b", "a"]},
        ["names: Items 1 and 3 are the same, a. Allowed: each once."],
    ),
    "a comparison in a table": (
        {"range": {"least": 3, "most": 2}},
        ["range.least: 3 is more than 2. Allowed: less."],
    ),
    "a comparison beside each other kind": (
        {"names": ["a", "", 7, "a"], "range": {"least": 3, "most": 2, "unit": "PX", "x": 1}},
        [
            "names[2]: This is empty. Allowed: at least one character.",
            'names[3]: A text is expected, not 7. Allowed: a text in quotation marks, like "this".',
            "names: Items 1 and 4 are the same, a. Allowed: each once.",
            "range.unit: 'PX' is not allowed here. Allowed: small letters.",
            "range.x: This key is not known. Allowed: least, most, unit.",
            "range.least: 3 is more than 2. Allowed: less.",
        ],
    ),
    "wrong parts are not compared": (
        {"names": ["", ""], "range": {"least": "3", "most": 2}},
        [
            "names[1]: This is empty. Allowed: at least one character.",
            "names[2]: This is empty. Allowed: at least one character.",
            "range.least: A whole number is expected, not '3'. "
            "Allowed: a whole number in digits, without quotation marks.",
        ],
    ),
    "missing parts are not compared": (
        {"range": {"least": 3}},
        [
            "range.most: This key is missing. "
            "Allowed: a whole number in digits, without quotation marks."
        ],
    ),
    "values that have no parts are not compared": (
        {"names": "a", "range": 7},
        [
            'names: A list is expected, not \'a\'. Allowed: a list, like ["this", "that"].',
            "range: A table is expected, not 7. "
            "Allowed: a table, like { least = 1, most = 1 }; other keys: unit.",
        ],
    ),
}


@pytest.mark.parametrize(("data", "messages"), MESSAGES.values(), ids=MESSAGES)
def test_all_mistakes_are_reported_at_once(data: dict[str, Any], messages: list[str]) -> None:
    found = ()
    try:
        validate("a.toml", data, File)
    except Problems as error:
        found = error.problems
    assert [str(each) for each in found] == [f"a.toml: {each}" for each in messages]


def test_a_valid_value_is_returned() -> None:
    file = validate("a.toml", {"names": [" a "], "range": {"least": 1, "most": 2}}, File)
    assert file == File(names=["a"], range=Range(least=1, most=2))
