"""Workers and servers that end under load: visitors behind nginx do not notice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import pytest

from tests.content import ORIGIN
from tests.faults.conftest import NOTHING_FAILS, Tell
from tests.faults.unit import CHECKED, started_again
from tests.faults.visitors import (
    CUT,
    REFUSED,
    RIGHT,
    Got,
    Visitors,
    is_page,
    made_anew,
    new_address,
)
from tests.nginx.conftest import front_of, served
from tests.nginx.front import Front, until
from tests.rules.generated import edited
from tests.sites import Server

COMMAND = Path(sys.executable).with_name("widget")
WORKERS = 2
KEPT = new_address("kept")
SOME, MANY = 1_000, 5_000
MOST_SECONDS = 10


def none_fails(got: Got, place: Path) -> None:
    """Every visitor got the page, and the widget made each page anew."""
    assert got.failed == 0, got
    assert made_anew(place) >= got.ends[RIGHT]


def until_all_work(server: Server, visitors: Visitors) -> None:
    """Go on asking until a server has all its workers, and each accepts connections."""
    while not len(server.workers()) == server.listeners() == WORKERS:
        visitors.ask(10)
    visitors.ask(SOME)


def begin_reload(server: Server, visitors: Visitors) -> None:
    """Reload a server, and go on asking until a new worker starts beside the old ones."""
    server.reload()
    while len(server.workers()) == WORKERS:
        visitors.ask(1)


def reload_all(*servers: Server, visitors: Visitors) -> None:
    """Reload servers at the same time, and go on asking until all their workers are new."""
    old = {worker for server in servers for worker in server.workers()}
    for server in servers:
        server.reload()
    while old & {worker for server in servers for worker in server.workers()}:
        visitors.ask(100)
    visitors.ask(SOME)


# One server.


def test_workers_are_killed_one_after_the_other(
    front: Front, widget: Server, place: Path, tell: Tell
) -> None:
    with Visitors(front.port) as visitors:
        for _ in range(5):
            until_all_work(widget, visitors)
            killed = widget.workers()[0]
            os.kill(killed, signal.SIGKILL)
            visitors.ask(SOME)
            assert killed not in widget.workers()
        visitors.ask(MANY)
    got = visitors.got
    tell("at most 1 of 10,000 fails", got)
    assert got.failed <= 1
    assert made_anew(place) >= got.ends[RIGHT] >= 10_000


def test_the_server_is_reloaded(front: Front, widget: Server, place: Path, tell: Tell) -> None:
    with Visitors(front.port) as visitors:
        until_all_work(widget, visitors)
        reload_all(widget, visitors=visitors)
    tell(NOTHING_FAILS, visitors.got)
    none_fails(visitors.got, place)


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
        until_all_work(server, visitors)
        rules.write_text(edited(rules.read_text(), ('\ntitle = "', '\ntitle = "Soon: ')))
        publish(own_content)
        reload_all(server, visitors=visitors)
        assert b"Soon: " in front.ask("/visakaz/en/?location=abroad").body
    tell(NOTHING_FAILS, visitors.got)
    none_fails(visitors.got, place)


def publish(content: Path) -> None:
    command = [COMMAND, "publish", "--note", "Again", "--accept-outdated"]
    environment = os.environ | {"WIDGET_CONTENT": str(content)}
    subprocess.run(command, env=environment, check=True, capture_output=True)


def test_a_worker_is_killed_while_the_server_reloads(
    own_content: Path, place: Path, tell: Tell
) -> None:
    """granian takes this for a worker that cannot start, and ends. systemd starts it again."""
    server = Server(own_content, ORIGIN, log=place / "widget.log", before=CHECKED)
    kept = 0
    with (
        started_again(server),
        front_of(server.port) as front,
        Visitors(front.port) as visitors,
    ):
        until_all_work(server, visitors)
        assert front.ask(KEPT).status == 200
        first, (_, old) = server.pid, server.workers()
        begin_reload(server, visitors)
        os.kill(old, signal.SIGKILL)
        while server.pid == first or server.listeners() < WORKERS:
            visitors.ask(10)
            assert front.ask(KEPT).status == 200
            kept += 1
        before = visitors.got
        visitors.ask(SOME)
    tell(
        "kept pages are shown; the server starts again by itself",
        f"{kept} kept pages right; of new ones {before}, for {before.outage:.1f} s",
    )
    assert before.failed > 0, "granian did not end"
    assert visitors.got.failed == before.failed


# HTTP/2, which browsers use.

HTTP2 = ("curl", "--no-progress-meter", "--http2", "--parallel", "--parallel-max", "16")
TOLD = "%{http_version} %{http_code} %{exitcode}\n"


@contextmanager
def browsing(front: Front, number: int, pages: Path) -> Iterator[subprocess.Popen[str]]:
    """Ask for new pages over HTTP/2, 16 at a time on one connection, and store each."""
    site = f"visa.example:{front.tls_port}"
    pages.mkdir()
    command = [*HTTP2, "--write-out", TOLD, "--output", f"{pages}/#1"]
    trusted = ["--cacert", front.certificate, "--resolve", f"{site}:127.0.0.1"]
    asked = f"https://{site}{new_address(f'[1-{number}]')}"
    with subprocess.Popen([*command, *trusted, asked], stdout=subprocess.PIPE, text=True) as curl:
        yield curl


def test_a_worker_is_killed_while_browsers_use_http2(
    front: Front, widget: Server, place: Path, tell: Tell
) -> None:
    pages = place / "pages"
    with browsing(front, MANY, pages) as curl:
        until(lambda: len(list(pages.iterdir())) >= SOME and widget.listeners() == WORKERS)
        killed = widget.workers()[0]
        os.kill(killed, signal.SIGKILL)
        told, _ = curl.communicate()
    ends = Counter(told.splitlines())
    right = sum(is_page(page.read_bytes()) for page in pages.iterdir())
    tell(NOTHING_FAILS, f"{right:,} right")
    assert ends == {"2 200 0": MANY}
    assert right == MANY
    assert killed not in widget.workers()
    assert made_anew(place) >= MANY


# Two servers.


@contextmanager
def two_servers(content: Path, place: Path) -> Iterator[tuple[Server, Server, Visitors]]:
    """Run two servers behind nginx, with visitors."""
    with (
        served(content, place / "1.log") as first,
        served(content, place / "2.log") as second,
        front_of(first.port, second.port) as front,
        Visitors(front.port) as visitors,
    ):
        until_all_work(first, visitors)
        until_all_work(second, visitors)
        yield first, second, visitors


def test_one_of_two_servers_is_killed(own_content: Path, place: Path, tell: Tell) -> None:
    with two_servers(own_content, place) as (first, _, visitors):
        first.kill()
        while first.listeners():
            visitors.ask(1)
        visitors.ask(2 * MANY)
    tell(NOTHING_FAILS, visitors.got)
    none_fails(visitors.got, place)


def test_two_servers_are_reloaded_at_once(own_content: Path, place: Path, tell: Tell) -> None:
    with two_servers(own_content, place) as (first, second, visitors):
        reload_all(first, second, visitors=visitors)
    tell(NOTHING_FAILS, visitors.got)
    none_fails(visitors.got, place)


def test_one_of_two_servers_freezes(own_content: Path, place: Path, tell: Tell) -> None:
    with two_servers(own_content, place) as (first, _, visitors):
        frozen = first.workers()
        for worker in frozen:
            os.kill(worker, signal.SIGSTOP)
        visitors.ask(SOME)
        for worker in frozen:
            os.kill(worker, signal.SIGCONT)
    slowest = visitors.got.slowest
    tell(NOTHING_FAILS, f"{visitors.got}; the slowest after {slowest:.1f} s")
    none_fails(visitors.got, place)
    assert slowest > 1, "no visitor met the frozen server"


# A server that stops, without nginx in front.


def kill_all(server: Server, visitors: Visitors) -> None:
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
        until_all_work(widget, visitors)
        if when == "while it reloads":
            begin_reload(widget, visitors)
        if when == "while killed workers start again":
            kill_all(widget, visitors)
        begun = perf_counter()
        os.kill(widget.pid, signal.SIGTERM)
        widget.wait()
        seconds = perf_counter() - begun
        visitors.ask(50)
    got = visitors.got
    tell(f"none is cut; stopped within {MOST_SECONDS} s", f"{got}; stopped after {seconds:.1f} s")
    assert got.ends[CUT] == 0
    assert got.ends[REFUSED] > 0, "the server did not stop"
    assert seconds <= MOST_SECONDS
