"""The command lines of docs/operations.md and docs/machines.md, and functions that run them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.repository.documents import read

PAGE = read("docs/operations.md")
MACHINES = read("docs/machines.md")


def command_lines() -> list[str]:
    """All commands of both pages: in blocks, units and tables, without comments."""
    text = f"{PAGE}{MACHINES}"
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    in_blocks = [line.partition(" #")[0] for block in blocks for line in block.splitlines()]
    in_units = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    in_tables = re.findall(r"^\| .* \| `(.*)` \|$", text, re.MULTILINE)
    return [*in_blocks, *in_units, *(each.replace(r"\|", "|") for each in in_tables)]


def command(start: str) -> str:
    """The one command that begins with `start`; it may be on the pages several times."""
    (found,) = {each for each in command_lines() if each.startswith(start)}
    return found


def run(
    line: str, places: Mapping[str, Path | str], **environment: Path | str
) -> subprocess.CompletedProcess[str]:
    """Run a command of the pages, with some of its texts replaced (old → new). It may fail."""
    pattern = "|".join(map(re.escape, sorted(places, key=len, reverse=True)))
    here = re.sub(pattern, lambda found: str(places[found[0]]), line) if places else line
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", here],
        env=os.environ | {name: str(value) for name, value in environment.items()},
        check=False,
        capture_output=True,
        text=True,
    )


def run_well(line: str, places: Mapping[str, Path | str], **environment: Path | str) -> str:
    """Run a command of the pages that must succeed, and return what it prints."""
    done = run(line, places, **environment)
    assert done.returncode == 0, (line, done.stdout, done.stderr)
    return done.stdout
