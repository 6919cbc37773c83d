"""Content directories for tests: the shipped one, the example partners, and partners of a test."""

from __future__ import annotations

import shutil
from pathlib import Path

from flask import Flask

from widget.settings import CONTENT, PACKAGE, Settings
from widget.web.app import create_app

EXAMPLES = PACKAGE.parent / "examples" / "partners"

HOTEL = """
name = "Hotel Tulip"
languages = ["en", "ru"]
origins = ["https://hotel.example", "https://қонақүй.қаз:8443"]
presets = { purpose = "tourism", location = "abroad" }
theme = { ground = "#fff", text = "#222", accent = "#063", on_accent = "#fff", border = "#666" }
"""
"""The file of a partner `hotel`, who fills in two answers."""


def write_content(directory: Path, partners: dict[str, str] | None = None) -> Path:
    """Make a content directory of the shipped one, the examples and partners' files by their id."""
    shutil.copytree(CONTENT, directory, dirs_exist_ok=True)
    shutil.copytree(EXAMPLES, directory / "partners", dirs_exist_ok=True)
    for key, text in (partners or {}).items():
        (directory / "partners" / f"{key}.toml").write_text(text)
    return directory


def serve(content: Path = CONTENT, origin: str | None = None) -> Flask:
    """Make the application that serves a content directory."""
    return create_app(Settings(content=content, origin=origin))
