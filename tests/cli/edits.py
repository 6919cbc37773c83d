"""Changes of a rules file by the names of its tables, whatever words stand in them."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.rules.generated import edited

Edit = Callable[[str], str]
"""Returns the changed text."""


def section(text: str, name: str) -> str:
    """Return a table of the rules, with its heading."""
    found = re.search(rf"^\[{re.escape(name)}\]\n(?:(?!\[).*\n)*", text, re.MULTILINE)
    assert found, f"there is no table {name}"
    return found[0]


def within(name: str, pattern: str, new: str) -> Edit:
    """Replace the one match of a pattern in a table."""

    def edit(text: str) -> str:
        old = section(text, name)
        changed, number = re.subn(pattern, new, old, flags=re.MULTILINE)
        assert number == 1, f"{pattern} matches {number} times in {name}"
        return edited(text, (old, changed))

    return edit


def replacing(*edits: tuple[str, str]) -> Edit:
    """Replace texts, each of which must occur once."""
    return lambda text: edited(text, *edits)


def without(*names: str) -> Edit:
    """Remove tables."""
    return lambda text: edited(text, *((section(text, name), "") for name in names))


def before(name: str, more: str) -> Edit:
    """Insert something before a table."""
    return replacing((f"[{name}]\n", f"{more}\n[{name}]\n"))


def moved(name: str, other: str) -> Edit:
    """Move a table up, before another one."""

    def edit(text: str) -> str:
        table = section(text, name)
        return before(other, table)(edited(text, (table, "")))

    return edit


def upside_down(name: str) -> Edit:
    """Write the rows of a question's `next` from the last to the first."""

    def edit(text: str) -> str:
        found = re.search(r"^next = \[\n((?:  .*\n)+)\]", section(text, name), re.MULTILINE)
        assert found, f"{name} has no rows"
        rows = found[1].splitlines(keepends=True)
        return edited(text, (found[1], "".join(reversed(rows))))

    return edit


def together(*edits: Edit) -> Edit:
    """Make several changes, one after the other."""

    def edit(text: str) -> str:
        for each in edits:
            text = each(text)
        return text

    return edit
