"""A thousand slow and idle connections, while others get their pages as fast as ever."""

from __future__ import annotations

from tests.faults.conftest import Tell
from tests.faults.dripping import dripping
from tests.faults.visitors import Got, Visitors
from tests.nginx.front import Front

SLOW = 1_000
SOME = 3_000
FEW_AT_ONCE = 4
MOST_MS = 100


def visit(port: int) -> Got:
    with Visitors(port, FEW_AT_ONCE) as visitors:
        visitors.ask(SOME)
    return visitors.got


def test_a_thousand_connections_drip(front: Front, tell: Tell) -> None:
    alone = visit(front.port)
    with dripping(front.port, SLOW) as connections:
        beside = visit(front.port)
        assert len(connections) == SLOW
    tell(
        f"none fails; 99 % within {MOST_MS} ms",
        f"{beside}; 99 % within {beside.slow:.0f} ms ({alone.slow:.0f} ms without the others)",
    )
    assert beside.failed == 0
    assert beside.slow < MOST_MS
