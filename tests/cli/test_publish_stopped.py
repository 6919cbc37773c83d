"""What stops `widget publish`: kill -9, another publisher, a full disk. Visitors notice none."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.command import refused, widget
from tests.content import RURITANIA, serve
from widget.cli import new_edition

TITLE = "Visa for Ruritania"
OTHER_TITLE = "A visa for Ruritania"
PUBLISH = ["publish", "--note", "Again", "--accept-outdated"]

RUN = "import sys; from widget.cli.main import main; main(sys.argv[1:])"
RUN_AND_DIE = """
import os, signal, sys
event, name, times, *command = sys.argv[1:]
left = int(times)
def die(happens, arguments):
    global left
    if happens == event and any(str(each).endswith(name) for each in arguments):
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(die)
from widget.cli.main import main
main(command)
"""
"""Runs a command, and kills it before Python does something (an audit event) to a file."""


Write = Callable[[Path], Path]


@pytest.fixture(scope="module")
def write_published(tmp_path_factory: pytest.TempPathFactory) -> Write:
    """Writes a content directory with one edition, and an edit that is not published yet."""
    written = Path(shutil.copytree(RURITANIA, tmp_path_factory.mktemp("published") / "content"))
    assert widget(*PUBLISH, WIDGET_CONTENT=written).exit_code == 0
    rules = written / "rules.toml"
    rules.write_text(rules.read_text().replace(TITLE, OTHER_TITLE))
    return lambda directory: Path(shutil.copytree(written, directory, symlinks=True))


@pytest.fixture
def content(write_published: Write, tmp_path: Path) -> Path:
    """A content directory with one edition, and an edit that is not published yet."""
    return write_published(tmp_path / "content")


def title(content: Path) -> str:
    """The questionnaire's title on the first page that a new server shows."""
    page = serve(content).test_client().get("/office/en/").text
    (found,) = {each for each in (TITLE, OTHER_TITLE) if f"<span>{each}</span>" in page}
    return found


def start(content: Path, code: str, *arguments: str) -> subprocess.Popen[str]:
    """Start some code as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=os.environ | {"WIDGET_CONTENT": str(content)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill_publish(content: Path, event: str, name: str, times: int = 1) -> None:
    """Publish, and kill the process before an event, or before it happens once more."""
    process = start(content, RUN_AND_DIE, event, name, str(times), *PUBLISH)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def editions(content: Path) -> set[str]:
    """The names in the directory of the editions."""
    return {path.name for path in (content / "editions").iterdir()}


# Kill -9.

STEPS = {
    "the folder is made": ("os.mkdir", "/.new"),
    "half of the files are copied": ("shutil.copyfile", "/.new/source.txt"),
    "its file is written": ("open", "/.new/edition.toml"),
    "its number is written down": ("os.symlink", "/.unfinished"),
    "it gets its number": ("os.rename", "/.new"),
    "the new link is made": ("os.symlink", "/.published.new"),
    "the new link replaces the old one": ("os.rename", "/.published.new"),
}
"""Each step of a publish, and the event with which it begins."""


@pytest.mark.slow
@pytest.mark.parametrize(("event", "name"), STEPS.values(), ids=STEPS)
def test_a_publish_that_is_killed_before_a_step_changes_nothing_for_visitors(
    event: str, name: str, content: Path
) -> None:
    kill_publish(content, event, name)
    assert title(content) == TITLE
    assert widget(*PUBLISH, WIDGET_CONTENT=content).exit_code == 0
    assert title(content) == OTHER_TITLE
    assert editions(content) == {"1", "2", "published"}


@pytest.mark.slow
def test_a_publish_that_is_killed_before_the_switch_is_cleared_by_a_rollback_too(
    content: Path,
) -> None:
    assert widget(*PUBLISH, WIDGET_CONTENT=content).exit_code == 0
    rules = content / "rules.toml"
    rules.write_text(rules.read_text().replace(OTHER_TITLE, TITLE))
    kill_publish(content, "os.symlink", "/.published.new")
    assert editions(content) == {"1", "2", "3", "published", ".unfinished"}
    assert widget("rollback", WIDGET_CONTENT=content).exit_code == 0
    assert editions(content) == {"1", "2", "published"}
    assert title(content) == TITLE


@pytest.mark.slow
def test_a_publish_that_is_killed_after_its_last_step_has_published(content: Path) -> None:
    # Twice, at the start and after the switch, it removes the link to an unfinished edition.
    kill_publish(content, "os.remove", "/.unfinished", times=2)
    assert title(content) == OTHER_TITLE
    assert editions(content) == {"1", "2", "published", ".unfinished"}
    assert widget("rollback", WIDGET_CONTENT=content).exit_code == 0
    assert editions(content) == {"1", "2", "published"}


@pytest.mark.slow
def test_a_first_publish_that_is_killed_leaves_the_directory_as_it_stands(content: Path) -> None:
    shutil.rmtree(content / "editions")
    kill_publish(content, "os.rename", "/.editions.new")
    assert title(content) == OTHER_TITLE
    assert not (content / "editions").exists()
    assert widget(*PUBLISH, WIDGET_CONTENT=content).exit_code == 0
    assert editions(content) == {"1", "published"}
    assert not (content / ".editions.new").exists()


# Two publishers, and somebody who still edits.


def busy(content: Path) -> str:
    return (
        f"{content}/editions: Somebody else is publishing right now. "
        "Nothing has changed; try again in a moment."
    )


@pytest.mark.parametrize("command", [PUBLISH, ["rollback"]], ids=["publish", "rollback"])
def test_while_somebody_publishes_nobody_else_can(command: list[str], content: Path) -> None:
    with (content / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert refused(*command, WIDGET_CONTENT=content) == [busy(content)]


@pytest.mark.slow
def test_of_two_publishes_at_once_each_is_whole_or_refused(content: Path) -> None:
    both = [start(content, RUN, *PUBLISH) for _ in range(2)]
    told = [process.communicate()[1].splitlines()[-1:] for process in both]
    done = [process.returncode == 0 for process in both]
    assert any(done)
    assert [line for line, well in zip(told, done, strict=True) if not well] in (
        [],
        [[busy(content)]],
    )
    assert editions(content) == {"published", *map(str, range(1, 2 + sum(done)))}
    assert title(content) == OTHER_TITLE


def test_a_file_that_changes_while_it_is_published_is_not_published(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check has read other files than those that are copied."""

    def copy_after_an_edit(source: Path, target: Path) -> None:
        with (content / "cases.csv").open("a") as cases:
            cases.write("\n")
        copy_content(source, target)

    copy_content = new_edition.copy_content
    monkeypatch.setattr(new_edition, "copy_content", copy_after_an_edit)
    assert refused(*PUBLISH, WIDGET_CONTENT=content) == [
        f"{content}: A file has changed in the meantime. Nothing was published; try again."
    ]
    assert editions(content) == {"1", "published"}


# Broken files, in processes of their own.


@pytest.mark.slow
def test_broken_content_is_not_published(content: Path) -> None:
    rules = content / "rules.toml"
    rules.write_text(rules.read_text()[:500])
    process = start(content, RUN, *PUBLISH)
    told, messages = process.communicate()
    assert (process.returncode, told) == (1, "")
    assert messages.startswith("rules.toml: ")
    assert title(content) == TITLE
    assert editions(content) == {"1", "published"}


@pytest.mark.slow
def test_no_server_starts_with_a_damaged_edition(content: Path) -> None:
    (content / "editions" / "1" / "cases.csv").unlink()
    process = start(content, "import wsgi")
    assert process.communicate()[1].splitlines() == [
        "The widget does not start.",
        "editions/1: This edition is damaged: its files are not those that were published.",
        "editions/published: The published edition 1 cannot be served. "
        'To fix this, run: widget publish --note "…"',
    ]
    assert process.returncode == 1


# Disks.


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, with room for some editions."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", place)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


def mount(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)


@contextmanager
def full(disk: Path, *, but: int) -> Iterator[None]:
    """Fill a disk in the block, except for so many bytes."""
    filler = disk / "filler"
    free = os.statvfs(disk)
    filler.write_bytes(bytes(free.f_bavail * free.f_frsize - but))
    yield
    filler.unlink()


@pytest.mark.parametrize("room", [0, 16_384], ids=["no room at all", "room for some files"])
def test_on_a_full_disk_the_published_edition_stays(
    room: int, disk: Path, write_published: Write
) -> None:
    content = write_published(disk / "content")
    with full(disk, but=room):
        (line,) = refused(*PUBLISH, WIDGET_CONTENT=content)
        assert line.endswith(
            ": It cannot be written: No space left on device. Nothing has changed for visitors."
        )
        assert title(content) == TITLE
    assert editions(content) == {"1", "published"}
    assert widget(*PUBLISH, WIDGET_CONTENT=content).exit_code == 0
    assert title(content) == OTHER_TITLE


@pytest.mark.parametrize("command", [PUBLISH, ["rollback"]], ids=["publish", "rollback"])
def test_in_a_directory_that_is_read_only_nothing_is_published(
    command: list[str], disk: Path, write_published: Write
) -> None:
    content = write_published(disk / "content")
    assert mount("-o", "remount,ro", disk).returncode == 0
    (line,) = refused(*command, WIDGET_CONTENT=content)
    assert line == (
        f"{content}/.lock: It cannot be written: Read-only file system. "
        "Nothing has changed for visitors."
    )
    assert title(content) == TITLE
