"""Reload: a running server takes changed files up at HUP, and goes on answering meanwhile."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests.cli.command import widget
from tests.content import HOTEL, write_content
from tests.sites import Server

pytestmark = pytest.mark.slow

IN_A_ROW = 40
"""Equal answers, each from a worker chosen at random, that leave no worker to answer otherwise."""
ENOUGH = 100_000
"""Requests: many times what a reload leaves time for."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content directory with the partner `hotel`, which the test may change."""
    return write_content(tmp_path, {"hotel": HOTEL})


@pytest.fixture
def server(content: Path) -> Iterator[Server]:
    server = Server(content)
    server.start()
    yield server
    server.stop()


def answer(server: Server, path: str) -> tuple[int, bytes]:
    """The status and the content at a path; a refused connection is an error.

    A worker that ends can cut one off that it has just taken: then it is asked again, as a proxy in
    front would.
    """
    try:
        with urlopen(f"{server.url}{path}", timeout=60) as response:
            return response.status, response.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()
    except (ConnectionResetError, URLError) as error:
        # urllib wraps it while it still sends.
        if not isinstance(getattr(error, "reason", error), ConnectionResetError):
            raise
        return answer(server, path)


def until_every_worker_answers(server: Server, path: str, status: int) -> None:
    """Ask at a path until all workers answer with a status; the hotel is served all the time."""
    in_a_row = 0
    for _ in range(ENOUGH):
        in_a_row = in_a_row + 1 if answer(server, path)[0] == status else 0
        assert answer(server, "/hotel/en/")[0] == 200
        if in_a_row == IN_A_ROW:
            return
    pytest.fail(f"No worker was to answer {path} with anything but {status} any more.")


def test_changed_partners_are_served_without_interruption(server: Server, content: Path) -> None:
    inn = content / "partners" / "inn.toml"
    assert answer(server, "/inn/en/")[0] == 404
    inn.write_text(HOTEL)
    server.reload()
    until_every_worker_answers(server, "/inn/en/", 200)
    inn.write_text(HOTEL.replace("#063", "green"))
    server.reload()
    until_every_worker_answers(server, "/inn/en/", 503)
    assert json.loads(answer(server, "/healthz")[1])["broken"] == ["inn"]
    assert answer(server, "/visakaz/en/")[0] == 200


def test_workers_that_die_in_the_middle_of_an_edit_come_back(server: Server, content: Path) -> None:
    rules = content / "rules.toml"
    published = widget("publish", "--note", "First", "--accept-outdated", WIDGET_CONTENT=content)
    assert published.exit_code == 0, published.stderr
    shown = answer(server, "/hotel/en/")
    rules.write_text(rules.read_text()[:2000])
    server.kill_workers()
    server.until_it_answers()
    assert answer(server, "/hotel/en/") == shown
    assert json.loads(answer(server, "/healthz")[1])["edition"] == 1
    server.kill()  # A worker that still starts would miss the signal to stop.


def test_with_wrong_rules_the_server_exits(server: Server, content: Path) -> None:
    """Without editions, HUP is sent only after a successful check."""
    rules = content / "rules.toml"
    rules.write_text(rules.read_text().replace('start = "location"', 'start = "locatoin"'))
    server.reload()
    assert server.wait() == 1
