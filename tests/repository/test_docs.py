"""The commands' pages: each command has one, and its examples say what the command says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

import click
import pytest

from widget.cli.demo import ROOT
from widget.cli.main import main

PAGES = ROOT / "docs" / "commands"

LEFT_OUT = "…"
"""In an example's output it stands for any words; on a line of its own, for any lines."""

SHOW = 'show() { set -- $? "$1"; printf "$ %s\\n" "$2"; return "$1"; }'
"""Shows a command as it is typed, and leaves the last one's exit code as it was."""


def named(group: click.Group) -> Iterator[str]:
    """The names of a group's commands, as they are typed after it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from (f"{name} {inner}" for inner in named(command))
        else:
            yield name


def examples() -> Iterator[tuple[str, str]]:
    """Each example of a page, with the page's name."""
    for page in sorted(PAGES.glob("*.md")):
        for block in re.findall(r"```console\n(.*?)```", page.read_text(), re.DOTALL):
            yield page.stem, block


COMMANDS = list(named(main))
EXAMPLES = [pytest.param(text, id=f"{page}: {text.splitlines()[0]}") for page, text in examples()]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A directory in which examples may write: it shows the house's files by links."""
    for path in ROOT.iterdir():
        (tmp_path / path.name).symlink_to(path)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_page_with_an_example(command: str) -> None:
    page = PAGES / f"{command.replace(' ', '-')}.md"
    assert page.read_text().startswith(f"# widget {command}\n")
    assert f"\n$ widget {command}" in page.read_text()


def test_help_lists_each_command_with_a_whole_sentence() -> None:
    listed = main.get_help(click.Context(main)).partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == sorted(main.commands)
    assert all(line.endswith(".") and not line.endswith("...") for line in listed)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str) -> None:
    asked = main
    for name in command.split():
        asked = asked.commands[name]
    assert f"Example: widget {command}" in str(asked.help)


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_says_what_the_command_says(example: str, desk: Path) -> None:
    said = run_by_hand(example, desk)
    expected = re.escape(example).replace(f"\n{LEFT_OUT}\\\n", "\n(.*\n)*").replace(LEFT_OUT, ".*")
    assert re.fullmatch(expected, said), f"This is what is said:\n{said}"


def run_by_hand(example: str, directory: Path) -> str:
    """What a terminal shows when the commands of an example are typed."""
    typed = re.findall(r"^\$ (.*)$", example, re.MULTILINE)
    script = "\n".join([SHOW, *(f"show {quote(line)}\n{line}" for line in typed)])
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=directory,
        env=environment | {"COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=60,
    )
    return done.stdout
