"""When the widget closes a connection, nginx repeats the request, and visitors do not notice."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Thread

import pytest

from tests.nginx.conftest import front_of

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nCache-Control: no-store\r\n\r\nWhole"


@contextmanager
def closing(*answers: int) -> Iterator[tuple[int, list[bytes]]]:
    """Run a server that closes each connection after a number of answers, at the next request.

    Yield its port and a list, to which it adds the first line of each request.
    """
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=serve, args=(server, answers, asked), daemon=True).start()
        yield server.getsockname()[1], asked


def serve(server: socket.socket, answers: tuple[int, ...], asked: list[bytes]) -> None:
    for number in answers:
        connection, _ = server.accept()
        with connection:
            while request := connection.recv(65536):
                asked.append(request.partition(b"\r\n")[0])
                if number == 0:
                    break
                number -= 1
                connection.sendall(ANSWER)


WAYS = {
    "before it answers": (0, 1),
    "on a connection that was kept": (1, 1),
    "on a kept connection, and on the next": (1, 0, 1),
}
"""How many answers each connection gets before it is closed."""


@pytest.mark.parametrize("answers", WAYS.values(), ids=WAYS)
def test_visitors_do_not_notice_that_a_worker_ends(answers: tuple[int, ...]) -> None:
    with closing(*answers) as (port, asked), front_of(port) as front:
        got = list(ask_in_turn(front.port, 1 + answers[0]))
    assert got == [(200, b"Whole")] * len(got)
    assert asked == [b"GET /hotel/ HTTP/1.1"] * (len(got) + len(answers) - 1)


def ask_in_turn(port: int, number: int) -> Iterator[tuple[int, bytes]]:
    """Ask on one connection, which one worker of nginx serves; yield statuses and bodies."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(number):
        connection.request("GET", "/hotel/")
        answer = connection.getresponse()
        yield answer.status, answer.read()
    connection.close()
