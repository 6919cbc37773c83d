"""What an editor knows about a file from its schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from tomllib import loads
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from widget.cli.schemas import CITIZENSHIP_SCHEMA, NOTICES_SCHEMA, PARTNER_SCHEMA, RULES_SCHEMA
from widget.problems import location

Schema = Any
RULES: Schema = json.loads(RULES_SCHEMA.read_text())
PARTNER: Schema = json.loads(PARTNER_SCHEMA.read_text())
CITIZENSHIP: Schema = json.loads(CITIZENSHIP_SCHEMA.read_text())
NOTICES: Schema = json.loads(NOTICES_SCHEMA.read_text())


def mistakes_in(schema: Schema, text: str) -> list[str]:
    """The locations in a file that an editor underlines."""
    found = Draft202012Validator(schema).iter_errors(_with_dates_as_texts(loads(text)))
    return [_location_of(error) for error in found]


def _with_dates_as_texts(value: Any) -> Any:
    """Return a file's data as editors compare it with a schema, which knows no dates."""
    if isinstance(value, dict):
        return {key: _with_dates_as_texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_dates_as_texts(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _location_of(error: ValidationError) -> str:
    """The location as `widget check` names it; an unknown or missing key is part of it."""
    of_a_key = error.validator in ("additionalProperties", "required")
    keys = re.findall("'(.*?)'", error.message)[:1] if of_a_key else []
    return location(*error.absolute_path, *keys)


def keys_of(part: Schema, before: str = "") -> Iterator[tuple[str, Any]]:
    """The location of each key of a schema, and the key's own schema."""
    for name, values in (("properties", ""), ("patternProperties", "*")):
        for key, inner in part.get(name, {}).items():
            where = f"{before}.{values or key}"
            if not values:
                yield where, inner
            yield from keys_of(inner, where)
