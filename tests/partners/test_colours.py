"""The nearest colours with enough contrast, and what hotels and universities are told of theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.partners.themes import file_with
from widget.partners.contrast import MIN_CONTROL, MIN_TEXT, contrast, mix, nearest, rgb
from widget.partners.theme import Colours

Read = Callable[[dict[str, str]], list[str]]

ANY_COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


steady = settings(derandomize=True, deadline=None)


def distance(one: str, other: str) -> float:
    """How far two colours are from each other."""
    return dist(rgb(one), rgb(other))


@pytest.mark.slow
@steady
@given(ANY_COLOUR, ANY_COLOUR, st.sampled_from([MIN_TEXT, MIN_CONTROL]))
def test_the_nearest_colour_has_enough_contrast_and_no_nearer_mix_has(
    colour: str, ground: str, least: float
) -> None:
    found = nearest(colour, ground, least)
    mixes = {mix(end, colour, step / 255) for end in ("#000", "#fff") for step in range(256)}
    assert found in mixes
    assert contrast(found, ground) >= least
    away = distance(found, colour)
    for nearer in (each for each in mixes if distance(each, colour) < away):
        assert contrast(nearer, ground) < least


NEAREST = {
    "a grey on white": ("#999999", "#ffffff", "#767676"),
    "a grey on black": ("#555555", "#000000", "#757575"),
    "an orange on white gets darker": ("#ff8800", "#ffffff", "#b46000"),
    "an orange on navy gets lighter": ("#aa5500", "#001133", "#b56b21"),
    "a colour that has enough": ("#006633", "#ffffff", "#006633"),
    "a colour on itself": ("#777777", "#777777", "#060606"),
}


@pytest.mark.parametrize(("colour", "ground", "found"), NEAREST.values(), ids=NEAREST)
def test_the_nearest_colour_is_darker_or_lighter(colour: str, ground: str, found: str) -> None:
    assert nearest(colour, ground, MIN_TEXT) == found


# Real colours: hotels' from simple-icons, universities' from hpalette, oxford-colors and rahrah.

SETS = {
    "a hotel in dark blue": ("#fff #231f20 #1e4380 #fff #8a8d8f", {}),
    "a hotel in dark red": ("#fff #1c1c1c #a70023 #fff #d7d7d7", {"border": "#949494"}),
    "rooms in coral": (
        "#fff #484848 #ff5a5f #fff #ddd",
        {"accent": "#cd484c", "border": "#949494"},
    ),
    "hotels in bright red": ("#fff #333 #ef3346 #fff #ef3346", {"accent": "#df3041"}),
    "a guide in mint": (
        "#fff #000 #34e0a1 #000 #34e0a1",
        {"accent": "#1f8661", "border": "#27a879"},
    ),
    "a university in crimson": ("#fff #1e1e1e #a51c30 #fff #8c8179", {}),
    "a university in deep blue": (
        "#fff #002147 #002147 #fff #a79d96",
        {"border": "#9d938d"},
    ),
    "an institute in orange and grey": (
        "#fff #76777b #ff6c0c #fff #c8c8c8",
        {"text": "#75767a", "accent": "#c55309", "border": "#949494"},
    ),
    "a university in maize on blue": (
        "#00274c #fff #ffcb05 #00274c #655a52",
        {"border": "#786e67"},
    ),
    "a university in gold": (
        "#cfb991 #000 #daaa00 #000 #9d9795",
        {"accent": "#5e4900", "on_accent": "#bbbbbb", "border": "#696564"},
    ),
}
"""Ground, text, accent, text on it and border; the colours that messages name, if any."""


@pytest.mark.parametrize(("written", "named"), SETS.values(), ids=SETS)
def test_real_colours_pass_or_pass_with_the_colours_that_are_named(
    written: str, named: dict[str, str], problems: Read
) -> None:
    colours = dict(zip(Colours.model_fields, written.split(), strict=True))
    told = problems({"hotel": file_with(colours)})
    assert dict(re.findall(r'(\w+) = "(#\w+)"', " ".join(told))) == named
    assert problems({"hotel": file_with(colours | named)}) == []
