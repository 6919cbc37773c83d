"""Checks of the shipped translations that `widget check` cannot do reliably for any content."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message

from widget.cli.translations import check_words
from widget.po import read_catalogue
from widget.settings import CONTENT, TRANSLATIONS, Settings

FORMS = {"ru": 3, "kk": 2}
"""Language → its number of plural forms for whole numbers."""

LANGUAGES = list(FORMS)


def product_catalogue(language: str) -> Catalog:
    return read_catalogue(TRANSLATIONS / language / "LC_MESSAGES" / "messages.po", language)


def rules_catalogue(language: str) -> Catalog:
    return read_catalogue(CONTENT / "words" / f"{language}.po", language)


def messages(catalog: Catalog) -> list[Message]:
    """All messages but the header."""
    return [message for message in catalog if message.id]


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Each English text with its translation; a plural with each of its forms."""
    for catalogue in (product_catalogue(language), rules_catalogue(language)):
        for message in messages(catalogue):
            if isinstance(message.id, str):
                yield message.id, str(message.string)
            else:
                yield from ((message.id[1], form) for form in message.string)


def test_every_text_of_the_product_is_translated() -> None:
    """Texts of the rules may wait for a translator."""
    found = check_words(Settings())
    assert [each for each in found if not (each.warning and each.file.startswith("words/"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_equals_the_english(language: str) -> None:
    same = [english for english, translated in pairs(language) if english == translated]
    assert not same


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_plural_forms_are_translated(language: str) -> None:
    plurals = [
        each for each in messages(product_catalogue(language)) if not isinstance(each.id, str)
    ]
    assert plurals
    assert {len(message.string) for message in plurals} == {FORMS[language]}
    assert product_catalogue(language).num_plurals == FORMS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_ends_like_the_english_without_stray_spaces(language: str) -> None:
    """Stray spaces are spaces at the ends, and two in a row."""
    wrong = [
        (english, translated)
        for english, translated in pairs(language)
        if (english[-1] in ".?:" and translated[-1:] != english[-1])
        or translated != translated.strip()
        or "  " in translated
    ]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_mixes_latin_and_cyrillic_letters(language: str) -> None:
    """A Latin `a` in a Cyrillic word looks right, but screen readers misread it."""
    mixed = [
        word
        for _, translated in pairs(language)
        for word in re.findall(r"\w+", re.sub(r"%\([a-z]+\)s", " ", translated))
        if re.search(r"[A-Za-z]", word) and re.search(r"[Ѐ-ӿ]", word)
    ]
    assert not mixed
