"""`wsgi.py`, which a server loads: when it starts, and what it reports if it does not."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from werkzeug.test import Client

from tests.content import HOTEL, write_content
from widget.cli.demo import ROOT

WRONG = HOTEL.replace('"ru"', '"de"').replace("abroad", "moon")
PRESET = "There is no option of location 'moon'. Allowed: abroad, kazakhstan."


def start(content: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Load the application as a server does, but in this process."""
    monkeypatch.setenv("WIDGET_CONTENT", str(content))
    return runpy.run_path(str(ROOT / "wsgi.py"))["app"]


def test_it_starts_with_good_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    content = write_content(tmp_path / "content", {"hotel": HOTEL})
    assert callable(start(content, monkeypatch))
    assert caplog.messages == []


def test_it_starts_with_a_wrong_partner_and_logs_the_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    content = write_content(tmp_path / "content", {"inn": WRONG})
    assert callable(start(content, monkeypatch))
    assert f"a partner is not served: inn.toml: presets.location: {PRESET}" in caplog.messages


def test_it_does_not_start_when_the_agencys_file_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write_content(tmp_path / "content", {"visakaz": WRONG})
    with pytest.raises(SystemExit) as stopped:
        start(content, monkeypatch)
    first, *problems = str(stopped.value).splitlines()
    assert first == "The widget does not start."
    assert f"visakaz.toml: presets.location: {PRESET}" in problems


def test_the_process_ends_with_the_reason_on_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIDGET_ORIGIN", "visa.example")
    done = subprocess.run(
        [sys.executable, "-c", "import wsgi"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    first, problem = done.stderr.splitlines()
    assert first == "The widget does not start."
    assert problem == (
        "the environment: WIDGET_ORIGIN: 'visa.example' is not an origin. "
        "Did you mean https://visa.example? Allowed: https://host or "
        "https://host:port, without a path; for trying out also http://localhost:port and "
        "http://127.0.0.1:port."
    )


def test_it_starts_without_a_standard_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    app = start(write_content(tmp_path / "content"), monkeypatch)
    assert Client(app).get("/visakaz/en/").status_code == 200
