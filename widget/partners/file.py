"""A partner's file: its shape, and how all files of a directory are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from widget.files.fields import Table
from widget.files.toml import parse_toml, read_bytes, validate
from widget.partners.fields import (
    MAX_ORIGINS,
    Address,
    Email,
    Logo,
    Name,
    Origin,
    Origins,
    Phone,
    ShareImage,
    required_of_default,
)
from widget.partners.ids import check_id
from widget.partners.known import Context, Info, Known, Languages, Presets
from widget.partners.model import DEFAULT, Broken, Contacts, Partner, Partners
from widget.partners.theme import Theme
from widget.problems import Problem, Problems, collecting


class ContactsTable(Table):
    """How to reach somebody: an e-mail address, telephone numbers (`+` and digits)."""

    email: Annotated[Email | None, required_of_default("an e-mail address")] = Field(
        default=None, validate_default=True, description="an e-mail address"
    )
    phones: list[Phone] = Field(default=[], description="telephone numbers, `+` and digits")

    def value(self) -> Contacts:
        """Return the contacts."""
        return Contacts(self.email, tuple(self.phones))


def _empty_for_default(written: object, info: Info) -> object:
    """Replace the default partner's missing table by an empty one, whose keys are required."""
    return {} if written is None and info.context.is_default else written


class PartnerFile(Table, arbitrary_types_allowed=True):
    """Who shows the widget, who may frame it, and with which look. `widget check` tells mistakes.

    docs/partner.md gives the same words and an example for each key.
    """

    name: Name = Field(
        description="shown on every page, as it is written; one line of at most 80 characters"
    )
    logo: Logo | None = Field(
        default=None,
        description=(
            "an SVG, PNG, JPEG or WebP beside the file, shown 32 px high in place of the name"
        ),
    )
    image: ShareImage | None = Field(
        default=None,
        description="a PNG for link previews, best 1200 × 630, at most 100 kB; otherwise the "
        "product's own",
    )
    site: Annotated[Address | None, required_of_default("an address that begins with https://")] = (
        Field(default=None, validate_default=True, description="where name or logo lead back to")
    )
    contacts: Annotated[ContactsTable | None, BeforeValidator(_empty_for_default)] = Field(
        default=None, validate_default=True, description="shown on results besides the agency's"
    )
    languages: Languages = Field(
        min_length=1,
        description="which languages are offered; the first is for visitors who want none of them",
        json_schema_extra={"uniqueItems": True},
    )
    presets: Presets = Field(
        default={},
        description="answers filled in ahead, ids as in `rules.toml`",
    )
    origins: Origins = Field(
        default=[],
        description="which sites may frame the widget: `https://host` or `https://host:port`, in "
        f"any script; `www.` and without are two; at most {MAX_ORIGINS}",
        json_schema_extra={"uniqueItems": True, "maxItems": MAX_ORIGINS},
    )
    theme: Theme = Field(description="the look")

    def value(self, key: str, content: bytes, questions: Iterable[str]) -> Partner:
        """Return the partner `key`; `content` is the file's, `questions` the order of presets."""
        images = [each.content for each in (self.logo, self.image) if each]
        return Partner(
            id=key,
            name=self.name,
            logo=self.logo,
            image=self.image,
            site=self.site,
            contacts=self.contacts.value() if self.contacts else None,
            languages=tuple(self.languages),
            presets=MappingProxyType(
                {each: self.presets[each] for each in questions if each in self.presets}
            ),
            origins=tuple(self.origins),
            theme=self.theme,
            digest=sha256(b"\n".join((content, *images))).hexdigest(),
        )


def load_partners(directory: Path, known: Known, default: str = DEFAULT) -> Partners:
    """Return the partners of all files `<id>.toml` in a directory.

    A wrong file takes no other one down: its mistakes are in `broken`. Raises Problems when the
    directory cannot be listed.
    """
    loaded = {
        path.stem: _load(path, Context(known, directory, path.stem == default))
        for path in _listed(directory)
    }
    return Partners(
        MappingProxyType({key: each for key, each in loaded.items() if isinstance(each, Partner)}),
        MappingProxyType({key: each for key, each in loaded.items() if isinstance(each, Broken)}),
    )


def _listed(directory: Path) -> list[Path]:
    try:
        files = [path for path in directory.iterdir() if path.name.endswith(".toml")]
    except OSError as error:
        what = f"It cannot be listed: {error.strerror}."
        allowed = "the directory of the partners' files"
        raise Problems([Problem(str(directory), "", what, allowed)]) from error
    return sorted(files, key=lambda path: path.stem)


def _load(path: Path, context: Context) -> Partner | Broken:
    problems: list[Problem] = []
    with collecting(problems):
        check_id(path.stem)
    trusted = not problems  # A file that is called healthz.toml must not say who frames /healthz.
    content, data, file = b"", None, None
    with collecting(problems):
        content = read_bytes(path, path.name)
        data = parse_toml(content, path.name)
        file = validate(path.name, data, PartnerFile, context)
    if file is None or problems:
        return Broken(tuple(problems), _origins(data) if trusted and data is not None else None)
    ruleset = context.known.ruleset
    return file.value(path.stem, content, ruleset.questions if ruleset else file.presets)


def _origins(data: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Return the origins in the data of a wrong file, or None when those are wrong too."""
    try:
        origins = TypeAdapter(list[Origin]).validate_python(data.get("origins", []), strict=True)
    except ValidationError:
        return None
    return tuple(origins) if len(origins) <= MAX_ORIGINS else None
