"""Partners who look otherwise than the example hotel in one point."""

from __future__ import annotations

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
