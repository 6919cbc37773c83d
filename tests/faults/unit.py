"""What systemd does with the server, by the shipped unit."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from tests.content import ROOT
from tests.sites import Server

UNIT = (ROOT / "deploy" / "widget.service").read_text()
PAUSE = float(re.findall(r"^RestartSec=(.+)$", UNIT, re.MULTILINE)[0])
"""Seconds between the end of the server and its next start."""
CHECKED = ("sh", "-c", f'"{sys.executable}" -c "import wsgi" && exec "$@"', "-")
"""Checks the settings and files before the server starts, as ExecStartPre does."""


@contextmanager
def started_again(server: Server) -> Iterator[None]:
    """Run a server, and start it again whenever it ends, as Restart=always does."""
    leaving = Event()

    def start_again() -> None:
        while server.wait() is not None and not leaving.wait(PAUSE):
            server.start()

    server.start()
    thread = Thread(target=start_again)
    thread.start()
    try:
        yield
    finally:
        leaving.set()
        server.stop()
        thread.join()
