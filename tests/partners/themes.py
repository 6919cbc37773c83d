"""Partners' files with themes."""

from __future__ import annotations

from tests.content import HOTEL


def file_with(colours: dict[str, str], dark: dict[str, str] | None = None, more: str = "") -> str:
    """A partner's file with these colours."""

    def lines(values: dict[str, str]) -> str:
        return "\n".join(f'{key} = "{value}"' for key, value in values.items())

    theme = f"[theme]\n{more}\n{lines(colours)}\n"
    theme += f"[theme.dark]\n{lines(dark)}\n" if dark else ""
    return "\n".join(line for line in HOTEL.splitlines() if not line.startswith("theme")) + (
        f"\n{theme}"
    )
