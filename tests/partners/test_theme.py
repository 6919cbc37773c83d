"""A partner's theme: enough contrast, and the style sheet made from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.partners.themes import file_with
from widget.partners.contrast import contrast
from widget.partners.directory import load_partners
from widget.partners.known import Known
from widget.partners.theme import FONTS, NOTICES, Theme, stylesheet

Read = Callable[[dict[str, str]], list[str]]

# Contrast.

RATIOS = {
    "black on white": ("#000000", "#ffffff", 21.0),
    "white on black": ("#fff", "#000", 21.0),
    "a colour on itself": ("#063", "#006633", 1.0),
    "the lightest grey for text": ("#767676", "#ffffff", 4.54),
    "a grey too light for text": ("#777777", "#ffffff", 4.48),
    "red": ("#ff0000", "#ffffff", 4.0),
    "green": ("#0f0", "#fff", 1.37),
    "blue": ("#00F", "#FFF", 8.59),
    "two dark colours": ("#0a0a0a", "#000", 1.06),
}


@pytest.mark.parametrize(("one", "other", "ratio"), RATIOS.values(), ids=RATIOS)
def test_contrast_is_the_ratio_that_wcag_defines(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.006)
    assert contrast(one, other) == contrast(other, one)


GOOD = {"ground": "#fff", "text": "#222", "accent": "#063", "on_accent": "#fff", "border": "#666"}
DARK = {"ground": "#111", "text": "#eee", "accent": "#8cf", "on_accent": "#111", "border": "#999"}
WEAK = {
    "text": (
        {"text": "#777"},
        "text #777 on ground #fff has a contrast of 4.47; at least 4.5 is needed. "
        'Nearest with enough contrast: text = "#767676".',
    ),
    "accent": (
        {"accent": "#888", "on_accent": "#000"},
        "accent #888 on ground #fff has a contrast of 3.54; at least 4.5 is needed. "
        'Nearest with enough contrast: accent = "#767676".',
    ),
    "an accent whose text changes with it": (
        {"accent": "#fc0", "on_accent": "#222"},
        "accent #fc0 on ground #fff has a contrast of 1.51; at least 4.5 is needed. "
        'Nearest with enough contrast: accent = "#907300", on_accent = "#050505".',
    ),
    "text on the accent": (
        {"on_accent": "#aaa"},
        "on_accent #aaa on accent #063 has a contrast of 3.06; at least 4.5 is needed. "
        'Nearest with enough contrast: on_accent = "#cecece".',
    ),
    "border": (
        {"border": "#aaa"},
        "border #aaa on ground #fff has a contrast of 2.32; at least 3.0 is needed. "
        'Nearest with enough contrast: border = "#949494".',
    ),
}


@pytest.mark.parametrize(("change", "words"), WEAK.values(), ids=WEAK)
@pytest.mark.parametrize("painted", ["true", "false"])
def test_weak_contrast_is_reported_with_both_colours_the_ratio_and_the_nearest_colour(
    painted: str, change: dict[str, str], words: str, problems: Read
) -> None:
    text = file_with(GOOD | change, more=f"painted = {painted}")
    assert problems({"hotel": text}) == [f"hotel.toml: theme: {words}"]


@pytest.mark.parametrize("scheme", ["light", "dark", "auto"])
def test_weak_contrast_is_reported_in_dark_colours_whatever_the_scheme(
    scheme: str, problems: Read
) -> None:
    text = file_with(GOOD, DARK | {"text": "#666"}, f'scheme = "{scheme}"')
    assert problems({"hotel": text}) == [
        "hotel.toml: theme.dark: text #666 on ground #111 has a contrast of 3.28; at least "
        "4.5 is needed. "
        'Nearest with enough contrast: text = "#7c7c7c".'
    ]


TEXT_IS_WEAK = f"theme: {WEAK['text'][1]}"
BORDER_IS_WEAK = f"theme: {WEAK['border'][1]}"
SEVERAL = {
    "two pairs of colours": (
        {"text": "#777", "border": "#aaa"},
        {},
        "",
        [TEXT_IS_WEAK, BORDER_IS_WEAK],
    ),
    "light and dark colours": (
        {"text": "#777"},
        {"accent": "#333333"},
        "",
        [
            "theme.dark: accent #333333 on ground #111 has a contrast of 1.49; at least 4.5 "
            "is needed. "
            "Nearest with enough contrast: accent = "
            '"#7c7c7c".',
            "theme.dark: on_accent #111 on accent #333333 has a contrast of 1.49; at least "
            "4.5 is needed. "
            'Nearest with enough contrast: accent = "#7c7c7c".',
            TEXT_IS_WEAK,
        ],
    ),
    "beside a text that is no colour": (
        {"text": "#777", "border": "grey"},
        {},
        "",
        [
            "theme.border: 'grey' is not allowed here. Did you mean #808080? "
            "Allowed: #rgb or #rrggbb.",
            TEXT_IS_WEAK,
        ],
    ),
    "light colours beside a dark text that is no colour": (
        {"border": "#aaa"},
        {"text": "white"},
        "",
        [
            "theme.dark.text: 'white' is not allowed here. Did you mean #ffffff? "
            "Allowed: #rgb or #rrggbb.",
            BORDER_IS_WEAK,
        ],
    ),
    "beside a ground that is no colour": (
        {"text": "#777", "ground": "white", "on_accent": "#aaa"},
        {},
        "",
        [
            "theme.ground: 'white' is not allowed here. Did you mean #ffffff? "
            "Allowed: #rgb or #rrggbb.",
            f"theme: {WEAK['text on the accent'][1]}",
        ],
    ),
    "beside an unknown key": (
        {"text": "#777"},
        {},
        "shadow = 1",
        [
            "theme.shadow: This key is not known. Allowed: accent, border, dark, density, font, "
            "ground, on_accent, painted, radius, scheme, text.",
            TEXT_IS_WEAK,
        ],
    ),
    "beside a radius too large": (
        {"text": "#777"},
        {},
        "radius = 99",
        ["theme.radius: 99 is too large. Allowed: at most 24.", TEXT_IS_WEAK],
    ),
}


@pytest.mark.parametrize(("change", "dark", "more", "messages"), SEVERAL.values(), ids=SEVERAL)
def test_all_weak_contrasts_are_reported_at_once(
    change: dict[str, str], dark: dict[str, str], more: str, messages: list[str], problems: Read
) -> None:
    text = file_with(GOOD | change, DARK | dark if dark else None, more)
    assert problems({"hotel": text}) == [f"hotel.toml: {each}" for each in messages]


def test_missing_dark_colours_are_reported_beside_weak_contrast(problems: Read) -> None:
    text = file_with(GOOD | {"text": "#777"}, None, 'scheme = "auto"')
    assert problems({"hotel": text}) == [
        'hotel.toml: theme.scheme: The scheme "auto" needs the colours of [theme.dark].',
        f"hotel.toml: {TEXT_IS_WEAK}",
    ]


def test_wrong_dark_colours_are_not_reported_as_missing(problems: Read) -> None:
    text = file_with(GOOD, DARK | {"text": "white"}, 'scheme = "dark"')
    assert problems({"hotel": text}) == [
        "hotel.toml: theme.dark.text: 'white' is not allowed here. Did you mean #ffffff? "
        "Allowed: #rgb or #rrggbb."
    ]


def test_contrast_is_checked_even_if_another_key_is_wrong(problems: Read) -> None:
    text = file_with(GOOD | {"text": "#777"}).replace('["en", "ru"]', "7")
    assert problems({"hotel": text}) == [
        'hotel.toml: languages: A list is expected, not 7. Allowed: a list, like ["this", "that"].',
        f"hotel.toml: {TEXT_IS_WEAK}",
    ]


def test_enough_contrast_is_accepted(problems: Read) -> None:
    assert problems({"hotel": file_with(GOOD | {"text": "#767676"}, DARK)}) == []


# The style sheet.


def theme(**keys: object) -> Theme:
    return Theme.model_validate(GOOD | keys)


def properties(sheet: str) -> list[dict[str, str]]:
    """The properties of each rule of a style sheet."""
    return [dict(re.findall(r"([\w-]+): (.*);", rule)) for rule in re.findall(r"{([^{}]+)}", sheet)]


SHAPES = {
    "sharp corners": ({"radius": 0}, {"--radius": "0px"}),
    "round corners": ({"radius": 24}, {"--radius": "24px"}),
    "compact": ({"density": "compact"}, {"--gap": "4px"}),
    "normal": ({"density": "normal"}, {"--gap": "8px"}),
    "painted": ({"painted": True}, {"--paper": "var(--ground)"}),
    "transparent": ({"painted": False}, {"--paper": "transparent"}),
    "colours": ({}, {"--ground": "#fff", "--text": "#222", "--accent": "#063"}),
    "more colours": ({}, {"--on-accent": "#fff", "--border": "#666"}),
} | {f"the font {font}": ({"font": font}, {"--font": stack}) for font, stack in FONTS.items()}


@pytest.mark.parametrize(("keys", "expected"), SHAPES.values(), ids=SHAPES)
def test_a_style_sheet_has_the_values_of_the_file(
    keys: dict[str, object], expected: dict[str, str]
) -> None:
    (rule,) = properties(stylesheet(theme(**keys)))
    assert expected.items() <= rule.items()


SCHEMES = {
    "light": ({"scheme": "light"}, [("light", "#fff")]),
    "light with dark colours": ({"scheme": "light", "dark": DARK}, [("light", "#fff")]),
    "dark": ({"scheme": "dark", "dark": DARK}, [("dark", "#111")]),
    "as the visitor prefers": (
        {"scheme": "auto", "dark": DARK},
        [("light dark", "#fff"), ("light dark", "#111")],
    ),
}


@pytest.mark.parametrize(("keys", "expected"), SCHEMES.values(), ids=SCHEMES)
def test_a_style_sheet_has_the_colours_of_its_scheme(
    keys: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    sheet = stylesheet(theme(**keys))
    assert [(rule["color-scheme"], rule["--ground"]) for rule in properties(sheet)] == expected
    assert ("@media (prefers-color-scheme: dark)" in sheet) == (keys["scheme"] == "auto")


# As it is served.


@pytest.mark.parametrize("partner", ["visakaz", "example-hotel", "example-university"])
def test_a_page_has_the_look_of_its_partner(
    partner: str, content: Path, client: FlaskClient, known: Known
) -> None:
    look = load_partners(content / "partners", known).served[partner].theme
    (style,) = re.findall("<style>(.*?)</style>", client.get(f"/{partner}/en/").text)
    assert style.startswith(re.sub(r"\n\s*", "", stylesheet(look)))


def test_a_muted_text_can_be_read() -> None:
    """Where paler letters would be hard to read, they are those of the text."""
    for text in ("#222", "#6a6a6a", "#767676"):
        (rule,) = properties(stylesheet(theme(text=text)))
        assert contrast(rule["--muted"], "#fff") >= 4.5
        assert contrast(rule["--muted"], rule["--soft"]) >= 4.5


@pytest.mark.parametrize("scheme", NOTICES)
def test_the_ink_of_notices_can_be_read(scheme: str) -> None:
    colours = NOTICES[scheme]
    for kind in ("info", "amber", "red"):
        assert contrast(colours["ink"], colours[kind]) >= 10
        assert contrast(colours[f"{kind}-bar"], colours[kind]) >= 3
