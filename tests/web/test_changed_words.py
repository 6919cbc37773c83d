"""A visitor reads on in another language when the English of the rules has changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.command import widget
from tests.conftest import Main
from tests.content import serve
from tests.rules.generated import edited
from widget.rules.model import Ruleset
from widget.settings import CONTENT, TRANSLATIONS, Settings
from widget.web.app import create_app

pytestmark = pytest.mark.slow


@pytest.fixture
def content(tmp_path: Path, ruleset: Ruleset) -> Path:
    """A content directory in which the English of the first question has changed."""
    directory = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    first = f'text = "{ruleset.questions[ruleset.start].text.text.english}"\n'
    rules = directory / "rules.toml"
    changed = first.replace('"', '"Please tell: ', 1)
    rules.write_text(edited(rules.read_text(), (first, changed)))
    return directory


def first_page(content: Path, language: str) -> str:
    """What a visitor reads on the first page."""
    page = Main(serve(content).test_client().get(f"/visakaz/{language}/").text)
    return f"{page.title}\n{page.words}"


def test_a_changed_text_is_shown_as_before_in_another_language(content: Path) -> None:
    assert "Please tell: " in first_page(content, "en")
    assert first_page(content, "ru") == first_page(CONTENT, "ru")


def test_an_update_changes_no_page(content: Path) -> None:
    widget("words", "update", content)
    assert "#, fuzzy" in (content / "words" / "ru.po").read_text()
    assert first_page(content, "ru") == first_page(CONTENT, "ru")


def test_a_text_without_a_translation_is_shown_in_english(content: Path) -> None:
    shutil.rmtree(content / "words")
    widget("words", "update", content, "--add", "ru")
    widget("words", "update", content, "--add", "kk")
    assert "Please tell: " in first_page(content, "ru")


def test_a_language_that_the_product_does_not_speak_has_english_buttons(tmp_path: Path) -> None:
    translations = shutil.copytree(TRANSLATIONS, tmp_path / "translations")
    shutil.rmtree(translations / "kk")
    app = create_app(Settings(content=CONTENT, translations=translations))
    html = app.test_client().get("/visakaz/kk/").text
    assert first_page(CONTENT, "kk").splitlines()[0] == Main(html).title
    assert "Nothing you answer is stored." in html
