"""JSON schemas, with which editors complete and check files while somebody types.

`make schemas` writes the shipped schema files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from widget.citizenship.file import CitizenshipFile
from widget.content import find_languages, rules_path
from widget.files.schema import Schema, schema_of
from widget.languages import Language
from widget.notices import NoticesFile
from widget.partners.file import PartnerFile
from widget.rules.file import RulesFile, load_rules
from widget.rules.model import Question, Ruleset
from widget.settings import CONTENT, PACKAGE

RULES_SCHEMA = PACKAGE / "data" / "rules.schema.json"
PARTNER_SCHEMA = PACKAGE / "data" / "partner.schema.json"
CITIZENSHIP_SCHEMA = PACKAGE / "data" / "citizenship.schema.json"
NOTICES_SCHEMA = PACKAGE / "data" / "notices.schema.json"


def rules_schema() -> str:
    """Return the JSON schema of a rules file."""
    return _as_json("The rules", schema_of(RulesFile))


def citizenship_schema() -> str:
    """Return the JSON schema of a file of stays without a visa."""
    return _as_json("Stays without a visa", schema_of(CitizenshipFile))


def notices_schema() -> str:
    """Return the JSON schema of a file of pages to read."""
    return _as_json("Pages to read", schema_of(NoticesFile))


def partner_schema() -> str:
    """Return the JSON schema of a partner's file, with the shipped questions and languages.

    Raises Problems when the rules are malformed.
    """
    schema = schema_of(PartnerFile)
    properties = schema["properties"]
    languages = find_languages(CONTENT)
    properties["name"] |= _names(languages.values(), properties["name"]["additionalProperties"])
    properties["languages"]["items"]["enum"] = sorted(languages)
    properties["presets"] |= _presets(load_rules(rules_path(CONTENT)))
    return _as_json("A partner's file", schema)


def _names(languages: Iterable[Language], name: Schema) -> Schema:
    names = {each.tag: name | {"description": f"the name in {each.name}"} for each in languages}
    return {"properties": names, "additionalProperties": False}


def _presets(ruleset: Ruleset) -> Schema:
    questions = {key: _answer(each) for key, each in ruleset.questions.items()}
    return {"properties": questions, "additionalProperties": False}


def _answer(question: Question) -> Schema:
    return {
        "type": "string",
        "enum": list(question.options),
        "description": question.text.text.english,
    }


def _as_json(title: str, schema: Schema) -> str:
    return json.dumps({"title": title} | schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    RULES_SCHEMA.write_text(rules_schema(), encoding="utf-8")
    PARTNER_SCHEMA.write_text(partner_schema(), encoding="utf-8")
    CITIZENSHIP_SCHEMA.write_text(citizenship_schema(), encoding="utf-8")
    NOTICES_SCHEMA.write_text(notices_schema(), encoding="utf-8")
