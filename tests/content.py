"""Content directories for tests: the shipped one, with the examples and a test's own partners."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask

from widget.settings import CONTENT, PACKAGE, Settings
from widget.web.app import create_app

ROOT = PACKAGE.parent
RULES = CONTENT / "rules.toml"
EXAMPLES = ROOT / "examples" / "partners"

RURITANIA = ROOT / "examples" / "agency"
"""The content directory of the example: the rules of a fictional agency, in our words."""

HOTEL = """
name = "Hotel Tulip"
languages = ["en", "ru"]
origins = ["https://hotel.example", "https://қонақүй.қаз:8443"]
presets = { purpose = "tourism", location = "abroad" }
theme = { ground = "#fff", text = "#222", accent = "#063", on_accent = "#fff", border = "#666" }
"""
"""The file of a partner `hotel`, which has two presets."""

INN = "\n".join(line for line in HOTEL.splitlines() if not line.startswith("origins"))
"""The file of a partner `inn`, which has no origins."""

PARTNERS = {"hotel": HOTEL, "inn": INN}

ORIGIN = "https://visa.example"
"""The widget's origin in tests that need one."""


def write_content(directory: Path, partners: dict[str, str] | None = None) -> Path:
    """Copy the shipped content and the examples, and add partners' files (id → text)."""
    shutil.copytree(CONTENT, directory, dirs_exist_ok=True)
    shutil.copytree(EXAMPLES, directory / "partners", dirs_exist_ok=True)
    for key, text in (partners or {}).items():
        (directory / "partners" / f"{key}.toml").write_text(text)
    return directory


def compare_today(content: Path) -> Path:
    """Set the dates in a directory's files to today, because `check` warns after a year."""
    today = datetime.now(UTC).date()
    for name, key in ("rules.toml", "confirmed"), ("citizenship.toml", "as_of"):
        if (file := content / name).exists():
            text = re.sub(f"(?m)^{key} = .*", f"{key} = {today}", file.read_text())
            file.write_text(text)
    return content


def mistakes(messages: str) -> list[str]:
    """The messages about the shipped content, without the warnings that begin after a year."""
    old = "rules.toml: about.confirmed", "citizenship.toml: as_of"
    return [line for line in messages.splitlines() if not any(each in line for each in old)]


def write_compiled(translations: Path, locale: str, catalogue: Catalog) -> None:
    """Compile a catalogue of the product's words into a directory of translations."""
    path = translations / locale / "LC_MESSAGES" / "messages.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


def agency(*origins: str) -> str:
    """Return the file of a partner like the agency, with these origins."""
    text = (CONTENT / "partners" / "visakaz.toml").read_text()
    return re.sub("origins = .*", f"origins = {list(origins)}", text)


def offering(text: str, *languages: str) -> str:
    """Return a partner's file with these languages, and one name for all of them."""
    named = re.sub(r'^name = \{ *\w+ = ("[^"]*").*', r"name = \1", text, flags=re.MULTILINE)
    return re.sub("languages = .*", f"languages = {list(languages)}", named)


def serve(content: Path = CONTENT, origin: str | None = None) -> Flask:
    """Return the application that serves a content directory."""
    return create_app(Settings(content=content, origin=origin))
