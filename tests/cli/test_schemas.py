"""The editors' schemas: fresh, right about every key, and found from the files themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from tomllib import loads
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from tests.cli.test_main import widget
from tests.conftest import HOTEL
from tests.partners.mistakes import MISTAKES as PARTNERS_MISTAKES
from tests.partners.origins import READ
from tests.rules.generated import SMALL, edited
from tests.rules.test_mistakes import MISTAKES as RULES_MISTAKES
from widget.cli.schemas import PARTNER_SCHEMA, RULES_SCHEMA
from widget.partners.model import SHIPPED
from widget.problems import location
from widget.rules.file import RULES

SCHEMAS = {"rules": RULES_SCHEMA, "partner": PARTNER_SCHEMA}
FILES = [RULES, *sorted(SHIPPED.glob("*.toml"))]

# What only `widget check` tells: it compares keys with each other and with other files.
TOLD_BY_THE_CHECK_ALONE = {
    "presets that exclude each other",
    "an origin twice in capitals",
    "an origin twice in two scripts",
    "a dark scheme without colours",
    "no logo there",
    "an option with both goto and when",
    "an option with neither goto nor when",
    "a clause beside when",
    "points beside when",
    "closest categories beside when",
    "a condition on two questions",
    "an entry beside exit only",
    "a name with a control",
    "a name in two lines",
    "a name with a blank of no width",
    "a name that turns the text round",
    "a name of blank letters",
    "a name of accents alone",
    "an e-mail address with more to it",
    "a site with more to it",
    "a word with what is not seen",
    "a colour with a line's end",  # only in Python does `$` match before it
}


def schema(kind: str) -> Any:
    """A shipped schema."""
    return json.loads(SCHEMAS[kind].read_text())


def mistakes_in(kind: str, text: str) -> list[str]:
    """Where an editor underlines a file, by the schema."""
    return [
        place_of(error) for error in Draft202012Validator(schema(kind)).iter_errors(loads(text))
    ]


def place_of(error: ValidationError) -> str:
    """The place of a mistake as the check names it, with the key that is too many or missing."""
    of_a_key = error.validator in ("additionalProperties", "required")
    keys = re.findall("'(.*?)'", error.message)[:1] if of_a_key else []
    return location(*error.absolute_path, *keys)


def keys_of(part: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Each key that a schema knows, with its place and what the schema says of it."""
    for name, values in (("properties", ""), ("patternProperties", "*")):
        for key, inner in part.get(name, {}).items():
            where = f"{before}.{values or key}"
            if not values:
                yield where, inner
            yield from keys_of(inner, where)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_shipped_schema_is_what_the_command_prints(kind: str) -> None:
    """Else `make record` was forgotten after a change of models, rules or languages."""
    result = widget("schema", kind)
    assert (result.exit_code, result.stdout) == (0, SCHEMAS[kind].read_text())


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_follows_the_standard_that_it_names(kind: str) -> None:
    assert schema(kind)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema(kind))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_shipped_file_names_its_schema_and_keeps_to_it(file: Path) -> None:
    first = file.read_text().splitlines()[0]
    named = (file.parent / first.removeprefix("#:schema ")).resolve()
    assert named == (RULES_SCHEMA if file == RULES else PARTNER_SCHEMA)
    validator = Draft202012Validator(json.loads(named.read_text()))
    assert list(validator.iter_errors(loads(file.read_text()))) == []


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_has_a_description_in_plain_words(kind: str) -> None:
    for where, key in keys_of(schema(kind)):
        assert re.search("[a-z]{3}", key.get("description", "")), where
    text = SCHEMAS[kind].read_text()
    assert '"_' not in text, "no name of a model"
    assert "$ref" not in text, "in some editors a description beside it is not shown"
    assert "null" not in text, "TOML has none"


@pytest.mark.parametrize(
    ("kind", "text"),
    [("partner", HOTEL), ("rules", SMALL)],
)
def test_a_good_file_is_not_underlined(kind: str, text: str) -> None:
    assert mistakes_in(kind, text) == []


@pytest.mark.parametrize("origin", READ)
def test_no_origin_that_is_allowed_is_underlined(origin: str) -> None:
    written = HOTEL.replace(HOTEL.splitlines()[3], f'origins = ["{origin}"]')
    assert mistakes_in("partner", written) == []


TYPED = {
    **{
        f"partner: {name}": ("partner", HOTEL.replace(right, wrong, 1), where)
        for name, (right, wrong, where, _) in PARTNERS_MISTAKES.items()
        if not where.startswith("line ")
    },
    **{
        f"rules: {name}": ("rules", edited(SMALL, (right, wrong)), told.partition(": ")[0])
        for name, (right, wrong, told) in RULES_MISTAKES.items()
    },
}


@pytest.mark.parametrize("mistake", TYPED)
def test_a_mistake_is_underlined_where_the_check_tells_it(mistake: str) -> None:
    kind, text, where = TYPED[mistake]
    found = mistakes_in(kind, text)
    if mistake.partition(": ")[2] in TOLD_BY_THE_CHECK_ALONE:
        assert found == []
    else:
        assert found
        assert all(each.startswith(where) for each in found), found


def test_todays_answers_and_languages_can_be_chosen() -> None:
    partner = schema("partner")["properties"]
    assert partner["presets"]["properties"]["location"] == {
        "type": "string",
        "enum": ["abroad", "kazakhstan"],
        "description": "Where are you now?",
    }
    assert partner["languages"]["items"]["enum"] == ["en", "kk", "ru"]
