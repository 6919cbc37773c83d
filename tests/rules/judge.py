"""A naive judge of small rules: it walks every path, one by one.

The proof must agree with it. They share only the code that reads a rules file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.rules.generated import load_text
from widget.rules.model import Option, Question, Route, Row, Ruleset
from widget.rules.outcomes import Advice, Category, Point

Answers = tuple[tuple[str, str], ...]


@dataclass
class Walked:
    """What the judge finds when it walks every path.

    `paths` holds the answers of each path, `ends` its routes, `reached` the ids of its questions
    and outcomes, `taken` the locations of its rows, `not_asked` those of questions in the rows that
    somebody who takes the row was not asked. `gaps` and `overlaps` are the options for which
    no row fits some path, or several do.
    """

    ruleset: Ruleset
    paths: list[Answers] = field(default_factory=list)
    ends: list[tuple[Route, ...]] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    not_asked: set[str] = field(default_factory=set)
    gaps: set[tuple[str, str]] = field(default_factory=set)
    overlaps: set[tuple[str, str]] = field(default_factory=set)

    @cached_property
    def answers(self) -> list[dict[str, str]]:
        """The answers of each path by question, once all are walked."""
        return [dict(path) for path in self.paths]

    def walk_on(self, question: str, given: Answers = (), routes: tuple[Route, ...] = ()) -> None:
        self.reached.add(question)
        further_down = self.ruleset.questions.keys() - {*_above(self.ruleset, question), question}
        for option in self.ruleset.questions[question].options.values():
            rows = _rows_that_fit(self.ruleset.questions[question], option, dict(given))
            if len(rows) != 1:
                (self.overlaps if rows else self.gaps).add((question, option.id))
                continue
            (row,) = rows
            self.not_asked |= {
                f"{row.location}.{asked}" for asked in row.when if asked not in dict(given)
            }
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
            yield f"questions.{question}"
            if not self.ruleset.questions[question].next:
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
        for question in rules.questions.values():
            for row in (*question.next, *question.otherwise):
                if row.location not in self.taken:
                    yield row.location
                for asked, fitting in row.when.items():
                    if None in fitting and f"{row.location}.{asked}" not in self.not_asked:
                        yield f"{row.location}.{asked}"
            if question.otherwise and not self.taken & {row.location for row in question.otherwise}:
                yield f"questions.{question.id}.otherwise"
        cells = {group for _question, row in _rows(rules) for group in row.groups}
        for key, groups in rules.groups.items():
            yield from (f"groups.{key}.{name}" for name in groups if (key, name) not in cells)
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
    "": "about start questions",
    "about": "title description agency statement",
    "questions.*": "text short options",
    "questions.*.options.*": "text",
    "points.*": "text",
    "clauses.*": "category text",
    "categories.*": "name entry whom",
    "advice.*": "name why next_steps",
}
"""Table → the keys that it must have; * stands for any name."""


def _missing(rules: dict[str, Any]) -> Iterator[str]:
    """The locations of missing or empty values, and of one name for two outcomes."""
    for tables, keys in NEEDED.items():
        for place, table in _tables(rules, tables.split(".") if tables else []):
            yield from (".".join([*place, key]) for key in keys.split() if not table.get(key))
    for place, advice in _tables(rules, ["advice", "*"]):
        for number, step in enumerate(advice.get("next_steps", []), 1):
            if not step.get("text"):
                yield f"{'.'.join(place)}.next_steps[{number}].text"
    for place, clause in _tables(rules, ["clauses", "*"]):
        if clause.get("quote") == "":
            yield ".".join([*place, "quote"])
    for place, question in _tables(rules, ["questions", "*"]):
        for rows in ("next", "otherwise"):
            listed = question.get(rows, [])
            for number, row in enumerate(listed if isinstance(listed, list) else [listed], 1):
                yield from (
                    f"{'.'.join(place)}.{rows}[{number}].{key}"
                    for key in row.keys() | {"goto"}
                    if not row.get(key)
                )
        if question.get("next") == [] or ("otherwise" in question and "next" not in question):
            yield from (".".join(place), f"{'.'.join(place)}.next")
        if question.get("otherwise") == []:
            yield f"{'.'.join(place)}.otherwise"
    for place, option in _tables(rules, ["questions", "*", "options", "*"]):
        if "goto" not in option and {"clause", "confirm", "closest"} & {
            key for key in option if option[key]
        }:
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
    if rules.start != next(iter(rules.questions)):
        yield "start"
    yield from (f"questions.{key}" for key in rules.questions.keys() & rules.outcomes.keys())
    yield from _misnamed_in_outcomes(rules)
    for question, row in _rows(rules):
        yield from (f"{row.location}.{key}" for key in _misnamed_by(rules, question, row.route))
        yield from _misnamed_in_conditions(rules, question, row)
    for each in rules.questions.values():
        yield from _undecided_or_decided_twice(each)
    yield from _misnamed_in_groups(rules)


def _misnamed_in_outcomes(rules: Ruleset) -> Iterator[str]:
    """The locations of names in categories, clauses and points that refer to nothing."""
    categories = _categories(rules)
    for key in categories:
        if rules.outcomes[key].paragraph and not rules.about.paragraph:
            yield f"categories.{key}.paragraph"
    for key, clause in rules.clauses.items():
        if clause.category not in categories:
            yield f"clauses.{key}.category"
    for key, point in rules.points.items():
        if not (point.categories or set()) <= categories:
            yield f"points.{key}.categories"


def _misnamed_in_conditions(rules: Ruleset, question: str, row: Row) -> Iterator[str]:
    """The locations of conditions that read no earlier question, or none of its options."""
    for asked, fitting in row.when.items():
        if asked not in rules.questions:
            yield row.location
            continue
        below = asked not in [*_above(rules, question), question]
        not_asked = asked == question and None in fitting
        if below or not_asked or not fitting <= {None, *rules.questions[asked].options}:
            yield f"{row.location}.{asked}"


def _undecided_or_decided_twice(question: Question) -> Iterator[str]:
    """The locations of options without rows, and of rows for options that have a `goto`."""
    with_goto = {option.id for option in question.options.values() if option.goto}
    for row in (*question.next, *question.otherwise):
        if row.when.get(question.id, set()) & with_goto:
            yield f"{row.location}.{question.id}"
        if with_goto == {*question.options}:
            yield row.location
    if not question.next:
        for option in question.options.keys() - with_goto:
            yield f"questions.{question.id}.options.{option}"


def _misnamed_in_groups(rules: Ruleset) -> Iterator[str]:
    """The locations of groups of no question, of unknown options, or with an option's name."""
    for key, groups in rules.groups.items():
        if key not in rules.questions:
            yield f"groups.{key}"
            continue
        known = rules.questions[key].options.keys()
        for name, options in groups.items():
            if name in known or not {*options} <= known:
                yield f"groups.{key}.{name}"


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


def _rows_that_fit(question: Question, option: Option, given: dict[str, str]) -> list[Row]:
    if option.goto:
        return [option.goto]
    given = given | {question.id: option.id}
    for rows in (question.next, question.otherwise):
        fitting = [
            row
            for row in rows
            if all(given.get(asked) in fitting for asked, fitting in row.when.items())
        ]
        if fitting:
            return fitting
    return []


def _rows(rules: Ruleset) -> Iterator[tuple[str, Row]]:
    for question in rules.questions.values():
        for option in question.options.values():
            if option.goto:
                yield question.id, option.goto
        for row in (*question.next, *question.otherwise):
            yield question.id, row


def _categories(rules: Ruleset) -> set[str]:
    return {key for key, each in rules.outcomes.items() if isinstance(each, Category)}


def _with_words_for_closest(rules: Ruleset) -> set[str]:
    advice = (each for each in rules.outcomes.values() if isinstance(each, Advice))
    return {each.id for each in advice if each.closest}
