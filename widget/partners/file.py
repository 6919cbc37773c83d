"""A partner's file: which keys it has, and the partner that it describes."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from widget.files.fields import Table, invalid
from widget.partners.fields import (
    MAX_ORIGINS,
    Address,
    Email,
    Logo,
    Origins,
    PartnerName,
    Phone,
    ShareImage,
    required_of_default,
)
from widget.partners.known import Info, Languages, Presets
from widget.partners.model import Contacts, Partner
from widget.partners.theme import Theme


class ContactsTable(Table):
    """How to reach somebody: an e-mail address, telephone numbers, WhatsApp."""

    email: Annotated[Email | None, required_of_default("an e-mail address")] = Field(
        default=None, validate_default=True, description="an e-mail address"
    )
    phones: list[Phone] = Field(
        default=[], description="telephone numbers: `+` and digits, spaced as people read them"
    )
    whatsapp: Phone | None = Field(
        default=None, description="the number of a WhatsApp account, written in the same way"
    )

    def value(self) -> Contacts:
        """Return the contacts."""
        return Contacts(self.email, tuple(self.phones), self.whatsapp)


def _empty_for_default(raw: object, info: Info) -> object:
    """Return an empty table for the agency's missing one, so that its missing keys are reported."""
    return {} if raw is None and info.context.is_default else raw


def _open_for_default(closed: bool, info: Info) -> bool:
    if closed and info.context.is_default:
        raise invalid("The agency's own questionnaire cannot be closed.", "false")
    return closed


class PartnerFile(Table, arbitrary_types_allowed=True):
    """Who shows the widget, who may frame it, and its look. `widget check` reports mistakes.

    docs/partner.md has the same descriptions, with an example for each key.
    """

    name: PartnerName = Field(
        description="shown on every page; one line of at most 80 characters, or one for each "
        "language: the first is the partner's own, also for languages without a name"
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
        Field(
            default=None,
            validate_default=True,
            description="the address that the name or the logo links to",
        )
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
        description="answers that are filled in, with the ids of `rules.toml`",
    )
    origins: Origins = Field(
        default=[],
        description="which sites may frame the widget: `https://host` or `https://host:port`, in "
        f"any script; with and without `www.` are two origins; at most {MAX_ORIGINS}",
        json_schema_extra={"uniqueItems": True, "maxItems": MAX_ORIGINS},
    )
    closed: Annotated[bool, AfterValidator(_open_for_default)] = Field(
        default=False,
        description="`true` ends the partner's questionnaire: its pages say so, and lead to the "
        "agency's",
    )
    theme: Theme = Field(description="the look")

    def value(self, key: str, content: bytes, questions: Iterable[str]) -> Partner:
        """Return the partner with the id `key`.

        `content` is the file's bytes, for the digest. Presets are sorted as `questions` are.
        """
        images = [each.name.encode() for each in (self.logo, self.image) if each]
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
            closed=self.closed,
            digest=sha256(b"\n".join((content, *images))).hexdigest(),
        )
