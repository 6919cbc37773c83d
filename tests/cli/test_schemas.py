"""The schemas for editors: up to date, with every key, and named in the shipped files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.citizenship.mistakes import MISTAKES as CITIZENSHIP_MISTAKES
from tests.cli.schemas import CITIZENSHIP, NOTICES, PARTNER, RULES, Schema, keys_of, mistakes_in
from tests.conftest import CASES as FILES_OF_CASES
from tests.content import EXAMPLES, HOTEL
from tests.notices import FILE as NOTICE
from tests.notices import MISTAKES as NOTICES_MISTAKES
from tests.partners.mistakes import MISTAKES as PARTNERS_MISTAKES
from tests.partners.origins import READ
from tests.rules.generated import SMALL, edited
from tests.rules.mistakes import MISTAKES as RULES_MISTAKES
from widget.cli.schemas import (
    CITIZENSHIP_SCHEMA,
    NOTICES_SCHEMA,
    PARTNER_SCHEMA,
    RULES_SCHEMA,
    citizenship_schema,
    notices_schema,
    partner_schema,
    rules_schema,
)
from widget.rules.model import Ruleset
from widget.settings import CONTENT

SCHEMAS = {"rules": RULES, "partner": PARTNER, "citizenship": CITIZENSHIP, "notices": NOTICES}
PATHS = {
    "rules": RULES_SCHEMA,
    "partner": PARTNER_SCHEMA,
    "citizenship": CITIZENSHIP_SCHEMA,
    "notices": NOTICES_SCHEMA,
}
COUNTRIES = (FILES_OF_CASES / "citizenship.toml").read_text()
FILES = {
    "rules.toml": (CONTENT / "rules.toml", RULES_SCHEMA),
    "citizenship.toml": (CONTENT / "citizenship.toml", CITIZENSHIP_SCHEMA),
    "notices.toml": (CONTENT / "notices.toml", NOTICES_SCHEMA),
    "visakaz.toml": (CONTENT / "partners" / "visakaz.toml", PARTNER_SCHEMA),
    **{path.name: (path, PARTNER_SCHEMA) for path in EXAMPLES.glob("*.toml")},
}

# Mistakes that a schema cannot express: `widget check` compares keys and reads other files.
REPORTED_BY_THE_CHECK_ALONE = {
    "presets that exclude each other",
    "an origin twice, once in capitals",
    "an origin twice, in two scripts",
    "an origin twice, once with a slash",
    "a dark scheme without colours",
    "a missing logo",
    "a clause without a goto",
    "points without a goto",
    "closest categories without a goto",
    "otherwise without next",
    "a promise of nothing",
    "a promise of two things",
    "an entry beside exit only",
    "years in the wrong order",
    "an unknown code",
    "another country's usual letters",
    "a union",
    "a country in two groups",
    "a country twice in a list",
    "the own country among others",
    "an unknown category",
    "an advice for a category",
    "an unknown question",
    "an unknown answer",
    "answers that do not lead there",
    "a text for a date",  # editors take a date of TOML for a text
    "a text as a date",
    "no text without conditions",
    "a step without words for its link",
    "a step with words for a link that leads nowhere",
    "a step with two links",
    "a step with two places in brackets",
    "a validity for another entry option",
    "a folded option that nothing unfolds",
    "a fold without options",
    "a name that stands for nothing",
    "a paragraph in two lines",
    "a name with a control character",
    "a name in two lines",
    "a name with a zero-width space",
    "a name with a zero-width space in one language",
    "a name that reverses the direction of the text",
    "a name of letters that are blank",
    "a name of accents alone",
    "an e-mail address with an invisible character",
    "a site with an invisible character",
    "a word with what is not seen",
    "a colour with a line break",  # only in Python does `$` match before it
}


def test_the_shipped_schemas_are_up_to_date() -> None:
    """Run `make schemas` after a change of models, ids or languages; the words may wait."""
    assert RULES_SCHEMA.read_text() == rules_schema()
    assert CITIZENSHIP_SCHEMA.read_text() == citizenship_schema()
    assert NOTICES_SCHEMA.read_text() == notices_schema()
    assert without_questions(PARTNER_SCHEMA.read_text()) == without_questions(partner_schema())


def without_questions(text: str) -> Schema:
    """A partner's schema without the words of the questions, which an expert changes."""
    schema = json.loads(text)
    for answer in schema["properties"]["presets"]["properties"].values():
        del answer["description"]
    return schema


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_a_schema_follows_the_standard_that_it_names(schema: Schema) -> None:
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(("file", "schema"), FILES.values(), ids=FILES)
def test_a_shipped_file_names_its_schema_and_is_valid(file: Path, schema: Path) -> None:
    text = file.read_text()
    named = text.splitlines()[0].removeprefix("#:schema ")
    assert (file.parent / named).resolve() == schema
    assert mistakes_in(json.loads(schema.read_text()), text) == []


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_every_key_has_a_description_in_plain_words(schema: Schema) -> None:
    for where, key in keys_of(schema):
        assert re.search("[a-z]{3}", key.get("description", "")), where


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_a_schema_has_no_references_nulls_or_internal_names(path: Path) -> None:
    text = path.read_text()
    assert '"_' not in text, "no internal name"
    assert "$ref" not in text, "some editors hide a description beside it"
    assert "null" not in text, "TOML has none"


@pytest.mark.parametrize(
    ("schema", "text"),
    [(PARTNER, HOTEL), (RULES, SMALL), (CITIZENSHIP, COUNTRIES), (NOTICES, NOTICE)],
    ids=["partner", "rules", "citizenship", "notices"],
)
def test_a_good_file_is_not_underlined(schema: Schema, text: str) -> None:
    assert mistakes_in(schema, text) == []


@pytest.mark.parametrize("origin", READ)
def test_no_allowed_origin_is_underlined(origin: str) -> None:
    written = HOTEL.replace(HOTEL.splitlines()[3], f'origins = ["{origin}"]')
    assert mistakes_in(PARTNER, written) == []


CASES = {
    **{
        f"partner: {name}": (PARTNER, HOTEL.replace(right, wrong, 1), where)
        for name, (right, wrong, where, _) in PARTNERS_MISTAKES.items()
        if not where.startswith("line ")
    },
    **{
        f"rules: {name}": (RULES, edited(SMALL, (right, wrong)), message.partition(": ")[0])
        for name, (right, wrong, message) in RULES_MISTAKES.items()
    },
    **{
        f"citizenship: {name}": (
            CITIZENSHIP,
            edited(COUNTRIES, (right, wrong)),
            message.partition(": ")[0],
        )
        for name, (right, wrong, message) in CITIZENSHIP_MISTAKES.items()
        if not message.startswith("line ")
    },
    **{
        f"notices: {name}": (NOTICES, edited(NOTICE, (right, wrong)), message.partition(": ")[0])
        for name, (right, wrong, message) in NOTICES_MISTAKES.items()
    },
}


@pytest.mark.parametrize("mistake", CASES)
def test_a_mistake_is_underlined_where_the_check_reports_it(mistake: str) -> None:
    schema, text, where = CASES[mistake]
    found = mistakes_in(schema, text)
    if mistake.partition(": ")[2] in REPORTED_BY_THE_CHECK_ALONE:
        assert found == []
    else:
        assert found
        assert all(each.startswith(where) for each in found), found


def test_the_schema_offers_todays_answers_and_languages(ruleset: Ruleset) -> None:
    partner = json.loads(partner_schema())["properties"]
    assert partner["presets"]["properties"]["location"] == {
        "type": "string",
        "enum": ["abroad", "kazakhstan"],
        "description": ruleset.questions["location"].text.text.english,
    }
    assert partner["languages"]["items"]["enum"] == ["en", "kk", "ru"]
