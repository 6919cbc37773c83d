"""`widget init`, `publish`, `rollback` and `editions`: a server shows what was published."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.command import refused, widget
from tests.conftest import Main
from tests.content import RURITANIA, compare_today, serve
from tests.rules.generated import edited
from widget.cli.demo import write_content
from widget.content import load
from widget.copies import digest
from widget.problems import Problems
from widget.settings import CONTENT, PRODUCT, Settings

pytestmark = pytest.mark.slow

RELOAD = "Reload the server, and visitors see it."
TITLE = "Visa for Ruritania"
OTHER_TITLE = "A visa for Ruritania"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content directory of the example, not published yet."""
    return compare_today(Path(shutil.copytree(RURITANIA, tmp_path / "content")))


@pytest.fixture(scope="module")
def two_to_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content directory with two editions; the second one has another title."""
    content = Path(shutil.copytree(RURITANIA, tmp_path_factory.mktemp("two") / "content"))
    publish(compare_today(content), "As it was")
    edit(content / "rules.toml", (f'"{TITLE}"', f'"{OTHER_TITLE}"'))
    publish(content, "Another title", "--accept-outdated")
    return content


@pytest.fixture
def two(two_to_copy: Path, tmp_path: Path) -> Path:
    """A copy of a content directory with two editions, which the test may change."""
    return Path(shutil.copytree(two_to_copy, tmp_path / "two", symlinks=True))


def edit(file: Path, *edits: tuple[str, str]) -> None:
    """Replace texts in a file."""
    file.write_text(edited(file.read_text(), *edits))


def publish(content: Path, note: str, *options: str) -> str:
    """Publish, and return the first line that is printed."""
    result = widget("publish", "--note", note, *options, WIDGET_CONTENT=content)
    assert result.exit_code == 0, result.stderr
    first, *others = result.stdout.splitlines()
    assert others == [RELOAD]
    return first


def title(content: Path) -> str:
    """The questionnaire's title on the first page that a new server shows."""
    page = serve(content).test_client().get("/office/en/").text
    (found,) = {each for each in (TITLE, OTHER_TITLE) if f"<span>{each}</span>" in page}
    return found


def not_started(content: Path) -> list[str]:
    """Why a new server does not start."""
    with pytest.raises(Problems) as stopped:
        serve(content)
    return str(stopped.value).splitlines()


def listed(content: Path) -> str:
    """What `widget editions` prints, with a word for each date."""
    result = widget("editions", WIDGET_CONTENT=content)
    assert (result.exit_code, result.stderr) == (0, "")
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "TODAY", result.stdout)


# A content directory of one's own.


def test_init_makes_working_files_that_no_server_shows_yet(tmp_path: Path) -> None:
    own = tmp_path / "own"
    result = widget("init", own)
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"export WIDGET_CONTENT={own}" in result.stdout.splitlines()
    assert digest(own) == digest(CONTENT)
    assert widget("check", own).exit_code == 0
    assert not_started(own) == [
        f"{own}/editions: Nothing is published yet. "
        'To fix this, run: widget publish --note "The first edition"'
    ]


def test_init_takes_an_empty_directory(tmp_path: Path) -> None:
    assert widget("init", tmp_path).exit_code == 0
    assert (tmp_path / "rules.toml").exists()


@pytest.mark.parametrize("name", [".", "file", "file/own"], ids=["full", "a file", "below a file"])
def test_init_changes_nothing_that_is_there(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    (line,) = refused("init", tmp_path / name)
    assert line in (
        f"{tmp_path}: This directory is not empty. It was not changed. "
        "Allowed: a new or an empty directory.",
        f"{tmp_path}/{name}: It cannot be written: Not a directory.",
    )
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


# Publishing.


def test_a_directory_without_editions_is_served_as_it_stands(content: Path) -> None:
    assert title(content) == TITLE
    edit(content / "rules.toml", (f'"{TITLE}"', f'"{OTHER_TITLE}"'))
    assert title(content) == OTHER_TITLE
    assert listed(content) == (
        f"{content} has no editions: a server shows its files as they are.\n"
    )


def test_an_edit_is_served_once_it_is_published(content: Path) -> None:
    assert publish(content, "As it was") == "Edition 1 is published. The first edition."
    edit(content / "rules.toml", (f'"{TITLE}"', f'"{OTHER_TITLE}"'))
    assert title(content) == TITLE
    second = publish(content, "Another title", "--accept-outdated")
    assert second == "Edition 2 is published. Words only: 1 text (en)."
    assert title(content) == OTHER_TITLE


def test_a_half_done_edit_is_not_served(two: Path) -> None:
    rules = two / "rules.toml"
    rules.write_text(rules.read_text()[:2000])
    assert title(two) == OTHER_TITLE


def test_the_editions_are_listed_with_who_when_why_and_what_changed(two: Path) -> None:
    who = widget("editions", WIDGET_CONTENT=two).stdout.split("\n")[0].split()[-1]
    assert listed(two) == (
        f"2 (published)  TODAY  {who}\n  Another title\n  Words only: 1 text (en).\n"
        f"1  TODAY  {who}\n  As it was\n  The first edition.\n"
    )


def test_visitors_read_what_was_changed(two: Path) -> None:
    (two / "editions" / "1" / "edition.toml").write_text("damaged")
    words = sources(two)
    assert "Another title" in words
    assert "As it was" not in words, "what cannot be read is left out"


def test_what_is_not_in_force_is_no_news(two: Path) -> None:
    widget("rollback", WIDGET_CONTENT=two)
    assert "As it was" in sources(two)
    assert "Another title" not in sources(two)


def sources(content: Path) -> str:
    """What visitors read about where everything is from."""
    return Main(serve(content).test_client().get("/office/en/sources/").text).words


def test_an_edition_tells_the_local_time(content: Path) -> None:
    publish(content, "As it was")
    (line, *_) = widget("editions", WIDGET_CONTENT=content).stdout.splitlines()
    told = datetime.strptime(" ".join(line.split()[2:4]), "%Y-%m-%d %H:%M").astimezone()
    assert abs((datetime.now(UTC) - told).total_seconds()) < 3600


NOTES = {
    "quotes and backslashes": 'The "old" C:\\rules',
    "Cyrillic": "Студенты: короче",
    "a delete character": "one\x7ftwo",
}


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
def test_a_note_is_kept_as_it_was_written(note: str, content: Path) -> None:
    publish(content, note)
    assert f"\n  {note}\n" in listed(content)


def test_a_note_of_several_lines_becomes_one(content: Path) -> None:
    publish(content, " one\n two ")
    assert "\n  one two\n" in listed(content)


def test_a_note_must_say_something(content: Path) -> None:
    assert refused("publish", "--note", " ", WIDGET_CONTENT=content) == [
        "--note: It is empty. Allowed: what you changed, and why."
    ]
    assert widget("publish", WIDGET_CONTENT=content).exit_code == 2
    assert not (content / "editions").exists()


def test_an_edition_has_all_files_but_hidden_ones_and_editions(two: Path) -> None:
    (two / ".git").mkdir()
    (two / ".git" / "config").touch()
    (two / "partners" / ".inn.toml.swp").touch()
    (two / "partners" / "more").mkdir()
    shutil.copy(two / "source.txt", two / "partners" / "more" / "source.txt")
    publish(two, "More files", "--accept-outdated")
    third = two / "editions" / "3"
    found = {str(path.relative_to(third)) for path in third.rglob("*")}
    assert {"rules.toml", "partners/office.toml", "partners/more/source.txt"} < found
    assert [each for each in found if "/." in f"/{each}" or "editions" in each] == []


@pytest.fixture
def strict_umask() -> Iterator[None]:
    """New files are for their owner alone."""
    usual = os.umask(0o077)
    yield
    os.umask(usual)


@pytest.mark.usefixtures("strict_umask")
def test_the_servers_user_can_read_each_edition(content: Path) -> None:
    publish(content, "The first edition")
    edit(content / "rules.toml", (f'"{TITLE}"', f'"{OTHER_TITLE}"'))
    publish(content, "Another title", "--accept-outdated")
    published = [path for path in (content / "editions").rglob("*") if not path.is_symlink()]
    modes = {path: path.stat().st_mode & 0o777 for path in (content / "editions", *published)}
    assert modes == {path: 0o755 if path.is_dir() else 0o644 for path in modes}
    assert len(modes) > 20


def test_linked_files_are_copied(content: Path, tmp_path: Path) -> None:
    (content / "words").rename(tmp_path / "words")
    (content / "words").symlink_to(tmp_path / "words")
    publish(content, "Words from elsewhere")
    shutil.rmtree(tmp_path / "words")
    assert serve(content).test_client().get("/office/ru/").status_code == 200


BROKEN = {
    "the rules": ("rules.toml", 'start = "nationality"', 'start = "mationality"'),
    "a case": ("cases.csv", "purpose=work,work,", "purpose=work,visitor,"),
    "the source": ("source.txt", "höchstens 90 Tage", "höchstens 60 Tage"),
    "a promise": ("rules.toml", 'nationality = "other", goto', 'nationality = "fenwick", goto'),
    "a partner": ("partners/inn.toml", 'languages = ["en", "ru"]', 'languages = ["en", "de"]'),
    "a translation": ("words/ru.po", 'msgid ""', 'msgid "'),
}


@pytest.mark.parametrize(("file", "old", "new"), BROKEN.values(), ids=BROKEN)
def test_broken_content_is_not_published(file: str, old: str, new: str, two: Path) -> None:
    path, before = two / file, listed(two)
    path.write_text(path.read_text().replace(old, new, 1))
    messages = refused("publish", "--note", "Broken", "--accept-outdated", WIDGET_CONTENT=two)
    assert messages == refused("check", WIDGET_CONTENT=two) != []
    assert (listed(two), title(two)) == (before, OTHER_TITLE)


def test_files_that_have_not_changed_are_not_published_again(two: Path) -> None:
    before = listed(two)
    assert refused("publish", "--note", "Again", WIDGET_CONTENT=two) == [
        f"{two}: No file has changed since edition 2, which stays published."
    ]
    assert listed(two) == before


@pytest.mark.parametrize("name", ["words/ru.po", "partners/office.toml", "cases.csv"])
def test_any_file_that_has_changed_is_published(name: str, two: Path) -> None:
    with (two / name).open("a") as file:
        file.write("\n")
    third = publish(two, "Another line", "--accept-outdated")
    assert third.startswith("Edition 3 is published. The same")


def test_outdated_translations_are_listed_and_wait_for_consent(content: Path) -> None:
    edit(
        content / "rules.toml",
        (f'"{TITLE}"', f'"{OTHER_TITLE}"'),
        ('text = "To study"\n', 'text = "To learn"\n'),
    )
    assert refused("publish", "--note", "Other words", WIDGET_CONTENT=content) == [
        "words/ru.po: These texts have outdated translations: about.title, purpose.study. "
        "Allowed: translations reviewed after `widget words update`, or --accept-outdated."
    ]
    assert not (content / "editions").exists()
    publish(content, "Other words", "--accept-outdated")


def test_the_shipped_content_is_not_published() -> None:
    assert refused("publish", "--note", "Mine") == [
        f"{CONTENT}: This is the shipped content, which an upgrade replaces. "
        "Allowed: a directory of your own, which `widget init` makes, in WIDGET_CONTENT."
    ]
    assert not (CONTENT / ".lock").exists()


WRITING = {
    "publish": ["publish", "--note", "Again"],
    "rollback": ["rollback"],
    "words update": ["words", "update"],
    "cases add": ["cases", "add", "nationality=sylvania&purpose=study"],
    "partner new": ["partner", "new", "hotel"],
}


@pytest.mark.parametrize("name", ["2", "published"], ids=["by number", "by the link"])
@pytest.mark.parametrize("command", WRITING.values(), ids=WRITING)
def test_no_command_writes_into_an_edition(command: list[str], name: str, two: Path) -> None:
    place = two / "editions" / name
    assert refused(*command, WIDGET_CONTENT=place) == [
        f"{place}: This is an edition, and editions never change. "
        "Allowed: a directory with working files."
    ]
    assert title(two) == OTHER_TITLE


COMMANDS = """\
table
draw
why location=abroad
diff
diff HEAD
cases
cases add location=abroad
partner new hotel
partner show hotel
words update
check
demo
publish --note New
rollback
editions
"""


@pytest.mark.parametrize("command", COMMANDS.splitlines())
def test_a_directory_that_does_not_exist_is_named(command: str, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    assert refused(*command.split(), WIDGET_CONTENT=nowhere) == [
        f"the environment: WIDGET_CONTENT: {nowhere} cannot be read: No such file or directory. "
        "Allowed: a directory with rules.toml, partners/ and words/."
    ]


@pytest.mark.parametrize("command", COMMANDS.splitlines())
def test_a_directory_that_is_a_link_to_itself_is_named(command: str, tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    (line,) = refused(*command.split(), WIDGET_CONTENT=loop)
    assert line.startswith(f"the environment: WIDGET_CONTENT: {loop} cannot be read: Too many ")


def test_editions_on_a_disk_that_is_not_there_are_not_replaced_by_the_working_files(
    two: Path, tmp_path: Path
) -> None:
    (two / "editions").rename(tmp_path / "disk")
    (two / "editions").symlink_to(tmp_path / "disk")
    assert title(two) == OTHER_TITLE
    (tmp_path / "disk").rename(tmp_path / "away")
    assert not_started(two)[0].startswith(f"{two}/editions: Nothing is published yet.")


# Which files a command reads.


def test_commands_read_the_working_files(two: Path) -> None:
    edit(two / "rules.toml", (f'"{OTHER_TITLE}"', f'"{TITLE}"'))
    compared = widget("diff", two / "editions" / "published", WIDGET_CONTENT=two)
    assert f"  Until now (en): {OTHER_TITLE}\n" in compared.stdout
    assert f"  From now on (en): {TITLE}\n" in compared.stdout
    edit(two / "rules.toml", ('start = "nationality"', 'start = "mationality"'))
    assert widget("check", WIDGET_CONTENT=two).exit_code == 1
    assert widget("check", two / "editions" / "published").exit_code == 0


def test_the_working_files_are_compared_with_the_published_edition(two: Path) -> None:
    edit(two / "rules.toml", (f'"{OTHER_TITLE}"', f'"{TITLE}"'))
    compared = widget("diff", WIDGET_CONTENT=two)
    assert f"  Until now (en): {OTHER_TITLE}\n" in compared.stdout
    widget("rollback", WIDGET_CONTENT=two)
    assert widget("diff", WIDGET_CONTENT=two).stdout.startswith("The same: nothing changes")


def test_before_the_first_publish_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    own = tmp_path / "own"
    widget("init", own)
    assert refused("diff", WIDGET_CONTENT=own) == [
        f"{own}/editions: Nothing is published yet. "
        'To fix this, run: widget publish --note "The first edition"'
    ]


def test_the_demo_shows_the_working_files(two: Path, tmp_path: Path) -> None:
    edit(two / "rules.toml", (f'"{OTHER_TITLE}"', f'"{TITLE}"'))
    demo = tmp_path / "demo"
    write_content(demo, "http://localhost:8001", load(Settings(content=two)))
    assert title(demo) == TITLE


def test_all_tell_the_same_version_and_edition(two: Path) -> None:
    health = serve(two).test_client().get("/healthz").json
    assert health
    assert (health["product"], health["edition"]) == (PRODUCT, 2)
    told = f"Version {PRODUCT}. Edition 2 is published."
    assert widget("--version", WIDGET_CONTENT=two).stdout == f"{told}\n"
    assert widget("check", WIDGET_CONTENT=two).stdout.splitlines()[-1] == told


def test_without_editions_the_version_is_told_alone(content: Path) -> None:
    health = serve(content).test_client().get("/healthz").json
    assert health
    assert (health["product"], health["edition"]) == (PRODUCT, None)
    assert widget("check", content).stdout.splitlines()[-1] == f"Version {PRODUCT}."


# Back to another edition.


def test_rollback_switches_to_the_edition_before(two: Path) -> None:
    result = widget("rollback", WIDGET_CONTENT=two)
    assert result.stdout.splitlines() == [
        "Edition 1 is published: As it was",
        RELOAD,
        "The working files have not changed; `widget diff` compares them with this edition.",
    ]
    assert title(two) == TITLE
    assert f'"{OTHER_TITLE}"' in (two / "rules.toml").read_text()


def test_rollback_switches_to_any_edition(two: Path) -> None:
    for number, shown in ("1", TITLE), ("2", OTHER_TITLE):
        assert widget("rollback", number, WIDGET_CONTENT=two).exit_code == 0
        assert title(two) == shown


def test_what_is_published_after_a_rollback_has_a_new_number(two: Path) -> None:
    widget("rollback", WIDGET_CONTENT=two)
    third = publish(two, "Once more", "--accept-outdated")
    assert third == "Edition 3 is published. Words only: 1 text (en)."


NO_EDITIONS = {"too large": "3", "zero": "0"}


@pytest.mark.parametrize("number", NO_EDITIONS.values(), ids=NO_EDITIONS)
def test_an_edition_that_does_not_exist_is_refused(number: str, two: Path) -> None:
    assert refused("rollback", number, WIDGET_CONTENT=two) == [
        f"editions: There is no edition '{number}'. Allowed: 1, 2."
    ]


def test_before_the_first_edition_is_none(two: Path) -> None:
    widget("rollback", WIDGET_CONTENT=two)
    assert refused("rollback", WIDGET_CONTENT=two) == [
        f"{two}/editions: There is no edition before 1, the published one. Allowed: 2."
    ]


def test_before_the_first_publish_is_nothing_to_go_back_to(tmp_path: Path) -> None:
    own = tmp_path / "own"
    widget("init", own)
    assert refused("rollback", WIDGET_CONTENT=own) == [
        f"{own}/editions: Nothing is published yet. "
        'To fix this, run: widget publish --note "The first edition"'
    ]


def test_a_missing_link_can_be_made_again(two: Path) -> None:
    (two / "editions" / "published").unlink()
    missing = (
        f"{two}/editions: No edition is published: the link to it is missing. "
        "To fix this, run: widget rollback 2"
    )
    assert listed(two).endswith(f"{missing}\n")
    assert refused("rollback", WIDGET_CONTENT=two) == not_started(two) == [missing]
    assert widget("rollback", "2", WIDGET_CONTENT=two).exit_code == 0
    assert title(two) == OTHER_TITLE


def test_an_edition_that_this_version_cannot_serve_is_refused(two: Path) -> None:
    first = two / "editions" / "1"
    was = digest(first)
    edit(first / "rules.toml", ('start = "nationality"', 'start = "mationality"'))
    edit(first / "edition.toml", (was, digest(first)))
    line, *_ = refused("rollback", WIDGET_CONTENT=two)
    assert line.startswith("edition 1: rules.toml: start: There is no question 'mationality'.")
    assert title(two) == OTHER_TITLE


# An edition that was damaged on the disk.


DAMAGED = "editions/2: This edition is damaged: its files are not those that were published."
DAMAGES = {
    "a changed file": lambda edition: edit(edition / "rules.toml", (OTHER_TITLE, TITLE)),
    "a missing file": lambda edition: (edition / "cases.csv").unlink(),
    "another file": lambda edition: (edition / "partners" / "x.toml").touch(),
    "a renamed file": lambda edition: (edition / "cases.csv").rename(edition / "people.csv"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_edition_is_named_and_the_one_before_can_be_chosen(
    damage: object, two: Path
) -> None:
    assert callable(damage)
    damage(two / "editions" / "2")
    assert not_started(two) == [
        DAMAGED,
        "editions/published: The published edition 2 cannot be served. "
        "To fix this, run: widget rollback",
    ]
    assert DAMAGED in listed(two)
    assert widget("rollback", WIDGET_CONTENT=two).exit_code == 0
    assert title(two) == TITLE
    assert refused("rollback", "2", WIDGET_CONTENT=two) == [DAMAGED]


def test_a_damaged_first_edition_needs_another_one(two: Path) -> None:
    widget("rollback", WIDGET_CONTENT=two)
    (two / "editions" / "1" / "cases.csv").unlink()
    assert not_started(two)[-1] == (
        "editions/published: The published edition 1 cannot be served. "
        'To fix this, run: widget publish --note "…"'
    )
    assert publish(two, "Whole again", "--accept-outdated").startswith("Edition 3 is published.")


@pytest.mark.parametrize("text", [None, "", "date ="], ids=["missing", "empty", "half"])
def test_an_edition_without_its_file_is_named(text: str | None, two: Path) -> None:
    file = two / "editions" / "2" / "edition.toml"
    file.unlink()
    if text is not None:
        file.write_text(text)
    problems = not_started(two)
    assert problems[0].startswith("editions/2/edition.toml: ")
    assert widget("rollback", WIDGET_CONTENT=two).exit_code == 0


def test_a_damaged_edition_can_be_followed_by_a_new_one(two: Path) -> None:
    shutil.rmtree(two / "editions" / "2" / "words")
    third = publish(two, "Whole again", "--accept-outdated")
    assert third == ("Edition 3 is published. It could not be compared with the edition before it.")
    assert title(two) == OTHER_TITLE


NO_LINKS = {
    "elsewhere": (
        lambda link: link.symlink_to("../.."),
        "It leads to '../..', which is not an edition.",
    ),
    "a directory": (
        lambda link: link.mkdir(),
        "It is not a link. Allowed: a link to the number of an edition.",
    ),
    "a link to itself": (
        lambda link: link.symlink_to(link.name),
        "It leads to 'published', which is not an edition.",
    ),
}


@pytest.mark.parametrize(("make", "what"), NO_LINKS.values(), ids=NO_LINKS)
def test_a_link_that_is_none_is_named(make: object, what: str, two: Path) -> None:
    link = two / "editions" / "published"
    link.unlink()
    assert callable(make)
    make(link)
    (line,) = not_started(two)
    assert line.startswith(f"{link}: {what}")
    assert refused("editions", WIDGET_CONTENT=two) == [line]
    assert widget("--version", WIDGET_CONTENT=two).stdout == f"Version {PRODUCT}.\n"


def test_an_edition_that_was_copied_in_part_is_refused(two: Path) -> None:
    shutil.copytree(two / "editions" / "2" / "words", two / "editions" / "3" / "words")
    assert refused("rollback", "3", WIDGET_CONTENT=two) == [
        "editions/3/edition.toml: There is no such file."
    ]
    assert title(two) == OTHER_TITLE
