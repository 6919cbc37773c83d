"""The snippet: the HTML that embeds the widget in a partner's page."""

from __future__ import annotations

from markupsafe import Markup

MIN_HEIGHT_PX = 400
"""The least height of a frame that the kit offers."""

DEFAULT_HEIGHT_PX = 560
"""The height of a frame by default: heading and options fit at a width of 320 px."""

MAX_HEIGHT_PX = 960
"""The height up to which a frame grows with its content, where browsers know frame-sizing."""

_SNIPPET = Markup(
    '<iframe src="{address}" title="{title}" style="width:100%;border:0;'
    'min-height:{height}px;max-height:{max_height}px;frame-sizing:content-height"></iframe>\n'
    '<p><a href="{address}">{title}</a></p>'
)


def snippet(address: str, title: str, height: int = DEFAULT_HEIGHT_PX) -> str:
    """Return the HTML for a frame of an absolute address, with a link to it below."""
    return str(
        _SNIPPET.format(address=address, title=title, height=height, max_height=MAX_HEIGHT_PX)
    )
