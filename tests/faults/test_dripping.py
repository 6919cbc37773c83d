"""A thousand slow and idle connections do not slow down the other visitors."""

from __future__ import annotations

from pathlib import Path

from tests.faults.conftest import Tell
from tests.faults.dripping import dripping
from tests.faults.visitors import RIGHT, Got, Visitors, made_anew
from tests.nginx.front import Front, until

SLOW = 1_000
SOME = 3_000
FEW_AT_ONCE = 4
MOST_MS = 100


def visit(port: int) -> Got:
    with Visitors(port, FEW_AT_ONCE) as visitors:
        visitors.ask(SOME)
    return visitors.got


def test_a_thousand_connections_drip(front: Front, place: Path, tell: Tell) -> None:
    alone = visit(front.port)
    with dripping(front.port, SLOW):
        until(lambda: front.connections() >= SLOW)
        beside = visit(front.port)
        until(lambda: front.connections() >= SLOW)
    tell(
        f"none fails; 99 % within {MOST_MS} ms",
        f"{beside}; 99 % within {beside.p99:.0f} ms ({alone.p99:.0f} ms without the slow ones)",
    )
    assert beside.failed == 0
    assert beside.p99 < MOST_MS
    assert made_anew(place) >= alone.ends[RIGHT] + beside.ends[RIGHT]
