"""Measure how long rules take to be read, proven and shown: `.venv/bin/python -m bench.prove`."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Callable
from datetime import date
from itertools import cycle, product
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

from tests.rules.generated import ANY, THE_FIRST, THE_LAST, THE_LAST_TWO, generated
from widget.cli.diff.compare import difference
from widget.cli.diff.words import told
from widget.cli.table import as_markdown
from widget.cli.words import words_in
from widget.rules.file import RULES, load_rules
from widget.rules.model import Ruleset
from widget.rules.proof import verify

Given = TypeVar("Given")
ENGLISH = words_in("en")
KINDS = ("categories", "advice")

QUESTIONS = 200
LOOK_BACK = {
    "the first": THE_FIRST,
    "the last": THE_LAST,
    "one of the last two": THE_LAST_TWO,
    "any": ANY,
}
ASKED_OF_ALL = {"all": 1, "every other": 2, "one in five": 5}


def main() -> None:
    """Print the machine, then a line for each rules file."""
    print(f"{date.today()}, {machine()}\n")
    print(f"{'read':>9} {'proven':>9} {'table':>9} {'diff':>9}  rules")
    measure("of today", RULES)
    with TemporaryDirectory() as directory:
        path = Path(directory) / "rules.toml"
        for (name, look_back), (share, block) in product(LOOK_BACK.items(), ASKED_OF_ALL.items()):
            path.write_text(generated(1, look_back, block, QUESTIONS))
            measure(f"of {QUESTIONS} questions, {share} asked of all; look back at {name}", path)


def measure(name: str, path: Path) -> None:
    """Print how long it takes to read a rules file, to prove it, and to show it in two ways."""
    read = seconds(lambda: path, load_rules)
    proven = seconds(lambda: load_rules(path), verify)
    table = seconds(lambda: load_rules(path), lambda ruleset: as_markdown(ruleset, ENGLISH))
    diff = seconds(lambda: (load_rules(path), changed(path)), shown)
    print(f"{read:7.3f} s {proven:7.3f} s {table:7.3f} s {diff:7.3f} s  {name}")


def changed(path: Path) -> Ruleset:
    """Read a rules file with every other route to its first category given to the last advice."""
    text = path.read_text()
    category, advice = (re.findall(rf"^\[{kind}\.(\w+)\]", text, re.M) for kind in KINDS)
    route = re.compile(rf'goto = "{category[0]}"(,|\n)\s*clause = "[A-Z0-9-]+"')
    turn = cycle([f'goto = "{advice[-1]}"', None])
    with TemporaryDirectory() as directory:
        other = Path(directory) / "changed.toml"
        other.write_text(route.sub(lambda found: next(turn) or found[0], text))
        return load_rules(other)


def shown(rulesets: tuple[Ruleset, Ruleset]) -> str:
    """Tell what changes between two rulesets."""
    return told(difference(*rulesets), rulesets[1], ENGLISH)


def seconds(prepare: Callable[[], Given], action: Callable[[Given], object]) -> float:
    """Time an action: the fastest of five times, since the others tell of other work."""
    taken = []
    for _ in range(5):
        given = prepare()
        begin = perf_counter()
        action(given)
        taken.append(perf_counter() - begin)
    return min(taken)


def machine() -> str:
    """Describe this machine, as far as Linux tells."""
    processor = found(r"model name\s*: (.*)", "/proc/cpuinfo") or platform.processor()
    memory = int(found(r"MemTotal:\s*(\d+) kB", "/proc/meminfo") or 0) / 1024**2
    return (
        f"{processor}, {os.cpu_count()} cores, {memory:.0f} GiB of memory, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def found(pattern: str, file: str) -> str:
    """Find the first match of a pattern in a file that may not be there."""
    path = Path(file)
    match = re.search(pattern, path.read_text()) if path.exists() else None
    return match[1] if match else ""


if __name__ == "__main__":
    main()
