"""Reload: a running server takes changed files up at HUP, and goes on answering meanwhile."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests.cli.command import widget
from tests.content import HOTEL, write_content
from tests.rules.generated import edited
from tests.sites import Server, running

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
    with running(Server(content)) as server:
        yield server


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
    until_every_worker_says(server, status, lambda: answer(server, path)[0])


def until_every_worker_says(server: Server, expected: int, ask: Callable[[], int | None]) -> None:
    """Ask until all workers say the same; the hotel is served all the time."""
    in_a_row = 0
    for _ in range(ENOUGH):
        in_a_row = in_a_row + 1 if ask() == expected else 0
        assert answer(server, "/hotel/en/")[0] == 200
        if in_a_row == IN_A_ROW:
            return
    pytest.fail(f"No worker was to say anything but {expected} any more.")


def publish(content: Path, note: str) -> None:
    published = widget("publish", "--note", note, "--accept-outdated", WIDGET_CONTENT=content)
    assert published.exit_code == 0, published.stderr


def served_edition(server: Server) -> int | None:
    """The number of the edition that a worker serves."""
    edition: int | None = json.loads(answer(server, "/healthz")[1])["edition"]
    return edition


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


def test_a_published_edition_is_served_from_a_reload_on_without_interruption(
    server: Server, content: Path
) -> None:
    rules = content / "rules.toml"
    publish(content, "First")
    server.reload()
    until_every_worker_says(server, 1, lambda: served_edition(server))
    rules.write_text(edited(rules.read_text(), ('\ntitle = "', '\ntitle = "Soon: ')))
    publish(content, "Second")
    assert served_edition(server) == 1, "no worker takes it up by itself"
    server.reload()
    until_every_worker_says(server, 2, lambda: served_edition(server))
    assert b"Soon: " in answer(server, "/visakaz/en/")[1]


def test_workers_that_die_in_the_middle_of_an_edit_come_back(server: Server, content: Path) -> None:
    rules = content / "rules.toml"
    publish(content, "First")
    shown = answer(server, "/hotel/en/")
    rules.write_text(rules.read_text()[:2000])
    server.kill_workers()
    server.until_it_answers()
    assert answer(server, "/hotel/en/") == shown
    assert served_edition(server) == 1
    server.kill()  # A worker that still starts would miss the signal to stop.


def test_with_wrong_rules_the_server_exits(server: Server, content: Path) -> None:
    """Without editions, HUP is sent only after a successful check."""
    rules = content / "rules.toml"
    rules.write_text(rules.read_text().replace('start = "location"', 'start = "locatoin"'))
    server.reload()
    assert server.wait() == 1
