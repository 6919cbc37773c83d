"""A new partner's file, which explains every key and is valid as written."""

from __future__ import annotations

import json
import re
from os.path import relpath
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory

from widget.cli.schemas import PARTNER_SCHEMA
from widget.content import Content
from widget.partners.directory import load_partners
from widget.partners.ids import check_id
from widget.partners.known import Known
from widget.partners.model import Partner
from widget.partners.origins import origin
from widget.partners.theme import Colours
from widget.problems import Problem, Problems

TEMPLATE = PARTNER_SCHEMA.with_name("partner.toml.tpl")


def partner_file(content: Content, key: str) -> Path:
    """Return the path of a partner's file, which need not exist."""
    return content.settings.content / "partners" / f"{key}.toml"


def write_new_partner(content: Content, key: str, name: str | None, site: str | None) -> Partner:
    """Write the file of a new partner, and return the partner.

    A missing name is guessed from the id `key`, the origins from the partner's own site. Languages
    and colours are the agency's. Raises Problems, and writes nothing, when the file exists or when
    a value is wrong.
    """
    check_id(key)
    path = partner_file(content, key)
    if path.exists():
        raise Problems([_exists_already(path)])
    text = _fill_in(content, key, name or _name(key), site)
    partner = _checked(content, key, text)
    _write(path, text)
    return partner


def _fill_in(content: Content, key: str, name: str, site: str | None) -> str:
    """Return the filled template. An unknown site becomes an example behind a `#`."""
    off, example = ("", site) if site else ("# ", f"https://www.{key}.example")
    colours = {each: _toml(getattr(content.agency.theme, each)) for each in Colours.model_fields}
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        schema=relpath(PARTNER_SCHEMA, partner_file(content, key).parent),
        id=key,
        name=_toml(name),
        site=f"{off}site = {_toml(example)}",
        languages=_toml(tuple(dict.fromkeys((*content.agency.languages, *content.languages)))),
        origins=f"{off}origins = {_toml(_origins(example))}",
        **colours,
    )


def _name(key: str) -> str:
    return " ".join(word.capitalize() for word in key.split("-"))


def _origins(site: str) -> tuple[str, ...]:
    """Return the origins of a site with and without `www.`; none for an invalid site."""
    host = re.sub(r"^https://(www\.)?|[/?#].*", "", site)
    return tuple(each for each in (f"https://www.{host}", f"https://{host}") if _is_origin(each))


def _is_origin(text: str) -> bool:
    try:
        origin(text)
    except ValueError:
        return False
    return True


def _toml(value: str | tuple[str, ...]) -> str:
    # TOML reads JSON's strings and lists of strings.
    return json.dumps(value, ensure_ascii=False)


def _checked(content: Content, key: str, text: str) -> Partner:
    """Return the partner that the server will read. Raises Problems with every mistake."""
    with TemporaryDirectory() as directory:
        _write(Path(directory) / f"{key}.toml", text)
        known = Known(tuple(content.languages), content.ruleset, proven=True)
        partners = load_partners(Path(directory), known)
    if key in partners.broken:
        raise Problems(partners.broken[key].problems)
    return partners.served[key]


def _exists_already(path: Path) -> Problem:
    return Problem(path.name, "", "This file exists already. It was not changed.")


def _write(path: Path, text: str) -> None:
    try:
        # Python escapes the bytes of an argument that the locale cannot decode.
        with path.open("x", encoding="utf-8", errors="surrogateescape") as file:
            file.write(text)
    except FileExistsError:
        raise Problems([_exists_already(path)]) from None
    except OSError as error:
        what = f"It cannot be written: {error.strerror}."
        raise Problems([Problem(str(path), "", what)]) from error
