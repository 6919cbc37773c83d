"""A list in a file, for which a single item may be written as it is."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class OneOrMore:
    """Annotates a list: `Annotated[list[str], OneOrMore()]` also takes a text.

    With a key, a list of tables also takes the key's value for a single table with this key only.
    """

    key: str | None = None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Schema:
        """Return one schema for both: with an `anyOf`, editors underline the whole list."""
        made = handler(schema)
        item: Schema = made["items"]
        resolved = handler.resolve_ref_schema(item)
        if self.key:
            item = resolved = resolved["properties"][self.key]
        return item | made | {"type": [resolved["type"], "array"]}

    def _as_list(self, value: object, validate: ValidatorFunctionWrapHandler) -> Any:
        """Return a list; the errors of a single item have no index, since its author wrote none."""
        if isinstance(value, list):
            return validate(value)
        try:
            return validate([{self.key: value} if self.key else value])
        except ValidationError as error:
            details = [rebuilt(each) for each in error.errors(include_url=False)]
            for each in details:
                each["loc"] = each["loc"][2 if self.key else 1 :]
            raise ValidationError.from_exception_data("", details) from None
