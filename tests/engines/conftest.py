"""A real server, a line to it, a partner's page, and a visitor with one of the engines."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.looks import looks
from tests.content import EXAMPLES, agency, write_content
from tests.engines.browsers import Engine, Machine
from tests.engines.line import Line
from tests.engines.visitor import Visitor
from tests.sites import Foreign, Server, foreign_site


@pytest.fixture(scope="session")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Foreign]:
    """A site that is not the widget's own."""
    with foreign_site(tmp_path_factory.mktemp("foreign")) as site:
        yield site


@pytest.fixture(scope="session")
def content(foreign: Foreign, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped content, with partners of all looks, whom that site may frame."""
    hotel = {"hotel": (EXAMPLES / "example-hotel.toml").read_text()}
    framed = {
        key: re.sub("origins = .*", f'origins = ["{foreign.url}"]', text)
        for key, text in (looks() | hotel).items()
    }
    partners = framed | {"demo": agency(foreign.url)}
    return write_content(tmp_path_factory.mktemp("content"), partners)


@pytest.fixture(scope="session")
def line(content: Path) -> Iterator[Line]:
    """The line to the one server."""
    line = Line()
    server = Server(content, line.url)
    line.port = server.port
    server.start()
    line.start()
    yield line
    line.stop()
    server.stop()


@pytest.fixture(scope="session", autouse=True)
def screen() -> Iterator[None]:
    """A virtual screen for WebKit's window."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1024x24"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as told, pytest.MonkeyPatch.context() as environment:
            environment.setenv("DISPLAY", f":{told.readline().strip()}")
            yield
        server.terminate()


@pytest.fixture
def machine() -> Machine:
    """The visitor's machine, where a test names no other."""
    return Machine()


@pytest.fixture
def visitor(
    engine: Engine,
    machine: Machine,
    line: Line,
    foreign: Foreign,
    tmp_path: Path,
    record_property: pytest.RecordProperty,
) -> Iterator[Visitor]:
    """A visitor who was never here before."""
    line.asked.clear()
    with engine.drive(machine, tmp_path) as driver:
        record_property("version", driver.capabilities["browserVersion"])
        yield Visitor(driver, line, foreign)
