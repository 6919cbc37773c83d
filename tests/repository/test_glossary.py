"""The translators' glossary: each term has a source, and occurs there if we have the source."""

from __future__ import annotations

import re

import pytest

from tests.conftest import read_table
from widget.settings import CONTENT

ROWS = read_table(CONTENT / "words" / "glossary.csv")
OPEN = "to be confirmed"
PARAGRAPHS = [
    paragraph
    for paragraph in (CONTENT / "source.txt").read_text().split("\n\n")
    if "выда" in paragraph
]
"""The paragraphs of the list that say to whom a visa is issued."""

FROM_THE_LIST = {
    row["en"]: (row["ru"], int(row["source_ru"].removeprefix("source.txt, paragraph ")))
    for row in ROWS
    if row["source_ru"].startswith("source.txt")
}
"""English → the Russian term, and the number of its paragraph."""


def test_the_columns_are_the_languages_their_sources_and_a_note() -> None:
    assert list(ROWS[0]) == ["en", "ru", "kk", "source_ru", "source_kk", "note"]
    assert len({row["en"] for row in ROWS}) == len(ROWS) >= 25


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_term_has_a_source_or_is_to_be_confirmed(language: str) -> None:
    for row in ROWS:
        term, source = row[language], row[f"source_{language}"]
        assert term, row
        assert source, row
        assert (term == OPEN) == (source == OPEN), row


def stems(text: str) -> set[str]:
    """The beginnings of words, without Russian endings; е replaces ё."""
    words = re.findall(r"\w{3,}", text.lower().replace("ё", "е"))
    return {word[: max(3, len(word) - 3)] for word in words}


@pytest.mark.parametrize(("term", "number"), FROM_THE_LIST.values(), ids=FROM_THE_LIST)
def test_a_term_of_the_list_is_in_its_paragraph(term: str, number: int) -> None:
    text = PARAGRAPHS[number - 1].lower().replace("ё", "е")
    assert [stem for stem in stems(term) if stem not in text] == []
