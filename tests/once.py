"""Reads equal files once in a process, because most tests read the shipped ones."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from widget import content, words
from widget.cli import catalogues, options
from widget.cli.diff import sides
from widget.po import read_catalogue
from widget.rules.file import load_rules

Read = TypeVar("Read")


def read_once(patch: pytest.MonkeyPatch) -> None:
    """Read rules, catalogues for words, and the checkout's texts once for each content.

    Tests share the results. Nobody changes rules and these catalogues; texts are copied.
    """
    load, gather = once(load_rules), cache(catalogues.extract)
    for module in (catalogues, content, options, sides):
        patch.setattr(module, "load_rules", load)
    patch.setattr(words, "read_catalogue", once(read_catalogue))
    patch.setattr(catalogues, "extract", lambda checkout: deepcopy(gather(checkout)))


def once(read: Callable[[Path, str], Read]) -> Callable[..., Read]:
    """Return a function like `read` that reads each pair of content and name only once.

    Files that cannot be read, or that have mistakes, are read each time.
    """
    known: dict[tuple[str, bytes], Read] = {}

    def read_or_remember(path: Path, name: str = "") -> Read:
        try:
            key = (name or str(path), path.read_bytes())
        except (OSError, ValueError):
            return read(path, name)
        if key not in known:
            known[key] = read(path, name)
        return known[key]

    return read_or_remember
