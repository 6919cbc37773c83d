"""A made-up ruleset of 60 questions with six options, as a content directory."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from tests.conftest import CASES
from tests.rules.generated import GROUPS, Table, tables_of, valid_outline
from widget.rules.file import load_rules, ruleset_of
from widget.rules.graph import graph_of
from widget.rules.model import Ruleset
from widget.rules.outcomes import Category
from widget.rules.states import State
from widget.rules.walk import Reached, current_answers, walk

OFFICE = CASES / "order" / "partners" / "office.toml"

CATEGORIES = [f"visa{number}" for number in range(1, 14)]
ADVICE = [f"ask{number}" for number in range(1, 11)]
POINTS = ["point1", "point2", "point3"]

HEAD = ["id", "person", "answers", "outcome", "entry", "clause", "confirm"]


def write_sixty(
    directory: Path, promises: int = 20, people: int = 100, questions: int = 60
) -> Path:
    """Write the ruleset with some promises and some people, and return the directory.

    Rows read up to three of the last four answers. It is the same each time.
    """
    partners = directory / "partners"
    partners.mkdir(parents=True)
    shutil.copy(OFFICE, partners)
    rules = directory / "rules.toml"
    tables = sixty(questions)
    tables["always"] = [*promised(ruleset_of(tables, rules.name), promises)]
    rules.write_text(as_toml(tables), encoding="utf-8")
    if people:
        write_people(directory / "cases.csv", load_rules(rules), people)
    return directory


def sixty(questions: int = 60) -> Table:
    """Return the data of the rules file, without promises."""
    tables = tables_of(valid_outline(1, questions=questions, options=6, reach=4), GROUPS)
    tables |= {key: outcomes()[key] for key in ("about", "clauses", "categories", "advice")}
    tables["points"] = {key: {"text": f"Is {key} right?"} for key in POINTS}
    clauses, asks = cycle([*tables["clauses"]]), cycle(ADVICE)
    closest, points = cycle(CATEGORIES), cycle([*POINTS, *[None] * 20])
    for row in routes(tables):
        if row["goto"] == "visa":
            clause = next(clauses)
            row |= {"goto": tables["clauses"][clause]["category"], "clause": clause}
        elif row["goto"] == "ask":
            row |= {"goto": next(asks), "closest": [next(closest)]}
        elif point := next(points):
            row["confirm"] = [point]
    followed = [("q2", "q4"), ("q22", "q24"), ("q42", "q44")]
    for before, key in (each for each in followed if each[1] in tables["questions"]):
        tables["questions"][key]["text"] = [{before: "o0", "text": "So?"}, {"text": "And?"}]
    return tables


def outcomes() -> Table:
    """Return what the rules say of themselves, and their clauses and outcomes."""
    return {
        "about": {
            "title": "Sixty questions",
            "description": "A made-up ruleset for tests.",
            "agency": "office",
            "statement": "This is made up for tests.",
        },
        "clauses": {
            f"{key} ({number})": {"category": key, "text": f"Condition {number} of {key}."}
            for key in CATEGORIES
            for number in (1, 2)
        },
        "categories": {
            key: {"name": f"The {key}", "entry": ["single", "multiple"], "whom": ["people"]}
            for key in CATEGORIES
        },
        "advice": {
            key: {
                "name": f"The advice {key}",
                "why": ["The list is silent."],
                "closest": "Closest:",
                "next_steps": [{"text": "Ask {agency}."}],
            }
            for key in ADVICE
        },
    }


def routes(tables: Table) -> Iterator[Table]:
    """Yield the options with a `goto` and the rows, in the order of the questions."""
    for question in tables["questions"].values():
        yield from (option for option in question["options"].values() if "goto" in option)
        yield from (*question.get("next", ()), *question.get("otherwise", ()))


def promised(ruleset: Ruleset, number: int) -> Iterator[Table]:
    """Yield promises that hold, on answers to the last questions."""
    graph, reason = graph_of(ruleset), "The list says so."
    answers = [(key, each) for key, q in ruleset.questions.items() for each in q.options]
    for key, option in answers[-number:] if number else ():
        only = [*graph.outcomes({key: option})]
        yield {"if": {key: [option]}, "only": only, "because": reason}


def write_people(path: Path, ruleset: Ruleset, number: int) -> None:
    """Write people who answer at random, and what they reach in these rules."""
    chance = Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(HEAD)
        for each in range(1, number + 1):
            reached = walk(ruleset, answers(ruleset, chance))
            assert isinstance(reached, Reached)
            lines.writerow([f"P{each}", f"Person {each}", *result(reached)])


def answers(ruleset: Ruleset, chance: Random) -> dict[str, str]:
    """Return the answers of a person; most of them lead to the question that follows."""
    graph = graph_of(ruleset)
    here: State | str = graph.start
    given = {}
    while isinstance(here, State):
        first, *others = graph.edges[here]
        given[here.question] = chance.choice(others) if chance.random() < 1 / 9 else first
        here = graph.edges[here][given[here.question]].to
    return given


def result(reached: Reached) -> Iterator[str]:
    """Yield the cells of a case after the person."""
    outcome = reached.outcome
    yield "&".join(f"{question}={option}" for question, option in current_answers(reached))
    yield outcome.id
    yield " ".join(outcome.entry) if isinstance(outcome, Category) else ""
    yield reached.clause.id if reached.clause else ""
    yield "yes" if reached.confirm else "no"


def as_toml(tables: Table) -> str:
    """Return the data of a rules file as TOML."""
    lines = [f"start = {inline(tables['start'])}"]
    for kind in ("groups", "questions", "points", "clauses", "categories", "advice"):
        for key, each in tables[kind].items():
            lines += [f"[{kind}.{bare(key)}]", *keys(each)]
    lines += ["[about]", *keys(tables["about"])]
    for promise in tables["always"]:
        lines += ["[[always]]", *keys(promise)]
    return "\n".join(lines) + "\n"


def keys(table: Table) -> Iterator[str]:
    """Yield a line for each key of a table."""
    return (f"{bare(key)} = {inline(value)}" for key, value in table.items())


def bare(key: str) -> str:
    """Return a key as TOML writes it, in quotation marks only if it needs them."""
    return key if re.fullmatch(r"[\w-]+", key) else json.dumps(key)


def inline(value: Any) -> str:
    """Return a value as TOML writes it within a line."""
    if isinstance(value, dict):
        return f"{{ {', '.join(keys(value))} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    return json.dumps(value)
