"""The texts of the product and of the rules in each language, without Flask.

The product's texts come from compiled catalogues (`translations/<locale>/LC_MESSAGES/messages.mo`),
those of the rules from `words/<language>.po` in the content directory.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from types import MappingProxyType

from widget.languages import SOURCE, Language
from widget.po import read_catalogue
from widget.problems import Problem, Problems
from widget.rules.wording import Text

BROKEN = (OSError, ValueError, LookupError, SyntaxError, struct.error)
"""The exceptions that gettext raises for a missing or broken compiled catalogue."""


@dataclass(frozen=True, eq=False)
class Words:
    """The texts in one language; a text without a translation stays English.

    `product` has the product's translations. `rules` maps (context, English) to the translation.
    `names` has what stands for names in braces, such as `{agency}`.
    """

    product: NullTranslations
    rules: Mapping[tuple[str, str], str]
    names: Mapping[str, str] = field(default_factory=dict)

    def say(self, text: Text) -> str:
        """Return a text of the rules in this language."""
        said = self.rules.get((text.context, text.english), text.english)
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


def load_words(language: Language, file: Path, translations: Path) -> Words:
    """Return the words of a language.

    `file` is the `.po` file of the rules, `translations` the directory of the product's catalogues.
    Raises Problems when one of them cannot be read.
    """
    if language.tag == SOURCE:
        return ENGLISH
    catalogue = read_catalogue(file, file.name)
    rules = {
        (message.context or "", message.id): message.string
        for message in catalogue
        if isinstance(message.id, str) and isinstance(message.string, str)
        if message.string and not message.fuzzy
    }
    return Words(compiled(language, translations), MappingProxyType(rules))


def compiled(language: Language, translations: Path) -> GNUTranslations:
    """Return the product's compiled catalogue in a language.

    Raises Problems when the catalogue is missing or broken.
    """
    path = compiled_path(language, translations)
    try:
        with path.open("rb") as file:
            return GNUTranslations(file)
    except BROKEN as error:
        raise Problems([not_as_compiled(path, "It is missing or broken.")]) from error


def compiled_path(language: Language, translations: Path) -> Path:
    """Return the path of the product's compiled catalogue in a language; the `.po` is beside it."""
    return translations / language.locale / "LC_MESSAGES" / "messages.mo"


def not_as_compiled(path: Path, what: str) -> Problem:
    """Return the problem that a compiled catalogue is wrong, with the command that fixes it."""
    name = str(path.relative_to(path.parents[3]))
    return Problem(name, "", what, fix=f"rm -f {name} && make install")
