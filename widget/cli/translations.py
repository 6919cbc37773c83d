"""Find texts that are missing, stale or broken in a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from babel.messages.catalog import Catalog, Message

from widget.cli.catalogues import (
    MAPPING,
    Catalogues,
    as_text,
    product_catalogues,
    product_template,
    rules_catalogues,
)
from widget.cli.compiled import check_compiled
from widget.po import read_catalogue
from widget.problems import Problem, Problems, collecting
from widget.settings import Settings

Key = tuple[str | None, tuple[str, ...]]
"""Identifies a message of a catalogue: its context, and its English forms."""

UPDATE = "make translations"

# Every text of the product is formatted, so a lone percent sign is a mistake. Texts of the rules
# have names in {braces}, and [brackets] around the words of a link.
_PLACEHOLDER = re.compile(r"%\(\w+\)s|%|\{[^{}]*\}|[{}\[\]]")
# Templates print texts without escaping, so markup in them would take effect.
_MARKUP = re.compile(r"[<>&]|https?:|\n")
_PLAIN_TEXT = r"plain text, without <, >, &, an address or \n"


def check_words(settings: Settings) -> None:
    """Check the words of every language: the rules' and, in a checkout, the product's.

    Raises Problems with every text that is missing, stale or broken.
    """
    problems: list[Problem] = []
    with collecting(problems):
        problems += _check_all(rules_catalogues(settings))
    if MAPPING.is_file():
        with collecting(problems):
            product = product_catalogues(settings)
            problems += [*_check_template(product.template, settings), *_check_all(product)]
            problems += check_compiled(settings)
    if problems:
        raise Problems(problems)


def check_catalogue(name: str, catalogue: Catalog, template: Catalog) -> Iterator[Problem]:
    """Yield each problem of a catalogue that should translate the texts of a template.

    `name` is the catalogue's name in messages.
    """
    wanted, present = _messages(template), _messages(catalogue)
    if catalogue.fuzzy and present:
        yield Problem(name, "the header", "It is marked as a guess (fuzzy), so no text is used.")
    for message in (wanted[key] for key in wanted if key not in present):
        yield Problem(name, _origin(message), f"{_quote(message)} is missing.", fix=UPDATE)
    new = [message for key, message in wanted.items() if not _is_translated(present.get(key))]
    for key, message in present.items():
        line = f"line {message.lineno}"
        if key in wanted:
            yield from (Problem(name, line, *fault) for fault in _faults(message))
        else:
            yield Problem(name, line, _gone(message, new), fix=UPDATE)
    for message in catalogue.obsolete.values():
        yield Problem(name, f"line {message.lineno}", _gone(message, new), "no entry with #~")


def check_english(template: Catalog) -> Iterator[Problem]:
    """Yield a problem for each English text of a template that is not plain text."""
    for message in _messages(template).values():
        file = message.locations[0][0] if message.locations else "rules.toml"
        for text in filter(_MARKUP.search, _english(message)):
            what = f"“{text}” is not plain text."
            yield Problem(file, message.context or "", what, _PLAIN_TEXT)


def _check_all(catalogues: Catalogues) -> list[Problem]:
    problems = list(check_english(catalogues.template))
    for file in catalogues.files:
        with collecting(problems):
            catalogue = read_catalogue(file.path, file.name)
            problems += check_catalogue(file.name, catalogue, catalogues.template)
    return problems


def _check_template(template: Catalog, settings: Settings) -> Iterator[Problem]:
    path = product_template(settings)
    kept = path.read_text(encoding="utf-8") if path.is_file() else ""
    if kept != as_text(template, omit_header=True):
        what = "It does not match the texts in the code."
        yield Problem(f"{path.parent.name}/{path.name}", "", what, fix=UPDATE)


def _faults(message: Message) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a translation, each with what is allowed.

    Babel's own checks miss placeholders that are left out and empty plural forms.
    """
    if not _is_translated(message):
        yield f"{_quote(message)} is not translated.", ""
        return
    if message.fuzzy:
        what = f"The translation of {_quote(message)} is marked as a guess (fuzzy)."
        yield what, "the right words, without the mark"
    # English may say "one" where a language with more forms needs the number.
    wanted = _placeholders(_english(message)[-1])
    for number, form in enumerate(_forms(message)):
        if not form.strip():
            yield f"{_quote(message)} lacks a plural form, msgstr[{number}].", "none empty"
        elif (found := _placeholders(form)) != wanted:
            yield f"“{form}” holds {found}.", f"{wanted}, as in the English"
        if _MARKUP.search(form):
            yield f"“{form}” is not plain text.", _PLAIN_TEXT


def _gone(message: Message, new: Iterable[Message]) -> str:
    """Return a message that a text is gone, and what replaces it at the same context."""
    now = [_quote(each) for each in new if each.context and each.context == message.context]
    if not now:
        return f"{_quote(message)} is not used any more."
    return f"The English of {message.context} was {_quote(message)} and is now {', '.join(now)}."


def _messages(catalogue: Catalog) -> dict[Key, Message]:
    """Return all messages of a catalogue except its header."""
    return {(each.context, _english(each)): each for each in catalogue if each.id}


def _origin(message: Message) -> str:
    """Return where a text comes from: its location in the rules, or files of the code."""
    return message.context or ", ".join(str(name) for name, _line in message.locations)


def _english(message: Message) -> tuple[str, ...]:
    """Return the English text; for a text with plural forms, singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    """Return the translation; for a text with plural forms, each form."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def _is_translated(message: Message | None) -> bool:
    return message is not None and any(form.strip() for form in _forms(message))


def _placeholders(text: str) -> str:
    """Return the placeholders of a text, sorted, with repeats."""
    return ", ".join(sorted(_PLACEHOLDER.findall(text))) or "no placeholder"


def _quote(message: Message) -> str:
    return f"“{_english(message)[0]}”"
