"""Rules as they were: from a file, or from a revision that Git keeps."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from widget.problems import Problem, Problems
from widget.rules import Ruleset
from widget.rules_file import RULES, load_rules

ROOT = RULES.parent.parent.parent


def rules_at(name: str) -> Ruleset:
    """Load the rules file of this name or, if there is none, the working one's at a Git revision.

    Raises Problems when there is neither, or when it is malformed.
    """
    if Path(name).exists():
        return load_rules(Path(name))
    with TemporaryDirectory() as directory:
        path = Path(directory) / f"rules.toml at {name.replace('/', '-')}"
        path.write_bytes(_content(name))
        return load_rules(path)


def _content(revision: str) -> bytes:
    there = f"{revision}:{RULES.relative_to(ROOT)}"
    command = ["git", "show", "--end-of-options", there]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)  # noqa: S603
    except FileNotFoundError:
        raise _neither(revision, "Git is not installed.") from None
    if done.returncode:
        raise _neither(revision, "Git knows no such revision of the rules.")
    return done.stdout


def _neither(name: str, git: str) -> Problems:
    what = f"There is no such file, and as for a revision: {git}"
    return Problems([Problem(name, "", what, "a rules file, or a revision such as HEAD~1")])
