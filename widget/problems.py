"""What is wrong in a file of the agency or of a partner, told all at once and in plain words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")

LONGEST = 80
"""Characters of a value that are shown."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: in which file and at which place, what is wrong, and what is allowed there."""

    file: str
    place: str
    what: str
    allowed: str = ""

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{where}: {self.what}" + (f" Allowed: {self.allowed}." if self.allowed else "")


class Problems(Exception):  # noqa: N818 - it carries many, and each of them is a Problem
    """A file was refused; `problems` holds every mistake that was found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, each told once, in the order found."""
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def attempt(
    problems: list[Problem], make: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs
) -> Made | None:
    """Call `make`; if it raises Problems, add them to those found before and give None."""
    try:
        return make(*args, **kwargs)
    except Problems as error:
        problems.extend(error.problems)
        return None


def place(*keys: str | int) -> str:
    """Name a place in a file in its author's words: `questions.rank.text`, `origins, entry 1`.

    Numbers are places in a list, counted from 0 as programs do; people count from 1.
    """
    parts = [f", entry {key + 1}" if isinstance(key, int) else f".{key}" for key in keys]
    return "".join(part for part in parts if part != ".[key]").removeprefix(".")


def shown(value: object) -> str:
    """Show a value of a file about as it is written there, cut short where it is long."""
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
            # Python writes no number of more than 4,300 digits, other than so.
            text = hex(value) if value.bit_length() > 64 else str(value)
        case _:
            text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def meant(name: object, known: Iterable[str]) -> str:
    """Ask whether another name was meant, where one of those known is close."""
    close = get_close_matches(str(name), list(known), 1)
    return f" Did you mean {close[0]}?" if close else ""


def no_such(file: str, where: str, kind: str, name: str, known: Collection[str]) -> Problem:
    """Tell that there is no question, category or other `kind` of a name, and which are `known`."""
    what = f"There is no {kind} {name!r}.{meant(name, known)}"
    return Problem(file, where, what, ", ".join(known))
