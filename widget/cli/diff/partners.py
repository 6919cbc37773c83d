"""Files of the partners that differ between two sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from widget.files.toml import read_bytes
from widget.partners.directory import ENDING
from widget.partners.images import TYPES

PARTNERS = "partners"
_ENDINGS = (ENDING, *TYPES)

Files = Mapping[str, bytes]
"""The content of the partners' files and images, by name."""


@dataclass(frozen=True)
class PartnersChange:
    """The names of the partners' files that only one side has, or that differ."""

    removed: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        """Return whether any file differs."""
        return bool(self.removed or self.added or self.changed)


def files_of(content: Path) -> Files:
    """Return the partners' files and images of a content directory.

    Files of editors and systems are left out. Raises Problems if one cannot be read.
    """
    paths = sorted((content / PARTNERS).glob("[!.]*"))
    known = (path for path in paths if path.suffix.lower() in _ENDINGS and path.is_file())
    return {path.name: read_bytes(path, path.name) for path in known}


def compare_partners(old: Files | None, new: Files | None) -> PartnersChange:
    """Return which files differ: none if a side is only a rules file, which has no partners."""
    if old is None or new is None:
        return PartnersChange((), (), ())
    return PartnersChange(
        removed=tuple(name for name in old if name not in new),
        added=tuple(name for name in new if name not in old),
        changed=tuple(name for name in new if name in old and old[name] != new[name]),
    )
