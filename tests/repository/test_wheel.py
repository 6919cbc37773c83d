"""The wheel, installed outside the checkout, checks content and serves pages."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.conftest import LANGUAGES, Speak
from tests.content import mistakes
from tests.repository.commands import command, run_well
from tests.repository.documents import read
from tests.sites import free_port, has_ended
from widget.cli.demo import ROOT
from widget.rules.model import Ruleset
from widget.settings import CONTENT, PRODUCT

pytestmark = pytest.mark.slow


INSTALL = (
    "python3 -m venv /opt/visa-0.1.0",
    "/opt/visa-0.1.0/bin/pip install --require-hashes",
    "/opt/visa-0.1.0/bin/pip install --no-deps",
    "ln --symbolic --no-dereference --force /opt/visa-0.1.0",
)
"""The commands in docs/operations.md that install a release."""


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of programs in a virtual environment with only the wheel installed."""
    built, opt = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("opt")
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", built, ROOT]
    subprocess.run([sys.executable, "-m", "pip", "--quiet", *build], check=True)
    (wheel,) = built.glob("*.whl")
    places = {
        "python3 -m": f"{sys.executable} -m",
        "/opt": opt,
        "requirements.txt": ROOT / "requirements.txt",
        "visa_widget-0.1.0-py3-none-any.whl": wheel,
    }
    for start in INSTALL:
        run_well(command(start), places)
    return opt / "visa" / "bin"


@contextmanager
def serving(port: int, *command: str | Path, cwd: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server during the block, which starts when the server accepts connections."""
    # The server must use nothing from the checkout; temporary files go to the test's directory.
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
            yield server
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            while answers(port):  # a worker ends after its parent
                continue


def answers(port: int) -> bool:
    """Whether a server listens on a port, or a worker that ends resets the connection.

    The other source address prevents the port from connecting to itself.
    """
    source = ("127.0.0.2", 0)
    try:
        socket.create_connection(("127.0.0.1", port), 30, source_address=source).close()
    except ConnectionError as error:
        return not isinstance(error, ConnectionRefusedError)
    return True


def fetch(address: str) -> str:
    """The page at an address, requested again if a worker ends and cuts it off."""
    try:
        with urlopen(address, timeout=30) as answer:
            return str(answer.read().decode())
    except (ConnectionResetError, URLError) as error:
        if not isinstance(getattr(error, "reason", error), ConnectionResetError):
            raise
        return fetch(address)


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
    """A function that returns the first question in a language."""
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


# An upgrade.

OTHER = "0.2.0"
"""The version of the next release."""

FOOT = "Nothing you answer is stored."
"""A text of the product at the foot of each page."""

ENOUGH = 100_000
"""The most tries until all workers are new ones; far more than necessary."""


def rewrite(path: Path, old: bytes, new: bytes) -> None:
    """Change a file under this name, and leave its other hard links unchanged."""
    before, mode = path.read_bytes(), path.stat().st_mode
    assert old in before, path
    path.unlink()
    path.write_bytes(before.replace(old, new))
    path.chmod(mode)


def next_release(first: Path, second: Path, kazakh: str) -> str:
    """Create an environment with another release, whose version and one Kazakh text differ.

    Returns the text that replaces `kazakh`.
    """
    shutil.copytree(first, second, symlinks=True, copy_function=os.link)
    for program in (second / "bin" / "granian", second / "bin" / "widget"):
        rewrite(program, str(first).encode(), str(second).encode())
    (packages,) = second.glob("lib/python*/site-packages")
    (metadata,) = packages.glob("visa_widget-*.dist-info/METADATA")
    rewrite(metadata, f"\nVersion: {PRODUCT}\n".encode(), f"\nVersion: {OTHER}\n".encode())
    catalogue = packages / "widget/translations/kk/LC_MESSAGES/messages.mo"
    other = "x" * len(kazakh.encode())  # a text in a compiled catalogue must keep its length
    rewrite(catalogue, kazakh.encode(), other.encode())
    return other


def served(port: int, *words: str) -> set[tuple[str | bool, ...]]:
    """The versions that many requests meet, and whether the pages have each of the words."""
    address, found = f"http://127.0.0.1:{port}", set()
    for _ in range(20):
        page = unescape(fetch(f"{address}/visakaz/kk/"))
        version = json.loads(fetch(f"{address}/healthz"))["product"]
        found.add((version, *(each in page for each in words)))
    return found


def reload(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Reload a server, and wait until it has replaced its workers."""
    server.send_signal(signal.SIGHUP)
    for _ in range(ENOUGH):
        assert answers(port)
        if log.read_text().count("Stopped old worker") == 2:
            return
    pytest.fail(log.read_text())


def test_a_reload_serves_the_old_release_whole_and_a_restart_the_new_one(
    programs: Path, tmp_path: Path, speak: Speak
) -> None:
    """As docs/operations.md says under Upgrading, new code never serves old words."""
    port, opt, kazakh = free_port(), tmp_path / "opt", speak("kk").gettext(FOOT)
    installed = programs.parent.resolve()
    opt.mkdir()
    (opt / "visa").symlink_to(installed)
    other = next_release(installed, opt / f"visa-{OTHER}", kazakh)
    (start,) = re.findall("^ExecStart=(.*)$", read("deploy/widget.service"), re.MULTILINE)
    unit = [*start.replace("/opt", str(opt)).split(), "--port", str(port)]
    old, new = {(PRODUCT, True, False)}, {(OTHER, False, True)}
    with serving(port, *unit, cwd=tmp_path) as server:
        assert served(port, kazakh, other) == old
        places = {"/opt": opt, "/srv/visa/editions/published": CONTENT}
        checked = run_well(command("/opt/visa-0.2.0/bin/widget check"), places)
        assert checked.endswith(f"Version {OTHER}.\n")
        run_well(command("ln --symbolic --no-dereference --force /opt/visa-0.2.0"), places)
        reload(server, port, tmp_path / "log")
        assert served(port, kazakh, other) == old
    with serving(port, *unit, cwd=tmp_path):
        assert served(port, kazakh, other) == new
