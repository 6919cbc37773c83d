"""A language that nobody speaks: accented, longer, in brackets. It shows what is not translated.

Whatever is left in plain letters comes from no catalogue; whatever does not fit would not fit in
another language either.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from flask import Flask

from tests.content import agency, write_compiled, write_content
from widget.settings import TRANSLATIONS, Settings
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


def translate(texts: Path) -> Catalog:
    """All texts of a template or of another language's catalogue, said in the language."""
    catalogue = Catalog(locale=PSEUDO)
    with texts.open("rb") as file:
        for message in read_po(file):
            if isinstance(message.id, str) and message.id:
                catalogue.add(message.id, pseudo(message.id), context=message.context)
            elif message.id:
                catalogue.add(message.id, tuple(pseudo(each) for each in message.id))
    return catalogue


def pseudo_app(directory: Path, origin: str | None) -> Flask:
    """Make the application with the language as the only one besides English."""
    content = write_content(directory / "content", {"nowhere": agency(), "wrong": ""})
    write_words(content / "words", translate(content / "words" / "ru.po"))
    offer_it(content / "partners")
    translations = directory / "translations"
    write_compiled(translations, PSEUDO, translate(TRANSLATIONS / "messages.pot"))
    return create_app(Settings(content, origin, translations))


def write_words(directory: Path, catalogue: Catalog) -> None:
    """Let a catalogue be the only one of the rules' words."""
    shutil.rmtree(directory)
    directory.mkdir()
    with (directory / f"{PSEUDO}.po").open("wb") as file:
        write_po(file, catalogue)


def offer_it(partners: Path) -> None:
    """Let all partners offer the language and English; a file that is empty stays so."""
    for path in partners.glob("*.toml"):
        offered = f'languages = ["{PSEUDO}", "en"]'
        path.write_text(re.sub("languages = .*", offered, path.read_text()))
