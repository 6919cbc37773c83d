"""Settings: where the product's files are, and what the environment says."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from widget.partners.origins import origin
from widget.problems import Problem, Problems

ENVIRONMENT = "the environment"
"""What problems call the place where settings are made."""

PACKAGE = Path(__file__).parent


def _beside_or_inside(name: str) -> Path:
    """Return a folder that stands beside the package in a checkout, inside it in a wheel."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


CONTENT = PACKAGE / "data" / "content"
STATIC = PACKAGE / "static"
TEMPLATES = _beside_or_inside("templates")
TRANSLATIONS = _beside_or_inside("translations")


@dataclass(frozen=True)
class Settings:
    """What an administrator decides.

    `content` is the directory of the rules, the partners and the rules' words. `origin` is where
    the widget is served, as in `https://visa.example`; without it there are no absolute addresses.
    `translations` is the directory of the product's own words.
    """

    content: Path = CONTENT
    origin: str | None = None
    translations: Path = TRANSLATIONS

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read WIDGET_CONTENT and WIDGET_ORIGIN; an empty one counts as not set.

        Raises Problems when a value is wrong.
        """
        return cls(
            content=content_directory(environment),
            origin=_origin(environment.get("WIDGET_ORIGIN", "")),
        )


def content_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the content directory that WIDGET_CONTENT names, or else the shipped one."""
    return Path(environment.get("WIDGET_CONTENT") or CONTENT)


def _origin(text: str) -> str | None:
    try:
        return origin(text.rstrip("/")) if text else None
    except ValueError as error:
        raise Problems([Problem(ENVIRONMENT, "WIDGET_ORIGIN", f"{error}.")]) from None
