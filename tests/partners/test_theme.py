"""A partner's look: colours that can be told apart, and the style sheet made from them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import Main
from tests.content import HOTEL
from widget.partners.contrast import contrast
from widget.partners.model import Partners
from widget.partners.theme import FONTS, Theme, digest, stylesheet

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
    "two dark ones": ("#0a0a0a", "#000", 1.06),
}


@pytest.mark.parametrize(("one", "other", "ratio"), RATIOS.values(), ids=RATIOS)
def test_contrast_is_what_wcag_says(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.006)
    assert contrast(one, other) == contrast(other, one)


GOOD = {"ground": "#fff", "text": "#222", "accent": "#063", "on_accent": "#fff", "border": "#666"}
DARK = {"ground": "#111", "text": "#eee", "accent": "#8cf", "on_accent": "#111", "border": "#999"}
WEAK = {
    "text": ({"text": "#777"}, "text #777 on ground #fff has a contrast of 4.47, under 4.5."),
    "accent": (
        {"accent": "#888", "on_accent": "#000"},
        "accent #888 on ground #fff has a contrast of 3.54, under 4.5.",
    ),
    "text on the accent": (
        {"on_accent": "#aaa"},
        "on_accent #aaa on accent #063 has a contrast of 3.06, under 4.5.",
    ),
    "border": ({"border": "#aaa"}, "border #aaa on ground #fff has a contrast of 2.32, under 3.0."),
}


def file_with(colours: dict[str, str], dark: dict[str, str] | None = None, more: str = "") -> str:
    """A partner's file with these colours."""

    def lines(values: dict[str, str]) -> str:
        return "\n".join(f'{key} = "{value}"' for key, value in values.items())

    theme = f"[theme]\n{more}\n{lines(colours)}\n"
    theme += f"[theme.dark]\n{lines(dark)}\n" if dark else ""
    return "\n".join(line for line in HOTEL.splitlines() if not line.startswith("theme")) + (
        f"\n{theme}"
    )


@pytest.mark.parametrize(("change", "words"), WEAK.values(), ids=WEAK)
@pytest.mark.parametrize("painted", ["true", "false"])
def test_too_weak_a_contrast_is_refused_with_both_colours_and_the_ratio(
    painted: str, change: dict[str, str], words: str, problems: Read
) -> None:
    text = file_with(GOOD | change, more=f"painted = {painted}")
    assert problems({"hotel": text}) == [f"hotel.toml: theme: {words}"]


@pytest.mark.parametrize("scheme", ["light", "dark", "auto"])
def test_too_weak_a_contrast_is_refused_in_the_dark_colours_too(
    scheme: str, problems: Read
) -> None:
    text = file_with(GOOD, DARK | {"text": "#666"}, f'scheme = "{scheme}"')
    assert problems({"hotel": text}) == [
        "hotel.toml: theme.dark: text #666 on ground #111 has a contrast of 3.28, under 4.5."
    ]


TEXT_IS_WEAK = "theme: text #777 on ground #fff has a contrast of 4.47, under 4.5."
BORDER_IS_WEAK = "theme: border #aaa on ground #fff has a contrast of 2.32, under 3.0."
SEVERAL = {
    "two pairs": ({"text": "#777", "border": "#aaa"}, {}, "", [TEXT_IS_WEAK, BORDER_IS_WEAK]),
    "either scheme": (
        {"text": "#777"},
        {"accent": "#333333"},
        "",
        [
            "theme.dark: accent #333333 on ground #111 has a contrast of 1.49, under 4.5.",
            "theme.dark: on_accent #111 on accent #333333 has a contrast of 1.49, under 4.5.",
            TEXT_IS_WEAK,
        ],
    ),
    "beside what is no colour": (
        {"text": "#777", "border": "grey"},
        {},
        "",
        ["theme.border: 'grey' is not allowed here. Allowed: #rgb or #rrggbb.", TEXT_IS_WEAK],
    ),
    "light ones beside a dark one that is none": (
        {"border": "#aaa"},
        {"text": "white"},
        "",
        ["theme.dark.text: 'white' is not allowed here. Allowed: #rgb or #rrggbb.", BORDER_IS_WEAK],
    ),
    "beside a ground that is none": (
        {"text": "#777", "ground": "white", "on_accent": "#aaa"},
        {},
        "",
        [
            "theme.ground: 'white' is not allowed here. Allowed: #rgb or #rrggbb.",
            "theme: on_accent #aaa on accent #063 has a contrast of 3.06, under 4.5.",
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
    "beside too large a radius": (
        {"text": "#777"},
        {},
        "radius = 99",
        ["theme.radius: 99 is too large. Allowed: 24 and less.", TEXT_IS_WEAK],
    ),
}


@pytest.mark.parametrize(("change", "dark", "more", "told"), SEVERAL.values(), ids=SEVERAL)
def test_all_that_is_too_weak_is_told_at_once(
    change: dict[str, str], dark: dict[str, str], more: str, told: list[str], problems: Read
) -> None:
    text = file_with(GOOD | change, DARK | dark if dark else None, more)
    assert problems({"hotel": text}) == [f"hotel.toml: {each}" for each in told]


def test_a_missing_dark_scheme_is_told_beside_too_weak_a_contrast(problems: Read) -> None:
    text = file_with(GOOD | {"text": "#777"}, None, 'scheme = "auto"')
    assert problems({"hotel": text}) == [
        'hotel.toml: theme.scheme: The scheme "auto" needs the colours of [theme.dark].',
        f"hotel.toml: {TEXT_IS_WEAK}",
    ]


def test_a_broken_dark_scheme_is_not_told_as_missing(problems: Read) -> None:
    text = file_with(GOOD, DARK | {"text": "white"}, 'scheme = "dark"')
    assert problems({"hotel": text}) == [
        "hotel.toml: theme.dark.text: 'white' is not allowed here. Allowed: #rgb or #rrggbb."
    ]


def test_colours_are_compared_though_the_name_is_wrong(problems: Read) -> None:
    text = file_with(GOOD | {"text": "#777"}).replace('name = "Hotel Tulip"', "name = 7")
    assert problems({"hotel": text}) == [
        "hotel.toml: name: A text is expected, not 7. "
        'Allowed: a text in quotation marks, like "this".',
        f"hotel.toml: {TEXT_IS_WEAK}",
    ]


def test_enough_contrast_is_taken(problems: Read) -> None:
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
def test_a_style_sheet_says_what_the_file_says(
    keys: dict[str, object], expected: dict[str, str]
) -> None:
    (rule,) = properties(stylesheet(theme(**keys)))
    assert expected.items() <= rule.items()


SCHEMES = {
    "light": ({"scheme": "light"}, [("light", "#fff")]),
    "light with dark colours": ({"scheme": "light", "dark": DARK}, [("light", "#fff")]),
    "dark": ({"scheme": "dark", "dark": DARK}, [("dark", "#111")]),
    "each visitor's own": (
        {"scheme": "auto", "dark": DARK},
        [("light dark", "#fff"), ("light dark", "#111")],
    ),
}


@pytest.mark.parametrize(("keys", "expected"), SCHEMES.values(), ids=SCHEMES)
def test_a_scheme_has_its_colours(keys: dict[str, object], expected: list[tuple[str, str]]) -> None:
    sheet = stylesheet(theme(**keys))
    assert [(rule["color-scheme"], rule["--ground"]) for rule in properties(sheet)] == expected
    assert ("@media (prefers-color-scheme: dark)" in sheet) == (keys["scheme"] == "auto")


@pytest.mark.parametrize("key", ["radius", "density", "font", "painted", "text", "border"])
def test_another_look_has_another_address(key: str) -> None:
    others = {"radius": 3, "density": "compact", "font": "serif", "painted": False}
    assert digest(theme()) == digest(theme())
    assert digest(theme()) != digest(theme(**{key: others.get(key, "#123")}))


# As it is served.


def sheet_of(client: FlaskClient, address: str) -> str:
    """The address of the theme that a page asks for."""
    tags = Main(client.get(address).text).tags
    sheets = [given["href"] for _, given in tags if given.get("rel") == "stylesheet"]
    (sheet,) = [each for each in sheets if "/theme/" in each]
    return sheet


@pytest.mark.parametrize("partner", ["visakaz", "example-hotel", "example-university"])
def test_a_page_asks_for_its_partners_theme_which_is_kept_for_a_year(
    partner: str, client: FlaskClient, shipped: Partners
) -> None:
    address = sheet_of(client, f"/{partner}/en/")
    assert re.fullmatch(rf"/{partner}/theme/[0-9a-f]{{12}}\.css", address)
    response = client.get(address)
    assert response.text == stylesheet(shipped.served[partner].theme)
    assert response.content_type == "text/css; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_an_old_themes_address_leads_to_the_new_one(client: FlaskClient) -> None:
    """A page may be in a cache for a minute longer than the theme it asks for."""
    response = client.get("/visakaz/theme/0123456789ab.css")
    assert response.headers["Location"] == sheet_of(client, "/visakaz/en/")
    assert response.headers["Cache-Control"] == "no-store"


def test_each_shipped_partner_has_a_look_of_its_own(client: FlaskClient) -> None:
    partners = ("visakaz", "example-hotel", "example-university")
    sheets = {client.get(sheet_of(client, f"/{each}/en/")).text for each in partners}
    assert len(sheets) == 3


def test_another_colour_is_served_from_another_address(
    serve: Callable[[dict[str, str]], FlaskClient],
) -> None:
    colours = {"hotel": "#222", "inn": "#333"}
    client = serve({key: file_with(GOOD | {"text": text}) for key, text in colours.items()})
    addresses = {key: sheet_of(client, f"/{key}/en/") for key in colours}
    for key, text in colours.items():
        assert f"--text: {text};" in client.get(addresses[key]).text
    assert addresses["hotel"].removeprefix("/hotel") != addresses["inn"].removeprefix("/inn")
