"""Where a request stands: at which partner, and in which language it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import g, request

from widget.languages import choose
from widget.partners import Partner
from widget.site import site


@dataclass(frozen=True)
class Place:
    """The partner of the path, None where it names none; the language of the answer.

    `negotiated` tells that the path names no language, so `Accept-Language` decided.
    """

    partner: Partner | None
    language: str
    negotiated: bool

    @property
    def host(self) -> Partner:
        """The partner under whose name the answer is given: the path's, or else the agency."""
        return self.partner or site().agency


def place() -> Place:
    """The place of the present request."""
    if "place" not in g:
        g.place = _place(request.path)
    return cast(Place, g.place)


def _place(path: str) -> Place:
    first, second = (*path.strip("/").split("/"), "")[:2]
    partner = site().partners.served.get(first)
    if second in site().languages:
        return Place(partner, second, negotiated=False)
    offered = (partner or site().agency).languages
    return Place(partner, choose(request.accept_languages, offered), negotiated=True)
