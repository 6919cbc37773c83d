"""The two sides of a comparison: rules with their words, from files or from Git."""

from __future__ import annotations

import errno
import subprocess
import tarfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from widget.besides import Besides, load_besides
from widget.cli.diff.partners import PARTNERS, Files, files_of
from widget.cli.words import directory_of_words
from widget.content import check_directory, find_languages, rules_path, words_path
from widget.editions import published
from widget.problems import Problem, Problems, collecting
from widget.rules.file import load_rules
from widget.rules.model import Ruleset
from widget.rules.proof import verify
from widget.rules.texts import texts
from widget.settings import TRANSLATIONS, content_directory
from widget.words import Words, load_words

_ALLOWED = (
    "a rules file, a content directory, its edition such as editions/1, "
    "or a revision such as HEAD~1"
)


@dataclass(frozen=True, eq=False)
class Side:
    """Proven rules, which may break promises, their words by language tag, what is beside them.

    The files of the partners are None where a side is only a rules file.
    """

    ruleset: Ruleset
    words: Mapping[str, Words]
    besides: Besides
    partners: Files | None


def old_side(name: str) -> Side:
    """Return the rules and words of a file or directory or, if there is none, of a Git revision.

    Of a revision, the content directory in WIDGET_CONTENT is read. Raises Problems when there is no
    such thing, or when its rules or words are wrong.
    """
    if not name:
        raise Problems([Problem("OLD", "", "It is empty.", _ALLOWED)])
    if _is_there(Path(name)):
        return side_of(Path(name))
    with TemporaryDirectory() as directory:
        _extract(_archive(name), Path(directory))
        rules = rules_path(Path(directory))
        side = _read(rules, f"{rules.name} at {name}", Path(directory), lambda f: f"{f} at {name}")
        return replace(side, partners=files_of(Path(directory)))


def published_side() -> Side:
    """Return what is published of the working files in WIDGET_CONTENT.

    Raises Problems when nothing is, or when the edition is damaged.
    """
    content = content_directory()
    check_directory(content)
    found = published(content)
    if found is None:
        what = "There is no published edition to compare the working files with."
        raise Problems([Problem(str(content), "", what, _ALLOWED)])
    return side_of(found.directory)


def side_of(path: Path | None) -> Side:
    """Return the rules and words of a rules file or a content directory; None is WIDGET_CONTENT.

    A file without words beside it has the words in WIDGET_CONTENT. Raises Problems when the rules
    or the words are wrong.
    """
    working = content_directory()
    if path is None:
        check_directory(working)
        side = _read(rules_path(working), "rules.toml", working, str)
        return replace(side, partners=files_of(working))
    rules = rules_path(path) if path.is_dir() else path
    words = directory_of_words(rules)
    side = _read(rules, str(rules), words, lambda file: f"{words}/{file}")
    return replace(side, partners=files_of(path)) if path.is_dir() else side


def _is_there(path: Path) -> bool:
    """Return whether a path is a rules file, or a directory with one."""
    try:
        return path.is_file() or rules_path(path).is_file()
    except OSError as error:
        # A revision may be longer than any file's name. Other errors are reported by the reading.
        return error.errno != errno.ENAMETOOLONG


def _read(rules: Path, rules_name: str, directory: Path, named: Callable[[str], str]) -> Side:
    """Read a rules file, and the words and what stands beside the rules of a content directory.

    Messages call the rules `rules_name`, and the other files as `named` returns.
    """
    problems: list[Problem] = []
    ruleset: Ruleset | None = None
    words: dict[str, Words] = {}
    besides: Besides | None = None
    with collecting(problems):
        ruleset = load_rules(rules, rules_name)
        verify(ruleset, promises=False)
    try:
        besides = load_besides(directory, None)  # A file of rules may be another's.
        words = _words_of(directory, ruleset, besides)
    except Problems as error:
        problems += (replace(each, file=named(each.file)) for each in error.problems)
    if ruleset is None or besides is None or problems:
        raise Problems(problems)
    return Side(ruleset, words, besides, partners=None)


def _words_of(directory: Path, ruleset: Ruleset | None, besides: Besides) -> dict[str, Words]:
    said = [*(texts(ruleset) if ruleset else ()), *besides.texts]
    return {
        tag: load_words(language, words_path(directory, tag), TRANSLATIONS, said)
        for tag, language in find_languages(directory).items()
    }


def _archive(revision: str) -> bytes:
    """Return the content directory at a revision, as a tar archive."""
    # Within a directory, Git archives only this directory.
    command = ["git", "archive", "--format=tar", "--end-of-options", revision]
    directory = content_directory()
    check_directory(directory)
    try:
        done = _run(command, directory)
    except OSError:
        raise _neither(revision, "Git cannot be run to look for such a revision") from None
    if done.returncode:
        kept = _run(["git", "rev-parse"], directory).returncode == 0
        knows = "Git has no such revision of the rules"
        raise _neither(revision, knows if kept else f"{directory} is not in a Git repository")
    return done.stdout


def _run(command: list[str], directory: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, cwd=directory, capture_output=True, check=False)  # noqa: S603 - ours


def _extract(archive: bytes, directory: Path) -> None:
    """Write the files in an archive into a directory, with those of its words and partners."""
    folders = ("words", PARTNERS)
    for each in folders:
        (directory / each).mkdir()
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        for member in files:
            folder, _, name = member.name.rpartition("/")
            content = files.extractfile(member) if member.isfile() else None
            if content and folder in ("", *folders):
                (directory / folder / name).write_bytes(content.read())


def _neither(name: str, git: str) -> Problems:
    return Problems([Problem(name, "", f"There is no such file, and {git}.", _ALLOWED)])
