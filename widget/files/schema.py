"""The JSON schema of a model, simplified for the editors that complete and check the files."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

Schema = dict[str, Any]


def schema_of(model: type[BaseModel]) -> Schema:
    """Return the JSON schema of a model, without `$ref`, null and titles."""
    schema = model.model_json_schema(schema_generator=_AuthorsSchema)
    whole: Schema = _inlined(schema, schema.pop("$defs", {}))
    return {"$schema": _AuthorsSchema.schema_dialect} | whole


class _AuthorsSchema(GenerateJsonSchema):
    """Leaves out null, which TOML lacks, and titles: pydantic's are the names of our classes."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default") is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        return made | {"additionalProperties": False} if "patternProperties" in made else made

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        return {key: value for key, value in made.items() if key != "title"}

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic asks
        return False


def _inlined(part: Any, definitions: Schema) -> Any:
    """Return the schema with each `$ref` replaced by its definition.

    Taplo, which editors use for TOML, ignores a description beside a `$ref`.
    """
    if isinstance(part, list):
        return [_inlined(each, definitions) for each in part]
    if not isinstance(part, dict):
        return part
    referred = definitions[part["$ref"].rpartition("/")[2]] if "$ref" in part else {}
    whole = referred | {key: value for key, value in part.items() if key != "$ref"}
    return {key: _inlined(value, definitions) for key, value in whole.items()}
