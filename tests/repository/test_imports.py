"""Imports point one way: import-linter reports imports that break the contracts in pyproject.toml.

`make check` checks the package itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.content import ROOT
from widget.settings import PACKAGE

FAULTS = {
    "a module without a layer": ("stray.py", "", "widget.stray"),
    "an import upwards": (
        "rules/upwards.py",
        "from widget.partners.model import Partner\n",
        "widget.rules.upwards -> widget.partners.model",
    ),
    "Flask outside the web": (
        "partners/page.py",
        "from flask import request\n",
        "widget.partners.page -> flask",
    ),
    "an import from the command in the web": (
        "web/command.py",
        "from widget.cli.table import table\n",
        "widget.web.command -> widget.cli.table",
    ),
    "a circle of folders": (
        "problems.py",
        "from widget.files.toml import read_text\n",
        "widget.problems -> widget.files.toml",
    ),
}
"""Fault → a file of the package, a line that is added to it, and what the report names."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter prints about a copy of the package with all faults."""
    directory = tmp_path_factory.mktemp("faults")
    ignored = shutil.ignore_patterns("__pycache__", "data", "static")
    shutil.copytree(PACKAGE, directory / "widget", ignore=ignored)
    for file, line, _ in FAULTS.values():
        with (directory / "widget" / file).open("a") as module:
            module.write(line)
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache", "--no-logo", ROOT / "pyproject.toml"],
        cwd=directory,
        env=os.environ | {"PYTHONPATH": str(directory)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    return done.stdout


@pytest.mark.parametrize("named", [named for *_, named in FAULTS.values()], ids=FAULTS)
def test_an_import_that_breaks_the_layers_is_reported(named: str, report: str) -> None:
    assert named in report
