"""Partners whose look differs from the example hotel's in one point."""

from __future__ import annotations

import tomllib

from tests.content import EXAMPLES

# The changes of the hotel's file.
CHANGES = {
    "always-light": ('scheme = "auto"', 'scheme = "light"'),
    "always-dark": ('scheme = "auto"', 'scheme = "dark"'),
    "clear": ('scheme = "auto"', 'scheme = "auto"\npainted = false'),
    "usual-font": ('font = "serif"\n', ""),
    "compact": ('scheme = "auto"', 'density = "compact"'),
}


def looks() -> dict[str, str]:
    """Partner id → its file."""
    hotel = (EXAMPLES / "example-hotel.toml").read_text()
    assert all(before in hotel for before, _ in CHANGES.values())
    return {key: hotel.replace(*change) for key, change in CHANGES.items()}


def colours(scheme: str) -> dict[str, str]:
    """The colours that all of them have in a scheme: key in the file → colour."""
    theme = tomllib.loads((EXAMPLES / "example-hotel.toml").read_text())["theme"]
    return dict(theme["dark"] if scheme == "dark" else theme)
