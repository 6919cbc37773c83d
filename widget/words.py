"""Words for people: the product's own and the rules', in any language, without Flask.

The product's words are compiled catalogues (`translations/<locale>/LC_MESSAGES/messages.mo`). The
rules' words are read as they are written (`words/<language>.po` of the content directory).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from types import MappingProxyType

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser

from widget.files.toml import read_text
from widget.languages import SOURCE, Language
from widget.problems import Problem, Problems
from widget.rules.model import Text

BROKEN = (OSError, ValueError, LookupError, SyntaxError, struct.error)
"""What reading a compiled catalogue raises, depending on how it is broken."""

# Babel takes an open quotation mark for the text's last letter, and drops it.
_LINE = re.compile(
    r"""\#[^~].* | \# | (\#~)?\s*
        (((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\ +)? "([^"\\]|\\.)*")?""",
    re.VERBOSE,
)


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one language; a text without a translation is said in English.

    `product` holds the product's own; `rules` the translation by (context, English).
    """

    product: NullTranslations
    rules: Mapping[tuple[str, str], str]

    def say(self, text: Text) -> str:
        """Return a text of the rules in this language."""
        return self.rules.get((text.context, text.english), text.english)

    def gettext(self, english: str) -> str:
        """Return a text of the product in this language."""
        return self.product.gettext(english)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return a text of the product in the form that goes with a number."""
        return self.product.ngettext(singular, plural, number)


ENGLISH = Words(NullTranslations(), MappingProxyType({}))


def load_words(language: Language, file: Path, translations: Path) -> Words:
    """Read the words of a language: the rules' from a `.po` file, the product's as compiled.

    Raises Problems when one of the files cannot be read.
    """
    if language.tag == SOURCE:
        return ENGLISH
    catalogue = read_catalogue(file, file.name)
    said = {
        (message.context or "", message.id): message.string
        for message in catalogue
        if isinstance(message.id, str) and isinstance(message.string, str)
        if message.string and not message.fuzzy
    }
    return Words(compiled(language, translations), MappingProxyType(said))


def compiled(language: Language, translations: Path) -> GNUTranslations:
    """Read the product's words in a language as they were compiled.

    Raises Problems when they were not compiled, or cannot be read.
    """
    path = compiled_path(language, translations)
    try:
        with path.open("rb") as file:
            return GNUTranslations(file)
    except BROKEN as error:
        raise Problems([not_as_compiled(path, "It is missing or broken.")]) from error


def compiled_path(language: Language, translations: Path) -> Path:
    """Return the path of a language's compiled product words; the `.po` stands beside it."""
    return translations / language.locale / "LC_MESSAGES" / "messages.mo"


def not_as_compiled(path: Path, what: str) -> Problem:
    """Return the problem that a compiled catalogue is wrong, with the command that mends it."""
    name = str(path.relative_to(path.parents[3]))
    return Problem(name, "", what, fix=f"rm -f {name} && make install")


def read_catalogue(path: Path, name: str) -> Catalog:
    """Read a `.po` file, called `name` in messages.

    Raises Problems, each with its line, when it cannot be read.
    """
    text = read_text(path, name)
    if text.startswith("\ufeff"):
        # Babel would take the file without its header, and so without its plural forms.
        what = "A byte order mark stands before the text."
        raise Problems([Problem(name, "line 1", what, "files saved as UTF-8 without one")])
    lines = text.split("\n")
    _check_lines(lines, name)
    catalogue = _NotingRepeats()
    try:
        PoFileParser(catalogue, abort_invalid=True).parse(lines)
    except (PoFileError, ValueError) as error:
        raise Problems([_unreadable(name, error)]) from None
    _check_header_and_repeats(catalogue, name)
    return catalogue


class _NotingRepeats(Catalog):
    """Notes texts that stand here a second time; Babel keeps the first without a word."""

    def __init__(self) -> None:
        super().__init__()
        self.repeats: list[Message] = []

    def __setitem__(self, id: str | list[str] | tuple[str, ...], message: Message) -> None:  # noqa: A002 - the base's name
        if id and self.get(id, message.context):
            self.repeats.append(message)
        super().__setitem__(id, message)


def _check_lines(lines: list[str], name: str) -> None:
    what = "This line cannot be read."
    allowed = 'a comment after #, or msgid or msgstr and a text in quotation marks, in it \\" for "'
    wrong = [n for n, line in enumerate(lines, 1) if not _LINE.fullmatch(line.strip())]
    if wrong:
        raise Problems(Problem(name, f"line {n}", what, allowed) for n in wrong)


def _check_header_and_repeats(catalogue: _NotingRepeats, name: str) -> None:
    if catalogue.charset.lower() not in ("utf-8", "utf8"):
        what = f"It names the charset {catalogue.charset}, by which other letters would be shown."
        raise Problems([Problem(name, "the header", what, "charset=utf-8")])
    if catalogue.repeats:
        what = "This text stands here a second time; the first counts."
        places = [f"line {each.lineno}" for each in catalogue.repeats]
        raise Problems(Problem(name, place, what, "each text once") for place in places)


def _unreadable(name: str, error: PoFileError | ValueError) -> Problem:
    # Of the header alone Babel reads more than texts; it wraps that error where a comment follows.
    cause = error.__context__ or error
    if not isinstance(error, PoFileError) or isinstance(cause, ValueError):
        return Problem(name, "the header", f"It cannot be read: {cause}.")
    why = str(error).rpartition(" on ")[0].partition("\n")[0]
    allowed = "msgid with the English, then msgstr with the translation"
    what = f"This entry cannot be read: {why}."
    return Problem(name, f"line {error.lineno + 1}", what, allowed)
