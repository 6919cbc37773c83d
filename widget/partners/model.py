"""Partners: who shows the widget, who may frame it, in which languages and with which look."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from widget.files.toml import read_toml, validate
from widget.partners.file import MOST_ORIGINS, Contacts, Origin, PartnerFile
from widget.partners.images import Image
from widget.partners.known_names import wrong_id, wrong_languages, wrong_presets
from widget.partners.origins import origin
from widget.partners.theme import Theme, wrong_theme
from widget.problems import Problem, Problems, collecting
from widget.rules.model import Ruleset

SHIPPED = Path(__file__).parent.parent / "data" / "partners"
DEFAULT = "visakaz"


@dataclass(frozen=True)
class Partner:
    """A partner, as its file describes it.

    `site` is where visitors return to; `origins` may frame the widget, written as a header holds
    them; `languages` begins with the first choice; `presets` stand in the rules' order; `digest`
    stands for the file and its images.
    """

    id: str
    name: str
    logo: Image | None
    image: Image | None
    site: str | None
    contacts: Contacts | None
    languages: tuple[str, ...]
    presets: Mapping[str, str]
    origins: tuple[str, ...]
    theme: Theme
    digest: str


@dataclass(frozen=True)
class Broken:
    """A partner whose file is wrong: why, and who may frame the page that says so.

    `origins` are written as a partner's; None where the file does not tell them.
    """

    problems: tuple[Problem, ...]
    origins: tuple[str, ...] | None


@dataclass(frozen=True)
class Partners:
    """All partners by id, and those whose files are wrong."""

    served: Mapping[str, Partner]
    broken: Mapping[str, Broken]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of all files."""
        return tuple(problem for each in self.broken.values() for problem in each.problems)

    def origins(self, key: str) -> tuple[str, ...] | None:
        """The origins that may frame what stands under an id, None where they are not known."""
        known = self.served.get(key) or self.broken.get(key)
        return known.origins if known else None


def load_partners(
    ruleset: Ruleset | None,
    languages: tuple[str, ...],
    directory: Path = SHIPPED,
    *,
    proven: bool = True,
) -> Partners:
    """Read all partners' files in a directory; the default partner is there in any case.

    A file that is wrong takes no other one down: its problems stand under `broken`. When the rules
    are not `proven`, or could not even be read (None), presets are checked as far as that allows.
    Raises Problems when the directory cannot be listed.
    """
    files = {path.stem: path for path in (SHIPPED / f"{DEFAULT}.toml", *_listed(directory))}
    served: dict[str, Partner] = {}
    broken: dict[str, Broken] = {}
    for key, path in sorted(files.items()):
        try:
            served[key] = _load(path, ruleset, languages, proven)
        except Problems as error:
            broken[key] = Broken(error.problems, _origins(path))
    return Partners(MappingProxyType(served), MappingProxyType(broken))


def partners_directory() -> Path:
    """The directory that WIDGET_PARTNERS names, or the shipped one."""
    return Path(os.environ.get("WIDGET_PARTNERS") or SHIPPED)


def _listed(directory: Path) -> list[Path]:
    try:
        return [path for path in directory.iterdir() if path.name.endswith(".toml")]
    except OSError as error:
        what = f"{directory} cannot be listed: {error.strerror}."
        allowed = "the directory of the partners' files"
        raise Problems([Problem("the environment", "WIDGET_PARTNERS", what, allowed)]) from error


def _load(path: Path, ruleset: Ruleset | None, languages: tuple[str, ...], proven: bool) -> Partner:
    file = _read(path, ruleset, languages, proven)
    order = ruleset.questions if ruleset else file.presets
    contents = (path.read_bytes(), *(each.content for each in (file.logo, file.image) if each))
    return Partner(
        id=path.stem,
        name=file.name,
        logo=file.logo,
        image=file.image,
        site=file.site,
        contacts=file.contacts,
        languages=tuple(file.languages),
        presets=MappingProxyType({key: file.presets[key] for key in order if key in file.presets}),
        origins=tuple(file.origins),
        theme=file.theme,
        digest=sha256(b"\n".join(contents)).hexdigest(),
    )


def _read(
    path: Path, ruleset: Ruleset | None, languages: tuple[str, ...], proven: bool
) -> PartnerFile:
    problems = list(wrong_id(path.stem))
    data: dict[str, Any] | None = None
    with collecting(problems):
        data = read_toml(path, path.name)
    if data is None:
        raise Problems(problems)
    problems += wrong_languages(path.name, data, languages)
    problems += wrong_presets(path.name, data, ruleset, proven=proven) if ruleset else ()
    problems += _wrong_origins(path.name, data)
    problems += wrong_theme(path.name, data)
    problems += _missing_contacts(path, data)
    file: PartnerFile | None = None
    with collecting(problems):
        file = validate(path, path.name, data, PartnerFile)
    if problems or file is None:
        raise Problems(problems)
    return file


def _origins(path: Path) -> tuple[str, ...] | None:
    """Read the origins of a file that is wrong elsewhere, None where they cannot be trusted."""
    try:
        written = read_toml(path, path.name).get("origins", [])
        origins = TypeAdapter(list[Origin]).validate_python(written, strict=True)
    except (Problems, ValidationError):
        return None
    trusted = len(origins) <= MOST_ORIGINS and not any(wrong_id(path.stem))
    return tuple(origins) if trusted else None


def _wrong_origins(file: str, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with the origins as a list; each by itself has its shape to keep to."""
    written = data.get("origins")
    entries = written if isinstance(written, list) else []
    if len(entries) > MOST_ORIGINS:
        what = f"{len(entries)} origins make a header that is too long for some proxies."
        yield Problem(file, "origins", what, f"at most {MOST_ORIGINS}")
    first: dict[str, int] = {}
    for number, each in _read_origins(entries):
        if each in first:
            what = f"Entries {first[each]} and {number} are the same, {each}."
            yield Problem(file, "origins", what, "each once")
        first.setdefault(each, number)


def _read_origins(entries: list[Any]) -> Iterator[tuple[int, str]]:
    """Yield those entries that are origins, each with its number from 1."""
    for number, each in enumerate(entries, 1):
        with suppress(ValueError):
            yield number, origin(str(each))


def _missing_contacts(path: Path, data: Mapping[str, Any]) -> Iterator[Problem]:
    if path.stem != DEFAULT:
        return
    contacts = data.get("contacts", {})
    what = "This key is missing. Every result shows the agency's."
    if "site" not in data:
        yield Problem(path.name, "site", what, "an address that begins with https://")
    if isinstance(contacts, dict) and "email" not in contacts:
        yield Problem(path.name, "contacts.email", what, "an e-mail address")
