"""Mistakes in files and settings, reported in plain words and all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches

from widget.look_alikes import names, plain

OTHER_CODES = {"kaz": "kk", "kz": "kk"}
"""Codes that people and programs write instead of the language code."""

MAX_SHOWN = 80
"""Longer values are cut in messages, in characters."""

MAX_NAMES = 40
"""A message that would list more names than this shows only the first ten."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: the file, the location in it, and what is wrong.

    `allowed` says what may be written there; `fix` is a command that corrects the mistake. A
    `warning` is for `widget check` alone: content that has only warnings can be served.
    """

    file: str
    location: str
    what: str
    allowed: str = ""
    fix: str = ""
    warning: bool = False

    def __str__(self) -> str:
        kind = "Warning: " if self.warning else ""
        where = f"{self.file}: {self.location}" if self.location else self.file
        allowed = f" Allowed: {self.allowed}." if self.allowed else ""
        fix = f" To fix this, run: {self.fix}" if self.fix else ""
        return f"{kind}{where}: {self.what}{allowed}{fix}"


class Problems(Exception):  # noqa: N818 - it carries many, each a Problem
    """Raised for a wrong file or setting; `problems` has every mistake that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order found, warnings last, without repeats."""
        in_order = sorted(problems, key=lambda problem: problem.warning)
        self.problems = tuple(dict.fromkeys(in_order))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@contextmanager
def collecting(problems: list[Problem]) -> Iterator[None]:
    """Catch Problems that the block raises, and add them to `problems`.

    A variable that is assigned in the block needs a value before it, for when the block raises.
    """
    try:
        yield
    except Problems as error:
        problems.extend(error.problems)


def location(*keys: str | int) -> str:
    """Return the name of a location in a file: `questions.rank.text`, or `origins[1]`.

    Integers are list indices from 0; the name counts from 1.
    """
    # pydantic ends the location of a wrong key, rather than a wrong value, with "[key]".
    parts = [f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in keys]
    return "".join(part for part in parts if part != ".[key]").removeprefix(".")


def show(value: object) -> str:
    """Return a value roughly as a file writes it, cut after MAX_SHOWN characters."""
    match value:
        case dict():
            return "a table"
        case list():
            return "a list"
        case bool():
            return str(value).lower()
        case str():
            text = repr(value)
        case int():
            # str() raises ValueError for a number of more than 4,300 digits; hex() does not.
            text = hex(value) if value.bit_length() > 64 else str(value)
        case _:
            text = str(value)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def did_you_mean(name: object, known: Iterable[str]) -> str:
    """Return ` Did you mean X?` for the closest known name, or an empty text if none is close.

    If the name only looks like a known one, the hint names the characters that differ.
    """
    known, meant = list(known), plain(str(name))
    if meant in known and meant != name:
        other = names(each for each in str(name) if each not in meant)
        return f" It contains a look-alike: {other}. Did you mean {meant}?"
    close = closest(str(name), known)
    return f" Did you mean {close}?" if close else ""


def closest(name: str, known: Collection[str]) -> str | None:
    """Return the known name that is closest to a wrong one, or None if none is close."""
    written, in_small = plain(name).lower(), {each.lower(): each for each in known}
    close = get_close_matches(OTHER_CODES.get(written, written), in_small, 1)
    return in_small[close[0]] if close else None


def no_such(file: str, where: str, kind: str, name: str, known: Collection[str]) -> Problem:
    """Return the problem that there is no `kind` (`question`, `category` …) called `name`."""
    what = f"There is no {kind} {name!r}.{did_you_mean(name, known)}"
    return Problem(file, where, what, listed(known))


def listed(names: Collection[str]) -> str:
    """Return names with commas between them; of more than MAX_NAMES, the first ten."""
    if len(names) <= MAX_NAMES:
        return ", ".join(names)
    return f"{', '.join([*names][:10])} and {len(names) - 10} more"
