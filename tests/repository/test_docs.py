"""The documents about the commands: docs/commands.md from their help, and the worked examples."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from inspect import cleandoc
from pathlib import Path
from shlex import quote

import click
import pytest

from widget.cli.demo import ROOT
from widget.cli.help import commands_page
from widget.cli.main import GROUPS, full_names

EXAMPLES = {
    block.splitlines()[0]: block
    for block in re.findall(
        r"```console\n(.*?)```", (ROOT / "docs" / "examples.md").read_text(), re.DOTALL
    )
}

COMMANDS = {name: command for group in GROUPS.values() for name, command in full_names(group)}

LEFT_OUT = "…"
"""Matches any words in an example's output, or any lines if it is alone on a line."""

SHOW = 'show() { set -- $? "$1"; printf "$ %s\\n" "$2"; return "$1"; }'
"""Prints a command as if it were typed, and preserves the last exit code."""


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A directory in which examples may write, with links to the checkout's files."""
    for path in ROOT.iterdir():
        (tmp_path / path.name).symlink_to(path)
    return tmp_path


def test_the_page_of_the_commands_is_up_to_date() -> None:
    """Run `make record` after a change of a command."""
    assert (ROOT / "docs" / "commands.md").read_text() == commands_page()


@pytest.mark.parametrize(("name", "command"), COMMANDS.items(), ids=COMMANDS)
def test_help_begins_with_a_short_sentence_and_ends_with_an_example(
    name: str, command: click.Command
) -> None:
    text = cleandoc(str(command.help))
    assert re.match(r"[A-Z].{10,60}\.\n\n", text)
    assert f"\n\nExample: widget {name}" in text


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_an_example_prints_what_it_shows(example: str, workplace: Path) -> None:
    printed = run_by_hand(example, workplace)
    expected = re.escape(example).replace(f"\n{LEFT_OUT}\\\n", "\n(.*\n)*").replace(LEFT_OUT, ".*")
    assert re.fullmatch(expected, printed), f"This is what is printed:\n{printed}"


def run_by_hand(example: str, directory: Path) -> str:
    """Return what a terminal shows when the commands of an example are typed."""
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
