"""A new partner's file: every key explained, and right as it stands."""

from __future__ import annotations

import json
import re
from os.path import relpath
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory

from widget.cli.schemas import PARTNER_SCHEMA
from widget.content import Content
from widget.partners.file import load_partners
from widget.partners.ids import check_id
from widget.partners.known import Known
from widget.partners.model import Partner
from widget.partners.origins import origin
from widget.partners.theme import Colours
from widget.problems import Problem, Problems

TEMPLATE = PARTNER_SCHEMA.with_name("partner.toml.tpl")


def file_of(content: Content, key: str) -> Path:
    """Return the path of a partner's file, whether there is one or not."""
    return content.settings.content / "partners" / f"{key}.toml"


def begin(content: Content, key: str, name: str | None, home: str | None) -> Partner:
    """Write a new partner's file, and give the partner.

    What is not given is guessed: the name from the id, the origins from `home`, the address of the
    partner's site. Languages and colours are the agency's. Raises Problems, and writes nothing,
    when there is such a file already or when a value is wrong.
    """
    check_id(key)
    text = _filled_in(content, key, name or _name(key), home)
    partner = _checked(content, key, text)
    _write(file_of(content, key), text)
    return partner


def _filled_in(content: Content, key: str, name: str, home: str | None) -> str:
    off, shown = ("", home) if home else ("# ", f"https://www.{key}.example")
    colours = {each: _toml(getattr(content.agency.theme, each)) for each in Colours.model_fields}
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        schema=relpath(PARTNER_SCHEMA, content.settings.content / "partners"),
        id=key,
        name=_toml(name),
        site=f"{off}site = {_toml(shown)}",
        languages=_toml(tuple(dict.fromkeys((*content.agency.languages, *content.languages)))),
        origins=f"{off}origins = {_toml(_origins(shown))}",
        **colours,
    )


def _name(key: str) -> str:
    return " ".join(word.capitalize() for word in key.split("-"))


def _origins(home: str) -> tuple[str, ...]:
    """Guess that a site answers with www. and without; of a wrong one nothing is guessed."""
    host = re.sub(r"^https://(www\.)?|[/?#].*", "", home)
    return tuple(each for each in (f"https://www.{host}", f"https://{host}") if _is_origin(each))


def _is_origin(text: str) -> bool:
    try:
        origin(text)
    except ValueError:
        return False
    return True


def _toml(value: str | tuple[str, ...]) -> str:
    # TOML reads texts and lists of texts as JSON writes them.
    return json.dumps(value, ensure_ascii=False)


def _checked(content: Content, key: str, text: str) -> Partner:
    """Read the file as the server will. Raises Problems with all that is wrong."""
    with TemporaryDirectory() as directory:
        _write(Path(directory) / f"{key}.toml", text)
        known = Known(tuple(content.languages), content.ruleset, proven=True)
        partners = load_partners(Path(directory), known)
    if key in partners.broken:
        raise Problems(partners.broken[key].problems)
    return partners.served[key]


def _write(path: Path, text: str) -> None:
    try:
        # A name that was typed where the locale knows no such letters holds its bytes escaped.
        with path.open("x", encoding="utf-8", errors="surrogateescape") as file:
            file.write(text)
    except FileExistsError:
        what = "There is such a file already. It was kept."
        raise Problems([Problem(path.name, "", what)]) from None
    except OSError as error:
        what = f"It cannot be written: {error.strerror}."
        raise Problems([Problem(str(path), "", what)]) from error
