"""The line that puts the widget into a page."""

from __future__ import annotations

from markupsafe import Markup

LEAST, USUAL, MOST = 400, 560, 960
"""The frame's least height in px; 560 shows the heading and all options at a width of 320."""

_LINE = Markup(
    '<iframe src="{address}" title="{title}" style="width:100%;border:0;'
    'min-height:{height}px;max-height:960px;frame-sizing:content-height"></iframe>\n'
    '<p><a href="{address}">{title}</a></p>'
)


def line(address: str, title: str, height: int = USUAL) -> str:
    """Give the HTML that frames an absolute address, with a plain link under it."""
    return str(_LINE.format(address=address, title=title, height=height))
