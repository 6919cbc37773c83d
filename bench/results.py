"""Compare the product with the limits of this machine, and write bench/results.md and its plot.

Run it with `make bench`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.compared import all_sides
from bench.growth import costs, worker
from bench.load import CONNECTIONS, ROUNDS, SECONDS, Measured, measure, ratio
from bench.prove import machine

HERE = Path(__file__).parent
STEPS = 5
"""The number of pages in a journey."""

Rounds = Mapping[str, list[Measured]]

GOALS = (
    ("widget", "bare WSGI function", 0.7),
    ("widget, fragments", "bare WSGI function", 0.7),
    ("widget, new addresses", "bare Flask and Jinja", 1 / 3),
    ("widget behind nginx", "nginx with files", 0.85),
    ("widget behind nginx, fragments", "nginx with files, fragments", 0.85),
    ("widget behind nginx, 304", "nginx with files, 304", 0.85),
)
"""Our side, the other side, and the goal: how many requests we answer while it answers one."""


def main() -> None:
    """Measure everything, and write both files."""
    with TemporaryDirectory() as name:
        directory = Path(name)
        directory.chmod(0o755)
        with all_sides(directory) as sides:
            rounds = measure(sides, directory)
        grown, workers = list(costs(directory)), list(worker(directory))
    (HERE / "results.svg").write_text(plot(rounds), encoding="utf-8")
    lines = [*_head(), *_table(rounds), *_goals(rounds), *_growth(grown), *_workers(workers)]
    (HERE / "results.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _head() -> Iterator[str]:
    yield "# Results"
    yield ""
    yield f"{date.today()}, {machine()}. Written by `make bench`."
    yield ""
    yield "![Requests per second](results.svg)"
    yield ""
    yield (
        f"Each server has two workers. `wrk` runs on the same two cores with {CONNECTIONS} "
        f"keep-alive connections. Each figure is the median of {ROUNDS} alternating rounds of "
        f"{SECONDS} s. A journey has {STEPS} pages. CPU time is that of the servers alone."
    )
    yield ""


def _table(rounds: Rounds) -> Iterator[str]:
    yield "| | requests/s | journeys/s | CPU µs per request | 99th percentile, ms |"
    yield "|---|---|---|---|---|"
    for name, found in rounds.items():
        rate = median(each.rate for each in found)
        cost, slow = (median(getattr(each, key) for each in found) for key in ("cost", "slow"))
        yield f"| {name} | {rate:,.0f} | {rate / STEPS:,.0f} | {cost:,.1f} | {slow:,.1f} |"
    yield ""


def _goals(rounds: Rounds) -> Iterator[str]:
    yield "| compared | ratio of requests/s | goal | |"
    yield "|---|---|---|---|"
    for ours, theirs, goal in GOALS:
        reached = ratio(rounds[ours], rounds[theirs])
        met = "met" if reached >= goal else "missed"
        yield f"| {ours} : {theirs} | {reached:.2f} | {goal:.2f} | {met} |"
    yield ""


def _growth(found: list[tuple[str, int, float, float]]) -> Iterator[str]:
    yield "| an uncached address, CPU µs in the process | first page | last page | pages |"
    yield "|---|---|---|---|"
    for name, pages, first, last in found:
        yield f"| {name} | {first:,.0f} | {last:,.0f} | {pages} |"
    yield ""


def _workers(found: list[tuple[str, float]]) -> Iterator[str]:
    yield "| two workers; memory of the larger one with 1,000 partners, logos and all paths | |"
    yield "|---|---|"
    for name, value in found:
        yield f"| {name} | {value:.2f} |" if value < 10 else f"| {name} | {value:.1f} |"


def plot(rounds: Rounds) -> str:
    """Return a bar chart of the requests per second, as an SVG in the reader's light or dark."""
    rates = {name: median(each.rate for each in found) for name, found in rounds.items()}
    widest, rows = max(rates.values()), []
    for number, (name, rate) in enumerate(rates.items()):
        top = 16 + number * 24
        rows.append(
            f'<text x="8" y="{top + 13}">{name}</text>'
            f'<rect x="250" y="{top}" width="{rate / widest * 300:.0f}" height="18"/>'
            f'<text x="{256 + rate / widest * 300:.0f}" y="{top + 13}">{rate:,.0f}</text>'
        )
    height = 24 * len(rates) + 24
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {height}" role="img">'
        f"<title>Requests per second, {date.today()}</title>"
        "<style>text{font:13px sans-serif;fill:#222}rect{fill:#3b6fb5}"
        "@media(prefers-color-scheme:dark){text{fill:#eee}}</style>"
        f"{''.join(rows)}</svg>\n"
    )


if __name__ == "__main__":
    main()
