"""Rules for tests: a small valid file, rules from an outline, and random rules."""

from __future__ import annotations

from collections.abc import Collection
from functools import reduce
from itertools import product
from operator import or_
from pathlib import Path
from random import Random

from tests.conftest import CASES
from widget.problems import Problem, Problems
from widget.rules.file import load_rules
from widget.rules.graph import graph_of
from widget.rules.model import (
    Advice,
    Category,
    Clause,
    Option,
    Question,
    Route,
    Row,
    Ruleset,
    Text,
)
from widget.rules.proof import verify

SMALL = (CASES / "small.toml").read_text()

OUTCOMES = """
[clauses.VIS]
category = "visa"
text = "Everybody."
quote = "всем"
[categories.visa]
name = "Visa"
paragraph = 1
entry = ["single"]
whom = ["everybody"]
[advice.ask]
name = "Ask"
why = ["The list is silent."]
next = ["Ask the agency."]
"""
VISA = 'goto = "visa"\nclause = "VIS"'
ASK = 'goto = "ask"'


def edited(text: str, *edits: tuple[str, str]) -> str:
    """Return a text with parts replaced, each of which must occur exactly once."""
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times"
        text = text.replace(old, new)
    return text


def load_text(text: str, directory: Path) -> Ruleset:
    """Load a text as the file `rules.toml`."""
    path = directory / "rules.toml"
    path.write_text(text)
    return load_rules(path, path.name)


def problems_in(text: str, directory: Path) -> tuple[Problem, ...]:
    """Return the problems found when a rules file is loaded, or else when it is proven."""
    try:
        return problems_of(load_text(text, directory))
    except Problems as error:
        return error.problems


def problems_of(ruleset: Ruleset) -> tuple[Problem, ...]:
    """Return the problems that the proof finds."""
    try:
        verify(ruleset)
    except Problems as error:
        return error.problems
    return ()


def in_a_row(questions: int, answers: int = 1) -> str:
    """Return a rules file that asks everybody every question; the last one decides.

    Each question has a number of answers that lead to the next: `on1`, `on2` and so on.
    """
    lines = ['start = "q0"']
    for number in range(questions):
        lines.append(f'[questions.q{number}]\ntext = "Question {number}"\nshort = "{number}"')
        goto = f'goto = "q{number + 1}"' if number + 1 < questions else ASK
        for answer in range(1, answers + 1):
            lines.append(f'[questions.q{number}.options.on{answer}]\ntext = "Go on"\n{goto}')
    lines.append(f'[questions.q{questions - 1}.options.end]\ntext = "That is all"\n{VISA}')
    return "\n".join([*lines, OUTCOMES])


# Rules from an outline, with all that the model can express.

When = dict[str, set[str | None]]
"""Earlier question → the options that fit; None for a question that was not asked."""

Outline = dict[str, dict[str, list[tuple[When, str]]]]
"""Question → option → rows: the earlier answers that fit, and where the row leads."""


def rules_of(outline: Outline) -> Ruleset:
    """Return the rules of an outline, with the category `visa` and the advice `ask`."""
    return Ruleset(
        file="rules.toml",
        start=next(iter(outline)),
        questions={
            key: Question(
                key,
                Text(key, f"Question {key}?"),
                Text(f"{key}.short", key),
                None,
                {option: _option(key, option, rows) for option, rows in options.items()},
            )
            for key, options in outline.items()
        },
        points={},
        clauses={"VIS": Clause("VIS", "visa", Text("clauses.VIS", "Everybody."), "всем")},
        outcomes={
            "visa": Category("visa", Text("visa", "Visa"), 1, ("single",), ()),
            "ask": Advice("ask", Text("ask", "Ask"), (), None, ()),
        },
    )


def _option(question: str, key: str, rows: list[tuple[When, str]]) -> Option:
    return Option(
        key,
        Text(f"{question}.{key}", f"Option {key}"),
        None,
        tuple(
            Row(
                {asked: frozenset(fitting) for asked, fitting in when.items()},
                Route(goto, clause="VIS" if goto == "visa" else None),
                _location(question, key, number),
            )
            for number, (when, goto) in enumerate(rows)
        ),
    )


def random_outline(chance: Random, questions: int, options: int, reach: int) -> Outline:
    """Return a random outline; an option reads up to three of the last `reach` questions.

    Exactly one row of an option fits every path, but some rows fit none. The first option of a
    question leads to the next one; the others may skip one or two, or lead to an outcome.
    """
    keys = [f"q{number}" for number in range(questions)]
    names: list[str | None] = [f"o{number}" for number in range(options)]
    outline: Outline = {}
    for number, key in enumerate(keys):
        ahead = [*keys[number + 1 : number + 4], "visa", "ask"]
        first = keys[number + 1] if number + 1 < questions else "ask"
        outline[key] = {"o0": [({}, first)]}
        for name in names[1:]:
            before = keys[max(0, number - reach) : number]
            read = chance.sample(before, min(len(before), chance.randrange(4)))
            sides = [_split(chance, asked, [*names, None]) for asked in read]
            outline[key][str(name)] = [
                (reduce(or_, parts, {}), chance.choice(ahead)) for parts in product(*sides)
            ]
    outline[keys[-1]]["end"] = [({}, "visa")]
    return outline


def _split(chance: Random, asked: str, fitting: list[str | None]) -> list[When]:
    """Return two conditions on one question, exactly one of which holds."""
    one = {each for each in fitting if chance.random() < 1 / 2} or {None}
    return [{asked: one}, {asked: {*fitting} - one}]


def without_unused_rows(outline: Outline, taken: Collection[str]) -> Outline:
    """Return the outline with only those rows whose locations are in `taken`."""
    return {
        question: {
            option: [row for n, row in enumerate(rows) if _location(question, option, n) in taken]
            for option, rows in options.items()
        }
        for question, options in outline.items()
    }


def random_rules(seed: int, questions: int, options: int, reach: int) -> Ruleset:
    """Return random rules that are valid."""
    outline = random_outline(Random(seed), questions, options, reach)
    edges = graph_of(rules_of(outline)).edges.values()
    return rules_of(
        without_unused_rows(
            outline, {edge.row.location for each in edges for edge in each.values()}
        )
    )


def _location(question: str, option: str, number: int) -> str:
    return f"questions.{question}.options.{option}.rows.{number}"
