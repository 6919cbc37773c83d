"""A machine without disk space, log, user name or network: the widget still answers."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from tests.content import ROOT
from tests.faults.conftest import NOTHING_FAILS, Tell
from tests.faults.disks import disk, fill, room
from tests.faults.visitors import Visitors, made_anew
from tests.nginx.conftest import front_of, served
from tests.nginx.front import Front, ask, until
from tests.sites import Server

T = TypeVar("T")
SOME = 500


def ask_some(port: int, tell: Tell) -> None:
    """Visitors ask some hundred times, and each gets the page."""
    with Visitors(port) as visitors:
        visitors.ask(SOME)
    tell(NOTHING_FAILS, visitors.got)
    assert visitors.got.failed == 0


# Disks.


def lines(log: Path) -> int:
    return log.read_bytes().count(b"\n")


@pytest.mark.usefixtures("root")
def test_the_disk_of_the_log_of_the_widget_is_full(
    own_content: Path, place: Path, tell: Tell
) -> None:
    with disk(place / "disk", "1m") as small, served(own_content, small / "log") as server:
        fill(small)
        ask_some(server.port, tell)
        assert room(small) == 0
        assert lines(small / "log") < SOME


@pytest.mark.usefixtures("root")
def test_the_disk_of_the_logs_of_nginx_is_full(widget: Server, place: Path, tell: Tell) -> None:
    """The answers that nginx keeps are elsewhere, in memory, as in site.conf."""
    with disk(place / "logs", "1m") as logs, disk(logs / "kept", "1g") as kept:
        front = Front(logs, widget.port)
        front.start()
        try:
            fill(logs)
            ask_some(front.port, tell)
            assert room(logs) == 0
            assert lines(front.log) < SOME
            assert any(kept.iterdir())
            assert made_anew(place) >= SOME
        finally:
            front.stop()


# Pipes.

CLOSED = ("sh", "-c", 'exec "$@" 2>&-', "-")
"""Runs a program without a standard error."""


@pytest.fixture
def pipe(place: Path) -> Path:
    """A pipe for the log, with a name."""
    os.mkfifo(place / "pipe")
    return place / "pipe"


def open_now(pipe: Path, flags: int) -> int:
    """Open an end of a pipe without waiting for somebody at the other end."""
    return os.open(pipe, flags | os.O_NONBLOCK)


def dropped(reader: int) -> bool:
    """Whether a worker has written that it dropped lines."""
    return b'"dropped": ' in os.read(reader, 2**20)


def test_nobody_reads_the_pipe_of_the_log(own_content: Path, pipe: Path, tell: Tell) -> None:
    reader = open_now(pipe, os.O_RDONLY)
    with served(own_content, pipe) as server:
        ask_some(server.port, tell)
        assert os.read(reader, 2**20).count(b"\n") < SOME
        until(lambda: ask(server.port, "/healthz").status == 200 and dropped(reader))
    os.close(reader)


def test_the_reader_of_the_log_is_gone(own_content: Path, pipe: Path, tell: Tell) -> None:
    reader = open_now(pipe, os.O_RDONLY)
    with served(own_content, pipe) as server:
        os.close(reader)
        with pytest.raises(OSError, match="No such device or address"):
            open_now(pipe, os.O_WRONLY)
        ask_some(server.port, tell)


def test_the_standard_error_is_closed(own_content: Path, place: Path, tell: Tell) -> None:
    with served(own_content, place / "log", before=CLOSED) as server:
        ask_some(server.port, tell)
    assert (place / "log").read_bytes() == b""


# A user without a name, and disks that are read-only.

READ = "--inh-caps=-all,+dac_read_search --ambient-caps=-all,+dac_read_search"
"""Lets the user read Python and the checkout, which may be in root's own directory."""
NOBODY = f"setpriv --reuid=54321 --regid=54321 --clear-groups {READ} env -u HOME -u USER"
READ_ONLY = (
    *("unshare", "--mount", "sh", "-c"),
    "mount --make-rprivate / && mount -o remount,bind,ro / && mount -o remount,bind,ro /dev/shm"
    f' && exec {NOBODY} "$@"',
    "-",
)
"""Runs a program as a user who has no name and no home and can write to no file."""


@pytest.mark.usefixtures("root")
def test_the_machine_is_read_only_and_the_user_unknown(own_content: Path, tell: Tell) -> None:
    for each in ("/tmp", "/dev/shm", "/var/tmp", ROOT):
        written = ["touch", f"{each}/{own_content.parent.name}"]
        with pytest.raises(subprocess.CalledProcessError):
            subprocess.run([*READ_ONLY, *written], check=True, capture_output=True)
    with served(own_content, before=READ_ONLY) as server:
        assert "\nUid:\t54321\t" in Path(f"/proc/{server.workers()[0]}/status").read_text()
        ask_some(server.port, tell)


# No network.

CLONE_NEWNET = 0x40000000


def without_network(run: Callable[[], T]) -> T:
    """Run a function, and the programs that it starts, where no other machine can be reached."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(_leave_the_network).result()
        return thread.submit(run).result()


def _leave_the_network() -> None:
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


@pytest.mark.usefixtures("root")
def test_there_is_no_network(own_content: Path, place: Path, tell: Tell) -> None:
    def serve_and_ask() -> None:
        with pytest.raises(OSError, match="unreachable"):
            socket.create_connection(("192.0.2.1", 80))
        with served(own_content, place / "widget.log") as server, front_of(server.port) as front:
            ask_some(front.port, tell)
        assert made_anew(place) >= SOME

    without_network(serve_and_ask)
