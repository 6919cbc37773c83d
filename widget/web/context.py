"""The context of a request: partner, language, and whether it is for a page or a fragment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from flask import current_app, g, request
from werkzeug.routing import RequestRedirect

from widget.content import Content
from widget.languages import Language, choose
from widget.partners.model import Partner
from widget.rules.address import Address, read_query

FRAGMENTS = {"pages.fragment", "changes.fragment", "citizenship.fragment", "no_fragment"}
"""The endpoints that return fragments."""

MAX_ACCEPTED_BYTES = 500
"""Twice what browsers send as Accept-Language. A header of 8,000 bytes takes 0.2 s to compare."""


@dataclass(frozen=True)
class Context:
    """Partner and language of one request, and whether it is for a fragment.

    `known` means that the path names a served partner, whose sites may frame the response.
    Otherwise `partner` is the agency. `negotiated` means that the path names no language of the
    content directory, so `Accept-Language` decided.
    """

    partner: Partner
    known: bool
    language: Language
    negotiated: bool
    fragment: bool


def current_content() -> Content:
    """Return the content of the running application."""
    return cast(Content, current_app.extensions["widget.content"])


def current_context() -> Context:
    """Return the context of the current request; it is computed once for each request."""
    if "context" not in g:
        g.context = _context(*_target())
    return cast(Context, g.context)


def current_address() -> Address:
    """Return what the requested address says; it is parsed once for each request."""
    if "address" not in g:
        query = request.query_string.decode()
        g.address = read_query(query, current_content().ruleset)
    return cast(Address, g.address)


def _target() -> tuple[str, Mapping[str, Any]]:
    """Return the endpoint and the path values of the request.

    If no route matches, because of the method or a missing last slash, they are those of a GET of
    the correct path.
    """
    if request.endpoint is not None:
        return request.endpoint, request.view_args or {}
    try:
        return match(request.path)
    except RequestRedirect as redirect:
        return match(unquote(urlsplit(redirect.new_url).path))


def _context(endpoint: str, values: Mapping[str, Any]) -> Context:
    content = current_content()
    key, tag = values.get("partner", ""), values.get("language", "")
    partner = content.partners.served.get(key)
    offered = (partner or content.agency).languages
    negotiated = tag not in content.languages
    chosen = choose(_accepted_languages(), offered) if negotiated else tag
    return Context(
        partner=partner or content.agency,
        known=partner is not None,
        language=content.languages[chosen],
        negotiated=negotiated,
        fragment=endpoint in FRAGMENTS,
    )


def _accepted_languages() -> Iterable[tuple[str, float]]:
    """Return the languages of Accept-Language, best first; none if the header is too long."""
    too_long = len(request.headers.get("Accept-Language", "")) > MAX_ACCEPTED_BYTES
    return () if too_long else request.accept_languages


def match(path: str) -> tuple[str, Mapping[str, Any]]:
    """Return the endpoint and the values to which a GET of a path is routed.

    Raises werkzeug's RequestRedirect if the path lacks its last slash, and NotFound if no route
    matches.
    """
    return current_app.url_map.bind("").match(path, "GET")
