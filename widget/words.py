"""The texts of the product and of the rules in each language, without Flask.

The product's texts come from compiled catalogues (`translations/<locale>/LC_MESSAGES/messages.mo`),
those of the rules from `words/<language>.po` in the content directory.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from types import MappingProxyType

from widget.languages import SOURCE, Language
from widget.matching import is_usable, key_of, match
from widget.po import read_catalogue
from widget.problems import Problem, Problems
from widget.rules.wording import Text

BROKEN = (OSError, ValueError, LookupError, SyntaxError, struct.error)
"""The exceptions that gettext raises for a missing or broken compiled catalogue."""


@dataclass(frozen=True, eq=False)
class Words:
    """The texts in one language; a text without a translation stays English.

    `product` has the translations of the product's texts, `rules` those of the rules' texts.
    `names` maps names in braces, such as `{agency}`, to their values.
    """

    product: NullTranslations
    rules: Mapping[Text, str]
    names: Mapping[str, str] = field(default_factory=dict)

    def say(self, text: Text) -> str:
        """Return a text of the rules in this language, with the values of its names."""
        said = self.rules.get(text, text.english)
        if "{" in said:
            for name, value in self.names.items():
                said = said.replace(name, value)
        return said

    def gettext(self, english: str) -> str:
        """Return a text of the product in this language."""
        return self.product.gettext(english)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return a text of the product in this language, in the plural form for a number."""
        return self.product.ngettext(singular, plural, number)


ENGLISH = Words(NullTranslations(), MappingProxyType({}))


def load_words(
    language: Language, file: Path, translations: Path, texts: Iterable[Text] = ()
) -> Words:
    """Return the words of a language.

    `file` is the `.po` file of the rules, `translations` the directory of the product's catalogues.
    If one of `texts` has changed, it keeps the translation of its earlier English. Raises Problems
    if a file cannot be read.
    """
    if language.tag == SOURCE:
        return ENGLISH
    catalogue = read_catalogue(file, words_name(language.tag))
    known = {key_of(message): message for message in catalogue if is_usable(message)}
    shown = known | match(texts, catalogue)
    rules = {text: str(message.string) for text, message in shown.items()}
    return Words(compiled(language, translations), MappingProxyType(rules))


def words_name(language: str) -> str:
    """Return the path of the rules' catalogue in a language, relative to the content directory."""
    return f"words/{language}.po"


def compiled(language: Language, translations: Path) -> NullTranslations:
    """Return the product's compiled catalogue, or an empty one if it lacks the language.

    Raises Problems if the product has the language, but its compiled catalogue is missing or
    broken.
    """
    path = compiled_path(language, translations)
    if not path.parent.is_dir():
        return NullTranslations()
    try:
        with path.open("rb") as file:
            return GNUTranslations(file)
    except BROKEN as error:
        raise Problems([not_as_compiled(path, "It is missing or broken.")]) from error


def compiled_path(language: Language, translations: Path) -> Path:
    """Return the path of the product's compiled catalogue; its `.po` file is beside it."""
    return translations / language.locale / "LC_MESSAGES" / "messages.mo"


def not_as_compiled(path: Path, what: str) -> Problem:
    """Return the problem of a wrong compiled catalogue, with the command that compiles it again."""
    name = str(path.relative_to(path.parents[3]))
    return Problem(name, "", what, fix=f"rm -f {name} && make install")
