"""What a translator still has to do: texts that are missing, stale or broken in a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from widget.cli.catalogues import TEMPLATE, as_file, called, find, gather, read, rules_template
from widget.content import find_languages, rules_path, words_path
from widget.languages import SOURCE
from widget.problems import Problem, Problems, collecting
from widget.rules.file import load_rules
from widget.settings import Settings

Key = tuple[str | None, tuple[str, ...]]
"""What tells an entry from others: its context, and all that it says in English."""

_PLACEHOLDER = re.compile(r"%\(\w+\)s|%")
# A tag or an entity in a text would be shown or, worse, obeyed.
_MARKUP = re.compile(r"[<>&{}]|https?:|\n")
_WORDS_ALONE = r"words alone, without <, >, &, {, }, an address or \n"


def check(settings: Settings) -> None:
    """Check the words of every language: the product's, and those of the content's rules.

    Raises Problems, with all of them, if any are missing, stale or broken.
    """
    problems: list[Problem] = []
    with collecting(problems):
        template = gather()
        problems += [*_of_the_english(template), *_of_the_template(template)]
        problems += _of_all(find(settings), template)
    with collecting(problems):
        rules = rules_template(load_rules(rules_path(settings.content), "rules.toml"))
        problems += _of_the_english(rules)
        known = find_languages(settings.content)
        words = {tag: words_path(settings.content, tag) for tag in known if tag != SOURCE}
        problems += _of_all(words, rules)
    if problems:
        raise Problems(problems)


def _of_all(catalogues: Mapping[str, Path], template: Catalog) -> Iterator[Problem]:
    for path in catalogues.values():
        try:
            catalogue = read(path)
        except Problems as unreadable:
            yield from unreadable.problems
        else:
            yield from _of_a_catalogue(called(path), catalogue, template)


def _of_the_english(template: Catalog) -> Iterator[Problem]:
    for message in _entries(template).values():
        for text in _english(message):
            yield from _more_than_words(str(message.locations[0][0]), message.context or "", text)


def _more_than_words(file: str, place: str, text: str) -> Iterator[Problem]:
    if _MARKUP.search(text):
        yield Problem(file, place, f"“{text}” is more than words.", _WORDS_ALONE)


def _of_the_template(template: Catalog) -> Iterator[Problem]:
    kept = TEMPLATE.read_text(encoding="utf-8") if TEMPLATE.is_file() else ""
    if kept != as_file(template):
        what = "This is not what the code and the rules say now."
        yield Problem(called(TEMPLATE), "", what, "make translations")


def _of_a_catalogue(file: str, catalogue: Catalog, template: Catalog) -> Iterator[Problem]:
    said, here = _entries(template), _entries(catalogue)
    if catalogue.fuzzy:
        yield Problem(file, "the header", "It is marked as a guess (fuzzy), so no text is used.")
    for message in (said[key] for key in said if key not in here):
        place = message.context or ", ".join(str(name) for name, _line in message.locations)
        yield Problem(file, place, f"{_quoted(message)} is not here yet.", "make translations")
    new = [message for key, message in said.items() if not _is_translated(here.get(key))]
    for key, message in here.items():
        faults = _faults(message) if key in said else [(_gone(message, new), "make translations")]
        yield from (Problem(file, f"line {message.lineno}", *fault) for fault in faults)
    for message in catalogue.obsolete.values():
        yield Problem(file, f"line {message.lineno}", _gone(message, new), "no entry with #~")


def _faults(message: Message) -> Iterator[tuple[str, str]]:
    """What is wrong with the translation of a text, and what is allowed."""
    if not _is_translated(message):
        yield f"{_quoted(message)} is not translated.", ""
        return
    if message.fuzzy:
        what = f"The translation of {_quoted(message)} is marked as a guess (fuzzy)."
        yield what, "the right words, without the mark"
    # English may say "one" where a language with more forms needs the number.
    wanted = _placeholders(_english(message)[-1])
    for number, form in enumerate(_forms(message)):
        if not form.strip():
            yield f"{_quoted(message)} lacks a plural form, msgstr[{number}].", "none empty"
        elif (found := _placeholders(form)) != wanted:
            yield f"“{form}” holds {found}.", f"{wanted}, as in the English"
        if _MARKUP.search(form):
            yield f"“{form}” is more than words.", _WORDS_ALONE


def _gone(message: Message, new: Iterable[Message]) -> str:
    """Say that the code no longer says a text and, where it does, what stands there now."""
    now = [_quoted(each) for each in new if each.context and each.context == message.context]
    if not now:
        return f"{_quoted(message)} is said nowhere any more."
    return f"The English of {message.context} was {_quoted(message)} and is now {', '.join(now)}."


def _entries(catalogue: Catalog) -> dict[Key, Message]:
    """All entries but the header."""
    return {(each.context, _english(each)): each for each in catalogue if each.id}


def _english(message: Message) -> tuple[str, ...]:
    """The English or, where it goes with a number, its singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    """The translation or, where it goes with a number, each of its plural forms."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def _is_translated(message: Message | None) -> bool:
    return message is not None and any(form.strip() for form in _forms(message))


def _placeholders(text: str) -> str:
    """What is filled in, each as often as it stands; a lone percent sign would be a mistake."""
    return ", ".join(sorted(_PLACEHOLDER.findall(text))) or "no placeholder"


def _quoted(message: Message) -> str:
    return f"“{_english(message)[0]}”"
