"""Servers on this machine: the widget, and a foreign site that frames it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import SystemRandom
from threading import Thread
from typing import ClassVar
from urllib.request import urlopen

from tests.content import ROOT
from widget.cli.demo import server_command

STORED = ROOT / "tests" / "pages"
"""The snippet as content systems store and show it, one page for each way to paste it."""


def has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether a process ends within a moment. Waiting for it leaves the CPU to other processes."""
    try:
        process.wait(timeout=0.05)
    except subprocess.TimeoutExpired:
        return False
    return True


PORTS = range(20_000, 32_000, 2)
"""Ports below those that Linux assigns to programs that ask for any port (from 32,768 on)."""


def free_port() -> int:
    """A free port whose next port is free too, and which the system assigns to no other program."""
    port = SystemRandom().choice(PORTS)
    try:
        for each in (port, port + 1):
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", each))
    except OSError:
        return free_port()
    return port


class Server:
    """The widget as `make run` serves it, with a content directory, maybe an origin and a log.

    `app` is the application as `module:name`. `before` is a program with its arguments; it starts
    the server.
    """

    def __init__(
        self,
        content: Path,
        origin: str = "",
        app: str = "wsgi:app",
        log: Path | None = None,
        before: Sequence[str] = (),
    ) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = os.environ | {
            "WIDGET_CONTENT": str(content),
            "WIDGET_ORIGIN": origin,
        }
        self._command = [*before, *server_command(self.port)[:-1], app]
        self._log = log or Path(os.devnull)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait for the first response."""
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        self.until_it_answers()

    @property
    def pid(self) -> int:
        """The id of the process that runs the workers."""
        assert self._process
        return self._process.pid

    def workers(self) -> list[int]:
        """The ids of the workers' processes."""
        found: list[int] = []
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            with suppress(FileNotFoundError, ProcessLookupError):  # the thread has ended
                found += map(int, (task / "children").read_text().split())
        return found

    def until_it_answers(self) -> None:
        """Wait for a response. Raises an error if the server has stopped."""
        assert self._process
        while not has_ended(self._process):
            try:
                with urlopen(f"{self.url}/healthz", timeout=10) as answer:
                    assert answer.status == 200
                    return
            except OSError:
                continue
        raise RuntimeError(f"The server stopped with exit code {self._process.returncode}.")

    def kill_workers(self) -> None:
        """Kill all workers at once, as a machine without free memory does."""
        for worker in self.workers():
            os.kill(worker, signal.SIGKILL)

    def kill(self) -> None:
        """Kill the server and all workers."""
        assert self._process
        workers = self.workers()
        self._process.kill()
        self._process.wait()
        for worker in workers:
            os.kill(worker, signal.SIGKILL)

    def reload(self) -> None:
        """Ask the server to reload its files."""
        assert self._process
        self._process.send_signal(signal.SIGHUP)

    def wait(self) -> int:
        """Wait until the server stops without being asked, and return its exit code."""
        assert self._process
        return self._process.wait(timeout=120)

    def stop(self) -> None:
        """Stop the server, and wait until it has stopped."""
        assert self._process
        self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=60)


@dataclass(frozen=True)
class Foreign:
    """A foreign site (`localhost`, where the widget is at `127.0.0.1`) and its directory."""

    url: str
    directory: Path

    def framing(self, address: str, attributes: str = "", head: str = "") -> str:
        """Write a page that frames an address, and return the page's address."""
        name = re.sub(r"\W+", "-", f"{address}{attributes}{head}")[-120:]
        (self.directory / f"{name}.html").write_text(
            '<!doctype html><html lang="en"><title>A hotel</title><link rel="icon" href="data:,">'
            f'{head}<iframe {attributes} src="{address}" title="Visa" width="340" height="700">'
            "</iframe>"
        )
        return f"{self.url}/{name}.html"

    def storing(self, name: str, widget: str) -> str:
        """Write a page of `tests/pages` that frames this widget, and return the page's address."""
        stored = (STORED / f"{name}.html").read_text()
        (self.directory / f"{name}.html").write_text(
            stored.replace("https://visa.example/hotel/", f"{widget}/demo/").replace(
                "https://visa.example", widget
            )
        )
        return f"{self.url}/{name}.html"


class _Pages(SimpleHTTPRequestHandler):
    """Serves the files of a directory, without a log."""

    extra_headers: ClassVar[Mapping[str, str]] = {}

    def end_headers(self) -> None:
        for name, value in self.extra_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base's name
        pass


class _IsolatedPages(_Pages):
    """Serves pages whose frames must allow embedding (COEP)."""

    extra_headers: ClassVar[Mapping[str, str]] = {"Cross-Origin-Embedder-Policy": "require-corp"}


@contextmanager
def foreign_site(directory: Path, *, isolated: bool = False) -> Iterator[Foreign]:
    """Serve a directory as a foreign site on a free port."""
    handler = partial(_IsolatedPages if isolated else _Pages, directory=str(directory))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Foreign(f"http://localhost:{server.server_port}", directory)
        server.shutdown()
