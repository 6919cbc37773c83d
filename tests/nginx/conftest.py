"""Fixtures: the widget as it runs on a server, and nginx in front of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.content import ORIGIN
from tests.nginx.front import NGINX, Front, answers_in
from tests.nginx.kinds import REFUSED, headers_of
from tests.sites import Server, running


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark these tests as slow: `make test`, which installs nginx, runs them."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.skipif(NGINX is None, reason="nginx is not installed"))


@contextmanager
def front_of(*ports: int) -> Iterator[Front]:
    """Run nginx in front of one port or two, in a directory that its workers may enter."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        directory.chmod(0o755)
        front = Front(directory, *ports)
        try:
            front.start()
            yield front
        finally:
            front.stop()


def served(
    content: Path, log: Path | None = None, app: str = "wsgi:app", before: Sequence[str] = ()
) -> AbstractContextManager[Server]:
    """Run the widget with an origin, and perhaps a log."""
    return running(Server(content, ORIGIN, app, log, before))


@pytest.fixture(scope="session")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The widget's own log."""
    return tmp_path_factory.mktemp("log") / "widget.log"


@pytest.fixture(scope="session")
def widget(content: Path, log: Path) -> Iterator[Server]:
    """The widget, which nginx asks."""
    with served(content, log) as server:
        yield server


@pytest.fixture(scope="session")
def front(widget: Server) -> Iterator[Front]:
    """nginx in front of the widget."""
    with front_of(widget.port) as front:
        yield front


@pytest.fixture
def times_asked(log: Path) -> Callable[[], int]:
    """How many requests have reached the widget."""
    return lambda: log.read_text().count('"cache"')


@pytest.fixture
def check_refused(front: Front, times_asked: Callable[[], int]) -> Callable[[str, int], None]:
    """Check that a request gets nginx's error page, and that nothing reaches the widget."""

    def check(request: str, status: int) -> None:
        before = times_asked()
        (answer,) = answers_in(front.send(request.encode("latin-1")))
        assert answer.status == status
        assert headers_of(answer) == REFUSED | {"connection": "close"}
        assert times_asked() == before

    return check
