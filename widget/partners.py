"""Partners: who shows the widget, who may frame it, in which languages and colours."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from widget.origins import origin
from widget.problems import Problem, Problems, read_toml, shaped
from widget.rules import Ruleset

SHIPPED = Path(__file__).parent / "data" / "partners"
DEFAULT = "visakaz"

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Colour = Annotated[str, shaped("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", "#rgb or #rrggbb")]
Address = Annotated[str, shaped(r'https://[^\s"<>]+', "an address that begins with https://")]
Email = Annotated[str, shaped(r'[^\s@"<>?&]+@[^\s@"<>?&]+', "an e-mail address")]
Phone = Annotated[str, shaped(r"\+[0-9]{7,15}", "+ and 7 to 15 digits")]


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Contacts(_Value):
    """Where people reach the agency: its site's address, an e-mail address, telephone numbers."""

    site: Address
    email: Email
    phones: Annotated[list[Phone], Field(min_length=1)]


class Theme(_Value):
    """A partner's colours, each `#rgb` or `#rrggbb`."""

    ground: Colour
    text: Colour
    accent: Colour
    on_accent: Colour
    border: Colour


class _PartnerFile(_Value):
    name: Word
    contacts: Contacts | None = None
    languages: Annotated[list[Word], Field(min_length=1)]
    presets: dict[str, str] = {}
    origins: list[Annotated[str, AfterValidator(origin)]] = []
    theme: Theme


@dataclass(frozen=True)
class Partner:
    """A partner, as its file describes it.

    `origins` may frame the widget, written as a header holds them; `languages` begins with the
    first choice; `digest` stands for the file's content.
    """

    id: str
    name: str
    contacts: Contacts | None
    languages: tuple[str, ...]
    presets: Mapping[str, str]
    origins: tuple[str, ...]
    theme: Theme
    digest: str


def load_partners(
    ruleset: Ruleset, languages: tuple[str, ...], directory: Path = SHIPPED
) -> Mapping[str, Partner]:
    """Read all partners' files in a directory; the default partner is there in any case.

    Raises Problems, with every mistake in every file.
    """
    if not directory.is_dir():
        raise Problems([Problem(str(directory), "", "There is no such directory of partners.")])
    files = {path.stem: path for path in (SHIPPED / f"{DEFAULT}.toml", *directory.glob("*.toml"))}
    partners: dict[str, Partner] = {}
    problems: list[Problem] = []
    for key, path in sorted(files.items()):
        try:
            partner = _load(path)
        except Problems as error:
            problems += error.problems
        else:
            problems += _wrong_names(partner, path.name, ruleset, languages)
            partners[key] = partner
    if problems:
        raise Problems(problems)
    return MappingProxyType(partners)


def partners_directory() -> Path:
    """The directory that WIDGET_PARTNERS names, or the shipped one."""
    return Path(os.environ.get("WIDGET_PARTNERS") or SHIPPED)


def _load(path: Path) -> Partner:
    file = read_toml(path, _PartnerFile)
    if path.stem == DEFAULT and file.contacts is None:
        what = "The agency's own file has contacts; every result shows them."
        raise Problems([Problem(path.name, "contacts", what)])
    return Partner(
        id=path.stem,
        name=file.name,
        contacts=file.contacts,
        languages=tuple(file.languages),
        presets=MappingProxyType(file.presets),
        origins=tuple(file.origins),
        theme=file.theme,
        digest=sha256(path.read_bytes()).hexdigest(),
    )


def _wrong_names(
    partner: Partner, file: str, ruleset: Ruleset, languages: tuple[str, ...]
) -> list[Problem]:
    problems = [
        Problem(file, "languages", f"There is no language {key}.", ", ".join(languages))
        for key in partner.languages
        if key not in languages
    ]
    for key, option in partner.presets.items():
        question = ruleset.questions.get(key)
        if question is None:
            what = f"There is no question {key}."
            problems.append(Problem(file, "presets", what, ", ".join(ruleset.questions)))
        elif option not in question.options:
            what = f"The question {key} has no option {option}."
            problems.append(Problem(file, f"presets.{key}", what, ", ".join(question.options)))
    return problems
