"""What citizenship.toml names of the rules: categories, questions and answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from typing import Annotated

from pydantic import (
    AfterValidator,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from widget.files.compare import error_details, validate_and_compare
from widget.files.fields import invalid
from widget.problems import no_such
from widget.rules.fields import Id
from widget.rules.model import Ruleset
from widget.rules.row_names import wrong_options
from widget.rules.row_tables import Cell, conditions

Info = ValidationInfo[Ruleset | None]
"""The file is validated against the rules; names are not checked if the rules are malformed."""


def _known_category(key: str, info: Info) -> str:
    if info.context and key not in info.context.categories:
        raise _no_such("category", key, info.context.categories)
    return key


def _known_question(key: str, info: Info) -> str:
    if info.context and key not in info.context.questions:
        raise _no_such("question", key, info.context.questions)
    return key


def _known_options(
    raw: object, handler: ValidatorFunctionWrapHandler, info: Info
) -> dict[str, list[str]]:
    return validate_and_compare(raw, handler, partial(_wrong_options, info.context))


def _wrong_options(
    ruleset: Ruleset | None, cells: dict[str, str | list[str]]
) -> Iterator[InitErrorDetails]:
    if ruleset is None:
        return
    for asked, cell in cells.items():
        names = [cell] if isinstance(cell, str) else cell
        when, _ = conditions({asked: names}, ruleset.groups)
        for problem in wrong_options(ruleset, asked, when[asked], ""):
            yield error_details(invalid(problem.what, problem.allowed), asked)


def _no_such(kind: str, name: str, known: Collection[str]) -> PydanticCustomError:
    problem = no_such("", "", kind, name, known)
    return invalid(problem.what, problem.allowed)


Categories = list[Annotated[Id, AfterValidator(_known_category)]]
Conditions = Annotated[
    dict[Annotated[Id, AfterValidator(_known_question)], Cell], WrapValidator(_known_options)
]
"""Question id → the names of the answers that fit."""
