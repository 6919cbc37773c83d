"""Settings: the paths of the product's files, and the values of the environment variables."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from widget.partners.origins import origin
from widget.problems import Problem, Problems, collecting

ENVIRONMENT = "the environment"
"""What messages call the environment."""

PACKAGE = Path(__file__).parent


def _beside_or_inside(name: str) -> Path:
    """Return a folder that is beside the package in a checkout, and inside it in a wheel."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


CONTENT = PACKAGE / "data" / "content"
STATIC = PACKAGE / "static"
STYLE = PACKAGE / "style" / "widget.css"
TEMPLATES = _beside_or_inside("templates")
TRANSLATIONS = _beside_or_inside("translations")
PRODUCT = version("visa-widget")
"""The product's version."""


@dataclass(frozen=True)
class Settings:
    """What an administrator decides.

    `content` is the content directory: rules, partners, translations, perhaps editions. `origin` is
    the widget's own origin, such as `https://visa.example`; without it, pages have no absolute
    addresses. `translations` is the directory of the product's own catalogues. With `preview`,
    pages say that they are not in force, and may not be cached or indexed. `log` says whether each
    request is logged.
    """

    content: Path = CONTENT
    origin: str | None = None
    translations: Path = TRANSLATIONS
    preview: bool = False
    log: bool = True

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Return the settings from the environment variables WIDGET_….

        Empty values count as unset. Raises Problems if WIDGET_ORIGIN is not an origin, or if
        WIDGET_LOG is set to anything but `off`.
        """
        problems: list[Problem] = []
        origin, log = None, True
        with collecting(problems):
            origin = _origin(environment.get("WIDGET_ORIGIN", ""))
        with collecting(problems):
            log = _log(environment.get("WIDGET_LOG", ""))
        if problems:
            raise Problems(problems)
        return cls(
            content=content_directory(environment),
            origin=origin,
            preview=bool(environment.get("WIDGET_PREVIEW")),
            log=log,
        )


def content_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the content directory: the one in WIDGET_CONTENT, or else the shipped one."""
    return Path(environment.get("WIDGET_CONTENT") or CONTENT)


def _origin(text: str) -> str | None:
    bare = text.rstrip("/")
    try:
        return origin(bare) if bare else None
    except ValueError as error:
        what = f"{error}."
        if re.match(r"https?://[^/\s]+/\S", bare):
            what = f"The widget needs a host of its own, so {text!r} may not have a path."
        raise Problems([Problem(ENVIRONMENT, "WIDGET_ORIGIN", what)]) from None


def _log(text: str) -> bool:
    if text not in ("", "off"):
        what = f"{text!r} is not allowed here."
        raise Problems([Problem(ENVIRONMENT, "WIDGET_LOG", what, "off, or nothing")])
    return not text
