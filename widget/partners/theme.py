"""A partner's look: its colours, checked for contrast, and the style sheet made from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import Field

from widget.files.fields import Shaped, Written
from widget.partners.contrast import CONTROL, TEXT, contrast, mix
from widget.problems import Problem

_SHAPE = "#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})"
Colour = Annotated[str, Shaped(_SHAPE, "#rgb or #rrggbb")]

FONTS = {
    "system": 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
    "humanist": 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", sans-serif',
    "rounded": 'ui-rounded, "SF Pro Rounded", Quicksand, Nunito, system-ui, sans-serif',
    "serif": 'Charter, "Bitstream Charter", Georgia, Cambria, "Noto Serif", serif',
}
GAPS = {"compact": "4px", "normal": "8px"}


class Colours(Written):
    """One set of colours, each `#rgb` or `#rrggbb`."""

    ground: Colour = Field(description="what everything stands on")
    text: Colour = Field(description="text")
    accent: Colour = Field(description="links, progress, focus, the chosen answer")
    on_accent: Colour = Field(description="text on the accent")
    border: Colour = Field(description="borders of answers")


class Theme(Colours):
    """A partner's look. The colours are those of the light scheme, `dark` those of the dark one.

    `radius` is in px; `painted` tells whether the ground is painted or the partner's page shines
    through.
    """

    dark: Colours | None = Field(
        default=None,
        description='the same five colours for the dark scheme; needed for `"dark"` and `"auto"`',
    )
    scheme: Literal["light", "dark", "auto"] = Field(
        default="light", description='`"light"`, `"dark"`, or `"auto"` for each visitor\'s own'
    )
    radius: int = Field(
        default=10, ge=0, le=24, description="how round corners are, 0 to 24 px; 10 otherwise"
    )
    density: Literal["compact", "normal"] = Field(
        default="normal", description='`"normal"` or `"compact"`; answers stay 44 px high'
    )
    font: Literal["system", "humanist", "rounded", "serif"] = Field(
        default="system",
        description='`"system"`, `"humanist"`, `"rounded"` or `"serif"`, each from fonts that '
        "visitors have",
    )
    painted: bool = Field(
        default=True,
        description="`false` lets the partner's page shine through in place of the ground",
    )


# Colours are compared with each other in what was read, so that weak contrasts are told together
# with what is wrong in the theme's shape.


def wrong_theme(file: str, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield where colours cannot be told apart well enough (WCAG 2.2 AA), or dark ones are missing.

    `data` is all that was read from the file; what is no colour there is left out.
    """
    theme = data.get("theme")
    if not isinstance(theme, dict):
        return
    yield from (Problem(file, "theme", what) for what in _weak_contrasts(theme))
    dark = theme.get("dark")
    if isinstance(dark, dict):
        yield from (Problem(file, "theme.dark", what) for what in _weak_contrasts(dark))
    scheme = theme.get("scheme")
    if scheme in ("dark", "auto") and dark is None:
        what = f'The scheme "{scheme}" needs the colours of [theme.dark].'
        yield Problem(file, "theme", what)


def _weak_contrasts(written: Mapping[str, Any]) -> Iterator[str]:
    colours = {
        key: value
        for key, value in written.items()
        if isinstance(value, str) and re.fullmatch(_SHAPE, value)
    }
    pairs = (
        ("text", "ground", TEXT),
        ("accent", "ground", TEXT),
        ("on_accent", "accent", TEXT),
        ("border", "ground", CONTROL),
    )
    for front, back, least in pairs:
        if front in colours and back in colours:
            yield from _weak_contrast(front, colours[front], back, colours[back], least)


def _weak_contrast(front: str, one: str, back: str, other: str, least: float) -> Iterator[str]:
    ratio = contrast(one, other)
    if ratio < least:
        # Rounded down: 4.499 must not be told as 4.50.
        shown = int(ratio * 100) / 100
        yield f"{front} {one} on {back} {other} has a contrast of {shown:.2f}, under {least}."


def stylesheet(theme: Theme) -> str:
    """Write a theme as CSS; widget.css says what each property does."""
    shape = {
        "radius": f"{theme.radius}px",
        "gap": GAPS[theme.density],
        "font": FONTS[theme.font],
        "paper": "var(--ground)" if theme.painted else "transparent",
    }
    light, dark = _properties(theme), _properties(theme.dark or theme)
    if theme.scheme == "auto":
        rules = [_rule("light dark", shape | light)]
        rules.append(f"@media (prefers-color-scheme: dark) {{\n{_rule('light dark', dark)}}}\n")
    else:
        rules = [_rule(theme.scheme, shape | (dark if theme.scheme == "dark" else light))]
    return "".join(rules)


def digest(theme: Theme) -> str:
    """Give the name under which the theme's style sheet can be cached for ever."""
    return sha256(stylesheet(theme).encode()).hexdigest()[:12]


def _properties(colours: Colours) -> dict[str, str]:
    return {
        "ground": colours.ground,
        "text": colours.text,
        "accent": colours.accent,
        "on-accent": colours.on_accent,
        "border": colours.border,
        "soft": _soft(colours),
    }


def _soft(colours: Colours) -> str:
    """A tint of the accent for what stands out a little, as far as text stays readable on it."""
    soft = mix(colours.accent, colours.ground, 0.07)
    readable = all(contrast(each, soft) >= TEXT for each in (colours.text, colours.accent))
    return soft if readable and contrast(colours.border, soft) >= CONTROL else colours.ground


def _rule(scheme: str, properties: dict[str, str]) -> str:
    lines = "".join(f"  --{name}: {value};\n" for name, value in properties.items())
    return f":root {{\n  color-scheme: {scheme};\n{lines}}}\n"
