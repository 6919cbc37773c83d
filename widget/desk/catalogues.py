"""Catalogues: the words of one language each, and the template, gathered from the code."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import PoFileError, read_po, write_po

from widget import languages
from widget.demo import ROOT
from widget.files import read_text
from widget.problems import Problem, Problems, meant

TEMPLATE = ROOT / "translations" / "messages.pot"

# Babel takes an open quotation mark for the text's last letter, and drops it.
_LINE = re.compile(
    r"""\#[^~].* | \# | (\#~)?\s*
        (((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\ +)? "([^"\\]|\\.)*")?""",
    re.VERBOSE,
)


def gather() -> Catalog:
    """Gather the texts to translate, as `make template` does. Raises Problems of the rules."""
    with (ROOT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    template = Catalog()
    found = extract_from_dir(ROOT, methods, options)
    for file, line, text, comments, context in found:
        template.add(text, None, [(file, line)], auto_comments=comments, context=context)
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
        what = f"There is no language {name!r}.{meant(name, known)}"
        raise Problems([Problem("translations", "", what, ", ".join(known))])
    chosen = [name] if name else known
    return {key: languages.TRANSLATIONS / key / "LC_MESSAGES" / "messages.po" for key in chosen}


def called(path: Path) -> str:
    """Name a catalogue's file as one would type it."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def read(path: Path) -> Catalog:
    """Read a catalogue. Raises Problems, each with its line, when it cannot be read."""
    lines = read_text(path, called(path)).split("\n")
    what = "This line cannot be read."
    allowed = 'a comment after #, or msgid or msgstr and a text in quotation marks, in it \\" for "'
    wrong = [n for n, line in enumerate(lines, 1) if not _LINE.fullmatch(line.strip())]
    if wrong:
        raise Problems(Problem(called(path), f"line {n}", what, allowed) for n in wrong)
    try:
        return read_po(lines, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise Problems([_unreadable(called(path), error)]) from None


def _unreadable(file: str, error: PoFileError | ValueError) -> Problem:
    # Of the header alone Babel reads more than texts; it wraps that error where a comment follows.
    cause = error.__context__ or error
    if not isinstance(error, PoFileError) or isinstance(cause, ValueError):
        return Problem(file, "the header", f"It cannot be read: {cause}.")
    why = str(error).rpartition(" on ")[0].partition("\n")[0]
    allowed = "msgid with the English, then msgstr with the translation"
    what = f"This entry cannot be read: {why}."
    return Problem(file, f"line {error.lineno + 1}", what, allowed)
