"""Catalogues of translations, and templates that list the texts to translate.

There are two kinds: the product's words come from the code, the rules' words from the rules.
`make translations` updates all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import write_po
from jinja2 import TemplateSyntaxError

from widget.content import find_languages, rules_path, words_path
from widget.languages import SOURCE, Language
from widget.po import read_catalogue
from widget.problems import Problem, Problems
from widget.rules.file import load_rules
from widget.rules.texts import texts
from widget.settings import PACKAGE, Settings
from widget.words import compiled_path

CHECKOUT = PACKAGE.parent
MAPPING = CHECKOUT / "babel.cfg"
"""Tells Babel which files hold texts. Only a checkout has it, since a wheel has no source texts."""


@dataclass(frozen=True)
class CatalogueFile:
    """The catalogue of one language; problems show its `name`."""

    path: Path
    name: str
    language: Language


@dataclass(frozen=True)
class Catalogues:
    """The catalogues of one kind of words; `template` holds all texts to translate."""

    template: Catalog
    files: tuple[CatalogueFile, ...]


def rules_catalogues(settings: Settings) -> Catalogues:
    """Return the catalogues of the rules' words. Raises Problems when the rules are malformed."""
    template = Catalog()
    for text in texts(load_rules(rules_path(settings.content), "rules.toml")):
        template.add(text.english, context=text.context)
    files = (
        CatalogueFile(path := words_path(settings.content, each.tag), path.name, each)
        for each in translated_languages(settings)
    )
    return Catalogues(template, tuple(files))


def product_catalogues(settings: Settings) -> Catalogues:
    """Return the catalogues of the product's words.

    Raises Problems when a template of a page has a syntax error.
    """
    files = (
        CatalogueFile(
            path := compiled_path(each, settings.translations).with_suffix(".po"),
            str(path.relative_to(settings.translations.parent)),
            each,
        )
        for each in translated_languages(settings)
    )
    return Catalogues(extract(CHECKOUT), tuple(files))


def translated_languages(settings: Settings) -> list[Language]:
    """Return all languages of the content directory except English."""
    known = find_languages(settings.content).values()
    return [each for each in known if each.tag != SOURCE]


def product_template(settings: Settings) -> Path:
    """Return the path of the template that lists the product's texts."""
    return settings.translations / "messages.pot"


def extract(checkout: Path) -> Catalog:
    """Extract the texts to translate from the code and the page templates of a checkout.

    Raises Problems when a page template has a syntax error.
    """
    with (checkout / MAPPING.name).open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)
    template = Catalog()
    files: list[str] = []
    found = extract_from_dir(
        checkout, methods, options, callback=lambda file, *_: files.append(file)
    )
    try:
        for file, line, text, comments, context in found:
            template.add(text, None, [(file, line)], auto_comments=comments, context=context)
    except TemplateSyntaxError as error:
        what = f"This is not a template: {str(error.message).rstrip('.')}."
        raise Problems([Problem(files[-1], f"line {error.lineno}", what)]) from error
    return template


def as_text(catalogue: Catalog, *, omit_header: bool = False) -> str:
    """Return a catalogue in the format of a `.po` file, without wrapping long texts."""
    buffer = BytesIO()
    write_po(buffer, catalogue, include_lineno=False, omit_header=omit_header, width=0)
    return buffer.getvalue().decode()


def update(catalogues: Catalogues) -> None:
    """Add new texts of the template to each catalogue, and mark removed texts with `#~`.

    Create catalogues that are missing or empty. Raises Problems when one cannot be read.
    """
    for file in catalogues.files:
        catalogue = _read_or_create(file)
        catalogue.update(catalogues.template, no_fuzzy_matching=True, update_creation_date=False)
        file.path.parent.mkdir(parents=True, exist_ok=True)
        file.path.write_text(as_text(catalogue), encoding="utf-8")


def _read_or_create(file: CatalogueFile) -> Catalog:
    if file.path.is_file() and file.path.stat().st_size:
        return read_catalogue(file.path, file.name)
    comment = f"# The words in {file.language.name}."
    return Catalog(file.language.locale, header_comment=comment, fuzzy=False)


def update_all(settings: Settings) -> None:
    """Update the catalogues of both kinds and the product's template.

    Raises Problems when the rules, a page template or a catalogue cannot be read.
    """
    product = product_catalogues(settings)
    # The header holds only dates and blanks. Without it, the file changes only when a text does.
    template = as_text(product.template, omit_header=True)
    product_template(settings).write_text(template, encoding="utf-8")
    for catalogues in (product, rules_catalogues(settings)):
        update(catalogues)


if __name__ == "__main__":
    update_all(Settings.from_environment())
