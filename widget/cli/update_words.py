"""`widget words update`: the catalogues, brought up to date with the texts that there are now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click
from babel.messages.catalog import Catalog

from widget.cli.catalogues import (
    CatalogueFile,
    Catalogues,
    product_catalogues,
    product_template,
    rules_catalogues,
)
from widget.cli.merge_words import merge
from widget.cli.po_text import as_text
from widget.content import words_path
from widget.editions import refuse_edition
from widget.files.write import write_all
from widget.languages import SOURCE, Language, language_of
from widget.po import read_catalogue
from widget.problems import Problem, Problems, collecting
from widget.settings import Settings, content_directory
from widget.words import words_name


@click.group()
def words() -> None:
    """Update the translations of the rules."""


@words.command()
@click.argument(
    "directory", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False
)
@click.option("--add", metavar="LANGUAGE", help="Add a language, such as uz.")
def update(directory: Path | None, add: str | None) -> None:
    """Bring the translations up to date with the rules.

    Writes all texts of the rules into each words/<language>.po, with notes for translators. A
    changed text keeps its translation, which is marked for review (fuzzy). Texts that are not used
    any more move to the end of the file, behind #~. Without DIRECTORY, the working files in
    WIDGET_CONTENT are updated.

    Example: widget words update --add uz
    """
    settings = Settings(content=directory or content_directory())
    refuse_edition(settings.content)
    catalogues = rules_catalogues(settings, explained=True)
    if add:
        catalogues = _with(catalogues, _language(add), settings)
    texts, lines = _merged([catalogues])
    write_all(texts)
    click.echo("\n".join(lines) or "English is the only language. To add another one, use --add.")


def update_all(settings: Settings) -> list[str]:
    """Update the catalogues of both kinds and the product's template; return what has changed.

    Raises Problems, and writes nothing, when the rules, a page template or a catalogue cannot be
    read.
    """
    product = product_catalogues(settings)
    texts, lines = _merged([product, rules_catalogues(settings, explained=True)])
    # The header holds only dates and blanks. Without it, the file changes only when a text does.
    template = {product_template(settings): as_text(product.template, omit_header=True)}
    write_all(template | texts)
    return lines


def _merged(kinds: Iterable[Catalogues]) -> tuple[dict[Path, str], list[str]]:
    """Return the new text of each file, and a line about what has changed in it.

    Raises Problems when a catalogue cannot be read.
    """
    problems: list[Problem] = []
    texts: dict[Path, str] = {}
    lines: list[str] = []
    for catalogues in kinds:
        for file in catalogues.files:
            with collecting(problems):
                catalogue = _read_or_create(file)
                lines.append(f"{file.name}: {merge(catalogue, catalogues.template)}.")
                texts[file.path] = as_text(catalogue)
    if problems:
        raise Problems(problems)
    return texts, lines


def _read_or_create(file: CatalogueFile) -> Catalog:
    if file.path.is_file() and file.path.stat().st_size:
        return read_catalogue(file.path, file.name)
    comment = f"# The words in {file.language.name}."
    return Catalog(file.language.locale, header_comment=comment, fuzzy=False)


def _language(tag: str) -> Language:
    try:
        language = language_of(tag)
    except ValueError as error:
        raise Problems([Problem("--add", "", f"{error}.")]) from None
    if tag == SOURCE:
        raise Problems([Problem("--add", "", "The English words are in rules.toml.")])
    return language


def _with(catalogues: Catalogues, language: Language, settings: Settings) -> Catalogues:
    """Return the catalogues, with one of this language."""
    path = words_path(settings.content, language.tag)
    file = CatalogueFile(path, words_name(language.tag), language)
    return replace(catalogues, files=tuple(dict.fromkeys((*catalogues.files, file))))


if __name__ == "__main__":
    print("\n".join(update_all(Settings.from_environment())))
