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
    broken = DictLoader({"question/main.html": "{% include view.address %}"})
    for templates in app.extensions["widget.templates"].values():
        templates.loader = ChoiceLoader([broken, templates.loader])
    return app.test_client()
