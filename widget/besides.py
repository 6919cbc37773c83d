"""The files beside rules.toml in a content directory: citizenship.toml and notices.toml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from widget.citizenship.file import FILE as CITIZENSHIP
from widget.citizenship.file import load_citizenships
from widget.citizenship.model import Citizenships
from widget.citizenship.model import texts_of as texts_of_citizenships
from widget.notices import FILE as NOTICES
from widget.notices import Notices, load_notices
from widget.notices import texts_of as texts_of_notices
from widget.problems import Problem, Problems, collecting
from widget.rules.model import Ruleset
from widget.rules.wording import Text

FILES = (CITIZENSHIP, NOTICES)
"""Files that a content directory may have; the contexts of their texts begin with their names."""


@dataclass(frozen=True)
class Besides:
    """The stays without a visa, None without such a file; and the pages to read."""

    citizenships: Citizenships | None
    notices: Notices

    @property
    def texts(self) -> Iterator[Text]:
        """All their texts."""
        yield from texts_of_citizenships(self.citizenships)
        yield from texts_of_notices(self.notices)


def load_besides(directory: Path, ruleset: Ruleset | None, *, proven: bool = False) -> Besides:
    """Return what the files beside the rules in a content directory hold.

    Their names of categories, questions and answers are checked only with a `ruleset`. Whether
    anybody sees the stays without a visa is checked only if that is `proven`. Raises Problems with
    every mistake in all files.
    """
    problems: list[Problem] = []
    citizenships: Citizenships | None = None
    notices: Notices = {}
    with collecting(problems):
        citizenships = load_citizenships(directory, ruleset, proven=proven)
    with collecting(problems):
        notices = load_notices(directory)
    if problems:
        raise Problems(problems)
    return Besides(citizenships, notices)
