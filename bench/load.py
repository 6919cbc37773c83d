"""Measure servers under load with `wrk`.

A journey is five pages, from the first question to a result, requested as browsers do: in gzip, and
over keep-alive connections. Each side answers the same addresses. `wrk` loads one side after the
other, in several rounds. A ratio is the median of the ratios within the rounds, so it stays right
if the machine becomes slower for both sides meanwhile.
"""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.processes import cpu

ROUNDS, SECONDS, CONNECTIONS = 3, 2, 32
MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
GZIP, HTMX = ("Accept-Encoding", "gzip"), ("HX-Request", "true")
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Side:
    """A server, given by its address and process id, and the paths and headers of its requests.

    With `new`, no address is requested twice: each request has another meaningless parameter.
    """

    name: str
    url: str
    process: int
    paths: tuple[str, ...]
    headers: Headers = (GZIP,)
    new: bool = False


@dataclass(frozen=True)
class Measured:
    """A round: requests per second, CPU µs per request, and the 99th percentile in ms."""

    rate: float
    cost: float
    slow: float


def measure(sides: list[Side], directory: Path) -> dict[str, list[Measured]]:
    """Return name of a side → its rounds; the sides take turns after a second of warming up.

    Raises RuntimeError if a request fails.
    """
    scripts = {each.name: _script(each, directory) for each in sides}
    found: dict[str, list[Measured]] = {each.name: [] for each in sides}
    for side in sides:
        _load(side, scripts[side.name], 1)
    for _ in range(ROUNDS):
        for side in sides:
            found[side.name].append(_load(side, scripts[side.name], SECONDS))
    return found


def ratio(ours: list[Measured], theirs: list[Measured]) -> float:
    """Return the median over the rounds of our requests per second divided by theirs."""
    return median(our.rate / their.rate for our, their in zip(ours, theirs, strict=True))


def _script(side: Side, directory: Path) -> Path:
    """Write the script with which `wrk` requests the paths in turn."""
    paths = ", ".join(json.dumps(each) for each in side.paths)
    headers = "".join(
        f'wrk.headers["{name}"] = {json.dumps(value)}\n' for name, value in side.headers
    )
    tail = ' .. "&utm_content=" .. math.random(1, 1e12)' if side.new else ""
    script = directory / f"{len(list(directory.glob('*.lua')))}.lua"
    script.write_text(
        f"{headers}paths, asked = {{{paths}}}, 0\nmath.randomseed(os.time())\n"
        f"function request()\n  asked = asked % #paths + 1\n"
        f'  return wrk.format("GET", paths[asked]{tail})\nend\n'
    )
    return script


def _load(side: Side, script: Path, seconds: int) -> Measured:
    before = cpu(side.process)
    command = f"wrk -t1 -c{CONNECTIONS} -d{seconds}s --latency -s {script} {side.url}"
    told = subprocess.run(command.split(), check=True, capture_output=True, text=True).stdout  # noqa: S603 - ours
    cost = cpu(side.process) - before
    if failed := re.findall("(?:Non-2xx or 3xx responses|Socket errors).*", told):
        raise RuntimeError(f"{side.name}: {failed}")
    number = int(re.findall(r"(\d+) requests in", told)[0])
    rate = float(re.findall(r"Requests/sec: +([\d.]+)", told)[0])
    slow, unit = re.findall(r"99% +([\d.]+)(us|ms|s)", told)[0]
    return Measured(
        rate, cost / number * 1e6, float(slow) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
    )
