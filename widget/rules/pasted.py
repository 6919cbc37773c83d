"""The answers in an address that somebody typed or pasted: a whole address, or only its query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote_plus

from widget.problems import Problem, Problems, no_such
from widget.rules.address import LEVELS, SEPARATORS, Address, read_query
from widget.rules.model import Ruleset

WRAPPERS = {
    "safelinks.protection.outlook.com": ("url",),
    "away.vk.com": ("to",),
    "google.com/url": ("q", "url"),
    "l.facebook.com": ("u",),
}
"""Sites that stand before other sites' links: host and path → parameters with the real address."""


def answers_in(address: str, ruleset: Ruleset) -> dict[str, str]:
    """Return the answers (question id → option id) in `https://…?a=b&c=d` or in `a=b&c=d`.

    What addresses hold beside answers is left out. Raises Problems for unknown questions and
    options, for parts that cannot be understood, and if there are no answers. In a whole address,
    other parameters and empty answers are ignored, as on the page: partners, advertisements and
    forms add such parameters.
    """
    typed = _unwrapped(address.strip().replace("&#38;", "&"), LEVELS).partition("#")[0]
    is_whole = "/" in typed.partition("?")[0] or "?" in typed
    read = read_query(typed.partition("?")[2] if is_whole else typed, ruleset)
    answers = {key: value for key, value in read.given.items() if key in ruleset.questions}
    if is_whole:
        answers = {key: option for key, option in answers.items() if option}
    problems = list(_unknown(answers, read, ruleset, is_whole=is_whole))
    if problems:
        raise Problems(problems)
    return answers


def _unwrapped(address: str, levels: int) -> str:
    """Return the address that a wrapper leads to, or the address itself."""
    place, _, query = address.partition("?")
    site = f".{place.rpartition('//')[2].lower()}"
    names = next((names for known, names in WRAPPERS.items() if f".{known}" in site), ())
    for part in SEPARATORS.split(query):
        key, _, value = part.partition("=")
        if levels and key in names:
            return _unwrapped(unquote_plus(value), levels - 1)
    return address


def _unknown(
    answers: Mapping[str, str], read: Address, ruleset: Ruleset, *, is_whole: bool
) -> Iterator[Problem]:
    names = () if is_whole else read.foreign
    first = ruleset.questions[ruleset.start]
    example = f"answers like {first.id}={next(iter(first.options))}"
    for name in read.unread:
        yield Problem("the address", "", f"Part of it cannot be read: {name!r}.", example)
    if not (answers or names or read.unread):
        yield Problem("the address", "", "It has no answers.", example)
    for key, option in answers.items():
        options = ruleset.questions[key].options
        if option not in options:
            yield no_such("the address", key, "option", option, options)
    for name in names:
        yield no_such("the address", name, "question", name, ruleset.questions)
