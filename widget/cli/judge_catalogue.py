"""Judge a catalogue: what is broken, and what is shown in English or outdated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from babel.messages.catalog import Catalog, Message

from widget.besides import FILES
from widget.cli.catalogues import Catalogues
from widget.look_alikes import names
from widget.matching import is_translated, is_usable, key_of, match, translated_text
from widget.problems import Problem
from widget.rules.wording import Text

NAMED = 3
"""Of more texts in one warning, only the first is named."""

# Every text of the product is formatted, so a lone percent sign is a mistake. Texts of the rules
# have names in {braces}, and [brackets] around the words of a link.
_PLACEHOLDER = re.compile(r"%\(\w+\)s|%|\{[^{}]*\}|[{}\[\]]")
# Templates print texts without escaping, so markup in them would take effect.
_WORD = re.compile(r"\w+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_MARKUP = re.compile(r"[<>&]|https?:|\n")
_ENGLISH = "English here, and the other languages in words/<language>.po"
_OUTDATED = "shown in an outdated translation"
_READ_AGAIN = "a translation that somebody has reviewed, without the mark fuzzy"
_PLAIN_TEXT = r"plain text, without <, >, &, an address or \n"


def check_english(template: Catalog) -> Iterator[Problem]:
    """Yield a problem for each English text of a template that is not plain text.

    Also yields a warning for each that is not English, but mostly Cyrillic.
    """
    for message in template:
        file, where = _file_of(message), message.context or ""
        english = _english(message) if message.id else ()
        for text in filter(_MARKUP.search, english):
            yield Problem(file, where, f"“{text}” is not plain text.", _PLAIN_TEXT)
        for text in filter(_is_cyrillic, english):
            yield Problem(file, where, f"“{text}” is not English.", _ENGLISH, warning=True)


def _is_cyrillic(text: str) -> bool:
    return 2 * len(_CYRILLIC.findall(text)) > sum(map(str.isalpha, text))


def _file_of(message: Message) -> str:
    """Return the file with a text: of the product, beside the rules, or of the rules."""
    if message.locations:
        return str(message.locations[0][0])
    file = f"{str(message.context).partition('.')[0]}.toml"
    return file if file in FILES else "rules.toml"


def check_catalogue(name: str, catalogue: Catalog, catalogues: Catalogues) -> Iterator[Problem]:
    """Yield the mistakes in a catalogue, then one warning for each kind of texts to look at.

    `name` is the catalogue's name in messages.
    """
    wanted = dict.fromkeys(key_of(each) for each in catalogues.template if each.id)
    present = {key_of(message): message for message in catalogue if message.id}
    shown = match(wanted, catalogue)
    for message in shown.values():
        line = f"line {message.lineno}"
        yield from (Problem(name, line, *fault) for fault in _faults(message))
        yield from (Problem(name, line, what, warning=True) for what in _mixed(message))
    for what, keys in _to_look_at(wanted, present, shown).items():
        if keys:
            current = all(key in wanted and _is_current(key, present, shown) for key in keys)
            command = "" if current else catalogues.command
            allowed = _READ_AGAIN if current and what == _OUTDATED else ""
            yield Problem(name, "", _said(keys, what), allowed, fix=command, warning=True)


def outdated_texts(catalogue: Catalog, catalogues: Catalogues) -> list[Text]:
    """Return the texts that are shown with the translation of an earlier English text."""
    wanted = dict.fromkeys(key_of(each) for each in catalogues.template if each.id)
    return _outdated(match(wanted, catalogue))


def _outdated(shown: Mapping[Text, Message]) -> list[Text]:
    return [key for key, message in shown.items() if translated_text(message) != key]


def _to_look_at(
    wanted: Collection[Text], present: Mapping[Text, Message], shown: Mapping[Text, Message]
) -> dict[str, list[Text]]:
    """Return what is to be said of texts, and of which ones."""
    used = {id(message) for message in shown.values()}
    free = [key for key, each in present.items() if is_usable(each) and id(each) not in used]
    other = [key for key in wanted if key not in shown]
    guesses = [key for key in other if key in present and is_translated(present[key])]
    return {
        "shown in English": [key for key in other if key not in guesses],
        "marked as a guess (fuzzy), and shown in English": guesses,
        _OUTDATED: _outdated(shown),
        "not used any more": [key for key in free if key not in wanted],
    }


def _is_current(key: Text, present: Mapping[Text, Message], shown: Mapping[Text, Message]) -> bool:
    """Return whether a text that is wanted stands in the catalogue as an update would write it."""
    return key in present and shown.get(key, present[key]) is present[key]


def _said(texts: list[Text], what: str) -> str:
    """Say of some texts what they are, and name those of a few."""
    places = list(dict.fromkeys(text.context or f"“{text.english}”" for text in texts))
    named = f": {', '.join(places)}" if len(places) <= NAMED else f", the first: {places[0]}"
    number = "1 text is" if len(texts) == 1 else f"{len(texts)} texts are"
    return f"{number} {what}{named}."


def _faults(message: Message) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a translation, each with what is allowed.

    Babel's own checks miss placeholders that are left out and empty plural forms.
    """
    # English may say "one" where a language with more forms needs the number.
    english = translated_text(message).english.split("\n")[-1]
    wanted = _placeholders(english)
    for number, form in enumerate(_forms(message)):
        if not form.strip():
            what = f"“{_english(message)[0]}” lacks a plural form, msgstr[{number}]."
            yield what, "a text in each msgstr"
        elif (found := _placeholders(form)) != wanted:
            other, lacking = _named(found - wanted), _named(wanted - found)
            what = f"contains {other}" if other else f"lacks {lacking}"
            yield f"“{form}” {what}.", f"{_named(wanted) or 'none'}, as in the English"
        if _MARKUP.search(form):
            yield f"“{form}” is not plain text.", _PLAIN_TEXT


def _english(message: Message) -> tuple[str, ...]:
    """Return the English text; for a text with plural forms, singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    """Return the translation; for a text with plural forms, each form."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def _placeholders(text: str) -> Counter[str]:
    """Return the placeholders of a text, and how often each occurs."""
    return Counter(_PLACEHOLDER.findall(text))


def _named(placeholders: Counter[str]) -> str:
    listed = ", ".join(sorted(placeholders.elements()))
    return listed.replace("[, ]", "[ ] around the words of the link")


def _mixed(message: Message) -> Iterator[str]:
    """Yield what is to be said of words with letters of two scripts: one looks like another."""
    for word in _WORD.findall(_PLACEHOLDER.sub(" ", " ".join(_forms(message)))):
        latin = [each for each in word if each.isascii() and each.isalpha()]
        if latin and _CYRILLIC.search(word):
            yield f"“{word}” mixes Latin letters with Cyrillic ones: {names(latin)}."
