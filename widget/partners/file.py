"""The shape of a partner's file: which keys it may have, and what may be written there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema

from widget.files.fields import Shaped, Word, Written, readable, refusal
from widget.partners.images import Image, load_image
from widget.partners.origins import origin
from widget.partners.theme import Theme
from widget.problems import show


def _image(name: object, info: ValidationInfo) -> Image:
    if not isinstance(name, str):
        raise refusal(
            f"A text is expected, not {show(name)}.", "the name of a file beside this one"
        )
    return load_image(cast(Path, info.context).parent, name)


def _share_image(name: object, info: ValidationInfo) -> Image:
    image = _image(name, info)
    if image.type != "image/png":
        raise refusal(f"{name!r} is not a PNG image; link previews show no other.")
    return image


Name = Annotated[Word, Field(max_length=80)]
Address = Annotated[
    str,
    Shaped(
        r'https://[^\s"<>]+',
        "an address that begins with https://, without blanks, quotation marks, < and >",
    ),
    AfterValidator(readable),
]
Email = Annotated[
    str, Shaped(r'[^\s@"<>?&]+@[^\s@"<>?&]+', "an e-mail address"), AfterValidator(readable)
]
Phone = Annotated[str, Shaped(r"\+[0-9]{7,15}", "+ and 7 to 15 digits")]
Logo = Annotated[
    Image,
    BeforeValidator(_image),
    WithJsonSchema({"type": "string", "pattern": r"\.(svg|png)$"}),
]
ShareImage = Annotated[
    Image,
    BeforeValidator(_share_image),
    WithJsonSchema({"type": "string", "pattern": r"\.png$"}),
]
Origin = Annotated[
    str,
    AfterValidator(origin),
    # What an editor can tell while it is typed; `origin` tells the rest.
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"""^(https://[^\s/?#@;,'"*\\]+|http://(localhost|127\.0\.0\.1):[0-9]+)$""",
        }
    ),
]


MOST_ORIGINS = 50
"""They stand in one header, and some proxies take none of more than 4 kB."""


class Contacts(Written):
    """How to reach somebody: an e-mail address, telephone numbers (`+` and digits)."""

    email: Email | None = Field(default=None, description="an e-mail address")
    phones: list[Phone] = Field(default=[], description="telephone numbers, `+` and digits")


class PartnerFile(Written, arbitrary_types_allowed=True):
    """Who shows the widget, who may frame it, and with which look. `widget check` tells mistakes.

    docs/partner.md gives the same words and an example for each key.
    """

    name: Name = Field(
        description="shown on every page, as it is written; one line of at most 80 characters"
    )
    logo: Logo | None = Field(
        default=None,
        description="an SVG or PNG beside the file, shown 32 px high in place of the name",
    )
    image: ShareImage | None = Field(
        default=None,
        description="a PNG for link previews, best 1200 × 630, at most 100 kB; otherwise the "
        "product's own",
    )
    site: Address | None = Field(default=None, description="where name or logo lead back to")
    contacts: Contacts | None = Field(
        default=None, description="shown on results besides the agency's"
    )
    languages: list[str] = Field(
        min_length=1,
        description="which languages are offered; the first is for visitors who want none of them",
        json_schema_extra={"uniqueItems": True},
    )
    presets: dict[str, str] = Field(
        default={},
        description="answers filled in ahead, ids as in `widget/data/rules.toml`",
    )
    origins: list[Origin] = Field(
        default=[],
        description="which sites may frame the widget: `https://host` or `https://host:port`, in "
        f"any script; `www.` and without are two; at most {MOST_ORIGINS}",
        json_schema_extra={"uniqueItems": True, "maxItems": MOST_ORIGINS},
    )
    theme: Theme = Field(description="the look")
