"""The rules' words for the command, which serves no request: in the language that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import NullTranslations

from widget.languages import SOURCE, compiled
from widget.rules.model import Category, Outcome, Text


@dataclass(frozen=True)
class Words:
    """Speaks one language; what has no translation is said in English."""

    catalogue: NullTranslations

    def say(self, text: Text) -> str:
        """Give a text of the rules."""
        return self.catalogue.pgettext(text.context, text.english)

    def gettext(self, english: str) -> str:
        """Give a text of the command's own."""
        return self.catalogue.gettext(english)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Give a text of the command's own that goes with a number."""
        return self.catalogue.ngettext(singular, plural, number)


def words_in(language: str) -> Words:
    """Take the words of a language that there is.

    Raises Problems when its catalogue was not compiled, or cannot be read.
    """
    return Words(NullTranslations() if language == SOURCE else compiled(language))


def entry_in_words(outcome: Outcome, words: Words) -> list[str]:
    """Name the entry options of a category; an advice has none."""
    entry = {
        "single": words.gettext("Single entry"),
        "multiple": words.gettext("Multiple entry"),
        "exit": words.gettext("Exit only"),
    }
    return [entry[each] for each in outcome.entry] if isinstance(outcome, Category) else []
