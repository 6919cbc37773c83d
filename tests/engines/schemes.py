"""Which ground shows at the corner of a frame: by the page's scheme, the system's and the theme."""

from __future__ import annotations

THEMES = {
    "light": "always-light",
    "dark": "always-dark",
    "both": "hotel",
    "transparent": "clear",
}
"""The partner with each theme; the transparent one has the colours of both schemes."""

PAGES = {
    "none": "",
    "light": '<meta name="color-scheme" content="light">',
    "dark": '<meta name="color-scheme" content="dark">',
}
"""What a partner's page says of its scheme."""

GROUNDS = {
    ("none", "light"): ("light", "dark", "light", "the page's"),
    ("none", "dark"): ("light", "dark", "dark", "the browser's dark one"),
    ("light", "light"): ("light", "dark", "light", "the page's"),
    ("light", "dark"): ("light", "dark", "light", "the page's"),
    ("dark", "light"): ("light", "dark", "dark", "the page's"),
    ("dark", "dark"): ("light", "dark", "dark", "the page's"),
}
"""By the page's scheme and the system's: the ground of each theme, in the order of THEMES."""
