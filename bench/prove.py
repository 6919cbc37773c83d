"""Measure the engine and the commands on small and large rules: `python bench/prove.py`."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))  # for `python bench/prove.py`

from tests.rules.generated import random_rules
from widget.cli.diff.compare import difference
from widget.cli.diff.report import report
from widget.cli.diff.sides import Side
from widget.cli.diff.spoken import Spoken
from widget.cli.table import as_markdown
from widget.cli.words import words_in
from widget.languages import SOURCE
from widget.rules.file import load_rules
from widget.rules.graph import graph_of
from widget.rules.model import Option, Question, Route, Row, Ruleset
from widget.rules.outcomes import Advice
from widget.rules.promises import Promise
from widget.rules.proof import verify
from widget.settings import CONTENT

ENGLISH = words_in("en")


def main() -> None:
    """Print the machine, then a line for each ruleset."""
    print(f"{date.today()}, {machine()}\n")
    print(f"{'states':>7} {'graph':>9} {'proven':>9} {'table':>9} {'diff':>9}  rules")
    measure("of today", load_rules(CONTENT / "rules.toml"))
    for reach in (2, 3, 4):
        name = f"of 60 questions with 6 options; rows read up to 3 of the last {reach} answers"
        measure(name, promised(random_rules(1, questions=60, options=6, reach=reach)))


def measure(name: str, ruleset: Ruleset) -> None:
    """Print the number of states of a ruleset, and the seconds of the engine and the commands."""
    new = changed(ruleset)
    graph = seconds(ruleset, graph_of)
    proven = seconds(ruleset, verify)
    table = seconds(ruleset, lambda old: as_markdown(old, ENGLISH))
    diff = seconds(ruleset, lambda old: compared(old, replace(new)))
    states = len(graph_of(ruleset).edges)
    print(f"{states:7} {graph:7.4f} s {proven:7.4f} s {table:7.3f} s {diff:7.3f} s  {name}")


def compared(old: Ruleset, new: Ruleset) -> str:
    """Return what `widget diff` prints."""
    words = {SOURCE: ENGLISH}
    found = difference(Side(old, words), Side(new, words))
    return report(found, Spoken(old, ENGLISH), Spoken(new, ENGLISH), everything=False)


def promised(ruleset: Ruleset) -> Ruleset:
    """Return the rules with 20 promises, each about everybody, so that none is proven quickly."""
    read = [*ruleset.questions.values()][-3:]
    everybody = {each.id: frozenset({*each.options, None}) for each in read}
    promise = Promise(everybody, "only", (*ruleset.outcomes,), "The list says so.", "always[1]")
    return replace(ruleset, promises=(promise,) * 20)


def changed(ruleset: Ruleset) -> Ruleset:
    """Return the rules, but every other row to a category leads to the last advice."""
    advice = [each.id for each in ruleset.outcomes.values() if isinstance(each, Advice)][-1]
    number = count()

    def row(old: Row) -> Row:
        changes = old.route.goto in ruleset.categories and next(number) % 2
        return replace(old, route=Route(advice)) if changes else old

    def option(old: Option) -> Option:
        return replace(old, goto=old.goto and row(old.goto))

    def question(old: Question) -> Question:
        return replace(
            old,
            options={key: option(each) for key, each in old.options.items()},
            next=tuple(map(row, old.next)),
            otherwise=tuple(map(row, old.otherwise)),
        )

    questions = {key: question(each) for key, each in ruleset.questions.items()}
    return replace(ruleset, questions=questions)


def seconds(ruleset: Ruleset, action: Callable[[Ruleset], object]) -> float:
    """Return the seconds of an action: the fastest of five runs, since other work slows some."""
    taken = []
    for _ in range(5):
        fresh = replace(ruleset)  # nothing is cached for a new object
        begin = perf_counter()
        action(fresh)
        taken.append(perf_counter() - begin)
    return min(taken)


def machine() -> str:
    """Return a description of this machine, as far as Linux provides one."""
    processor = first_match(r"model name\s*: (.*)", "/proc/cpuinfo") or platform.processor()
    memory = int(first_match(r"MemTotal:\s*(\d+) kB", "/proc/meminfo") or 0) / 1024**2
    return (
        f"{processor}, {os.cpu_count()} cores, {memory:.0f} GiB of memory, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def first_match(pattern: str, file: str) -> str:
    """Return the first match of a pattern in a file; an empty text without a match or a file."""
    path = Path(file)
    match = re.search(pattern, path.read_text()) if path.exists() else None
    return match[1] if match else ""


if __name__ == "__main__":
    main()
