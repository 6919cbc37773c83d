"""Partners: who shows the widget, who may frame it, in which languages and with which look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from widget.partners.images import Image
from widget.partners.names import Names
from widget.partners.theme import Theme
from widget.problems import Problem


@dataclass(frozen=True)
class Contacts:
    """How to reach somebody: an e-mail address, and telephone numbers as people read them."""

    email: str | None
    phones: tuple[str, ...]


@dataclass(frozen=True)
class Partner:
    """A partner, as its file describes it.

    `site` is the address that the name or the logo links to. `origins` are the sites that may frame
    the widget, as a header writes them. The first of the `languages` is for visitors who want none
    of them. `presets` are in the rules' order. `digest` changes with the file and with its images.
    """

    id: str
    name: Names
    logo: Image | None
    image: Image | None
    site: str | None
    contacts: Contacts | None
    languages: tuple[str, ...]
    presets: Mapping[str, str]
    origins: tuple[str, ...]
    theme: Theme
    digest: str


@dataclass(frozen=True)
class Broken:
    """A partner whose file is wrong; its addresses answer with an error page.

    `origins` are the sites that may frame that page, or None if those in the file are unusable.
    """

    problems: tuple[Problem, ...]
    origins: tuple[str, ...] | None


@dataclass(frozen=True)
class Partners:
    """The partners whose files are right, and those whose files are wrong, by id."""

    served: Mapping[str, Partner]
    broken: Mapping[str, Broken]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All mistakes in all files."""
        return tuple(problem for each in self.broken.values() for problem in each.problems)

    def origins(self, key: str) -> tuple[str, ...] | None:
        """Return the origins that may frame a partner's pages; None if they are not known."""
        known = self.served.get(key) or self.broken.get(key)
        return known.origins if known else None
