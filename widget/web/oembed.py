"""oEmbed: a pasted link becomes a frame (https://oembed.com)."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from widget.content import site
from widget.web.headers import for_a_while
from widget.web.urls import absolute

oembed = Blueprint("oembed", __name__)

WIDTH, HEIGHT = 600, 640
"""Px, where the consumer sets no narrower limit."""

# WordPress strips other attributes, style among them.
FRAME = Markup('<iframe src="{}" title="{}" width="{}" height="{}"></iframe>')


@oembed.get("/oembed")
def describe() -> ResponseReturnValue:
    """Describe one of our pages as a frame: type, title, size and a line of HTML."""
    if request.args.get("format", "json") != "json":
        abort(501)
    address = request.args.get("url", "")
    language = _language_of(address)
    width, height = _limited("maxwidth", WIDTH), _limited("maxheight", HEIGHT)
    with force_locale(language):
        title = gettext("Visa for Kazakhstan")
    answer = jsonify(
        version="1.0",
        type="rich",
        title=title,
        provider_name=site().agency.name,
        provider_url=absolute("/"),
        width=width,
        height=height,
        cache_age=86_400,
        html=FRAME.format(address, title, width, height),
    )
    return for_a_while(answer)


def _language_of(address: str) -> str:
    """Name the language of a page at an address, the partner's first where none is named.

    Whatever is not one of our pages is a 404.
    """
    own = urlsplit(absolute("/") or "")
    try:
        asked = urlsplit(address)
    except ValueError:
        abort(404)
    if not own.netloc or (asked.scheme, asked.netloc) != (own.scheme, own.netloc):
        abort(404)
    return _language_at(asked.path) or abort(404)


def _language_at(path: str) -> str | None:
    """Find the language of a partner's first step or of a page of a step; None of other paths."""
    try:
        endpoint, values = current_app.url_map.bind("").match(path, "GET")
    except (HTTPException, RequestRedirect):
        return None
    partner = site().partners.served.get(values.get("partner", ""))
    if partner is None or endpoint not in ("pages.entry", "pages.page"):
        return None
    language = values.get("language", partner.languages[0])
    return language if language in partner.languages else None


def _limited(name: str, usual: int) -> int:
    """Keep to the consumer's limit in px; what is no positive number is none."""
    try:
        limit = int(request.args.get(name, usual))
    except ValueError:
        return usual
    return min(usual, limit) if limit > 0 else usual
