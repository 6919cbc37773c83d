"""Measure how a page's cost grows with partners and rules, and a worker's memory and start.

The cost is the CPU time in the process for an address that is not cached.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import process_time

from bench.processes import family, memory
from bench.render import call, environ_of
from tests.conftest import read_cases
from tests.content import EXAMPLES, ORIGIN, write_content
from tests.rules.sixty import write_sixty
from tests.sites import Server
from widget.content import Content, load
from widget.rules.graph import graph_of
from widget.rules.states import State
from widget.settings import Settings
from widget.web.app import create_app

LANGUAGES = ("en", "ru", "kk")
WARM, ALL = 50_000, 200_000
"""The number of requests after which caches are full, and after which memory is measured again."""

ROUNDS, REQUESTS = 3, 60


def write_partners(directory: Path, number: int) -> Path:
    """Write a content directory with a number of partners, each with a logo and an image."""
    write_content(directory)
    text = (EXAMPLES / "example-hotel.toml").read_text()
    for key in (f"hotel-{each}" for each in range(number)):
        (directory / "partners" / f"{key}.toml").write_text(text.replace("example-hotel", key))
        for ending in (".svg", ".png"):
            copy = directory / "partners" / f"{key}{ending}"
            shutil.copy(EXAMPLES / f"example-hotel{ending}", copy)
    return directory


def costs(directory: Path) -> Iterator[tuple[str, int, float, float]]:
    """Yield what is served, its pages on a long path, and the µs for the first and the last."""
    for number in (10, 100, 1000):
        content = write_partners(directory / f"partners-{number}", number)
        yield f"{number:,} partners, 13 questions", *_cost(content, f"hotel-{number - 1}")
    for number in (30, 60):
        content = write_sixty(directory / f"questions-{number}", questions=number)
        yield f"1 partner, {number} questions", *_cost(content, "office")


def _cost(content: Path, partner: str) -> tuple[int, float, float]:
    app = create_app(Settings(content=content, origin=ORIGIN))
    steps = list(_longest_way(app.extensions["widget.content"]))
    ends = [f"/{partner}/en/?{'&'.join(each)}" for each in (steps[0], steps[-1])]
    first, last = (_microseconds(app.wsgi_app, each) for each in ends)
    return len(steps), first, last


def _longest_way(content: Content) -> Iterator[list[str]]:
    """Yield the answers at each step; each takes the option with most questions still to come."""
    graph = graph_of(content.ruleset)
    here: State | str = graph.start
    given: list[str] = []
    while isinstance(here, State):
        yield list(given)
        question, edges = here.question, graph.edges[here]
        longest = max(edges, key=lambda each: len(graph.remaining.get(edges[each].to, ())))
        given.append(f"{question}={longest}")
        here = edges[longest].to
    yield given


def _microseconds(app: object, address: str) -> float:
    environ, found = environ_of(address), []
    for _ in range(ROUNDS):
        start = process_time()
        for _ in range(REQUESTS):
            call(app, environ)
        found.append((process_time() - start) / REQUESTS * 1e6)
    return median(found)


def worker(directory: Path) -> Iterator[tuple[str, float]]:
    """Yield what is measured, with its unit, and the value; memory is that of a worker."""
    yield "seconds until the first 200, shipped content", _start(write_content(directory / "c"))
    content = directory / "partners-1000"
    yield "seconds until the first 200, 1,000 partners", _start(content)
    server = Server(content, ORIGIN, log=directory / "log")
    server.start()
    try:
        script = _all_addresses(directory, content)
        yield "MiB, after the start", _most(server)
        _ask(server, script, WARM)
        warm = _most(server)
        yield f"MiB, after {WARM:,} requests", warm
        _ask(server, script, ALL - WARM)
        yield f"MiB, after {ALL:,} requests", _most(server)
    finally:
        server.stop()


def _start(content: Path) -> float:
    server = Server(content, ORIGIN)
    begin = time.monotonic()
    server.start()
    seconds = time.monotonic() - begin
    server.stop()
    return seconds


def _most(server: Server) -> float:
    return max(memory(each) for each in family(server.pid)[1:])


def _all_addresses(directory: Path, content: Path) -> Path:
    """Write a script for `wrk`: random pages and fragments of all paths, languages and partners."""
    paths = [f"?{row['answers']}" for row in read_cases("paths.csv")]
    loaded = load(Settings(content=content, origin=ORIGIN))
    versions = {key: each for key, each in loaded.version.items() if key.startswith("hotel-")}
    script = directory / "all.lua"
    script.write_text(
        f"paths = {{{', '.join(map(json.dumps, paths))}}}\n"
        f"partners = {{{', '.join(map(json.dumps, versions))}}}\n"
        f"versions = {{{', '.join(map(json.dumps, versions.values()))}}}\n"
        f"languages = {{{', '.join(map(json.dumps, LANGUAGES))}}}\n"
        "pick = function(list) return math.random(1, #list) end\n"
        'htmx = {["Accept-Encoding"] = "gzip", ["HX-Request"] = "true"}\n'
        'plain = {["Accept-Encoding"] = "gzip"}\n'
        "function request()\n"
        "  local who, language = pick(partners), languages[pick(languages)]\n"
        '  local start = "/" .. partners[who] .. "/" .. language .. "/"\n'
        "  if math.random() < 0.5 then\n"
        '    return wrk.format("GET", start .. paths[pick(paths)], plain)\n'
        "  end\n"
        '  local step = start .. "step/" .. versions[who] .. paths[pick(paths)]\n'
        '  return wrk.format("GET", step, htmx)\n'
        "end\n"
    )
    return script


def _ask(server: Server, script: Path, number: int) -> None:
    """Send at least `number` requests. Raises RuntimeError if one of them fails."""
    while number > 0:
        command = f"wrk -t1 -c32 -d2s -s {script} {server.url}"
        told = subprocess.run(command.split(), check=True, capture_output=True, text=True).stdout  # noqa: S603 - ours
        if failed := re.findall("(?:Non-2xx or 3xx responses|Socket errors).*", told):
            raise RuntimeError(str(failed))
        number -= int(re.findall(r"(\d+) requests in", told)[0])
