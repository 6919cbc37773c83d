"""The servers of the tests tell at once what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from tests.content import RURITANIA
from tests.sites import Server, running


def app(_environ: object, start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answer each request with an error."""
    start_response("500 Internal Server Error", [])
    return [b""]


@pytest.mark.slow
def test_a_server_that_answers_with_errors_does_not_start() -> None:
    server = Server(RURITANIA, app="tests.test_sites:app")
    with pytest.raises(RuntimeError, match="/healthz answers 500"), running(server):
        pytest.fail("The server started.")
