"""How an author writes a value, according to the JSON schema of its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from widget.files.schema import Schema

TYPES = {
    "string": 'a text in quotation marks, like "this"',
    "array": 'a list, like ["this", "that"]',
    "object": "a table with keys of its own",
    "integer": "a whole number in digits, without quotation marks",
    "boolean": "true or false, without quotation marks",
    "date": "a date like 2026-05-30, without quotation marks",
}
"""JSON schema type or format → how an author writes such a value."""

_VALUES = {"string": '"…"', "boolean": "true", "date": "2026-05-30"}


def how_to_write(schema: Schema) -> str:
    """Return how an author writes a value; where a text or a list is allowed, a text."""
    kind = _kind(schema)
    if kind == "object" and "properties" in schema:
        return f"a table, like {_table(schema)}{_besides(schema)}"
    if kind == "array" and "properties" in (item := schema.get("items", {})):
        return f"a list, like [{_table(item)}], or a table [[…]] for each{_besides(item)}"
    return TYPES[kind]


def _kind(schema: Schema) -> str:
    kinds = schema.get("format") or schema.get("type", "string")
    kind: str = kinds[0] if isinstance(kinds, list) else kinds
    return kind if kind in TYPES else "string"


def _table(schema: Schema) -> str:
    """Return a table with the keys that it needs, or else with all its keys."""
    known = schema["properties"]
    shown: Iterable[str] = schema.get("required") or known
    return f"{{ {', '.join(f'{key} = {_value(known[key])}' for key in shown)} }}"


def _besides(schema: Schema) -> str:
    """Return the names of the other keys."""
    needed: Collection[str] = schema.get("required") or schema["properties"]
    others = [key for key in schema["properties"] if key not in needed]
    return f"; other keys: {', '.join(others)}" if others else ""


def _value(schema: Schema) -> str:
    match _kind(schema):
        case "object":
            return _table(schema) if "properties" in schema else "{ … }"
        case "array":
            return f"[{_value(schema.get('items', {}))}]"
        case "integer":
            return str(schema.get("minimum", 1))
        case kind:
            return _VALUES[kind]
