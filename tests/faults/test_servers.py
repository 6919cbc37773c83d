"""Workers and servers that end under load: visitors behind nginx notice nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import pytest

from tests.faults.conftest import NOTHING_FAILS, Tell
from tests.faults.visitors import CUT, Visitors
from tests.nginx.conftest import front_of, served
from tests.nginx.front import Front
from tests.rules.generated import edited
from tests.sites import Server

COMMAND = Path(sys.executable).with_name("widget")
FEW, MANY = 1_000, 9_000
MOST_SECONDS = 10


def reload_all(*servers: Server, visitors: Visitors) -> None:
    """Reload servers at the same time, and go on asking until all their workers are new."""
    old = {worker for server in servers for worker in server.workers()}
    for server in servers:
        server.reload()
    while old & {worker for server in servers for worker in server.workers()}:
        visitors.ask(100)
    visitors.ask(FEW)


def test_a_worker_is_killed(front: Front, widget: Server, tell: Tell) -> None:
    with Visitors(front.port) as visitors:
        visitors.ask(FEW)
        os.kill(widget.workers()[0], signal.SIGKILL)
        visitors.ask(MANY)
    tell("at most 1 fails", visitors.got)
    assert visitors.got.failed <= 1


def test_the_server_is_reloaded(front: Front, widget: Server, tell: Tell) -> None:
    with Visitors(front.port) as visitors:
        visitors.ask(FEW)
        reload_all(widget, visitors=visitors)
    tell(NOTHING_FAILS, visitors.got)
    assert visitors.got.failed == 0


def test_an_edition_is_published_and_the_server_reloaded(
    own_content: Path, place: Path, tell: Tell
) -> None:
    rules = own_content / "rules.toml"
    publish(own_content)
    with (
        served(own_content, place / "widget.log") as server,
        front_of(server.port) as front,
        Visitors(front.port) as visitors,
    ):
        visitors.ask(FEW)
        rules.write_text(edited(rules.read_text(), ('\ntitle = "', '\ntitle = "Soon: ')))
        publish(own_content)
        reload_all(server, visitors=visitors)
        assert b"Soon: " in front.ask("/visakaz/en/?location=abroad").body
    tell(NOTHING_FAILS, visitors.got)
    assert visitors.got.failed == 0


def publish(content: Path) -> None:
    command = [COMMAND, "publish", "--note", "Again", "--accept-outdated"]
    environment = os.environ | {"WIDGET_CONTENT": str(content)}
    subprocess.run(command, env=environment, check=True, capture_output=True)


@contextmanager
def two_servers(content: Path, place: Path) -> Iterator[tuple[Server, Server, Visitors]]:
    """Run two servers behind nginx, with visitors."""
    with (
        served(content, place / "1.log") as first,
        served(content, place / "2.log") as second,
        front_of(first.port, second.port) as front,
        Visitors(front.port) as visitors,
    ):
        yield first, second, visitors


def test_one_of_two_servers_is_killed(own_content: Path, place: Path, tell: Tell) -> None:
    with two_servers(own_content, place) as (first, _, visitors):
        visitors.ask(FEW)
        first.kill()
        visitors.ask(MANY)
    tell(NOTHING_FAILS, visitors.got)
    assert visitors.got.failed == 0


def test_two_servers_are_reloaded_at_once(own_content: Path, place: Path, tell: Tell) -> None:
    with two_servers(own_content, place) as (first, second, visitors):
        visitors.ask(FEW)
        reload_all(first, second, visitors=visitors)
    tell(NOTHING_FAILS, visitors.got)
    assert visitors.got.failed == 0


def test_one_of_two_servers_freezes(own_content: Path, place: Path, tell: Tell) -> None:
    with two_servers(own_content, place) as (first, _, visitors):
        visitors.ask(FEW)
        frozen = first.workers()
        for worker in frozen:
            os.kill(worker, signal.SIGSTOP)
        visitors.ask(FEW)
        for worker in frozen:
            os.kill(worker, signal.SIGCONT)
    tell(NOTHING_FAILS, visitors.got)
    assert visitors.got.failed == 0


def start_workers_again(server: Server, visitors: Visitors) -> None:
    """Kill all workers, and wait until others start in their place."""
    killed = server.workers()
    server.kill_workers()
    while len({*server.workers()} - {*killed}) < len(killed):
        visitors.ask(1)


@pytest.mark.parametrize(
    "when", ["while it answers", "while it reloads", "while killed workers start again"]
)
def test_the_server_is_stopped(when: str, widget: Server, tell: Tell) -> None:
    with Visitors(widget.port) as visitors:
        visitors.ask(FEW)
        if when == "while it reloads":
            widget.reload()
            visitors.ask(10)
        if when == "while killed workers start again":
            start_workers_again(widget, visitors)
        begun = perf_counter()
        os.kill(widget.pid, signal.SIGTERM)
        widget.wait()
        seconds = perf_counter() - begun
    tell(
        f"none is cut; stopped within {MOST_SECONDS} s",
        f"{visitors.got}; stopped after {seconds:.1f} s",
    )
    assert visitors.got.ends[CUT] == 0
    assert seconds <= MOST_SECONDS
