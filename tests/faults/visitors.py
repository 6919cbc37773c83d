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
FAILURES = (WRONG, CUT, LOST, CLOSED, REFUSED)
AFTER_A_FAILURE = 0.1
"""Seconds after which a visitor who did not get the page asks again."""
MOST = 60_000
"""All visitors of a test together stop after this many requests."""
NUMBERS = count()
"""The numbers of requests. No two requests of a run have the same one."""
LONGEST = 240
"""Seconds that a test waits for visitors."""


@dataclass(frozen=True)
class Visit:
    """How a request ended, when it began by some clock, and how many seconds it took."""

    end: str
    begun: float
    seconds: float


@dataclass(frozen=True)
class Got:
    """What visitors got."""

    visits: tuple[Visit, ...]

    @property
    def ends(self) -> Counter[str]:
        """How many requests ended in each way."""
        return Counter(each.end for each in self.visits)

    @property
    def failed(self) -> int:
        """How many requests did not get their page."""
        return len(self.visits) - self.ends[RIGHT]

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
        failed = [each.begun for each in self.visits if each.end != RIGHT]
        return max(failed) - min(failed) if failed else 0

    def _right_seconds(self) -> list[float]:
        return [each.seconds for each in self.visits if each.end == RIGHT]

    def __str__(self) -> str:
        ends = self.ends
        return ", ".join(f"{ends[end]:,} {end}" for end in (RIGHT, *FAILURES) if ends[end])


class Visitors:
    """Visitors who ask a port of this machine, as long as the block lasts.

    Each address is new, so nginx keeps no answer to it and has to ask the widget.
    """

    pause = 0.0
    """Seconds that a visitor waits after each page."""

    def __init__(self, port: int, connections: int = 16) -> None:
        self._port = port
        self.visits: list[Visit] = []
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
            enough = len(self.visits) + number
            assert self._one_more.wait_for(lambda: len(self.visits) >= enough, LONGEST), self.got

    @property
    def got(self) -> Got:
        """What they got until now."""
        return Got(tuple(self.visits))

    def _visit(self) -> None:
        connection = self.connect()
        while not self._leaving.is_set() and len(self.visits) < MOST:
            begun = perf_counter()
            end = self.ask_once(connection)
            with self._one_more:
                self.visits.append(Visit(end, begun, perf_counter() - begun))
                self._one_more.notify_all()
            self._leaving.wait(AFTER_A_FAILURE if end in FAILURES else self.pause)
        connection.close()

    def connect(self) -> HTTPConnection:
        """Return a visitor's connection, which opens again by itself after it was closed."""
        return HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)

    def ask_once(self, connection: HTTPConnection) -> str:
        """Ask for a page, and return how that ended."""
        return ask(connection, new_address(next(NUMBERS)))


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
