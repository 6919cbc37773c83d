"""Read an address: answers, and what stands beside them, also when it was damaged on the way.

Messengers, mail programs and content systems change links. docs/addresses.md lists what is
understood; a test tries each of its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from urllib.parse import unquote_plus

from widget.rules.fields import ADDRESS_KEYS, CITIZENSHIP, ENTRY
from widget.rules.model import Ruleset
from widget.rules.walk import Answers

LEVELS = 3
"""How often an address may be encoded, or wrapped in another one."""

TRAILING = " .,)]>»”…'\"!?*_;/+\n\r\t\u00a0\u200b\u200e"
"""What the text around a link leaves at its end."""

SEPARATORS = re.compile("[&;?]")
"""What stands between two parameters."""

_ANY_CASE = re.IGNORECASE | re.ASCII
_REMAINS = "amp", "#38"
"""What an encoded `&` leaves behind, once the text is split at `&` and `;`."""


@dataclass(frozen=True)
class Address:
    """What an address says.

    `given` maps ids of questions, also of retired ones, and the keys beside answers to values: the
    first of each, which may be empty, in the order of the rules. `unread` has the names of
    parameters that contain one of these keys but cannot be understood, `foreign` those of all
    others.
    """

    given: Mapping[str, str]
    unread: tuple[str, ...]
    foreign: tuple[str, ...]

    @cached_property
    def answers(self) -> Mapping[str, str]:
        """The answers: question id → option id, without empty ones."""
        return {k: value for k, value in self.given.items() if value and k not in ADDRESS_KEYS}

    @property
    def country(self) -> str:
        """The code of the visitor's citizenship, or nothing."""
        return self.given.get(CITIZENSHIP, "")

    @property
    def entry(self) -> str:
        """For how many entries the visitor wants the visa, or nothing."""
        return self.given.get(ENTRY, "")

    def parameters(self, *keys: str) -> Answers:
        """Return the parameters of an address: answers, these keys, and names that are unread."""
        besides = ((key, self.given[key]) for key in keys if self.given.get(key))
        return (*self.answers.items(), *besides, *((name, "") for name in self.unread))


def read_query(query: str, ruleset: Ruleset) -> Address:
    """Return what a query says, as it stands in an address."""
    keys = (*ruleset.keys, *ADDRESS_KEYS)
    given: dict[str, str] = {}
    unread, foreign = [], []
    parts = [*_parts(query, keys, LEVELS)]
    for part in parts:
        key, value = _split(part, keys)
        name = unquote_plus(part).partition("=")[0]
        if key:
            given.setdefault(key, _meant(key, value, ruleset))
        elif _names(keys).search(name):
            unread.append(name)
        elif name not in _REMAINS:
            foreign.append(name)
    unread.extend(_cut(query, keys))
    ordered = {key: given[key] for key in keys if key in given}
    return Address(ordered, tuple(unread), tuple(foreign))


def _parts(text: str, keys: tuple[str, ...], levels: int) -> Iterator[str]:
    """Yield the parameters of a query, decoded as often as it takes to find one of the keys."""
    for part in filter(None, SEPARATORS.split(text)):
        if "%" in part and levels and _start(keys).match(_decoded(part, levels)):
            yield from _parts(unquote_plus(part), keys, levels - 1)
        else:
            yield part


def _decoded(part: str, levels: int) -> str:
    return part if levels == 0 else _decoded(unquote_plus(part), levels - 1)


def _split(part: str, keys: tuple[str, ...]) -> tuple[str | None, str]:
    """Return the key and the value of a parameter; None as the key for a foreign one."""
    found = _start(keys).match(part)
    return (found["key"].lower(), part[found.end() :]) if found else (None, "")


def _meant(key: str, value: str, ruleset: Ruleset) -> str:
    """Return a value as the rules write it, without what the text around it has added."""
    question = ruleset.questions.get(key)
    if question and value in question.options:
        return value
    meant = value.rstrip(TRAILING)
    return meant.upper() if key == CITIZENSHIP else meant.lower()


def _cut(query: str, keys: tuple[str, ...]) -> Iterator[str]:
    """Yield the end of a query where it was cut: a last `&`, or the beginning of a key.

    Mail programs cut a link where they break a line, and browsers at the `#` of `&#38;`.
    """
    key, _, value = SEPARATORS.split(query)[-1].lower().partition("=")
    if query.endswith("&"):
        yield "&"
    elif key and not value and any(each.startswith(key) and each != key for each in keys):
        yield key


@cache  # one for each ruleset
def _start(keys: tuple[str, ...]) -> re.Pattern[str]:
    """Match the start of a parameter with one of the keys, and what may be left before it."""
    return re.compile(rf"(?:[&;?]|amp;|#38;)*(?P<key>{'|'.join(keys)})(?:\[\])?=", _ANY_CASE)


@cache  # one for each ruleset
def _names(keys: tuple[str, ...]) -> re.Pattern[str]:
    """Match one of the keys as a whole word."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(keys)})(?![\w-])", _ANY_CASE)
