"""The catalogues: fresh, complete, and true to the marks in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from widget.demo import ROOT
from widget.languages import SOURCE, TRANSLATIONS, languages
from widget.rules import Ruleset, texts

TEMPLATE = TRANSLATIONS / "messages.pot"
LANGUAGES = [language for language in languages() if language != SOURCE]

FORMS = {"ru": 3, "kk": 2}
"""How many plural forms a language has for whole numbers."""


def catalogue(language: str) -> Catalog:
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    return read_po(BytesIO(path.read_bytes()), locale=language, abort_invalid=True)


def messages(catalog: Catalog) -> list[Message]:
    """All messages but the header."""
    return [message for message in catalog if message.id]


def keys(catalog: Catalog) -> set[tuple[object, object]]:
    return {(message.context, message.id) for message in messages(catalog)}


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Every English text with its translation; of plurals, each form."""
    for message in messages(catalogue(language)):
        if isinstance(message.id, str):
            yield message.id, str(message.string)
        else:
            yield from ((message.id[1], form) for form in message.string)


def test_there_are_catalogues_for_russian_and_kazakh() -> None:
    assert set(LANGUAGES) == set(FORMS)


def test_the_template_holds_what_the_code_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The texts are gathered as `make template` does; `make translations` brings them in."""
    monkeypatch.chdir(ROOT)
    gathered = tmp_path / "messages.pot"
    options = ["--mapping-file=babel.cfg", "--omit-header", "--no-wrap", "--add-location=file"]
    CommandLineInterface().run(
        ["pybabel", "--quiet", "extract", *options, f"--output-file={gathered}", "."]
    )
    with gathered.open("rb") as new, TEMPLATE.open("rb") as kept:
        assert keys(read_po(new)) == keys(read_po(kept))
    assert gathered.read_text() == TEMPLATE.read_text()


def test_the_template_holds_every_word_of_the_rules(ruleset: Ruleset) -> None:
    with TEMPLATE.open("rb") as file:
        known = keys(read_po(file))
    assert {(text.context, text.english) for text in texts(ruleset)} <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_the_templates_messages_and_no_others(language: str) -> None:
    with TEMPLATE.open("rb") as file:
        assert keys(catalogue(language)) == keys(read_po(file))
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_only_guessed(language: str) -> None:
    fuzzy = [message.id for message in catalogue(language) if message.fuzzy]
    assert not fuzzy


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    missing = [english for english, translated in pairs(language) if not translated.strip()]
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_the_english(language: str) -> None:
    same = [english for english, translated in pairs(language) if english == translated]
    assert not same


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_form_is_there(language: str) -> None:
    plurals = [each for each in messages(catalogue(language)) if not isinstance(each.id, str)]
    assert plurals
    assert {len(message.string) for message in plurals} == {FORMS[language]}
    assert catalogue(language).num_plurals == FORMS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_the_english(language: str) -> None:
    wrong = [
        (english, translated)
        for english, translated in pairs(language)
        if placeholders(english) != placeholders(translated)
    ]
    assert not wrong


def placeholders(text: str) -> list[str]:
    """What is filled in, each as often as it stands; a lone percent sign would be a mistake."""
    return sorted(re.findall(r"%\([a-z]+\)s|%", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_holds_mark_up(language: str) -> None:
    """Words are words: a tag or an entity in one would be shown, or worse, obeyed."""
    marked = [
        text for pair in pairs(language) for text in pair if re.search(r"[<>&{}]|https?:|\n", text)
    ]
    assert not marked


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_stays_a_sentence(language: str) -> None:
    """It ends as the English does, and no stray blanks came in."""
    wrong = [
        (english, translated)
        for english, translated in pairs(language)
        if (english[-1] in ".?:" and translated[-1:] != english[-1])
        or translated != translated.strip()
        or "  " in translated
    ]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_is_borrowed_from_another_script(language: str) -> None:
    """A Latin `a` within a Cyrillic word looks right and is read out wrong."""
    mixed = [
        word
        for _, translated in pairs(language)
        for word in re.findall(r"\w+", re.sub(r"%\([a-z]+\)s", " ", translated))
        if re.search(r"[A-Za-z]", word) and re.search(r"[Ѐ-ӿ]", word)
    ]
    assert not mixed
