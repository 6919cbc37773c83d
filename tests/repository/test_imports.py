"""The arrow of imports: pyproject.toml names the layers, and import-linter holds them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.content import ROOT
from widget.settings import PACKAGE


def lint(directory: Path) -> str:
    """Judge a copy of the package in a directory; what is said, or nothing if all is well."""
    done = subprocess.run(
        [
            Path(sys.executable).with_name("lint-imports"),
            "--no-cache",
            "--no-logo",
            ROOT / "pyproject.toml",
        ],
        cwd=directory,
        env=os.environ | {"PYTHONPATH": str(directory)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout if done.returncode else ""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package to plant faults in."""
    ignored = shutil.ignore_patterns("__pycache__", "data", "static")
    return Path(shutil.copytree(PACKAGE, tmp_path / "widget", ignore=ignored))


def test_all_imports_follow_the_layers(copy: Path) -> None:
    assert lint(copy.parent) == ""


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


@pytest.mark.parametrize(("file", "line", "named"), FAULTS.values(), ids=FAULTS)
def test_an_import_that_breaks_the_layers_is_reported(
    file: str, line: str, named: str, copy: Path
) -> None:
    with (copy / file).open("a") as module:
        module.write(line)
    assert named in lint(copy.parent)
