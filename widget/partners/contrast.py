"""Contrast of two colours, as WCAG 2.2 defines it."""

from __future__ import annotations

from math import dist

MIN_TEXT = 4.5
"""The least contrast of text and its background (WCAG 2.2, 1.4.3)."""

MIN_CONTROL = 3.0
"""The least contrast of a control's border or focus ring and its background (WCAG 2.2, 1.4.11)."""

BLACK, WHITE = "#000000", "#ffffff"

RGB = tuple[int, int, int]


def rgb(colour: str) -> RGB:
    """Return the red, green and blue (0 to 255) of a colour `#rgb` or `#rrggbb`."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21; their order does not matter.

    Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    lighter, darker = sorted((_luminance(rgb(one)), _luminance(rgb(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return a mix of two colours, channel by channel; `share` (0 to 1) is that of the first."""
    channels = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in channels)


def nearest(colour: str, ground: str, least: float) -> str:
    """Return the nearest mix with black or with white that has a contrast of `least` to the ground.

    There is one for a contrast of up to 4.58, which each ground has to black or to white.
    """
    return next(each for each in _shades(colour) if contrast(each, ground) >= least)


def _shades(colour: str) -> list[str]:
    """Return a colour's mixes with black and with white, the nearest to the colour first."""
    shares = [step / 255 for step in range(256)]
    mixes = {mix(end, colour, share) for end in (BLACK, WHITE) for share in shares}
    return sorted(mixes, key=lambda each: (dist(rgb(each), rgb(colour)), each))


def _luminance(colour: RGB) -> float:
    """Return the relative luminance.

    Source: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    """
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
