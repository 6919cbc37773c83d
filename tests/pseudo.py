"""A language that nobody speaks: accented, longer, in brackets. It shows what is not translated.

Whatever is left in plain letters comes from no catalogue; whatever does not fit would not fit in
another language either.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask

from widget import languages
from widget.cli.catalogues import TEMPLATE
from widget.partners.model import SHIPPED
from widget.web.app import create_app

PSEUDO = "eo"
"""Its code, of a language that Babel knows and that is not shipped: Esperanto."""

ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçďéƒĝĥíĵķľɱñóþɋŕšťúṽŵẋýžÁɃÇĎÉƑĜĤÍĴĶĽḾÑÓÞɊŔŠŤÚṼŴẊÝŽ",
)


def pseudo(english: str) -> str:
    """Say a text in the language: vowels are doubled, which makes it about 40 % longer."""
    parts = re.split(r"(%\(\w+\)s)", english)
    words = [re.sub("[aeiouy]", r"\g<0>\g<0>", part).translate(ACCENTED) for part in parts[::2]]
    parts[::2] = words
    return f"[{''.join(parts)}]"


def write_catalogue(directory: Path) -> None:
    """Translate the template, as a catalogue of the language in a directory of translations."""
    with TEMPLATE.open("rb") as file:
        catalogue = read_po(file, locale=PSEUDO)
    for message in catalogue:
        if isinstance(message.id, str):
            message.string = pseudo(message.id)
        else:
            message.string = tuple(pseudo(each) for each in message.id)
    path = directory / PSEUDO / "LC_MESSAGES" / "messages.mo"
    path.parent.mkdir(parents=True)
    path.with_suffix(".po").touch()
    with path.open("wb") as file:
        write_mo(file, catalogue)


def write_partners(directory: Path) -> None:
    """Let the partners offer the language; add one whose file is wrong and one without sites."""
    shutil.copytree(SHIPPED, directory)
    for path in directory.glob("*.toml"):
        offered = f'languages = ["{PSEUDO}", "en"]'
        path.write_text(re.sub(r"languages = .*", offered, path.read_text()))
    (directory / "wrong.toml").write_text("")
    agencys = (directory / "visakaz.toml").read_text()
    (directory / "nowhere.toml").write_text(re.sub(r"origins = .*", "", agencys))


def pseudo_app(directory: Path, origin: str) -> Flask:
    """Make the application with the language as the only one besides English."""
    write_catalogue(directory / "translations")
    write_partners(directory / "partners")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(languages, "TRANSLATIONS", directory / "translations")
        patch.setenv("WIDGET_PARTNERS", str(directory / "partners"))
        patch.setenv("WIDGET_ORIGIN", origin)
        return create_app()
