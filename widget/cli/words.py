"""The language of the commands' output, and the names of entry options in it."""

from __future__ import annotations

from widget.content import find_languages, words_path
from widget.problems import Problems, no_such
from widget.rules.model import Category, Outcome, Ruleset
from widget.rules.texts import texts
from widget.settings import Settings
from widget.words import Words, load_words


def words_in(language: str, *rulesets: Ruleset) -> Words:
    """Return the words of a language of the content directory, for the texts of rulesets.

    Raises Problems when there is no such language, or when its words cannot be read.
    """
    settings = Settings.from_environment()
    known = find_languages(settings.content)
    if language not in known:
        raise Problems([no_such("--language", "", "language", language, known)])
    path = words_path(settings.content, language)
    said = (text for ruleset in rulesets for text in texts(ruleset))
    return load_words(known[language], path, settings.translations, said)


def entry_options(outcome: Outcome, words: Words) -> list[str]:
    """Return the names of a category's entry options; an advice has none."""
    names = {
        "single": words.gettext("Single entry"),
        "multiple": words.gettext("Multiple entry"),
        "exit": words.gettext("Exit only"),
    }
    return [names[each] for each in outcome.entry] if isinstance(outcome, Category) else []
