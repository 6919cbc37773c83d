"""A list in a file, for which a single item may be written as it is."""

from __future__ import annotations

from typing import Any

from pydantic import (
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    ValidatorFunctionWrapHandler,
)
from pydantic_core import CoreSchema, core_schema

from widget.files.compare import rebuilt
from widget.files.schema import Schema


class OneOrMore:
    """Annotates a list: `Annotated[list[str], OneOrMore()]` also takes a text."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Schema:
        """Return one schema for both: with an `anyOf`, editors underline the whole list."""
        made = handler(schema)
        item: Schema = made["items"]
        kind = handler.resolve_ref_schema(item)["type"]
        return item | made | {"type": [kind, "array"]}


def _as_list(value: object, validate: ValidatorFunctionWrapHandler) -> Any:
    """Return a list; the errors of a single item have no index, since its author wrote none."""
    if isinstance(value, list):
        return validate(value)
    try:
        return validate([value])
    except ValidationError as error:
        details = [rebuilt(each) for each in error.errors(include_url=False)]
        for each in details:
            each["loc"] = each["loc"][1:]
        raise ValidationError.from_exception_data("", details) from None
