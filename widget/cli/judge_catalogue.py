"""Judge a catalogue: what is broken, and what is shown in English or outdated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from babel.messages.catalog import Catalog, Message

from widget.cli.catalogues import Catalogues
from widget.matching import is_translated, is_usable, key_of, match, translated_text
from widget.problems import Problem
from widget.rules.wording import Text

NAMED = 3
"""Of more texts in one warning, only the first is named."""

# Every text of the product is formatted, so a lone percent sign is a mistake. Texts of the rules
# have names in {braces}, and [brackets] around the words of a link.
_PLACEHOLDER = re.compile(r"%\(\w+\)s|%|\{[^{}]*\}|[{}\[\]]")
# Templates print texts without escaping, so markup in them would take effect.
_MARKUP = re.compile(r"[<>&]|https?:|\n")
_PLAIN_TEXT = r"plain text, without <, >, &, an address or \n"


def check_english(template: Catalog) -> Iterator[Problem]:
    """Yield a problem for each English text of a template that is not plain text."""
    for message in template:
        file = message.locations[0][0] if message.locations else "rules.toml"
        for text in filter(_MARKUP.search, _english(message) if message.id else ()):
            what = f"“{text}” is not plain text."
            yield Problem(file, message.context or "", what, _PLAIN_TEXT)


def check_catalogue(name: str, catalogue: Catalog, catalogues: Catalogues) -> Iterator[Problem]:
    """Yield the mistakes in a catalogue, then one warning for each kind of texts to look at.

    `name` is the catalogue's name in messages.
    """
    wanted = {key_of(message): message for message in catalogues.template if message.id}
    present = {key_of(message): message for message in catalogue if message.id}
    shown = match(wanted, catalogue)
    for message in shown.values():
        yield from (Problem(name, f"line {message.lineno}", *fault) for fault in _faults(message))

    used = {id(message) for message in shown.values()}
    usable = [key for key, message in present.items() if is_usable(message)]
    other = [key for key in wanted if key not in shown]
    guesses = [key for key in other if key in present and is_translated(present[key])]
    unused = [key for key in usable if key not in wanted and id(present[key]) not in used]
    kinds = {
        "shown in English": [key for key in other if key not in guesses],
        "marked as a guess (fuzzy), and shown in English": guesses,
        "outdated, and still shown as before": _outdated(shown),
        "not used any more": unused,
    }
    stale = {key for key in wanted if _is_stale(key, shown, present)} | set(unused)
    for what, keys in kinds.items():
        if keys:
            command = catalogues.command if stale.intersection(keys) else ""
            yield Problem(name, "", _said(keys, what), fix=command, warning=True)


def _outdated(shown: Mapping[Text, Message]) -> list[Text]:
    return [key for key, message in shown.items() if translated_text(message) != key]


def _is_stale(key: Text, shown: Mapping[Text, Message], present: Mapping[Text, Message]) -> bool:
    """Return whether an update would write a text, or move its translation."""
    return key not in present or shown.get(key, present[key]) is not present[key]


def _said(texts: list[Text], what: str) -> str:
    """Say of some texts what they are, and name those of a few."""
    names = list(dict.fromkeys(text.context or f"“{text.english}”" for text in texts))
    named = f": {', '.join(names)}" if len(names) <= NAMED else f", the first: {names[0]}"
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
            yield what, "none empty"
        elif (found := _placeholders(form)) != wanted:
            yield f"“{form}” holds {found}.", f"{wanted}, as in the English"
        if _MARKUP.search(form):
            yield f"“{form}” is not plain text.", _PLAIN_TEXT


def _english(message: Message) -> tuple[str, ...]:
    """Return the English text; for a text with plural forms, singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    """Return the translation; for a text with plural forms, each form."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def _placeholders(text: str) -> str:
    """Return the placeholders of a text, sorted, with repeats."""
    return ", ".join(sorted(_PLACEHOLDER.findall(text))) or "no placeholder"
