"""Rules for tests: a small valid file, rules from an outline, and random rules."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import reduce
from itertools import product
from operator import or_
from pathlib import Path
from random import Random
from tomllib import loads
from typing import Any

from tests.conftest import CASES
from widget.problems import Problem, Problems
from widget.rules.file import load_rules, ruleset_of
from widget.rules.model import Ruleset
from widget.rules.proof import verify

SMALL = (CASES / "small.toml").read_text()

OUTCOMES = """
[about]
title = "Visa"
description = "Which visa you need."
agency = "office"
statement = "The consulate decides."
paragraph = "paragraph {paragraph}"
[clauses.VIS]
category = "visa"
text = "Everybody."
quote = "всем"
[categories.visa]
name = "Visa"
paragraph = "1"
entry = ["single"]
whom = ["everybody"]
[advice.ask]
name = "Ask"
why = ["The list is silent."]
next_steps = [{ text = "Ask the agency." }]
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


# Rules from an outline, as a file is written.

When = dict[str, set[str | None]]
"""Question → the options that fit; None for a question that was not asked."""

Rows = list[tuple[When, str]]
"""The answers that fit each row, and where it leads."""


@dataclass
class Asked:
    """A question: where its options lead, or None if the rows of `next` and `otherwise` decide."""

    options: dict[str, str | None]
    next: Rows = field(default_factory=list)
    otherwise: Rows = field(default_factory=list)


Outline = dict[str, Asked]
"""Question id → question."""

Groups = dict[str, dict[str, list[str]]]
"""Question → name of a group → options."""

Table = dict[str, Any]


def asked(*options: str, **gotos: str) -> Asked:
    """Return a question with options that rows decide, and others that have a goto."""
    return Asked({**dict.fromkeys(options), **gotos})


def rules_of(outline: Outline, groups: Groups | None = None) -> Ruleset:
    """Return the rules of an outline, with the category `visa` and the advice `ask`."""
    return ruleset_of(tables_of(outline, groups or {}), "rules.toml")


def tables_of(outline: Outline, groups: Groups) -> Table:
    """Return the data of a rules file; rows name a group where they can."""
    questions = {
        key: {
            "text": f"Question {key}?",
            "short": key,
            "options": {
                option: {"text": f"Option {option}", **(_route(goto) if goto else {})}
                for option, goto in each.options.items()
            },
            **({"next": _rows(each.next, groups)} if each.next else {}),
            **({"otherwise": _rows(each.otherwise, groups)} if each.otherwise else {}),
        }
        for key, each in outline.items()
    }
    rows = (r for q in questions.values() for r in (*q.get("next", ()), *q.get("otherwise", ())))
    used = {(key, name) for row in rows for key, cell in row.items() for name in cell}
    named = {
        key: {name: options for name, options in each.items() if (key, name) in used}
        for key, each in groups.items()
        if key in outline
    }
    return {"start": next(iter(outline)), "groups": named, "questions": questions} | loads(OUTCOMES)


def _rows(rows: Rows, groups: Groups) -> list[Table]:
    return [
        {key: _cell(fitting, groups.get(key, {})) for key, fitting in when.items()} | _route(goto)
        for when, goto in rows
    ]


def _cell(fitting: set[str | None], groups: dict[str, list[str]]) -> list[str]:
    cell = ["not asked"] if None in fitting else []
    for name, options in groups.items():
        if {*options} <= fitting:
            cell, fitting = [*cell, name], fitting - {*options}
    return [*cell, *sorted(option for option in fitting if option)]


def _route(goto: str) -> Table:
    return {"goto": goto, "clause": "VIS"} if goto == "visa" else {"goto": goto}


def random_outline(chance: Random, questions: int, options: int, reach: int) -> Outline:
    """Return a random outline, whose rows read up to three of the last `reach` questions.

    Exactly one row fits every path, but some rows fit none. The first option of a question leads to
    the next one; the others may skip one or two, or lead to an outcome.
    """
    keys = [f"q{number}" for number in range(questions)]
    names = [f"o{number}" for number in range(options)]
    outline: Outline = {}
    for number, key in enumerate(keys):
        ahead = [*keys[number + 1 : number + 4], "visa", "ask"]
        outline[key] = _random_question(
            chance, key, names, keys[max(0, number - reach) : number], ahead
        )
        outline[key].options["o0"] = keys[number + 1] if number + 1 < questions else "ask"
    outline[keys[-1]].options["end"] = "visa"
    return outline


def _random_question(
    chance: Random, key: str, names: list[str], before: list[str], ahead: list[str]
) -> Asked:
    """Return a question whose options have a goto, or rows of their own, or rows together."""
    made = Asked({"o0": None})
    others = names[1:]
    while others:
        together = {others.pop() for _ in range(chance.randint(1, len(others)))}
        read = chance.sample(before, min(len(before), chance.randrange(4)))
        made.options |= dict.fromkeys(sorted(together), None if read else chance.choice(ahead))
        sides = [_split(chance, each, [*names, None]) for each in read]
        rows = [reduce(or_, parts, {key: {*together}}) for parts in product(*sides)] if read else []
        made.next += [(when, chance.choice(ahead)) for when in rows if all(when.values())]
    if len(made.next) > 2 and chance.random() < 1 / 2:
        out = chance.randrange(len(made.next))
        when, goto = made.next.pop(out)
        kept = {each: when[each] for each in when if chance.random() < 1 / 2}
        made.otherwise = [(kept, goto)]
    return made


def _split(chance: Random, asked: str, fitting: list[str | None]) -> list[When]:
    """Return two conditions on one question, exactly one of which holds."""
    one = {each for each in fitting if chance.random() < 1 / 2} or {None}
    return [{asked: one}, {asked: {*fitting} - one}]


def without_unused_rows(outline: Outline, unused: Collection[str]) -> Outline:
    """Return the outline without the rows and the "not asked" at these locations."""
    made = {}
    for key, each in outline.items():
        where = f"questions.{key}"
        next_ = _without(each.next, f"{where}.next", unused)
        otherwise = [] if f"{where}.otherwise" in unused else each.otherwise
        otherwise = _without(otherwise, f"{where}.otherwise", unused)
        rows = (next_, otherwise) if next_ else (otherwise, [])
        made[key] = Asked(each.options, *rows)
    return made


def _without(rows: Rows, where: str, unused: Collection[str]) -> Rows:
    return [
        (
            {
                key: fitting - {None} if f"{where}[{number}].{key}" in unused else fitting
                for key, fitting in when.items()
            },
            goto,
        )
        for number, (when, goto) in enumerate(rows, 1)
        if f"{where}[{number}]" not in unused
    ]


GROUPS: Groups = {
    f"q{number}": {"first_two": ["o0", "o1"], "last_two": ["o1", "o2"]} for number in range(60)
}


def random_rules(seed: int, questions: int, options: int, reach: int) -> Ruleset:
    """Return random rules that are valid."""
    return rules_of(valid_outline(seed, questions, options, reach), GROUPS)


def valid_outline(seed: int, questions: int, options: int, reach: int) -> Outline:
    """Return a random outline whose rules are valid."""
    outline = random_outline(Random(seed), questions, options, reach)
    # Without a row, "not asked" in another one can become unused.
    while unused := {problem.location for problem in problems_of(rules_of(outline, GROUPS))}:
        outline = without_unused_rows(outline, unused)
    return outline
