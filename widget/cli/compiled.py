"""Compare the product's compiled catalogues with their `.po` files."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo

from widget.cli.catalogues import translated_languages
from widget.po import read_catalogue
from widget.problems import Problem, Problems
from widget.settings import Settings
from widget.words import BROKEN, compiled, compiled_path, not_as_compiled


def check_compiled(settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each compiled catalogue that differs from its `.po` file.

    A catalogue that cannot be read is skipped: whatever reads it for its words reports that.
    """
    for language in translated_languages(settings):
        path = compiled_path(language, settings.translations)
        try:
            written = read_catalogue(path.with_suffix(".po"), path.name)
            compiled(language, settings.translations)
        except Problems:
            continue
        if written.fuzzy:
            what = "The file is marked as a guess (fuzzy), so none of its texts is used."
            name = str(path.with_suffix(".po").relative_to(settings.translations.parent))
            yield Problem(name, "the header", what, "the header without the mark")
        elif _differs(written, path):
            yield not_as_compiled(path, "It differs from the .po file.")


def _differs(written: Catalog, path: Path) -> bool:
    buffer = BytesIO()
    write_mo(buffer, written)
    buffer.seek(0)
    try:
        with path.open("rb") as file:
            return _words(read_mo(buffer)) != _words(read_mo(file))
    except BROKEN:  # such as a wrong date in the header, which only Babel reads
        return True


def _words(catalogue: Catalog) -> tuple[object, ...]:
    """Return the plural rule and all texts, without the header: each compiler writes its own."""
    texts = {(each.context, str(each.id)): each.string for each in catalogue if each.id}
    return catalogue.plural_expr, texts
