"""A real server, a real Chromium, and a partner's page on another site that frames the widget."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from widget.demo import ROOT, serve_directory, server_command, write_partner

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

WORDPRESS = 'sandbox="allow-scripts"'
"""How WordPress frames a link that was pasted into a post."""


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """The widget as `make run` serves it, with a partner `demo` whose page may frame it."""

    def __init__(self, partners: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = os.environ | {"WIDGET_PARTNERS": str(partners)}
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
                with urlopen(f"{self.url}/healthz") as answer:
                    assert answer.status == 200
                    return
            except OSError:
                continue
        raise RuntimeError(f"The server stopped with exit code {self._process.returncode}.")

    def stop(self) -> None:
        """Stop, so that nothing answers at its address any more."""
        assert self._process
        self._process.send_signal(signal.SIGINT)
        self._process.wait()


@dataclass(frozen=True)
class Foreign:
    """A foreign site (`localhost`, where the widget is at `127.0.0.1`) and its directory."""

    url: str
    directory: Path

    def framing(self, address: str, attributes: str = "") -> str:
        """Put a page that frames an address onto the site, and give the page's address."""
        name = re.sub(r"\W+", "-", f"{address}{attributes}")[-120:]
        (self.directory / f"{name}.html").write_text(
            f'<!doctype html><html lang="en"><title>A hotel</title><h1>A hotel</h1>'
            f'<iframe {attributes} src="{address}" title="Visa" width="340" height="700"></iframe>'
        )
        return f"{self.url}/{name}.html"


@pytest.fixture(scope="session")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Foreign]:
    """A site that is not the widget's own."""
    directory = tmp_path_factory.mktemp("foreign")
    port = free_port()
    with serve_directory(directory, port) as server:
        yield Foreign(f"http://localhost:{port}", directory)
        server.shutdown()


@pytest.fixture(scope="session")
def partners(foreign: Foreign, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the partner `demo`, whose only origin is the foreign site."""
    directory = tmp_path_factory.mktemp("partners")
    write_partner(directory, "demo", foreign.url)
    return directory


@pytest.fixture(scope="session")
def server(partners: Path) -> Iterator[Server]:
    """The one server of all tests that do not stop it."""
    server = Server(partners)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor who was never here before."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab of that visitor."""
    return context.new_page()
