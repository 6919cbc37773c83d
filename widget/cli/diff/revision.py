"""The old rules: from a file, or from a Git revision."""

from __future__ import annotations

import errno
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from widget.content import rules_path
from widget.problems import Problem, Problems
from widget.rules.file import load_rules
from widget.rules.model import Ruleset
from widget.settings import CONTENT, PACKAGE

ROOT = PACKAGE.parent
RULES = rules_path(CONTENT)

_ALLOWED = "a rules file, or a revision such as HEAD~1"


def rules_at(name: str) -> Ruleset:
    """Return the rules of a file or, if there is no such file, of a Git revision.

    Of a revision, the shipped rules file is read. Raises Problems when there is neither file nor
    revision, or when the rules are malformed.
    """
    if not name:
        raise Problems([Problem("the old rules", "", "They have no name.", _ALLOWED)])
    if _is_file(name):
        return load_rules(Path(name))
    with TemporaryDirectory() as directory:
        path = Path(directory) / RULES.name
        path.write_bytes(_blob(name))
        return load_rules(path, f"{RULES.name} at {name}")


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError as error:
        # A revision may be longer than any file's name. Other errors are reported by the reading.
        return error.errno != errno.ENAMETOOLONG


def _blob(revision: str) -> bytes:
    name = f"{revision}:{RULES.relative_to(ROOT)}"
    # `git show` would also take a range, and print nothing for it.
    command = ["git", "cat-file", "--end-of-options", "blob", name]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)  # noqa: S603 - ours
    except OSError:
        raise _neither(revision, "Git, which would know a revision, cannot be run") from None
    if done.returncode:
        raise _neither(revision, "Git knows no such revision of the rules")
    return done.stdout


def _neither(name: str, git: str) -> Problems:
    return Problems([Problem(name, "", f"There is no such file, and {git}.", _ALLOWED)])
