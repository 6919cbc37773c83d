"""A pseudo-language: accented, longer, in double brackets.

A text in plain letters does not come from a catalogue. A text that does not fit would not fit in
some real language either.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from flask import Flask

from tests.content import agency, offering, write_compiled, write_content
from widget.cli.catalogues import rules_catalogues
from widget.copies import copy_content, digest
from widget.settings import TRANSLATIONS, Settings
from widget.web.app import create_app

TOURIST = "[categories.tourist]\n"
FACTS = """\
valid = { multiple = "one year", as_of = 2026-05-30 }
links = [{ text = "A portal", address = "https://portal.example", as_of = 2026-05-30 }]
"""
"""Facts about a category that the shipped rules do not have."""

ENTRIES = {"study": ["single"], "work": ["multiple"]}
"""Categories with only one entry option; the shipped rules have none."""

RETIRED = "visa_type"
"""A retired question; the shipped rules have none."""

PSEUDO = "eo"
"""The tag of the pseudo-language: Esperanto, which Babel knows and which is not shipped."""

ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçďéƒĝĥíĵķľɱñóþɋŕšťúṽŵẋýžÁɃÇĎÉƑĜĤÍĴĶĽḾÑÓÞɊŔŠŤÚṼŴẊÝŽ",
)


def pseudo(english: str) -> str:
    """Return a text in the pseudo-language: doubled vowels make it about 40 % longer."""
    parts = re.split(r"(%\(\w+\)s|\{\w+\})", english)
    words = [re.sub("[aeiouy]", r"\g<0>\g<0>", part).translate(ACCENTED) for part in parts[::2]]
    parts[::2] = words
    return f"⟦{''.join(parts)}⟧"


def translate(texts: Path) -> Catalog:
    """Return all texts of a template or catalogue in the pseudo-language."""
    catalogue = Catalog(locale=PSEUDO)
    with texts.open("rb") as file:
        for message in read_po(file):
            if isinstance(message.id, str) and message.id:
                catalogue.add(message.id, pseudo(message.id), context=message.context)
            elif message.id:
                catalogue.add(message.id, tuple(pseudo(each) for each in message.id))
    return catalogue


def pseudo_app(directory: Path, origin: str | None, *, preview: bool = False) -> Flask:
    """Return the application with only the pseudo-language and English."""
    closed = f"closed = true\n{agency()}"
    partners = {"nowhere": agency(), "wrong": "", "closed": closed}
    content = write_content(directory / "content", partners)
    rules = content / "rules.toml"
    text = rules.read_text().replace(TOURIST, f"{TOURIST}{FACTS}")
    for key, entry in ENTRIES.items():
        start, category, rest = text.partition(f"[categories.{key}]\n")
        text = start + category + re.sub("(?m)^entry = .*", f"entry = {entry}", rest, count=1)
    text = re.sub('(?m)^paragraph = "10"$', "", text)
    rules.write_text(f'retired = ["{RETIRED}"]\n{text}')
    write_words(content / "words", translate_rules(content))
    offer_it(content / "partners")
    translations = directory / "translations"
    write_compiled(translations, PSEUDO, translate(TRANSLATIONS / "messages.pot"))
    publish(content)
    return create_app(Settings(content, origin, translations, preview))


def publish(content: Path) -> None:
    """Publish a content directory, with a note in the pseudo-language."""
    first = content / "editions" / "1"
    copy_content(content, first)
    (first / "edition.toml").write_text(
        'date = 2026-01-01T00:00:00Z\nwho = "us"\n'
        f'note = "{pseudo("All is new")}"\nverdict = ""\ndigest = "{digest(first)}"\n'
    )
    (content / "editions" / "published").symlink_to("1")


def translate_rules(content: Path) -> Catalog:
    """Return all texts of the rules, and of the files beside them, in the pseudo-language."""
    catalogue = Catalog(locale=PSEUDO)
    for message in rules_catalogues(Settings(content)).template:
        if message.id:
            catalogue.add(message.id, pseudo(str(message.id)), context=message.context)
    return catalogue


def write_words(directory: Path, catalogue: Catalog) -> None:
    """Replace all catalogues of the rules' words with this one."""
    shutil.rmtree(directory)
    directory.mkdir()
    with (directory / f"{PSEUDO}.po").open("wb") as file:
        write_po(file, catalogue)


def offer_it(partners: Path) -> None:
    """Make all partners offer the pseudo-language and English; an empty file stays empty."""
    for path in partners.glob("*.toml"):
        path.write_text(offering(path.read_text(), PSEUDO, "en"))
