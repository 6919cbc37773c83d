"""A partner's name: one for all languages, or one for each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Name:
    """A name, and the tag of its language; None if that is not known."""

    text: str
    language: str | None


@dataclass(frozen=True)
class Names:
    """A partner's names, at least one; the first is the partner's own."""

    given: tuple[Name, ...]

    @property
    def own(self) -> Name:
        """The name in the partner's own language."""
        return self.given[0]

    def said_in(self, language: str) -> Name:
        """Return the name in the language of a tag, or else the partner's own."""
        return next((each for each in self.given if each.language == language), self.own)
