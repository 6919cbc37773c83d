"""Fixtures for pages and headers."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from jinja2 import ChoiceLoader, DictLoader

from tests.content import serve


@pytest.fixture(scope="session")
def faulty(content: Path) -> FlaskClient:
    """A visitor of an application that fails on questions; the exception holds the answers."""
    app = serve(content)
    assert app.jinja_env.loader
    broken = DictLoader({"question/main.html": "{% include request.url %}"})
    app.jinja_env.loader = ChoiceLoader([broken, app.jinja_env.loader])
    return app.test_client()
