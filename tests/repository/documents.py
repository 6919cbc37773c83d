"""The project's documents, and readers of their parts."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.content import ROOT


def read(name: str) -> str:
    """Return the text of a page."""
    return (ROOT / name).read_text(encoding="utf-8")


def tracked(*patterns: str) -> list[Path]:
    """Return the paths of the files that Git tracks or would add, relative to the project."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted({Path(each) for each in listed.splitlines() if (ROOT / each).exists()})


def section(page: str, heading: str) -> str:
    """Return the part of a page below the heading that begins with `heading`."""
    (found,) = [part for part in page.split("\n## ") if part.startswith(heading)]
    return found.partition("\n")[2]


def block(text: str, kind: str = "") -> str:
    """Return the one fenced block of a kind, such as `toml`, in a text."""
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return str(found)
