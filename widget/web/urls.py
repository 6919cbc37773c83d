"""All addresses of the widget, by partner and language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import cast
from urllib.parse import quote, urlencode
from zlib import crc32

from flask import current_app, request
from werkzeug.routing import MapAdapter

from widget.content import Content
from widget.partners.model import Partner
from widget.partners.origins import is_loopback
from widget.rules.walk import Answers
from widget.web.assets import addresses
from widget.web.context import Context
from widget.web.qr import TYPES

MOST_READY = 256
"""The most pairs of partner and language whose addresses and template values are cached."""

VISAS, SOURCES = "visas/", "sources/"
"""The ends of addresses of pages to read; the other ends are the ids of notices."""


@dataclass(frozen=True)
class Links:
    """Addresses of one partner's pages in one language.

    All are paths without answers. `entry` has no language. `first` and `fragments` lead to pages
    and fragments of steps. `languages`, `changes`, `citizenship` and `kit` map the tag of each
    language that the partner offers to a path: of the first page, of what would change a result, of
    the choice of a country, and of the kit. `changes_fragments` and `citizenship_fragments` are the
    paths of those screens' fragments. `to_read` maps the end of the address of a page to read to
    its paths by language. `logo` and `image` are None if the partner has none. `qr` has the paths
    of the kit's QR code by kind of image, `result_qr` is that of a result's QR code. `presets` are
    in the order of the rules.
    """

    entry: str
    first: str
    fragments: str
    languages: Mapping[str, str]
    changes: Mapping[str, str]
    changes_fragments: str
    citizenship: Mapping[str, str]
    citizenship_fragments: str
    to_read: Mapping[str, Mapping[str, str]]
    logo: str | None
    image: str | None
    kit: Mapping[str, str]
    qr: Mapping[str, str]
    result_qr: str
    presets: Answers

    def start(self) -> str:
        """Return the address of the first step, with the partner's presets."""
        return self.first + query_of(self.presets)

    def clearing_presets(self, answers: Answers) -> Answers:
        """Return answers, and an empty value for each other preset, to ask its question."""
        overridden = dict(answers)
        return (*answers, *((key, "") for key, _ in self.presets if key not in overridden))


@dataclass(frozen=True)
class Urls:
    """All addresses of the application.

    `links` returns the addresses for a partner's id and a language tag; it raises KeyError for an
    unknown partner. `static` maps the names of files to addresses. `origin` is WIDGET_ORIGIN, or
    None if it is not set.
    """

    links: Callable[[str, str], Links]
    static: Mapping[str, str]
    oembed: str
    origin: str | None

    def oembed_of(self, address: str) -> str:
        """Return the address of the oEmbed description of one of our pages."""
        return f"{self.oembed}?url={quote(address, safe='/:?')}&format=json"

    def absolute(self, path: str) -> str | None:
        """Return the absolute address of a path, or None if our origin is unknown.

        The origin is WIDGET_ORIGIN. If that is not set, the Host header is used, but only if it
        names a loopback address, as on a developer's machine.
        """
        if self.origin:
            return f"{self.origin}{path}"
        if is_loopback(request.host):
            return f"{request.host_url.rstrip('/')}{path}"
        return None


def urls() -> Urls:
    """Return the addresses of the running application."""
    return cast(Urls, current_app.extensions["widget.urls"])


def links_of(context: Context) -> Links:
    """Return the addresses for the partner and the language of a request."""
    return urls().links(context.partner.id, context.language.tag)


def build_urls(content: Content, adapter: MapAdapter) -> Urls:
    """Return the addresses of partners and files, built from the application's routes."""

    @lru_cache(MOST_READY)
    def links(partner: str, language: str) -> Links:
        return _links(content, content.partners.served[partner], language, adapter)

    return Urls(
        links=links,
        static=MappingProxyType(addresses(adapter)),
        oembed=adapter.build("oembed.describe"),
        origin=content.settings.origin,
    )


def _links(content: Content, partner: Partner, language: str, adapter: MapAdapter) -> Links:
    def path(endpoint: str, **values: str) -> str:
        return adapter.build(endpoint, {"partner": partner.id, **values})

    version = content.version[partner.id]
    return Links(
        entry=path("pages.entry"),
        first=path("pages.page", language=language),
        fragments=path("pages.fragment", language=language, version=version),
        languages={each: path("pages.page", language=each) for each in partner.languages},
        changes={each: path("changes.page", language=each) for each in partner.languages},
        changes_fragments=path("changes.fragment", language=language, version=version),
        citizenship={each: path("citizenship.page", language=each) for each in partner.languages},
        citizenship_fragments=path("citizenship.fragment", language=language, version=version),
        to_read={
            end: {each: f"{path('pages.page', language=each)}{end}" for each in partner.languages}
            for end in _ends_to_read(content)
        },
        logo=path("pages.logo", name=partner.logo.name) if partner.logo else None,
        image=path("pages.image", name=partner.image.name) if partner.image else None,
        kit={each: path("kit.page", language=each) for each in partner.languages},
        qr={kind: path("kit.qr", language=language, kind=kind) for kind in TYPES},
        result_qr=path("pages.qr", language=language),
        presets=tuple(partner.presets.items()),
    )


def _ends_to_read(content: Content) -> tuple[str, ...]:
    """Return the ends of the addresses of all pages to read that a content directory has."""
    visas = (VISAS,) if content.ruleset.categories else ()
    return (*visas, SOURCES, *content.besides.notices)


def key_of(path: str) -> str:
    """Return four hex digits that distinguish the ids on a page from those on the last page."""
    return f"{crc32(path.encode()) & 0xFFFF:04x}"


def query_of(answers: Answers) -> str:
    """Return answers as a query, `?…`, or an empty text. Ids are ASCII and need no quoting."""
    return f"?{'&'.join([f'{key}={option}' for key, option in answers])}" if answers else ""


def with_query(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    """Return a path with quoted parameters added as a query."""
    query = urlencode(list(parameters))
    return f"{path}?{query}" if query else path
