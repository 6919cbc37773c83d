"""`widget diff`: the old rules are a file or a revision that Git knows."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import refused
from tests.content import ROOT, RULES
from tests.rules.generated import edited

DIFF = "import sys; from widget.cli.main import main; main(['diff', *sys.argv[1:]])"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Git repository with a copy of the package, whose rules are edited after the commit."""
    root = tmp_path_factory.mktemp("repository")
    ignored = shutil.ignore_patterns("__pycache__", "static")
    shutil.copytree(ROOT / "widget", root / "widget", ignore=ignored)
    shutil.copytree(ROOT / "translations", root / "translations")
    (root / "docs").mkdir()
    name = ["-c", "user.name=Agency", "-c", "user.email=agency@example.com"]
    for command in (["init"], ["add", "."], [*name, "commit", "-m", "Rules"], ["branch", "docs"]):
        subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)
    rules = root / RULES.relative_to(ROOT)
    rules.write_text(edited(rules.read_text(), ('text = "Tourism"', 'text = "Sights"')))
    return root


REVISIONS = {
    "one with a name too long for a file": "HEAD" + "^0" * 150,
    "a branch with the name of a directory": "docs",
}


@pytest.mark.parametrize("revision", REVISIONS.values(), ids=REVISIONS)
def test_the_old_rules_can_be_a_git_revision(revision: str, repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DIFF, revision],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "  Until now: Tourism\n  From now on: Sights\n" in done.stdout


UNKNOWN = {
    "no such revision": "no-such-revision",
    "all but a revision": "^HEAD",
    "a range": "HEAD..HEAD",
    "a directory": "docs",
    "too long a name for a file": "a" * 300,
    "a file below a revision": "HEAD/new.toml",
}
ALLOWED = "Allowed: a rules file, or a revision such as HEAD~1."


@pytest.mark.parametrize("name", UNKNOWN.values(), ids=UNKNOWN)
def test_a_name_that_is_neither_a_file_nor_a_revision_is_reported(name: str) -> None:
    assert refused("diff", name) == [
        f"{name}: There is no such file, and Git knows no such revision of the rules. {ALLOWED}"
    ]


def test_an_empty_name_is_reported() -> None:
    assert refused("diff", "") == [f"the old rules: They have no name. {ALLOWED}"]


def test_mistakes_in_both_rulesets_are_reported_at_once(tmp_path: Path) -> None:
    """Both files are called rules.toml, so messages show their paths."""
    old, new = tmp_path / "old" / "rules.toml", tmp_path / "rules.toml"
    old.parent.mkdir()
    old.write_text("= start")
    new.write_text(edited(RULES.read_text(), ('start = "location"', 'start = "locatoin"')))
    assert refused("diff", old, new) == [
        f"{old}: line 1, column 1: This is not valid TOML: Invalid statement.",
        f"{new}: start: There is no question 'locatoin'. Did you mean location? Allowed: location.",
    ]
