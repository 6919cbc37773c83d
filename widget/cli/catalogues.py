"""Catalogues of translations, and templates that list the texts to translate.

There are two kinds: the product's words come from the code, the rules' words from the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from jinja2 import TemplateSyntaxError

from widget.besides import load_besides
from widget.cli.screens import screen_of
from widget.cli.translators import notes
from widget.content import check_directory, find_languages, rules_path, words_path
from widget.languages import SOURCE, Language
from widget.problems import Problem, Problems
from widget.rules.file import load_rules
from widget.rules.texts import texts
from widget.settings import PACKAGE, Settings, content_directory
from widget.words import compiled_path, words_name

CHECKOUT = PACKAGE.parent
MAPPING = CHECKOUT / "babel.cfg"
"""Tells Babel which files hold texts. Only a checkout has it, since a wheel has no source texts."""
UPDATE_ALL = "make translations"
UPDATE_WORDS = "widget words update"


@dataclass(frozen=True)
class CatalogueFile:
    """The catalogue of one language; problems show its `name`."""

    path: Path
    name: str
    language: Language


@dataclass(frozen=True)
class Catalogues:
    """The catalogues of one kind of words.

    `template` holds all texts to translate; `command` updates the files.
    """

    template: Catalog
    files: tuple[CatalogueFile, ...]
    command: str


def rules_catalogues(settings: Settings, *, explained: bool = False) -> Catalogues:
    """Return the catalogues of the rules' words, with notes for translators if `explained`.

    They include the words of the files beside the rules. Raises Problems when a file is malformed.
    """
    check_directory(settings.content)
    template, ruleset = Catalog(), load_rules(rules_path(settings.content), "rules.toml")
    besides = load_besides(settings.content, ruleset)
    told = notes(ruleset, besides) if explained else {}
    for text in (*texts(ruleset), *besides.texts):
        template.add(text.english, auto_comments=told.get(text, ()), context=text.context)
    files = (
        CatalogueFile(words_path(settings.content, each.tag), words_name(each.tag), each)
        for each in translated_languages(settings)
    )
    by_default = settings.content == content_directory()
    command = UPDATE_WORDS if by_default else f"{UPDATE_WORDS} {settings.content}"
    return Catalogues(template, tuple(files), command)


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
    return Catalogues(extract(CHECKOUT), tuple(files), UPDATE_ALL)


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
        checkout,
        methods,
        options,
        comment_tags=["Translators:"],
        strip_comment_tags=True,
        callback=lambda file, *_: files.append(file),
        directory_filter=lambda folder: _has_texts(Path(folder).relative_to(checkout)),
    )
    try:
        for file, line, text, comments, context in found:
            lines = [*screen_of(file), *comments]
            template.add(text, None, [(file, line)], auto_comments=lines, context=context)
    except TemplateSyntaxError as error:
        what = f"This is not a template: {str(error.message).rstrip('.')}."
        raise Problems([Problem(files[-1], f"line {error.lineno}", what)]) from error
    return template


def _has_texts(folder: Path) -> bool:
    """Return whether a folder of a checkout can hold texts: the walk through others takes long."""
    return folder.parts[0] in ("widget", "templates")
