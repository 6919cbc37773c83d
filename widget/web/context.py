"""Where a request stands: at which partner, and in which language it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import g, request

from widget.content import site
from widget.languages import choose
from widget.partners.model import Partner


@dataclass(frozen=True)
class Place:
    """The partner of the path, None where none is served there; the language of the answer.

    `origins` may frame the answer besides our own, None means that nobody may. `negotiated` tells
    that the path names no language, so `Accept-Language` decided.
    """

    partner: Partner | None
    origins: tuple[str, ...] | None
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
    partners = site().partners
    partner, origins = partners.served.get(first), partners.origins(first)
    if second in site().languages:
        return Place(partner, origins, second, negotiated=False)
    offered = (partner or site().agency).languages
    return Place(partner, origins, choose(request.accept_languages, offered), negotiated=True)
