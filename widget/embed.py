"""The line that puts the widget into a page."""

from __future__ import annotations

from markupsafe import Markup

LEAST, USUAL, MOST, STEP = 400, 560, 940, 20
"""The frame's least height in px; 560 shows the heading and all options at a width of 320.

Chromium shows the whole of a lazy frame that is sized by its content only if it grows as it loads.
So widget.css makes a page a pixel higher than a frame of a height in whole steps.
"""

_LINE = Markup(
    '<iframe src="{address}" title="{title}" loading="lazy" style="width:100%;border:0;'
    'min-height:{height}px;max-height:960px;frame-sizing:content-height"></iframe>\n'
    '<p><a href="{address}">{title}</a></p>'
)


def line(address: str, title: str, height: int = USUAL) -> str:
    """Give the HTML that frames an absolute address, with a plain link under it."""
    return str(_LINE.format(address=address, title=title, height=height))
