"""The wheel alone, installed outside the checkout, checks and serves."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.conftest import LANGUAGES, Speak
from tests.content import mistakes
from tests.sites import free_port, has_ended
from widget.cli.demo import ROOT
from widget.rules.model import Ruleset
from widget.settings import CONTENT, PRODUCT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a virtual environment with only the wheel installed."""
    built, environment = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("venv")
    pip(sys.executable, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", built, ROOT)
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    python = environment / "bin" / "python"
    pip(python, "install", "--require-hashes", "--requirement", ROOT / "requirements.txt")
    pip(python, "install", "--no-deps", *built.glob("*.whl"))
    return python.parent


def pip(python: str | Path, command: str, *arguments: str | Path) -> None:
    subprocess.run([python, "-m", "pip", "--quiet", command, *arguments], check=True)


@contextmanager
def serving(port: int, *command: str | Path, cwd: Path) -> Iterator[None]:
    """Run a server in the block, which begins when it accepts connections."""
    # Nothing may come from the checkout; temporary files go to the test's directory.
    environment = {key: each for key, each in os.environ.items() if key != "PYTHONPATH"}
    with (
        (cwd / "log").open("wb") as log,
        subprocess.Popen(
            command,
            cwd=cwd,
            env=environment | {"TMPDIR": str(cwd)},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as server,
    ):
        try:
            while not answers(port):
                assert not has_ended(server), (cwd / "log").read_text()
            yield
        finally:
            os.killpg(server.pid, signal.SIGKILL)


def answers(port: int) -> bool:
    """Whether a server listens on a port.

    The other source address keeps the port from connecting to itself.
    """
    source = ("127.0.0.2", 0)
    try:
        socket.create_connection(("127.0.0.1", port), 30, source_address=source).close()
    except ConnectionRefusedError:
        return False
    return True


def fetch(address: str) -> str:
    with urlopen(address, timeout=30) as answer:
        return str(answer.read().decode())


def test_the_installed_wheel_checks_its_content(programs: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [programs / "widget", "check"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert all(line.startswith("Warning: words/") for line in mistakes(done.stderr))
    assert done.stdout.endswith(
        f"\nPartners: visakaz.\nLanguages: en, kk, ru.\nVersion {PRODUCT}.\n"
    )


def test_the_installed_wheel_keeps_words_in_any_directory(programs: Path, tmp_path: Path) -> None:
    content = shutil.copytree(CONTENT, tmp_path / "content")
    done = [
        subprocess.run(
            [programs / "widget", *command, content],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        for command in (["words", "update", "--add", "uz"], ["check"])
    ]
    assert [line.split(":")[0] for line in done[0].stdout.splitlines()] == [
        "words/kk.po",
        "words/ru.po",
        "words/uz.po",
    ]
    assert "Warning: words/uz.po: Buttons and notices are shown in English" in done[1].stderr
    assert done[1].stdout.endswith(f"\nLanguages: en, kk, ru, uz.\nVersion {PRODUCT}.\n")


@pytest.fixture
def first_question(ruleset: Ruleset, speak: Speak) -> Callable[[str], str]:
    """Returns the first question in a language."""
    return lambda language: speak(language).say(ruleset.questions[ruleset.start].text.text)


def test_the_installed_wheel_serves_pages_in_each_language(
    programs: Path, tmp_path: Path, first_question: Callable[[str], str]
) -> None:
    port = free_port()
    options = ["--interface", "wsgi", "--port", str(port), "wsgi:app"]
    with serving(port, programs / "granian", *options, cwd=tmp_path):
        for language in LANGUAGES:
            page = fetch(f"http://127.0.0.1:{port}/visakaz/{language}/")
            assert first_question(language) in unescape(page)


def test_the_installed_wheel_serves_the_demo(
    programs: Path, tmp_path: Path, first_question: Callable[[str], str]
) -> None:
    port = free_port()
    with serving(port, programs / "widget", "demo", "--port", str(port), cwd=tmp_path):
        page = fetch(f"http://127.0.0.1:{port + 1}/")
        assert f'src="http://127.0.0.1:{port}/demo/"' in page
        assert first_question("kk") in unescape(fetch(f"http://127.0.0.1:{port}/demo/kk/"))
