"""The snippet: the HTML that embeds the widget in a partner's page."""

from __future__ import annotations

from markupsafe import Markup

MIN_HEIGHT_PX = 400
"""The least height of a frame that the kit offers."""

DEFAULT_HEIGHT_PX = 560
"""The height of a frame by default: heading and options fit at a width of 320 px."""

MAX_HEIGHT_PX = 960
"""The height up to which a frame grows with its content, where browsers know frame-sizing."""

MAX_WIDTH_PX = 880
"""The width up to which a frame fills its column; wider lines are hard to read."""

# Why each attribute is there: docs/decisions/23-each-attribute-of-the-line.md
_SNIPPET = Markup(
    '<iframe src="{address}" title="{title}" width="100%" height="{height}" loading="eager"'
    ' style="width:100%;block-size:auto;border:0;min-height:{height}px;max-width:{max_width}px;'
    'max-height:{max_height}px;frame-sizing:content-height"></iframe>\n'
    '<p><a href="{address}">{title}</a></p>'
)


def snippet(address: str, title: str, height: int = DEFAULT_HEIGHT_PX) -> str:
    """Return the HTML for a frame of an absolute address, with a link to it below."""
    return str(
        _SNIPPET.format(
            address=address,
            title=title,
            height=height,
            max_width=MAX_WIDTH_PX,
            max_height=MAX_HEIGHT_PX,
        )
    )
