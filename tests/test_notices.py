"""The file notices.toml: what it says, and its mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notices import FILE, MISTAKES
from tests.rules.generated import edited
from widget.notices import Notice, Section, load_notices
from widget.problems import Problems
from widget.rules.wording import Text


def test_a_page_has_a_title_a_lead_and_sections(tmp_path: Path) -> None:
    (tmp_path / "notices.toml").write_text(FILE)
    sent = Section(
        Text("notices.privacy.heading", "What is sent"),
        (
            Text("notices.privacy.text", "Your answers."),
            Text("notices.privacy.text", "{agency} is responsible."),
        ),
    )
    assert load_notices(tmp_path) == {
        "privacy": Notice(
            Text("notices.privacy.title", "Privacy"),
            Text("notices.privacy.lead", "Nothing is stored."),
            (sent,),
        )
    }


def test_without_the_file_there_are_no_pages(tmp_path: Path) -> None:
    assert load_notices(tmp_path) == {}


@pytest.mark.parametrize(("right", "wrong", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_reported(right: str, wrong: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "notices.toml").write_text(edited(FILE, (right, wrong)))
    with pytest.raises(Problems) as raised:
        load_notices(tmp_path)
    assert [str(each) for each in raised.value.problems] == [f"notices.toml: {message}"]
