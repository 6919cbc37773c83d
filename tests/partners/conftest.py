"""What tests of partners' files start from: reading some files, and serving them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from widget.partners.directory import load_partners
from widget.partners.known import Known
from widget.rules.model import Ruleset
from widget.web.app import create_app

Files = dict[str, str]


@pytest.fixture(scope="session")
def known(ruleset: Ruleset) -> Known:
    return Known(("en", "kk", "ru"), ruleset, proven=True)


def write(directory: Path, files: Files) -> Path:
    """Write partners' files, each with its id as its name, into a directory."""
    for key, text in files.items():
        (directory / f"{key}.toml").write_text(text)
    return directory


@pytest.fixture
def problems(known: Known, tmp_path: Path) -> Callable[[Files], list[str]]:
    """Reads partners' files, and returns the lines that their authors read."""

    def read(files: Files) -> list[str]:
        return [str(each) for each in load_partners(write(tmp_path, files), known).problems]

    return read


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Files], FlaskClient]:
    """Serves the widget with partners' files beside the agency's."""

    def start(files: Files) -> FlaskClient:
        directory = write(tmp_path_factory.mktemp("partners"), files)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("WIDGET_PARTNERS", str(directory))
            return create_app().test_client()

    return start
