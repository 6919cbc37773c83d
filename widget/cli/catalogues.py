"""Catalogues: the product's words of one language each, and the template gathered from the code."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import write_po
from jinja2 import TemplateSyntaxError

from widget.cli.demo import ROOT
from widget.content import find_languages
from widget.languages import SOURCE
from widget.problems import Problem, Problems, collecting
from widget.rules.model import Ruleset, texts
from widget.settings import TRANSLATIONS, Settings
from widget.words import BROKEN, compiled, compiled_path, not_as_compiled, read_catalogue

TEMPLATE = TRANSLATIONS / "messages.pot"


def gather() -> Catalog:
    """Gather the texts to translate, as `make template` does.

    Raises Problems when the rules are malformed, or a template.
    """
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)
    template = Catalog()
    files: list[str] = []
    found = extract_from_dir(ROOT, methods, options, callback=lambda file, *_: files.append(file))
    try:
        for file, line, text, comments, context in found:
            template.add(text, None, [(file, line)], auto_comments=comments, context=context)
    except TemplateSyntaxError as error:
        what = f"This is not a template: {str(error.message).rstrip('.')}."
        raise Problems([Problem(files[-1], f"line {error.lineno}", what)]) from error
    return template


def rules_template(ruleset: Ruleset) -> Catalog:
    """Return the texts of some rules as a template; their context tells where they stand."""
    template = Catalog()
    for text in texts(ruleset):
        template.add(text.english, None, [(ruleset.file, 0)], context=text.context)
    return template


def as_file(template: Catalog) -> str:
    """Write a template as `make template` does."""
    content = BytesIO()
    write_po(content, template, include_lineno=False, omit_header=True, width=0)
    return content.getvalue().decode()


def find(settings: Settings) -> dict[str, Path]:
    """Return the path of the product's catalogue for each language of the content."""
    known = find_languages(settings.content)
    return {
        tag: compiled_path(language, settings.translations).with_suffix(".po")
        for tag, language in known.items()
        if tag != SOURCE
    }


def called(path: Path) -> str:
    """Name a catalogue's file as one would type it."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def read(path: Path) -> Catalog:
    """Read a catalogue. Raises Problems, each with its line, when it cannot be read."""
    return read_catalogue(path, called(path))


def check_compiled(settings: Settings) -> None:
    """Compare each compiled catalogue with what it was compiled from.

    Raises Problems when one holds other words, or when either cannot be read.
    """
    problems: list[Problem] = []
    for language in find_languages(settings.content).values():
        if language.tag != SOURCE:
            path = compiled_path(language, settings.translations)
            with collecting(problems):
                written = read(path.with_suffix(".po"))
                compiled(language, settings.translations)
                if _differs(written, path):
                    what = "It holds other words than the .po."
                    problems.append(not_as_compiled(path, what))
    if problems:
        raise Problems(problems)


def _differs(written: Catalog, path: Path) -> bool:
    content = BytesIO()
    write_mo(content, written)
    content.seek(0)
    try:
        with path.open("rb") as file:
            return _words(read_mo(content)) != _words(read_mo(file))
    except BROKEN:  # as by a date in the header, which only Babel reads
        return True


def _words(compiled: Catalog) -> tuple[object, ...]:
    """All but the header, which tells who compiled it too."""
    texts = {(each.context, str(each.id)): each.string for each in compiled if each.id}
    return compiled.plural_expr, texts
