"""A partner's look: its colours, checked for contrast, and the style sheet made from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.color import parse_str
from pydantic_core import PydanticCustomError

from widget.files.compare import validate_and_compare
from widget.files.fields import Pattern, Table, invalid
from widget.partners.colours import weak_contrasts
from widget.partners.contrast import MIN_CONTROL, MIN_TEXT, contrast, mix


def _in_hexadecimal(colour: str) -> str:
    """Return an opaque colour, written as CSS writes one, as `#rrggbb`; another text as it is."""
    try:
        parsed = parse_str(colour)
    except PydanticCustomError:
        return colour
    if parsed.alpha is not None:
        return colour
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in parsed[:3])


Colour = Annotated[
    str, Pattern("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", "#rgb or #rrggbb", _in_hexadecimal)
]

FONTS = {
    "system": 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
    "humanist": 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", sans-serif',
    "rounded": 'ui-rounded, "SF Pro Rounded", Quicksand, Nunito, system-ui, sans-serif',
    "serif": 'Charter, "Bitstream Charter", Georgia, Cambria, "Noto Serif", serif',
}
GAPS = {"compact": "4px", "normal": "8px"}

NOTICES = {
    "light": {
        "ink": "#2a2113",
        "info": "#e9f0f4",
        "info-bar": "#557787",
        "amber": "#fff3d6",
        "amber-bar": "#b45f06",
        "red": "#fdecea",
        "red-bar": "#b3261e",
    },
    "dark": {
        "ink": "#fbeccb",
        "info": "#1f3038",
        "info-bar": "#8fb3c4",
        "amber": "#43330f",
        "amber-bar": "#e0a030",
        "red": "#4a1d1a",
        "red-bar": "#f2857c",
    },
}
"""The colours of notices in each scheme, whatever the theme; contrast 10 and more."""


class Colours(Table):
    """One set of colours, each `#rgb` or `#rrggbb`."""

    ground: Colour = Field(description="the background")
    text: Colour = Field(description="text")
    accent: Colour = Field(description="links, focus, the chosen answer")
    on_accent: Colour = Field(description="text on the accent")
    border: Colour = Field(description="borders of answers")

    @model_validator(mode="wrap")
    @classmethod
    def _have_contrast(cls, raw: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        return validate_and_compare(raw, handler, weak_contrasts)


class Theme(Colours):
    """A partner's look. The colours are those of the light scheme, `dark` those of the dark one.

    `radius` is in px; where the ground is not `painted`, the partner's page shines through.
    """

    dark: Colours | None = Field(
        default=None,
        description='the same five colours for the dark scheme; needed for `"dark"` and `"auto"`',
    )
    scheme: Literal["light", "dark", "auto"] = Field(
        default="light", description='`"light"`, `"dark"`, or `"auto"` for each visitor\'s own'
    )
    radius: int = Field(
        default=10, ge=0, le=24, description="the radius of corners, 0 to 24 px; 10 by default"
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

    @field_validator("scheme")
    @classmethod
    def _has_its_colours(cls, scheme: str, info: ValidationInfo) -> str:
        # An invalid `dark` is not in the data; its own mistake is reported, so this one is not.
        if scheme != "light" and info.data.get("dark", ...) is None:
            raise invalid(f'The scheme "{scheme}" needs the colours of [theme.dark].')
        return scheme


def stylesheet(theme: Theme) -> str:
    """Return a theme as CSS custom properties; widget.css uses them."""
    shape = {
        "radius": f"{theme.radius}px",
        "gap": GAPS[theme.density],
        "font": FONTS[theme.font],
        "paper": "var(--ground)" if theme.painted else "transparent",
    }
    light = _properties(theme, NOTICES["light"])
    dark = _properties(theme.dark or theme, NOTICES["dark"])
    if theme.scheme == "auto":
        rules = [_rule("light dark", shape | light)]
        rules.append(f"@media (prefers-color-scheme: dark) {{\n{_rule('light dark', dark)}}}\n")
    else:
        rules = [_rule(theme.scheme, shape | (dark if theme.scheme == "dark" else light))]
    return "".join(rules)


def _properties(colours: Colours, notices: Mapping[str, str]) -> dict[str, str]:
    soft = _soft(colours)
    return {
        "ground": colours.ground,
        "text": colours.text,
        "muted": _muted(colours, soft),
        "accent": colours.accent,
        "on-accent": colours.on_accent,
        "border": colours.border,
        "line": mix(colours.border, colours.ground, 0.35),
        "soft": soft,
        **notices,
    }


def _soft(colours: Colours) -> str:
    """Return a tint of the accent, or the ground when text would be hard to read on the tint."""
    soft = mix(colours.accent, colours.ground, 0.07)
    readable = all(contrast(each, soft) >= MIN_TEXT for each in (colours.text, colours.accent))
    return soft if readable and contrast(colours.border, soft) >= MIN_CONTROL else colours.ground


def _muted(colours: Colours, soft: str) -> str:
    """Return a paler text colour that can still be read on the ground and on its tint."""
    paler = (mix(colours.text, colours.ground, share) for share in (0.7, 0.8, 0.9))
    grounds = (colours.ground, soft)
    return next(
        (each for each in paler if all(contrast(each, ground) >= MIN_TEXT for ground in grounds)),
        colours.text,
    )


def _rule(scheme: str, properties: dict[str, str]) -> str:
    lines = "".join(f"  --{name}: {value};\n" for name, value in properties.items())
    return f":root {{\n  color-scheme: {scheme};\n{lines}}}\n"
