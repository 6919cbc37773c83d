"""Catalogues: the words of one language each, and the template, gathered from the code."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import PoFileError, PoFileParser, write_po
from jinja2 import TemplateSyntaxError

from widget import languages
from widget.cli.demo import ROOT
from widget.files.toml import read_text
from widget.problems import Problem, Problems, collecting, no_such

TEMPLATE = ROOT / "translations" / "messages.pot"

# Babel takes an open quotation mark for the text's last letter, and drops it.
_LINE = re.compile(
    r"""\#[^~].* | \# | (\#~)?\s*
        (((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\ +)? "([^"\\]|\\.)*")?""",
    re.VERBOSE,
)


class _Noting(Catalog):
    """Notes what stands here a second time; Babel goes by the first without a word."""

    def __init__(self) -> None:
        super().__init__()
        self.again: list[Message] = []

    def __setitem__(self, id: str | list[str] | tuple[str, ...], message: Message) -> None:  # noqa: A002 - the base's name
        if id and self.get(id, message.context):
            self.again.append(message)
        super().__setitem__(id, message)


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


def as_file(template: Catalog) -> str:
    """Write a template as `make template` does."""
    content = BytesIO()
    write_po(content, template, include_lineno=False, omit_header=True, width=0)
    return content.getvalue().decode()


def find(name: str | None) -> dict[str, Path]:
    """Find a catalogue by its language or, where the name ends in .po, its file; or else all.

    Raises Problems when there is no such language.
    """
    if name and name.endswith(".po"):
        return {name: Path(name)}
    known = languages.languages()[1:]
    if name and name not in known:
        raise Problems([no_such("translations", "", "language", name, known)])
    return {key: languages.catalogue(key) for key in ([name] if name else known)}


def called(path: Path) -> str:
    """Name a catalogue's file as one would type it."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def read(path: Path) -> Catalog:
    """Read a catalogue. Raises Problems, each with its line, when it cannot be read."""
    text = read_text(path, called(path))
    if text.startswith("\ufeff"):
        # Babel would compile it without its header, and so without its plural forms.
        what = "A byte order mark stands before the text."
        raise Problems([Problem(called(path), "line 1", what, "files saved as UTF-8 without one")])
    lines = text.split("\n")
    what = "This line cannot be read."
    allowed = 'a comment after #, or msgid or msgstr and a text in quotation marks, in it \\" for "'
    wrong = [n for n, line in enumerate(lines, 1) if not _LINE.fullmatch(line.strip())]
    if wrong:
        raise Problems(Problem(called(path), f"line {n}", what, allowed) for n in wrong)
    catalogue = _Noting()
    try:
        PoFileParser(catalogue, abort_invalid=True).parse(lines)
    except (PoFileError, ValueError) as error:
        raise Problems([_unreadable(called(path), error)]) from None
    if catalogue.charset.lower() not in ("utf-8", "utf8"):
        what = f"It names the charset {catalogue.charset}, by which other letters would be shown."
        raise Problems([Problem(called(path), "the header", what, "charset=utf-8")])
    if catalogue.again:
        what = "This text stands here a second time; the first counts."
        places = [f"line {each.lineno}" for each in catalogue.again]
        raise Problems(Problem(called(path), place, what, "each text once") for place in places)
    return catalogue


def check_compiled() -> None:
    """Compare each compiled catalogue with what it was compiled from.

    Raises Problems when one holds other words, or when either cannot be read.
    """
    problems: list[Problem] = []
    for key, path in find(None).items():
        with collecting(problems):
            written = read(path)
            languages.compiled(key)
            if _differs(written, path):
                what = "It holds other words than the .po."
                problems.append(languages.not_as_compiled(key, what))
    if problems:
        raise Problems(problems)


def _differs(written: Catalog, path: Path) -> bool:
    content = BytesIO()
    write_mo(content, written)
    content.seek(0)
    try:
        with path.with_suffix(".mo").open("rb") as file:
            return _words(read_mo(content)) != _words(read_mo(file))
    except languages.BROKEN:  # as by a date in the header, which only Babel reads
        return True


def _words(compiled: Catalog) -> tuple[object, ...]:
    """All but the header, which tells who compiled it too."""
    texts = {(each.context, str(each.id)): each.string for each in compiled if each.id}
    return compiled.plural_expr, texts


def _unreadable(file: str, error: PoFileError | ValueError) -> Problem:
    # Of the header alone Babel reads more than texts; it wraps that error where a comment follows.
    cause = error.__context__ or error
    if not isinstance(error, PoFileError) or isinstance(cause, ValueError):
        return Problem(file, "the header", f"It cannot be read: {cause}.")
    why = str(error).rpartition(" on ")[0].partition("\n")[0]
    allowed = "msgid with the English, then msgstr with the translation"
    what = f"This entry cannot be read: {why}."
    return Problem(file, f"line {error.lineno + 1}", what, allowed)
