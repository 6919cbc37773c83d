"""Clients that keep many connections open and send almost nothing, as slow phones or attackers."""

from __future__ import annotations

import resource
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle, islice
from threading import Event, Thread

HEADERS = b"GET /visakaz/en/ HTTP/1.1\r\nHost: visa.example\r\nX-Slow: "
BODY = b"GET /visakaz/en/ HTTP/1.1\r\nHost: visa.example\r\nContent-Length: 1000\r\n\r\n"
BEGINNINGS = {"idle": b"", "slow headers": HEADERS, "slow bodies": BODY}
EACH = 1.0
"""Seconds between two bytes on a connection. An idle one sends nothing."""


@contextmanager
def dripping(port: int, number: int) -> Iterator[None]:
    """Keep a number of connections open as long as the block lasts, a third of each kind."""
    _allow_files(number + 1_000)
    beginnings = list(islice(cycle(BEGINNINGS.values()), number))
    connections = [_open(port, begin) for begin in beginnings]
    leaving = Event()
    thread = Thread(target=_drip, args=(port, beginnings, connections, leaving))
    thread.start()
    try:
        yield
    finally:
        leaving.set()
        thread.join()
        for connection in connections:
            connection.close()


def _drip(
    port: int, beginnings: list[bytes], connections: list[socket.socket], leaving: Event
) -> None:
    """Send a byte on each connection every second, and replace the connections that were closed."""
    while not leaving.wait(EACH):
        for number, begin in enumerate(beginnings):
            if not _goes_on(connections[number], begin):
                connections[number].close()
                connections[number] = _open(port, begin)


def _goes_on(connection: socket.socket, begin: bytes) -> bool:
    """Send a byte; return whether the connection is still open and has got no answer."""
    try:
        if begin:
            connection.send(b"x")
        connection.recv(1)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _open(port: int, begin: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    connection.sendall(begin)
    connection.setblocking(False)
    return connection


def _allow_files(number: int) -> None:
    """Let this process open more files, as far as the system allows it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(number, hard)), hard))
