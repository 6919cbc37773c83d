"""What an address says besides its answers: the partner, the language, page or fragment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from flask import current_app, g, request
from werkzeug.routing import RequestRedirect

from widget.content import Content
from widget.languages import Language, choose
from widget.partners.model import Partner

FRAGMENTS = {"pages.fragment", "no_fragment"}
"""The endpoints that answer with a part of a page."""


@dataclass(frozen=True)
class Context:
    """What one request is about.

    `partner` is the path's, or the agency where the path names none that is served; `known` tells
    which. `origins` may frame the answer besides our own; None means that nobody may. `negotiated`
    means that the path names no language, so `Accept-Language` decided. `fragment` means that htmx
    asks for a part of a page.
    """

    partner: Partner
    known: bool
    origins: tuple[str, ...] | None
    language: Language
    negotiated: bool
    fragment: bool


def current_content() -> Content:
    """Return the content of the running application."""
    return cast(Content, current_app.extensions["widget.content"])


def current_context() -> Context:
    """Return the context of the present request, made once."""
    if "context" not in g:
        g.context = _context(*_target())
    return cast(Context, g.context)


def _target() -> tuple[str, Mapping[str, Any]]:
    """Return the endpoint and the values of the request's path.

    Where no view answers, because of the method or a missing slash, a GET of it decides.
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
    chosen = choose(request.accept_languages, offered) if negotiated else tag
    return Context(
        partner=partner or content.agency,
        known=partner is not None,
        origins=content.partners.origins(key),
        language=content.languages[chosen],
        negotiated=negotiated,
        fragment=endpoint in FRAGMENTS,
    )


def match(path: str) -> tuple[str, Mapping[str, Any]]:
    """Return the endpoint and the values of a path, as a GET for it would be routed.

    Raises werkzeug's RequestRedirect where the path lacks its last slash.
    """
    return current_app.url_map.bind("").match(path, "GET")
