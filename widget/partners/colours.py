"""Which of a theme's colours need contrast, and the nearest colours that have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic_core import InitErrorDetails

from widget.files.compare import error_details
from widget.files.fields import invalid
from widget.partners.contrast import MIN_CONTROL, MIN_TEXT, contrast, nearest

PAIRS = (
    ("text", "ground", MIN_TEXT),
    ("accent", "ground", MIN_TEXT),
    ("on_accent", "accent", MIN_TEXT),
    ("border", "ground", MIN_CONTROL),
)
"""Foreground, background, and the least contrast between them (WCAG 2.2 AA)."""


def weak_contrasts(colours: Mapping[str, str]) -> Iterator[InitErrorDetails]:
    """Yield an error for each pair with too little contrast; some of the colours may be missing."""
    mended = _mended(colours)
    for front, back, least in PAIRS:
        if _is_weak(colours, front, back, least):
            ratio = contrast(colours[front], colours[back])
            shown = int(ratio * 100) / 100  # Rounded down: 4.499 must not be shown as 4.50.
            pair = f"{front} {colours[front]} on {back} {colours[back]}"
            what = f"{pair} has a contrast of {shown:.2f}; at least {least} is needed."
            changed = _changed(colours, mended, front, back)
            yield error_details(invalid(f"{what} Nearest with enough contrast: {changed}."))


def _is_weak(colours: Mapping[str, str], front: str, back: str, least: float) -> bool:
    both = front in colours and back in colours
    return both and contrast(colours[front], colours[back]) < least


def _mended(colours: Mapping[str, str]) -> Mapping[str, str]:
    """Return colours of which all pairs have enough contrast; the ground stays as it is.

    Another accent can need another text on it, so pairs are mended in order.
    """
    mended = dict(colours)
    for front, back, least in PAIRS:
        if _is_weak(mended, front, back, least):
            mended[front] = nearest(mended[front], mended[back], least)
    return mended


def _changed(colours: Mapping[str, str], mended: Mapping[str, str], front: str, back: str) -> str:
    """Return the mended colours of a pair, and of the text on it, as a file writes them."""
    keys = (front, back, *(upper for upper, lower, _ in PAIRS if lower == front))
    changed = [key for key in keys if key in colours and mended[key] != colours[key]]
    return ", ".join(f'{key} = "{mended[key]}"' for key in changed)
