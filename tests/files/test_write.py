"""Files written as a whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from widget.files.write import write_all
from widget.problems import Problems


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    write_all({tmp_path / "a.po": "а\n", tmp_path / "new" / "b.po": "б\n"})
    assert (tmp_path / "a.po").read_bytes() == "а\n".encode()
    assert (tmp_path / "new" / "b.po").read_bytes() == "б\n".encode()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.po", "b.po", "new"]


def test_a_file_keeps_its_mode_and_a_link_stays_one(tmp_path: Path) -> None:
    file, link = tmp_path / "a.po", tmp_path / "link.po"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    write_all({link: "new"})
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("new", 0o640)
    assert link.is_symlink()


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_text("same")
    before = file.stat()
    write_all({file: "same"})
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_that_cannot_be_written_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_text("old")
    with pytest.raises(Problems) as raised:
        write_all({file: "new", file / "b.po": "new"})
    assert str(raised.value) == f"{file}: It cannot be written: File exists."
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_cannot_be_written_is_called_by_its_own_name(tmp_path: Path) -> None:
    file = tmp_path / ("a" * 255)
    with pytest.raises(Problems) as raised:
        write_all({file: "new"})
    assert str(raised.value) == f"{file}: It cannot be written: File name too long."
