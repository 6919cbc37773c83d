"""Values beside the texts that differ between two rulesets, such as quotations and conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from widget.problems import location
from widget.rules.model import Row, Ruleset
from widget.rules.outcomes import Advice
from widget.rules.wording import Text

IN_FILE = {"variants": "", "when": "", "quotes": "quote", "names": "list", "validity": "valid"}
"""Name of a value → its key in the file; no name for what stands in its table itself."""

TOLD_ELSEWHERE = ("id", "options", "entry", "location", "groups")
"""Fields that are not compared here: ids, what paths show, and locations in the file."""


@dataclass(frozen=True)
class Detail:
    """A value; None where a side does not have it."""

    location: str
    before: str | None
    after: str | None


def compare_details(old: Ruleset, new: Ruleset) -> tuple[Detail, ...]:
    """Return the values beside the texts that differ, in what both rulesets have."""
    before, after = _parts(old), _parts(new)
    return tuple(each for key in before if key in after for each in _differ(key, before, after))


def _parts(ruleset: Ruleset) -> dict[str, object]:
    """Return what the rules consist of, by location; options stand apart from their questions."""
    advice = {key: each for key, each in ruleset.outcomes.items() if isinstance(each, Advice)}
    questions = ruleset.questions
    sections: Mapping[str, Mapping[str, object]] = {
        "questions": questions,
        **{location("questions", key, "options"): questions[key].options for key in questions},
        "points": ruleset.points,
        "readings": ruleset.readings,
        "clauses": ruleset.clauses,
        "categories": ruleset.categories,
        "advice": advice,
    }
    parts = (
        (location(section, key), part)
        for section, found in sections.items()
        for key, part in found.items()
    )
    return {"about": ruleset.about, **dict(parts)}


def _differ(
    where: str, before: Mapping[str, object], after: Mapping[str, object]
) -> Iterator[Detail]:
    was, now = (dict(_values(parts[where], where)) for parts in (before, after))
    for key in dict.fromkeys((*was, *now)):
        if was.get(key) != now.get(key):
            yield Detail(key, was.get(key), now.get(key))


def _values(value: object, where: str) -> Iterator[tuple[str, str]]:
    """Yield all values within a value that are no texts, each with its location."""
    match value:
        case None | Text() | Row():
            return
        case False if where.endswith(".more"):
            return  # as without the key
        case Mapping() if where.endswith(".answers"):
            if value:
                yield where, "&".join(f"{key}={option}" for key, option in value.items())
        case Mapping():
            for key, each in value.items():
                yield from _values(each, location(where, str(key)))
        case frozenset():
            yield where, " / ".join(sorted(each or "not asked" for each in value))
        case (str(), *_):
            yield where, " / ".join(map(str, value))
        case tuple():
            for number, each in enumerate(value):
                yield from _values(each, location(where, number))
        case _ if is_dataclass(value):
            here = getattr(value, "location", where)
            for field in fields(value):
                key = IN_FILE.get(field.name, field.name)
                if field.name not in TOLD_ELSEWHERE:
                    part = location(here, key) if key else here
                    yield from _values(getattr(value, field.name), part)
        case bool():
            yield where, str(value).lower()
        case _:
            yield where, str(value)
