"""The widget's site and a site of somebody else, both on this machine."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar
from urllib.request import urlopen

from tests.content import ROOT
from widget.cli.demo import server_command


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """The widget as `make run` serves it, with a content directory."""

    def __init__(self, content: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = os.environ | {
            "WIDGET_CONTENT": str(content),
            "WIDGET_ORIGIN": "",
            # A worker that is told to stop while it starts may miss it.
            "GRANIAN_WORKERS_KILL_TIMEOUT": "10",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until the first answer comes."""
        self._process = subprocess.Popen(
            server_command(self.port),
            env=self._environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while self._process.poll() is None:
            try:
                with urlopen(f"{self.url}/healthz", timeout=10) as answer:
                    assert answer.status == 200
                    return
            except OSError:
                continue
        raise RuntimeError(f"The server stopped with exit code {self._process.returncode}.")

    def reload(self) -> None:
        """Begin to take up changed files."""
        assert self._process
        self._process.send_signal(signal.SIGHUP)

    def wait(self) -> int:
        """Wait until it stops by itself, and give its exit code."""
        assert self._process
        return self._process.wait(timeout=120)

    def stop(self) -> None:
        """Stop, so that nothing answers at its address any more."""
        assert self._process
        self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=60)


@dataclass(frozen=True)
class Foreign:
    """A foreign site (`localhost`, where the widget is at `127.0.0.1`) and its directory."""

    url: str
    directory: Path

    def framing(self, address: str, attributes: str = "") -> str:
        """Put a page that frames an address onto the site, and give the page's address."""
        name = re.sub(r"\W+", "-", f"{address}{attributes}")[-120:]
        (self.directory / f"{name}.html").write_text(
            '<!doctype html><html lang="en"><title>A hotel</title><link rel="icon" href="data:,">'
            f'<iframe {attributes} src="{address}" title="Visa" width="340" height="700"></iframe>'
        )
        return f"{self.url}/{name}.html"


class _Pages(SimpleHTTPRequestHandler):
    """Serves a directory's files and says nothing."""

    headers_besides: ClassVar[Mapping[str, str]] = {}

    def end_headers(self) -> None:
        for name, value in self.headers_besides.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base's name
        pass


class _IsolatedPages(_Pages):
    """Lets in only frames that say that they may be let in."""

    headers_besides: ClassVar[Mapping[str, str]] = {"Cross-Origin-Embedder-Policy": "require-corp"}


@contextmanager
def foreign_site(directory: Path, *, isolated: bool = False) -> Iterator[Foreign]:
    """Serve a directory as somebody else's site, at a port that is free."""
    handler = partial(_IsolatedPages if isolated else _Pages, directory=str(directory))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Foreign(f"http://localhost:{server.server_port}", directory)
        server.shutdown()
