"""Visitors who ask for pages all the time, on connections that stay open, and what they got."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from statistics import quantiles
from threading import Condition, Event, Thread
from time import perf_counter
from types import TracebackType

RIGHT, WRONG, CUT, LOST, REFUSED = "right", "wrong", "cut", "without an answer", "refused"
CLOSED = "closed"
"""These are the ways in which a request ends; `docs/faults.md` explains them."""

PATIENCE = 30
"""Seconds that a visitor waits for an answer."""
PAUSE = 0.1
"""Seconds after which a visitor who did not get the page asks again."""
MOST = 60_000
"""All visitors of a test together stop after this many requests."""
NUMBERS = count()
"""The numbers of requests. No two requests of a run have the same one."""
LONGEST = 240
"""Seconds that a test waits for visitors."""


@dataclass(frozen=True)
class Ending:
    """How a request ended, and when it began and ended, in seconds of a clock."""

    end: str
    begun: float
    ended: float


@dataclass(frozen=True)
class Got:
    """What visitors got."""

    endings: tuple[Ending, ...]

    def number(self, end: str) -> int:
        """How many requests ended like this."""
        return sum(each.end == end for each in self.endings)

    @property
    def failed(self) -> int:
        """How many requests did not get their page."""
        return len(self.endings) - self.number(RIGHT)

    @property
    def p99(self) -> float:
        """The milliseconds in which 99 % of the right answers came."""
        return 1000 * quantiles(self._right_seconds(), n=100)[-1]

    @property
    def slowest(self) -> float:
        """The seconds that the slowest right answer took."""
        return max(self._right_seconds())

    @property
    def outage(self) -> float:
        """The seconds from the first request that failed to the last one."""
        failed = [each.ended for each in self.endings if each.end != RIGHT]
        return max(failed) - min(failed) if failed else 0

    def _right_seconds(self) -> list[float]:
        return [each.ended - each.begun for each in self.endings if each.end == RIGHT]

    def __str__(self) -> str:
        numbers = Counter(each.end for each in self.endings)
        bad = (WRONG, CUT, LOST, CLOSED, REFUSED)
        return ", ".join(f"{numbers[end]:,} {end}" for end in (RIGHT, *bad) if numbers[end])


class Visitors:
    """Visitors who ask a port of this machine, as long as the block lasts.

    Each address is new, so nginx keeps no answer to it and has to ask the widget.
    """

    def __init__(self, port: int, connections: int = 16) -> None:
        self._port = port
        self._endings: list[Ending] = []
        self._one_more = Condition()
        self._leaving = Event()
        self._threads = [Thread(target=self._visit) for _ in range(connections)]

    def __enter__(self) -> Visitors:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leaving.set()
        for thread in self._threads:
            thread.join()

    def ask(self, number: int) -> None:
        """Wait until this many more requests have ended."""
        with self._one_more:
            enough = len(self._endings) + number
            assert self._one_more.wait_for(lambda: len(self._endings) >= enough, LONGEST), self.got

    @property
    def got(self) -> Got:
        """What they got until now."""
        return Got(tuple(self._endings))

    def _visit(self) -> None:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        while not self._leaving.is_set() and len(self._endings) < MOST:
            begun = perf_counter()
            end = ask(connection, new_address(next(NUMBERS)))
            with self._one_more:
                self._endings.append(Ending(end, begun, perf_counter()))
                self._one_more.notify_all()
            if end != RIGHT:
                self._leaving.wait(PAUSE)
        connection.close()


def new_address(number: int | str) -> str:
    """An address of the question about the capacity that nobody has asked for yet."""
    return f"/visakaz/en/?location=abroad&utm_source={number}&passport=national"


def is_page(body: bytes) -> bool:
    """Whether a body is the whole page of the question about the capacity."""
    return b'data-question="capacity"' in body and body.rstrip().endswith(b"</html>")


def ask(connection: HTTPConnection, address: str) -> str:
    """Ask for a page of the question about the capacity, and return how that ended."""
    was_open = connection.sock is not None
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
    except (OSError, HTTPException) as error:
        connection.close()
        return _failure(error, was_open=was_open)
    try:
        body = answer.read()
    except (OSError, HTTPException):
        connection.close()
        return CUT
    return RIGHT if answer.status == 200 and is_page(body) else WRONG


def _failure(error: Exception, *, was_open: bool) -> str:
    if isinstance(error, ConnectionRefusedError):
        return REFUSED
    closed = isinstance(error, ConnectionResetError | BrokenPipeError)
    return CLOSED if was_open and closed else LOST


def made_anew(place: Path) -> int:
    """How many pages the widgets made anew, by their logs in a directory."""
    return sum(log.read_text().count('"cache": "miss"') for log in place.glob("*.log"))
