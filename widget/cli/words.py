"""The language of the commands' output, and the names of entry options in it."""

from __future__ import annotations

from pathlib import Path

from widget.content import find_languages, words_path
from widget.problems import Problems, no_such
from widget.rules.model import Ruleset
from widget.rules.outcomes import Category, Outcome
from widget.rules.texts import texts
from widget.settings import Settings, content_directory
from widget.words import Words, load_words


def directory_of_words(file: Path | None) -> Path:
    """Return the content directory with the words of a rules file or of a content directory.

    It is the one in WIDGET_CONTENT for None, and for a file without words beside it.
    """
    directory = file if file is None or file.is_dir() else file.parent
    if directory and (directory / "words").is_dir():
        return directory
    return content_directory()


def words_in(language: str, ruleset: Ruleset | None = None, file: Path | None = None) -> Words:
    """Return the words of a language, for the texts of a ruleset.

    `directory_of_words` says which words those of a rules file or a content directory are. Raises
    Problems when there is no such language, or when its words cannot be read.
    """
    settings, directory = Settings.from_environment(), directory_of_words(file)
    known = find_languages(directory)
    if language not in known:
        raise Problems([no_such("--language", "", "language", language, known)])
    path = words_path(directory, language)
    said = texts(ruleset) if ruleset else ()
    return load_words(known[language], path, settings.translations, said)


def entry_options(outcome: Outcome, words: Words) -> list[str]:
    """Return the names of a category's entry options; an advice has none."""
    names = {
        "single": words.gettext("Single entry"),
        "multiple": words.gettext("Multiple entry"),
        "exit": words.gettext("Exit only"),
    }
    return [names[each] for each in outcome.entry] if isinstance(outcome, Category) else []
