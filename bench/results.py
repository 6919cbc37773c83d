"""Measure the product beside the limits of this machine, and write bench/results.md and its plot.

make bench
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
"""Pages of a journey."""

Rounds = Mapping[str, list[Measured]]

GOALS = (
    ("widget", "bare WSGI function", 0.7),
    ("widget, fragments", "bare WSGI function", 0.7),
    ("widget, new addresses", "bare Flask and Jinja", 1 / 3),
    ("widget behind nginx", "nginx with files", 0.85),
    ("widget behind nginx, fragments", "nginx with files, fragments", 0.85),
    ("widget behind nginx, 304", "nginx with files, 304", 0.85),
)
"""Ours, theirs, and how many requests we are to answer at least for one of theirs."""


def main() -> None:
    """Measure, and write both files."""
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
    yield "![Requests a second](results.svg)"
    yield ""
    yield (
        f"Two workers each; {CONNECTIONS} connections that stay open; the median of {ROUNDS} "
        f"rounds of {SECONDS} s, in turns. `wrk` has the same two cores. A journey is {STEPS} "
        "pages. CPU is that of the servers alone."
    )
    yield ""


def _table(rounds: Rounds) -> Iterator[str]:
    yield "| | requests/s | journeys/s | CPU µs a request | 99 % within ms |"
    yield "|---|---|---|---|---|"
    for name, found in rounds.items():
        rate = median(each.rate for each in found)
        cost, slow = (median(getattr(each, key) for each in found) for key in ("cost", "slow"))
        yield f"| {name} | {rate:,.0f} | {rate / STEPS:,.0f} | {cost:,.1f} | {slow:,.1f} |"
    yield ""


def _goals(rounds: Rounds) -> Iterator[str]:
    yield "| compared | requests for one of theirs | goal | |"
    yield "|---|---|---|---|"
    for ours, theirs, goal in GOALS:
        reached = ratio(rounds[ours], rounds[theirs])
        met = "met" if reached >= goal else "missed"
        yield f"| {ours} : {theirs} | {reached:.2f} | {goal:.2f} | {met} |"
    yield ""


def _growth(found: list[tuple[str, int, float, float]]) -> Iterator[str]:
    yield "| an address that is new, CPU µs in the process | first page | last page | pages |"
    yield "|---|---|---|---|"
    for name, pages, first, last in found:
        yield f"| {name} | {first:,.0f} | {last:,.0f} | {pages} |"
    yield ""


def _workers(found: list[tuple[str, float]]) -> Iterator[str]:
    yield "| a server with two workers; all paths, languages and 1,000 partners with logos | |"
    yield "|---|---|"
    for name, value in found:
        yield f"| {name} | {value:.2f} |" if value < 10 else f"| {name} | {value:.1f} |"


def plot(rounds: Rounds) -> str:
    """Return bars of the requests a second, as an SVG that follows the reader's dark or light."""
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
        f"<title>Requests a second, {date.today()}</title>"
        "<style>text{font:13px sans-serif;fill:#222}rect{fill:#3b6fb5}"
        "@media(prefers-color-scheme:dark){text{fill:#eee}}</style>"
        f"{''.join(rows)}</svg>\n"
    )


if __name__ == "__main__":
    main()
