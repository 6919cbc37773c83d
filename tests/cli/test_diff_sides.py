"""`widget diff`: the old and the new side, and their words in every language."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.command import refused, widget
from tests.cli.edits import within
from tests.content import RULES
from tests.rules.generated import SMALL, edited
from widget.cli.words import words_in

HEADER = r"""msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\n"
"""
WHY = ("purpose", "Why do you travel?")
FRIENDS = ("purpose.visit", "To see friends")
OTHER = ("purpose.other", "Something else")
RUSSIAN = {WHY: "Зачем вы едете?", FRIENDS: "К друзьям", OTHER: "Другое"}
KAZAKH = {WHY: "Не үшін барасыз?"}
VISIT = "questions.purpose.options.visit"
Words = dict[tuple[str, str], str]


def write_side(directory: Path, rules: str = SMALL, **languages: Words) -> Path:
    """Write rules and their translations as a content directory."""
    (directory / "words").mkdir(parents=True, exist_ok=True)
    (directory / "rules.toml").write_text(rules)
    for language, words in languages.items():
        entries = (
            f'\nmsgctxt "{context}"\nmsgid "{english}"\nmsgstr "{said}"\n'
            for (context, english), said in words.items()
        )
        (directory / "words" / f"{language}.po").write_text(HEADER + "".join(entries))
    return directory


def git(directory: Path, *command: str) -> None:
    name = ["-c", "user.name=Agency", "-c", "user.email=agency@example.com"]
    subprocess.run(["git", *name, *command], cwd=directory, check=True, capture_output=True)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content directory within a Git repository, with a commit and a branch `docs`."""
    content = write_side(tmp_path / "content", ru=RUSSIAN, kk=KAZAKH)
    (tmp_path / "docs").mkdir()
    for command in (["init"], ["add", "."], ["commit", "-m", "Rules"], ["branch", "docs"]):
        git(tmp_path, *command)
    return content


def diff(*arguments: str | Path, content: Path) -> str:
    """What is printed about a change of a content directory."""
    result = widget("diff", *arguments, WIDGET_CONTENT=content)
    assert (result.exit_code, result.stderr) == (1, "")
    return result.stdout


REVISIONS = {
    "the last commit": "HEAD",
    "one with a name too long for a file": "HEAD" + "^0" * 150,
    "a branch with the name of a directory": "docs",
}


@pytest.mark.parametrize("revision", REVISIONS.values(), ids=REVISIONS)
def test_the_old_side_can_be_a_revision_of_the_served_content(
    revision: str, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content.parent)
    write_side(content, edited(SMALL, ('"Something else"', '"One of 7 reasons"')))
    assert diff(revision, content=content) == (
        "Words only: 1 text (en, ru).\n\n"
        "  Reworded: purpose.other\n"
        "    Until now (en): Something else\n"
        "    From now on (en): One of 7 reasons\n"
        "    Not translated, so shown in English: ru\n"
    )


def test_a_translation_stays_when_the_english_changes(content: Path) -> None:
    """`widget check` warns that it is outdated."""
    write_side(content, edited(SMALL, ('"Something else"', '"Another reason"')))
    assert diff("HEAD", content=content) == (
        "Words only: 1 text (en).\n\n"
        "  Reworded: purpose.other\n"
        "    Until now (en): Something else\n"
        "    From now on (en): Another reason\n"
    )


LANGUAGES: dict[str, tuple[dict[str, Words], str]] = {
    "another translation": (
        {"ru": {**RUSSIAN, OTHER: "Иное"}},
        "Words only: 1 text (ru).\n\n"
        "  Reworded: purpose.other\n"
        "    Until now (ru): Другое\n"
        "    From now on (ru): Иное\n",
    ),
    "a new translation": (
        {"kk": {**KAZAKH, OTHER: "Басқа"}},
        "Words only: 1 text (kk).\n\n  Reworded: purpose.other\n    From now on (kk): Басқа\n",
    ),
    "a translation that is gone": (
        {"kk": {}},
        "Words only: 1 text (kk).\n\n"
        "  Reworded: purpose\n"
        "    Not translated, so shown in English: kk\n",
    ),
    "two languages": (
        {"kk": {WHY: "Сапар мақсаты?"}, "ru": {**RUSSIAN, WHY: "Цель?"}},
        "Words only: 1 text (kk, ru).\n\n"
        "  Reworded: purpose\n"
        "    Until now (kk): Не үшін барасыз?\n"
        "    From now on (kk): Сапар мақсаты?\n"
        "    Until now (ru): Зачем вы едете?\n"
        "    From now on (ru): Цель?\n",
    ),
}


@pytest.mark.parametrize(("languages", "told"), LANGUAGES.values(), ids=LANGUAGES)
def test_a_change_of_words_is_told_with_its_language(
    languages: dict[str, Words], told: str, content: Path
) -> None:
    write_side(content, **languages)
    assert diff("HEAD", content=content) == told


def test_languages_that_are_added_and_removed_are_told(tmp_path: Path, content: Path) -> None:
    in_russian = write_side(tmp_path / "russian", ru=RUSSIAN)
    in_kazakh = write_side(tmp_path / "kazakh", kk=KAZAKH)
    assert diff(in_russian, in_kazakh, content=content) == (
        "The same results. Languages added: kk.\nLanguages removed: ru.\n"
    )


def test_each_side_is_told_in_its_own_words(content: Path) -> None:
    """The catalogue of today has no translation for the English of the last commit."""
    rules = within(VISIT, '"tourist"\nclause = .*', '"ask_agency"')(SMALL)
    rules = edited(rules, ('"To see friends"', '"A visit"'))
    write_side(content, rules, ru={("purpose.visit", "A visit"): "В гости"})
    text = diff("HEAD", "--language", "ru", content=content)
    assert f"  {words_in('ru').gettext('Who')}: Purpose: К друзьям\n" in text


def test_both_sides_can_be_directories(tmp_path: Path, content: Path) -> None:
    new = write_side(tmp_path / "new", ru={**RUSSIAN, OTHER: "Иное"}, kk=KAZAKH)
    assert diff(content, new, content=content).startswith("Words only: 1 text (ru).\n")


def test_a_file_without_words_beside_it_has_the_words_that_are_served(
    tmp_path: Path, content: Path
) -> None:
    old, new = tmp_path / "old.toml", tmp_path / "new.toml"
    old.write_text(SMALL)
    new.write_text(edited(SMALL, ('"Something else"', '"One of 7 reasons"')))
    assert diff(old, new, content=content) == (
        "Words only: 1 text (en, ru).\n\n"
        "  Reworded: purpose.other\n"
        "    Until now (en): Something else\n"
        "    From now on (en): One of 7 reasons\n"
        "    Not translated, so shown in English: ru\n"
    )


UNKNOWN = {
    "no such revision": "no-such-revision",
    "all but a revision": "^HEAD",
    "a range": "HEAD..HEAD",
    "a directory without rules": "docs",
    "too long a name for a file": "a" * 300,
    "a file below a revision": "HEAD/new.toml",
}
ALLOWED = (
    "Allowed: a rules file, a content directory, its edition such as editions/1, "
    "or a revision such as HEAD~1."
)


@pytest.mark.parametrize("name", UNKNOWN.values(), ids=UNKNOWN)
def test_a_name_that_is_neither_a_file_nor_a_revision_is_reported(name: str) -> None:
    assert refused("diff", name) == [
        f"{name}: There is no such file, and Git has no such revision of the rules. {ALLOWED}"
    ]


def test_a_directory_that_is_not_kept_in_git_has_no_revisions(tmp_path: Path) -> None:
    own = write_side(tmp_path / "own")
    assert refused("diff", "HEAD", WIDGET_CONTENT=own) == [
        f"HEAD: There is no such file, and {own} is not in a Git repository. {ALLOWED}"
    ]


def test_without_git_a_revision_is_refused(tmp_path: Path) -> None:
    assert refused("diff", "HEAD", PATH=tmp_path) == [
        f"HEAD: There is no such file, and Git cannot be run to look for such a revision. {ALLOWED}"
    ]


def test_a_directory_without_editions_is_compared_with_nothing(tmp_path: Path) -> None:
    own = write_side(tmp_path / "own")
    assert refused("diff", WIDGET_CONTENT=own) == [
        f"{own}: There is no published edition to compare the working files with. {ALLOWED}"
    ]


def test_an_empty_name_is_reported() -> None:
    assert refused("diff", "") == [f"OLD: It is empty. {ALLOWED}"]


def test_mistakes_in_both_rulesets_are_reported_at_once(tmp_path: Path) -> None:
    """Both files are called rules.toml, so messages show their paths."""
    old, new = tmp_path / "old" / "rules.toml", tmp_path / "rules.toml"
    old.parent.mkdir()
    old.write_text("= start")
    new.write_text(edited(RULES.read_text(), ('start = "location"', 'start = "locatoin"')))
    assert refused("diff", old, new) == [
        f'{old}: line 1, column 1: The key cannot be read. Allowed: key = "text", or [table].',
        f"{new}: start: There is no question 'locatoin'. Did you mean location? Allowed: location.",
    ]


def test_mistakes_of_a_revision_are_reported_with_it(content: Path) -> None:
    write_side(content, "= start")
    (content / "words" / "ru.po").write_text(f'{HEADER}msgid "No end')
    git(content, "commit", "--all", "--message", "Mistakes")
    write_side(content, ru=RUSSIAN)
    assert refused("diff", "HEAD@{0}", WIDGET_CONTENT=content) == [
        "rules.toml at HEAD@{0}: line 1, column 1: The key cannot be read. "
        'Allowed: key = "text", or [table].',
        "words/ru.po at HEAD@{0}: line 3: This line cannot be read. Allowed: a comment after #, or "
        'msgid or msgstr with a text in quotation marks, in it \\" for ".',
    ]
