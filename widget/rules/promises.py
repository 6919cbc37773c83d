"""Promises of the rules' author: what must hold for some people, whatever else changes.

`widget.rules.broken` proves them over all states.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from widget.rules.wording import When

Kind = Literal["never", "only", "confirm"]


@dataclass(frozen=True)
class Promise:
    """What holds for everybody whose answers fit `when`, which is as in a row.

    With the kind `never`, nobody reaches an outcome in `names`; with `only`, everybody reaches one
    of them. With `confirm`, `names` are points, and each result that they are for tells them.
    `because` is the reason, for the expert. `location` is the promise's location in the rules file,
    for messages, and `groups` has the groups that it names there: (question id, name).
    """

    when: When
    kind: Kind
    names: tuple[str, ...]
    because: str
    location: str
    groups: frozenset[tuple[str, str]] = frozenset()
