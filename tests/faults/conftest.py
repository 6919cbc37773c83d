"""Fixtures: the widget and nginx as they are shipped, and the way to report a result."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.content import PARTNERS, write_content
from tests.nginx.conftest import front_of, served
from tests.nginx.front import Front
from tests.sites import Server

Tell = Callable[[str, object], None]
"""Reports to the table of results what visitors must get, and what they got."""
NOTHING_FAILS = "none fails"


@pytest.fixture
def place() -> Iterator[Path]:
    """A directory that every user may enter, for logs and disks."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def own_content(place: Path) -> Path:
    """A content directory that the test may change."""
    return write_content(place / "content", PARTNERS)


@pytest.fixture
def widget(own_content: Path, place: Path) -> Iterator[Server]:
    with served(own_content, place / "widget.log") as server:
        yield server


@pytest.fixture
def front(widget: Server) -> Iterator[Front]:
    with front_of(widget.port) as front:
        yield front


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    def told(must: str, got: object) -> None:
        record_property("must", must)
        record_property("got", str(got))

    return told


@pytest.fixture
def root() -> None:
    """Skip the test when the user may not mount disks or change the network."""
    if os.geteuid() != 0:
        pytest.skip("only root may do this to a machine")
