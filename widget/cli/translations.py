"""Check the words of every language: those of the rules and, in a checkout, of the product."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from widget.cli.catalogues import (
    MAPPING,
    UPDATE_ALL,
    Catalogues,
    product_catalogues,
    product_template,
    rules_catalogues,
    translated_languages,
)
from widget.cli.compiled import check_compiled
from widget.cli.judge_catalogue import check_catalogue, check_english, outdated_texts
from widget.cli.po_text import as_text
from widget.po import read_catalogue
from widget.problems import Problem, collecting
from widget.settings import Settings
from widget.words import compiled_path, words_name


def check_words(settings: Settings) -> list[Problem]:
    """Return all problems of the words in every language of the content directory."""
    problems: list[Problem] = []
    with collecting(problems):
        problems += _check_all(rules_catalogues(settings))
    with collecting(problems):
        problems += _check_spoken(settings)
        if MAPPING.is_file():
            product = product_catalogues(settings)
            problems += [*_check_template(product, settings), *_check_all(_begun(product))]
            problems += check_compiled(settings)
    return problems


def outdated_words(settings: Settings) -> Iterator[tuple[str, list[str]]]:
    """Yield each catalogue of the rules with outdated translations: its name, and their places.

    Raises Problems when the rules or a catalogue cannot be read.
    """
    catalogues = rules_catalogues(settings)
    for file in catalogues.files:
        found = outdated_texts(read_catalogue(file.path, file.name), catalogues)
        if found:
            yield file.name, [text.context or f"“{text.english}”" for text in found]


def _check_all(catalogues: Catalogues) -> list[Problem]:
    problems = list(check_english(catalogues.template))
    for file in catalogues.files:
        with collecting(problems):
            catalogue = read_catalogue(file.path, file.name)
            problems += check_catalogue(file.name, catalogue, catalogues)
    return problems


def _check_spoken(settings: Settings) -> Iterator[Problem]:
    """Yield a warning for each language in which the product has no words of its own."""
    for language in translated_languages(settings):
        if not compiled_path(language, settings.translations).parent.is_dir():
            what = "Buttons and notices are shown in English: the product is not translated yet."
            fix = UPDATE_ALL if MAPPING.is_file() else ""
            yield Problem(words_name(language.tag), "", what, fix=fix, warning=True)


def _begun(catalogues: Catalogues) -> Catalogues:
    files = tuple(file for file in catalogues.files if file.path.parent.is_dir())
    return replace(catalogues, files=files)


def _check_template(catalogues: Catalogues, settings: Settings) -> Iterator[Problem]:
    path = product_template(settings)
    kept = path.read_text(encoding="utf-8") if path.is_file() else ""
    if kept != as_text(catalogues.template, omit_header=True):
        what = "It does not match the texts in the code."
        name = f"{path.parent.name}/{path.name}"
        yield Problem(name, "", what, fix=catalogues.command, warning=True)
