"""Measure whole commands on small and large rules.

Run it with `make bench-commands`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

from bench.prove import machine
from tests.conftest import CASES
from tests.rules.generated import edited
from tests.rules.sixty import write_sixty
from widget.settings import CONTENT

WIDGET = Path(sys.executable).parent / "widget"
RUNS = 5

WORK_INSIDE = (
    'location = "kazakhstan", goto = "ask_inside", closest = ["work"]',
    'location = "kazakhstan", goto = "work", clause = "WRK-1"',
)
GERMANY = (('"georgia", ', '"georgia", "germany", '), ('"france", "germany",', '"france",'))
"""Germany moves to another group."""
POINT = ('goto = "q6", confirm = ["point3"]', 'goto = "q6", confirm = ["point1"]')
SKIPPED = (
    'short = "q1"\noptions = { o0 = { text = "Option o0", goto = "q2"',
    'short = "q1"\noptions = { o0 = { text = "Option o0", goto = "q3"',
)
ROUTE = re.compile(r'goto = "visa\d+", clause = "[^"]+"')


def main() -> None:
    """Print the machine, then a line for each ruleset, and one for each change of the largest."""
    print(f"{date.today()}, {machine()}\n")
    print(f"{'check':>8} {'table':>8} {'diff':>8}  rules")
    with TemporaryDirectory() as name:
        changed = Path(name) / "changed.toml"
        for words, content, new in rulesets(Path(name)):
            changed.write_text(new)
            rules = content / "rules.toml"
            commands = (["check", content], ["table", rules], ["diff", rules, changed])
            print(*(f"{fastest(*each):6.2f} s" for each in commands), f" {words}", flush=True)
        for words, edit in {"another point": POINT, "a question skipped": SKIPPED}.items():
            changed.write_text(edited(rules.read_text(), edit))
            print(f"{'':17} {fastest('diff', rules, changed):6.2f} s  the last with {words}")


def rulesets(directory: Path) -> Iterator[tuple[str, Path, str]]:
    """Yield the name of a ruleset, its content directory, and changed rules to compare with."""
    yield "of today", CONTENT, edited((CONTENT / "rules.toml").read_text(), WORK_INSIDE)
    order = CASES / "order"
    yield "an order by letters", order, edited((order / "rules.toml").read_text(), *GERMANY)
    for promises, people in ((0, 0), (20, 100)):
        sixty = write_sixty(directory / str(promises), promises, people)
        name = f"of 60 questions, with {promises} promises and {people} people"
        yield name, sixty, with_other_results((sixty / "rules.toml").read_text())


def with_other_results(rules: str) -> str:
    """Return the rules, but each row to a category leads where the next such row led."""
    first, *others = ROUTE.findall(rules)
    routes = iter([*others, first])
    return ROUTE.sub(lambda _: next(routes), rules)


def fastest(*arguments: str | Path) -> float:
    """Return the seconds of CPU time that a command takes: the fastest of five runs."""
    return min(seconds(*arguments) for _ in range(RUNS))


def seconds(*arguments: str | Path) -> float:
    """Return the seconds of CPU time of one run, including system time.

    Raises RuntimeError if the command fails. Exit code 1 is no failure of `diff`, which found a
    difference.
    """
    before = used_by_commands()
    done = subprocess.run([WIDGET, *arguments], capture_output=True, check=False)  # noqa: S603 - ours
    if done.returncode != (arguments[0] == "diff"):
        raise RuntimeError(f"{arguments[0]} exited with {done.returncode}: {done.stderr.decode()}")
    return used_by_commands() - before


def used_by_commands() -> float:
    """Return the seconds of CPU time that all commands have used so far."""
    usage = getrusage(RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
