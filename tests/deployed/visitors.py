"""Visitors who come to nginx by TLS, and tell editions and releases apart."""

from __future__ import annotations

import gzip
import re
import ssl
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path

from tests.deployed.guide import HOST
from tests.deployed.release import RELEASE_HEADER, RELEASE_WORD
from tests.faults.visitors import CUT, LOST, NUMBERS, PATIENCE, REFUSED, Visitors
from widget.settings import PRODUCT

EDITION = "Издание"
"""This word and a number stand before a Russian text of each page, from the second edition on."""

MIXED = "new code beside old words"
WAIT = "asked to wait"
"""How a visit ends when the widget does not answer, and nothing is kept."""

IN_A_ROW = 100
"""Visits, after which a test believes that nothing else comes."""


class TlsVisitors(Visitors):
    """Visitors who trust one certificate, and ask for Russian pages that nobody has asked for."""

    def __init__(self, certificate: Path, connections: int = 4, pause: float = 0.02) -> None:
        super().__init__(443, connections)
        self.pause = pause
        self._tls = ssl.create_default_context(cafile=str(certificate))

    def connect(self) -> HTTPConnection:
        return HTTPSConnection("127.0.0.1", context=self._tls, timeout=PATIENCE)

    def ask_once(self, connection: HTTPConnection) -> str:
        return ask(connection, new_address(next(NUMBERS)))

    def ask_until_all_get(self, page: str) -> None:
        """Wait until visitors get a page, and nothing else, many times in a row."""
        self.ask(IN_A_ROW)
        while {each.end for each in self.visits[-IN_A_ROW:]} != {page}:
            self.ask(1)

    def ends(self) -> list[str]:
        """How the visits ended, each way once, in the order in which it came first."""
        return list(dict.fromkeys(each.end for each in self.visits))

    def told(self) -> str:
        """What they got, and for how many seconds they were asked to wait."""
        got = ", ".join(f"{times:,} {end}" for end, times in self.got.ends.items())
        begun = [each.begun for each in self.visits if each.end == WAIT]
        return f"{got} (for {max(begun) - min(begun):.1f} s)" if begun else got


def new_address(number: int) -> str:
    """An address of a Russian page that nobody has asked for yet."""
    return f"/visakaz/ru/?location=abroad&utm_source={number}&passport=national"


def ask(connection: HTTPConnection, address: str) -> str:
    """Ask for a page, and return how that ended."""
    try:
        connection.request("GET", address, headers={"Host": HOST, "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
    except (OSError, HTTPException) as error:
        connection.close()
        return REFUSED if isinstance(error, ConnectionRefusedError) else LOST
    try:
        sent = answer.read()
    except (OSError, HTTPException):
        connection.close()
        return CUT
    packed = answer.getheader("Content-Encoding") == "gzip"
    body = (gzip.decompress(sent) if packed else sent).decode()
    if answer.status == 502 and 'lang="kk"' in body:
        return WAIT
    if answer.status != 200 or 'data-question="' not in body:
        return f"status {answer.status}"
    return shown_on(body, answer.getheader(RELEASE_HEADER))


def shown_on(body: str, release: str | None) -> str:
    """Which edition and release a page is of. Only the code of the next release has a header."""
    if bool(release) != (RELEASE_WORD in body):
        return MIXED
    number = re.search(rf"{EDITION} (\d+)", body)
    return page(int(number[1]) if number else 1, release or PRODUCT)


def page(edition: int, release: str = PRODUCT) -> str:
    """How a visit ends that gets its page."""
    return f"edition {edition} of {release}"
