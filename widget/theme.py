"""A theme as a style sheet of custom properties."""

from __future__ import annotations

from hashlib import sha256

from widget.partners import Theme


def stylesheet(theme: Theme) -> str:
    """Write a theme as CSS; widget.css says what each property does."""
    properties = ((name.replace("_", "-"), value) for name, value in theme.model_dump().items())
    lines = (f"  --{name}: {value};\n" for name, value in properties)
    return f":root {{\n{''.join(lines)}}}\n"


def digest(theme: Theme) -> str:
    """Give the name under which the theme's style sheet can be cached for ever."""
    return sha256(stylesheet(theme).encode()).hexdigest()[:12]
