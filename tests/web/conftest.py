"""What the tests of pages and headers share."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from jinja2 import ChoiceLoader, DictLoader

from tests.content import serve


@pytest.fixture(scope="session")
def faulty(content: Path) -> FlaskClient:
    """An application that fails to show a question; the error's words repeat the answers."""
    app = serve(content)
    assert app.jinja_env.loader
    broken = DictLoader({"question/main.html": "{% include request.url %}"})
    app.jinja_env.loader = ChoiceLoader([broken, app.jinja_env.loader])
    return app.test_client()
