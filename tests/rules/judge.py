"""A naive judge of small rules: it walks every path, one by one.

The proof must agree with it. They share only the code that reads a rules file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.rules.generated import load_text
from widget.rules.model import Advice, Category, Point, Route, Row, Ruleset

Answers = tuple[tuple[str, str], ...]


@dataclass
class Walked:
    """What the judge finds when it walks every path.

    `paths` holds the answers of each path, `ends` its routes, `reached` the ids of its questions
    and outcomes, `taken` the locations of its rows. `gaps` and `overlaps` are the options for which
    no row fits some path, or several do.
    """

    ruleset: Ruleset
    paths: list[Answers] = field(default_factory=list)
    ends: list[tuple[Route, ...]] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    gaps: set[tuple[str, str]] = field(default_factory=set)
    overlaps: set[tuple[str, str]] = field(default_factory=set)

    def walk_on(self, question: str, given: Answers = (), routes: tuple[Route, ...] = ()) -> None:
        self.reached.add(question)
        further_down = self.ruleset.questions.keys() - {*_above(self.ruleset, question), question}
        for option in self.ruleset.questions[question].options.values():
            rows = [row for row in option.rows if _fits(row, dict(given))]
            if len(rows) != 1:
                (self.overlaps if rows else self.gaps).add((question, option.id))
                continue
            (row,) = rows
            then = (*given, (question, option.id)), (*routes, row.route)
            if row.route.goto in further_down:
                self.taken.add(row.location)
                self.walk_on(row.route.goto, *then)
            elif row.route.goto in self.ruleset.outcomes:
                self.taken.add(row.location)
                self.end(*then)

    def end(self, given: Answers, routes: tuple[Route, ...]) -> None:
        self.reached.add(routes[-1].goto)
        self.paths.append(given)
        self.ends.append(routes)

    def wrong(self) -> Iterator[str]:
        """The locations of gaps, overlaps and unknown names."""
        for question, option in self.gaps | self.overlaps:
            yield f"questions.{question}.options.{option}"
        yield from _misnamed(self.ruleset)

    def unused(self) -> Iterator[str]:
        """The locations of what no path uses."""
        rules = self.ruleset
        for section, keys in {
            "questions": rules.questions.keys(),
            "categories": _categories(rules),
            "advice": rules.outcomes.keys() - _categories(rules),
        }.items():
            yield from (f"{section}.{key}" for key in keys - self.reached)
        walked = [route for routes in self.ends for route in routes]
        yield from (f"clauses.{key}" for key in rules.clauses.keys() - {r.clause for r in walked})
        yield from (
            f"points.{key}" for key, point in rules.points.items() if not self._shown(point)
        )
        for _question, row in _rows(rules):
            if row.when and row.location not in self.taken:
                yield row.location
        of_closest = _with_words_for_closest(rules) - {r.goto for r in walked if r.closest}
        yield from (f"advice.{key}.closest" for key in of_closest)

    def _shown(self, point: Point) -> bool:
        """Return whether some path names the point and reaches a category that it applies to."""
        holds_for = _categories(self.ruleset) if point.categories is None else point.categories
        return any(
            routes[-1].goto in holds_for and any(point.id in route.confirm for route in routes)
            for routes in self.ends
        )

    def is_good(self) -> bool:
        """Return whether nothing is wrong or unused."""
        return not [*self.wrong(), *self.unused()]


def walked(ruleset: Ruleset) -> Walked:
    """Return what the judge finds in some rules."""
    every_path = Walked(ruleset)
    if ruleset.start in ruleset.questions:
        every_path.walk_on(ruleset.start)
    return every_path


def mistakes_in(text: str, directory: Path) -> dict[str, set[str]]:
    """Return the locations of mistakes in a rules file by their kind: missing, wrong or unused."""
    missing = {*_missing(tomllib.loads(text))}
    if missing:
        return {"missing": missing}
    judged = walked(load_text(text, directory))
    found = {"wrong": {*judged.wrong()}, "unused": {*judged.unused()}}
    return {kind: places for kind, places in found.items() if places}


NEEDED = {
    "": "start questions",
    "questions.*": "text short options",
    "questions.*.options.*": "text",
    "questions.*.options.*.when.*.*": "goto",
    "points.*": "text reading",
    "clauses.*": "category text quote",
    "categories.*": "name paragraph entry whom",
    "advice.*": "name why next",
}
"""Table → the keys that it must have; * stands for any name."""


def _missing(rules: dict[str, Any]) -> Iterator[str]:
    """The locations of missing or empty values, and of one name for two outcomes."""
    for tables, keys in NEEDED.items():
        for place, table in _tables(rules, tables.split(".") if tables else []):
            yield from (".".join([*place, key]) for key in keys.split() if not table.get(key))
    for place, option in _tables(rules, ["questions", "*", "options", "*"]):
        if ("goto" in option) == ("when" in option):
            yield ".".join(place)
    both = rules.get("categories", {}).keys() & rules.get("advice", {}).keys()
    yield from (f"advice.{key}" for key in both)


def _tables(
    table: dict[str, Any], names: list[str], *above: str
) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    if not names:
        yield above, table
        return
    for key in table:
        if names[0] in ("*", key):
            yield from _tables(table[key], names[1:], *above, key)


def _misnamed(rules: Ruleset) -> Iterator[str]:
    """The locations of names that are unknown or of the wrong kind."""
    categories = _categories(rules)
    if rules.start != next(iter(rules.questions)):
        yield "start"
    yield from (f"questions.{key}" for key in rules.questions.keys() & rules.outcomes.keys())
    paragraphs = [rules.outcomes[key].paragraph for key in categories]
    for key in categories:
        if paragraphs.count(rules.outcomes[key].paragraph) > 1:
            yield f"categories.{key}.paragraph"
    for key, clause in rules.clauses.items():
        if clause.category not in categories:
            yield f"clauses.{key}.category"
    for key, point in rules.points.items():
        if not (point.categories or set()) <= categories:
            yield f"points.{key}.categories"
    for question, row in _rows(rules):
        yield from (f"{row.location}.{key}" for key in _misnamed_by(rules, question, row.route))
        above = {key: rules.questions[key] for key in _above(rules, question)}
        for asked, fitting in row.when.items():
            if asked not in above or not fitting <= {None, *above[asked].options}:
                yield row.location


def _misnamed_by(rules: Ruleset, question: str, route: Route) -> Iterator[str]:
    """The keys of a route with a name that is unknown or of the wrong kind."""
    clauses = {key for key, each in rules.clauses.items() if each.category == route.goto}
    if route.goto in {*_above(rules, question), question} - rules.outcomes.keys():
        yield "goto"
    if route.goto not in rules.questions.keys() | rules.outcomes.keys():
        yield "goto"
    if route.clause not in (clauses if route.goto in _categories(rules) else {None}):
        yield "clause"
    if not {*route.confirm} <= rules.points.keys():
        yield "confirm"
    if route.closest and route.goto not in _with_words_for_closest(rules):
        yield "closest"
    if not {*route.closest} <= _categories(rules):
        yield "closest"


def _above(rules: Ruleset, question: str) -> list[str]:
    keys = list(rules.questions)
    return keys[: keys.index(question)]


def _fits(row: Row, given: dict[str, str]) -> bool:
    return all(given.get(asked) in fitting for asked, fitting in row.when.items())


def _rows(rules: Ruleset) -> Iterator[tuple[str, Row]]:
    for question in rules.questions.values():
        for option in question.options.values():
            for row in option.rows:
                yield question.id, row


def _categories(rules: Ruleset) -> set[str]:
    return {key for key, each in rules.outcomes.items() if isinstance(each, Category)}


def _with_words_for_closest(rules: Ruleset) -> set[str]:
    advice = (each for each in rules.outcomes.values() if isinstance(each, Advice))
    return {each.id for each in advice if each.closest}
