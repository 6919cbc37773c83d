"""What a report calls questions, results, partners and languages, in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from babel import Locale, UnknownLocaleError

from widget.content import find_languages, rules_path
from widget.languages import SOURCE
from widget.partners.directory import load_partners
from widget.partners.known import Known
from widget.rules.file import load_rules
from widget.rules.model import Ruleset
from widget.rules.texts import names_in_texts
from widget.words import ENGLISH

RESULT, QUESTION, UNKNOWN = "result", "question", ""
"""The kinds of steps. An unknown one was asked or reached by the rules of an earlier edition."""


@dataclass(frozen=True)
class Step:
    """A question or a result; an unknown one has no name."""

    id: str
    kind: str
    name: str


@dataclass(frozen=True)
class Names:
    """The steps of the rules, and the names of partners, by id.

    A partner whose file is wrong has its id in place of a name.
    """

    steps: Mapping[str, Step]
    partners: Mapping[str, str]

    def step(self, key: str) -> Step:
        """Return the step with an id, an unknown one if the rules have none."""
        return self.steps.get(key) or Step(key, UNKNOWN, "")


def load_names(content: Path) -> Names:
    """Return the names in a content directory. Raises Problems when its rules are wrong."""
    ruleset = load_rules(rules_path(content), "rules.toml")
    known = Known(tuple(find_languages(content)), None, proven=False)
    found = load_partners(content / "partners", known)
    right = {**found.served, **found.closed}
    partners = {key: key for key in found.broken} | {
        key: each.name.said_in(SOURCE).text for key, each in right.items()
    }
    return Names(_steps(ruleset, partners), partners)


def _steps(ruleset: Ruleset, partners: Mapping[str, str]) -> dict[str, Step]:
    agency = ruleset.about.agency
    words = replace(ENGLISH, names=names_in_texts(ruleset, partners.get(agency, agency)))
    questions = {
        key: Step(key, QUESTION, words.say(each.short)) for key, each in ruleset.questions.items()
    }
    results = {
        key: Step(key, RESULT, words.say(each.name)) for key, each in ruleset.outcomes.items()
    }
    return questions | results


def language_name(tag: str) -> str:
    """Return the English name of a language, or its tag if it has no name."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(SOURCE) or tag
    except (ValueError, UnknownLocaleError):
        return tag
