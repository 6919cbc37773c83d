"""Visitors who ask for pages all the time, over connections that stay open, and what they got."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, IncompleteRead
from itertools import count
from statistics import quantiles
from threading import Condition, Event, Thread
from time import perf_counter
from types import TracebackType

RIGHT, WRONG, CUT, LOST, REFUSED = "right", "wrong", "cut", "without an answer", "refused"
PATIENCE = 30
"""Seconds that a visitor waits for an answer."""
MOST = 60_000
"""Requests of the visitors together, after which they stop."""
NUMBERS = count()
"""A number for each request, of all visitors that there ever were."""
LONGEST = 240
"""Seconds that a test waits for visitors."""


@dataclass(frozen=True)
class Got:
    """How requests ended, and how many milliseconds the right answers took.

    A wrong answer is whole, but not the page; a cut one ends too early. Without an answer is a
    request whose connection is closed; refused is one that gets no connection.
    """

    ends: Counter[str]
    ms: tuple[float, ...]

    @property
    def failed(self) -> int:
        """How many requests did not get their page."""
        return self.ends.total() - self.ends[RIGHT]

    @property
    def slow(self) -> float:
        """The milliseconds that 1 % of the right answers exceed."""
        return quantiles(self.ms, n=100)[-1]

    def __str__(self) -> str:
        told = [
            f"{self.ends[end]:,} {end}" for end in (WRONG, CUT, LOST, REFUSED) if self.ends[end]
        ]
        return ", ".join([f"{self.ends[RIGHT]:,} right", *told])


@dataclass(frozen=True)
class Visit:
    """How a request ended, when it began, and how many seconds it took."""

    end: str
    begun: float
    seconds: float


class Visitors:
    """Visitors who ask a port of this machine, as long as the block lasts.

    Each address is new, so no answer is kept yet: nginx has to ask the widget.
    """

    pause = 0.0
    """Seconds that a visitor waits after each answer."""

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
        """Wait until so many more requests have ended."""
        with self._one_more:
            enough = len(self.visits) + number
            assert self._one_more.wait_for(lambda: len(self.visits) >= enough, LONGEST), self.got

    @property
    def got(self) -> Got:
        """What they got until now."""
        visits = tuple(self.visits)
        right = (1000 * each.seconds for each in visits if each.end == RIGHT)
        return Got(Counter(each.end for each in visits), tuple(right))

    def _visit(self) -> None:
        connection = self.connect()
        while not self._leaving.wait(self.pause) and len(self.visits) < MOST:
            begun = perf_counter()
            end = self.ask_once(connection)
            with self._one_more:
                self.visits.append(Visit(end, begun, perf_counter() - begun))
                self._one_more.notify_all()
        connection.close()

    def connect(self) -> HTTPConnection:
        """A visitor's connection, which opens itself again after it was closed."""
        return HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)

    def ask_once(self, connection: HTTPConnection) -> str:
        """Ask for one page, and return how that ended."""
        return ask(connection, new_address(next(NUMBERS)))


def new_address(number: int) -> str:
    """An address of the question about the capacity that nobody has asked for yet."""
    return f"/visakaz/en/?location=abroad&utm_source={number}&passport=national"


def ask(connection: HTTPConnection, address: str) -> str:
    """Ask for a page of the question about the capacity, and return how that ended."""
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
    except (OSError, HTTPException) as error:
        connection.close()
        return REFUSED if isinstance(error, ConnectionRefusedError) else LOST
    try:
        body = answer.read()
    except (OSError, IncompleteRead):
        connection.close()
        return CUT
    shown = b'data-question="capacity"' in body and body.rstrip().endswith(b"</html>")
    return RIGHT if answer.status == 200 and shown else WRONG
