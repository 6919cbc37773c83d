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
    """How to reach somebody; telephone numbers are spaced as people read them."""

    email: str | None
    phones: tuple[str, ...]
    whatsapp: str | None


@dataclass(frozen=True)
class Partner:
    """A partner, as its file describes it.

    `site` is the address that the name or the logo links to. `origins` are the sites that may frame
    the widget, as a header writes them. The first of the `languages` is for visitors who want none
    of them. `presets` are in the rules' order. A partner that is `closed` is not served any more.
    `digest` changes with the file and with its images.
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
    closed: bool
    digest: str


@dataclass(frozen=True)
class Broken:
    """A partner whose file is wrong; its addresses answer with an error page."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Partners:
    """The partners by id: those served, those whose files are wrong, and those that are closed.

    `warnings` are about ignored files that seem to be meant as partners' files.
    """

    served: Mapping[str, Partner]
    broken: Mapping[str, Broken]
    closed: Mapping[str, Partner]
    warnings: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All mistakes in all files."""
        return tuple(problem for each in self.broken.values() for problem in each.problems)
