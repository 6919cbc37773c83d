"""oEmbed (https://oembed.com), with which other sites turn a pasted link into a frame."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from widget.languages import Language
from widget.web.context import current_content, match
from widget.web.headers import cache_briefly
from widget.web.urls import urls

oembed = Blueprint("oembed", __name__)

WIDTH_PX, HEIGHT_PX = 320, 720
"""The frame's size, unless the consumer sets a lower limit: it fits the column of a small phone.

WordPress puts frames with some aspect ratios, such as 4:3 and 1:2, into boxes that may cut them
off. This ratio is none of those.
"""

# WordPress drops the style, so the attributes have to be enough without it.
FRAME = Markup(
    '<iframe src="{}" title="{}" width="{}" height="{}" frameborder="0"'
    ' style="border:0;max-width:100%"></iframe>'
)


@oembed.get("/oembed")
def describe() -> ResponseReturnValue:
    """Return the oEmbed description of a page; 404 for other addresses, 501 for other formats."""
    if request.args.get("format", "json") != "json":
        abort(501)
    address, language = _described(request.args.get("url", ""))
    content = current_content()
    width, height = _limit("maxwidth", WIDTH_PX), _limit("maxheight", HEIGHT_PX)
    title = content.words[language.tag].say(content.ruleset.about.title)
    answer = jsonify(
        version="1.0",
        type="rich",
        title=title,
        provider_name=content.agency.name.said_in(language.tag).text,
        provider_url=urls().absolute("/"),
        width=width,
        height=height,
        cache_age=86_400,
        html=FRAME.format(address, title, width, height),
    )
    return cache_briefly(answer)


def _described(address: str) -> tuple[str, Language]:
    """Return the address to frame and its language; 404 if it is not one of our pages.

    It adds a missing last slash, and removes `#…`, which would scroll the site's page to the frame.
    The language of an address without one is the partner's first language.
    """
    own = urlsplit(urls().absolute("/") or "")
    try:
        asked = urlsplit(address)
    except ValueError:
        abort(404)
    if not own.netloc or (asked.scheme, asked.netloc) != (own.scheme, own.netloc):
        abort(404)
    path = asked.path if asked.path.endswith("/") else f"{asked.path}/"
    language = _language_at(path) or abort(404)
    return asked._replace(path=path, fragment="").geturl(), language


def _language_at(path: str) -> Language | None:
    """Return the language of a partner's entry or of a step's page; None for other paths."""
    try:
        endpoint, values = match(path)
    except HTTPException:  # RequestRedirect is one too
        return None
    partner = current_content().partners.served.get(values.get("partner", ""))
    if partner is None or endpoint not in ("pages.entry", "pages.page"):
        return None
    tag = values.get("language", partner.languages[0])
    return current_content().languages[tag] if tag in partner.languages else None


def _limit(name: str, default: int) -> int:
    """Return the consumer's limit in px, but at most the default; the default if it is invalid."""
    try:
        limit = int(request.args.get(name, default))
    except ValueError:
        return default
    return min(default, limit) if limit > 0 else default
