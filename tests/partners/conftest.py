"""What tests of partners' files start from: reading some files, and serving them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.content import serve, write_content
from widget.partners.directory import load_partners
from widget.partners.known import Known
from widget.rules.model import Ruleset

Files = dict[str, str]
"""A partner's id → the text of its file."""


@pytest.fixture(scope="session")
def known(ruleset: Ruleset) -> Known:
    return Known(("en", "kk", "ru"), ruleset, proven=True)


@pytest.fixture
def problems(known: Known, tmp_path: Path) -> Callable[[Files], list[str]]:
    """Reads partners' files, and returns the messages that their authors see."""

    def read(files: Files) -> list[str]:
        for key, text in files.items():
            (tmp_path / f"{key}.toml").write_text(text)
        return [str(each) for each in load_partners(tmp_path, known).problems]

    return read


@pytest.fixture(scope="session")
def serve_partners(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Files], FlaskClient]:
    """Serves the shipped content with some partners' files added or replaced."""

    def start(files: Files) -> FlaskClient:
        content = write_content(tmp_path_factory.mktemp("content"), files)
        return serve(content).test_client()

    return start
