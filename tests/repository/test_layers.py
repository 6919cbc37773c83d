"""Imports point one way: import-linter holds it, and a module that breaks a rule is named."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.documents import ROOT, read, tracked

LINTER = Path(sys.executable).with_name("lint-imports")


def lint(directory: Path) -> tuple[int, str]:
    """Run import-linter over a checkout, and return its exit code and what it prints."""
    done = subprocess.run(
        [LINTER, "--no-cache"], cwd=directory, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package, with the contracts."""
    directory = tmp_path_factory.mktemp("checkout")
    shutil.copy(ROOT / "pyproject.toml", directory)
    shutil.copytree(ROOT / "widget", directory / "widget")
    return directory


def test_no_module_breaks_a_rule(copied: Path) -> None:
    code, printed = lint(copied)
    assert code == 0, printed


PLANTED = {
    "a module without a layer": ("widget/stray.py", "", "widget.stray"),
    "an import upwards": (
        "widget/rules/stray.py",
        "import widget.content\n",
        "widget.rules.stray -> widget.content",
    ),
    "a circle within a folder": (
        "widget/files/stray.py",
        "import widget.partners.model\n",
        "widget.files.stray -> widget.partners.model",
    ),
    "Flask outside the web": ("widget/cli/stray.py", "import flask\n", "widget.cli.stray -> flask"),
    "the web in a command": (
        "widget/cli/stray.py",
        "import widget.web.app\n",
        "widget.cli.stray -> widget.web.app",
    ),
}


@pytest.mark.parametrize(("path", "text", "named"), PLANTED.values(), ids=PLANTED)
def test_a_module_that_breaks_a_rule_is_named(
    path: str, text: str, named: str, copied: Path
) -> None:
    planted = copied / path
    planted.write_text(text)
    try:
        code, printed = lint(copied)
    finally:
        planted.unlink()
    assert code == 1
    assert named in printed


def test_the_commands_run_without_flask() -> None:
    look = "import sys, widget.cli.main; print({'flask', 'werkzeug'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_only_the_settings_read_the_environment() -> None:
    uses = [
        f"{path}: {line.strip()}"
        for path in tracked("widget/*.py")
        for line in read(str(path)).splitlines()
        if re.search(r"os\.(environ|getenv)|from os import", line)
    ]
    reads = [use for use in uses if not use.startswith("widget/settings.py: ")]
    # The demo hands its environment on to the server that it starts, and reads nothing in it.
    assert [use.partition("{")[0] for use in reads] == [
        "widget/cli/demo.py: environment = os.environ | "
    ]
