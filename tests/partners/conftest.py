"""What tests of partners' files start from: reading some files, and serving them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests import content
from widget.partners.directory import load_partners
from widget.partners.known import Known
from widget.partners.model import Partners
from widget.rules.model import Ruleset

Files = dict[str, str]


@pytest.fixture(scope="session")
def known(ruleset: Ruleset) -> Known:
    return Known(("en", "kk", "ru"), ruleset, proven=True)


@pytest.fixture
def problems(known: Known, tmp_path: Path) -> Callable[[Files], list[str]]:
    """Reads partners' files, and returns the lines that their authors read."""

    def read(files: Files) -> list[str]:
        for key, text in files.items():
            (tmp_path / f"{key}.toml").write_text(text)
        return [str(each) for each in load_partners(tmp_path, known).problems]

    return read


@pytest.fixture(scope="session")
def shipped(known: Known, tmp_path_factory: pytest.TempPathFactory) -> Partners:
    """The agency and the example partners."""
    directory = content.write_content(tmp_path_factory.mktemp("content"))
    return load_partners(directory / "partners", known)


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Files], FlaskClient]:
    """Serves the shipped content with partners' files of a test beside it."""

    def start(files: Files) -> FlaskClient:
        directory = content.write_content(tmp_path_factory.mktemp("content"), files)
        return content.serve(directory).test_client()

    return start
