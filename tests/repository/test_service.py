"""deploy/widget.service: systemd accepts it, and it leaves the widget few rights."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.conftest import LANGUAGES
from tests.content import ORIGIN, write_content
from tests.repository.documents import read
from tests.sites import Server

SYSTEMD = shutil.which("systemd-analyze")
MOST_EXPOSED = 2.0
"""The highest exposure level allowed, on systemd's scale from 0 to 10."""

PROGRAMS = Path(sys.executable).parent
UNIT = read("deploy/widget.service")

FORBID = (
    "import ctypes, os, sys;"
    "assert ctypes.CDLL(None).prctl(65, 1, 0, 0, 0) == 0;"  # PR_SET_MDWE, Linux 6.3 and later
    "os.execv(sys.argv[1], sys.argv[1:])"
)
"""Runs a program that cannot make memory executable, like MemoryDenyWriteExecute in the unit."""

needs_systemd = pytest.mark.skipif(SYSTEMD is None, reason="systemd is not installed")


def analyze(command: str, *options: str, unit: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(SYSTEMD), command, *options, unit], capture_output=True, text=True, check=False
    )


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit, with the programs of this environment."""
    path = tmp_path / "visa.service"
    path.write_text(UNIT.replace("/opt/visa/bin", str(PROGRAMS)))
    return path


@needs_systemd
def test_systemd_accepts_the_unit_without_a_warning(unit: Path) -> None:
    done = analyze("verify", unit=unit)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@needs_systemd
def test_the_unit_leaves_few_rights(unit: Path) -> None:
    done = analyze("security", "--offline=true", unit=unit)
    (level,) = re.findall(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    assert float(level) <= MOST_EXPOSED


@pytest.mark.parametrize("key", ["ExecStartPre", "ExecReload"])
def test_wrong_settings_stop_the_start_and_the_reload(key: str, tmp_path: Path) -> None:
    command = re.findall(rf'^{key}=/opt/visa/bin/python -c "(.*)"$', UNIT, re.MULTILINE)[0]
    done = subprocess.run(
        [sys.executable, "-c", command],
        env={"WIDGET_CONTENT": str(tmp_path / "none"), "WIDGET_ORIGIN": f"{ORIGIN}/visa"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "WIDGET_ORIGIN: The widget needs a host of its own" in done.stderr


@pytest.mark.slow
def test_the_server_needs_no_memory_that_it_writes_and_executes(tmp_path: Path) -> None:
    try:
        subprocess.run([sys.executable, "-c", FORBID, "/bin/true"], check=True, capture_output=True)
    except subprocess.CalledProcessError:
        pytest.skip("this Linux cannot forbid it")
    server = Server(
        write_content(tmp_path / "content"), ORIGIN, before=(sys.executable, "-c", FORBID)
    )
    server.start()
    try:
        for language in LANGUAGES:
            with urlopen(f"{server.url}/visakaz/{language}/kit") as answer:
                assert answer.status == 200
    finally:
        server.stop()
