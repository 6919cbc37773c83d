"""oEmbed: a pasted link becomes a frame (https://oembed.com)."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from widget.headers import for_a_while
from widget.links import absolute
from widget.site import site

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
    address = _own_page(request.args.get("url", ""))
    width, height = _limited("maxwidth", WIDTH), _limited("maxheight", HEIGHT)
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


def _own_page(url: str) -> str:
    """Give the address of one of our pages back; 404 for every other."""
    own = urlsplit(absolute("/") or "")
    try:
        asked = urlsplit(url)
    except ValueError:
        abort(404)
    if not own.netloc or (asked.scheme, asked.netloc) != (own.scheme, own.netloc):
        abort(404)
    if not _is_step(asked.path):
        abort(404)
    return url


def _is_step(path: str) -> bool:
    """Tell whether a path is that of a partner's first step or of a page of a step."""
    try:
        endpoint, values = current_app.url_map.bind("").match(path, "GET")
    except (HTTPException, RequestRedirect):
        return False
    partner = site().partners.served.get(values.get("partner", ""))
    if partner is None or endpoint not in ("pages.entry", "pages.page"):
        return False
    return values.get("language", partner.languages[0]) in partner.languages


def _limited(name: str, usual: int) -> int:
    """Keep to the consumer's limit in px; what is no positive number is none."""
    try:
        limit = int(request.args.get(name, usual))
    except ValueError:
        return usual
    return min(usual, limit) if limit > 0 else usual
