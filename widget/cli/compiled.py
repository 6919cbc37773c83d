"""Whether the compiled words of the product are those that were written."""

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
    """Yield each compiled catalogue that holds other words than its `.po`.

    One that cannot be read is left out: reading the content tells it.
    """
    for language in translated_languages(settings):
        path = compiled_path(language, settings.translations)
        try:
            written = read_catalogue(path.with_suffix(".po"), path.name)
            compiled(language, settings.translations)
        except Problems:
            continue
        if _differs(written, path):
            yield not_as_compiled(path, "It holds other words than the .po.")


def _differs(written: Catalog, path: Path) -> bool:
    content = BytesIO()
    write_mo(content, written)
    content.seek(0)
    try:
        with path.open("rb") as file:
            return _words(read_mo(content)) != _words(read_mo(file))
    except BROKEN:  # such as a wrong date in the header, which only Babel reads
        return True


def _words(compiled: Catalog) -> tuple[object, ...]:
    """Return all but the header: every tool that compiles writes its own."""
    texts = {(each.context, str(each.id)): each.string for each in compiled if each.id}
    return compiled.plural_expr, texts
