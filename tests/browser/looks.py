"""Partners who look otherwise than the example hotel in one point."""

from __future__ import annotations

import tomllib

from tests.content import EXAMPLES

# What is changed in the hotel's file.
CHANGES = {
    "always-light": ('scheme = "auto"', 'scheme = "light"'),
    "always-dark": ('scheme = "auto"', 'scheme = "dark"'),
    "clear": ('scheme = "auto"', 'scheme = "auto"\npainted = false'),
    "usual-font": ('font = "serif"\n', ""),
    "compact": ('scheme = "auto"', 'density = "compact"'),
}


def looks() -> dict[str, str]:
    """The files of the partners by their ids."""
    hotel = (EXAMPLES / "example-hotel.toml").read_text()
    assert all(before in hotel for before, _ in CHANGES.values())
    return {key: hotel.replace(*change) for key, change in CHANGES.items()}


def colours(scheme: str) -> dict[str, str]:
    """The colours that all of them have in a scheme, by their names in the file."""
    theme = tomllib.loads((EXAMPLES / "example-hotel.toml").read_text())["theme"]
    return dict(theme["dark"] if scheme == "dark" else theme)
