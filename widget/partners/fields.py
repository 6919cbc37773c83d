"""The types of the fields in a partner's file; `known` has those of languages and presets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    TypeAdapter,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import InitErrorDetails

from widget.files.compare import error_details, repeated_items, validate_and_compare
from widget.files.fields import Line, Pattern, check_line, invalid
from widget.partners.images import Image, load_image
from widget.partners.known import Info, LanguageTag
from widget.partners.names import Name, Names
from widget.partners.origins import origin
from widget.problems import show

Value = TypeVar("Value")

MAX_ORIGINS = 50
"""All origins are in one header, and some proxies refuse headers of more than 4 kB."""


def required_of_default(allowed: str) -> AfterValidator:
    """Return a validator for a key that only the default partner's file must have.

    `allowed` says in messages what the key may hold.
    """

    def check(value: Value | None, info: Info) -> Value | None:
        if value is None and info.context.is_default:
            what = "This key is missing. The agency needs it, since every result shows it."
            raise invalid(what, allowed)
        return value

    return AfterValidator(check)


_DIGIT = "[ ()-]{0,2}[0-9]"
"""A digit of a telephone number, and what may stand before it."""

_Name = Annotated[Line, Field(max_length=80)]
_ONE_NAME = TypeAdapter[str](_Name)
_NAMES = TypeAdapter[dict[str, str]](Annotated[dict[LanguageTag, _Name], Field(min_length=1)])

_EXAMPLE = '{ en = "Inn", ru = "Гостиница" }'


def _names(raw: object, info: Info) -> Names:
    match raw:
        case str():
            return Names((Name(_ONE_NAME.validate_python(raw), None),))
        case dict():
            named = _NAMES.validate_python(raw, strict=True, context=info.context)
            return Names(tuple(Name(text, tag) for tag, text in named.items()))
        case _:
            what = f"A text or a table is expected, not {show(raw)}."
            raise invalid(what, f'one name, like "Inn", or one for each language, like {_EXAMPLE}')


def _image(name: object, info: Info) -> Image:
    if not isinstance(name, str):
        what = f"A text is expected, not {show(name)}."
        raise invalid(what, "the name of a file beside this one")
    return load_image(info.context.directory, name)


def _share_image(name: object, info: Info) -> Image:
    image = _image(name, info)
    if image.type != "image/png":
        raise invalid(f"{name!r} is not a PNG image; link previews show only PNG images.")
    return image


def _compared_origins(raw: object, handler: ValidatorFunctionWrapHandler) -> list[str]:
    return validate_and_compare(raw, handler, _wrong_origins)


def _wrong_origins(items: Mapping[int, str]) -> Iterator[InitErrorDetails]:
    if len(items) > MAX_ORIGINS:
        what = f"{len(items)} origins make a header that is too long for some proxies."
        yield error_details(invalid(what, f"at most {MAX_ORIGINS}"))
    yield from repeated_items({index: origin(item) for index, item in items.items()})


def _secure(address: str) -> str:
    """Return the address of a site with https:// as its beginning; another text as it is."""
    bare = re.sub("^(https?:?)?/+", "", address, flags=re.IGNORECASE)
    return f"https://{bare}" if re.match(r"[\w.-]+\.[^\W\d]", bare) else address


def _international(number: str) -> str:
    """Return a telephone number in its international form.

    `number` may be written as in Kazakhstan, have words around it, or be a link to a WhatsApp
    account.
    """
    link = re.search(r"(?:wa\.me/|phone=)\+?([0-9]+)", number)
    if link:
        return f"+{link[1]}"
    alone = re.fullmatch(r"[^+0-9]*(\+?[0-9][0-9 ().-]*[0-9])[^0-9]*", number)
    spaced = (alone[1] if alone else number).replace(".", "-")
    return f"+7{spaced[1:]}" if re.fullmatch(rf"[78]({_DIGIT}){{10}}", spaced) else spaced


def _address_alone(text: str) -> str:
    """Return the e-mail address in a text that also has a name, as in `Inn <inn@inn.kz>`."""
    return re.sub("^mailto:|^.*<|>$", "", text)


PartnerName = Annotated[
    Names,
    BeforeValidator(_names),
    # One schema for both: with an `anyOf`, editors underline the whole table.
    WithJsonSchema(_NAMES.json_schema() | _ONE_NAME.json_schema() | {"type": ["string", "object"]}),
]
Address = Annotated[
    str,
    Pattern(
        r'https://[^\s"<>]+',
        "an address that begins with https://, without blanks, quotation marks, < and >",
        _secure,
    ),
    AfterValidator(check_line),
]
Email = Annotated[
    str,
    Pattern(r'[^\s@"<>?&:;,]+@[^\s@"<>?&:;,]+', "an e-mail address", _address_alone),
    AfterValidator(check_line),
]
Phone = Annotated[
    str,
    Pattern(
        rf"\+[0-9](?:{_DIGIT}){{6,14}}",
        "one number: + and 7 to 15 digits, spaced as people read them",
        _international,
    ),
]
Logo = Annotated[
    Image,
    BeforeValidator(_image),
    WithJsonSchema({"type": "string", "pattern": r"\.(svg|png|jpe?g|webp|SVG|PNG|JPE?G|WEBP)$"}),
]
ShareImage = Annotated[
    Image,
    BeforeValidator(_share_image),
    WithJsonSchema({"type": "string", "pattern": r"\.(png|PNG)$"}),
]
Origin = Annotated[
    str,
    AfterValidator(origin),
    # Editors check this pattern while the author types; `origin` checks the rest.
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"""^(https://[^\s/?#@;,'"*\\]+|http://(localhost|127\.0\.0\.1):[0-9]+)/?$""",
        }
    ),
]
Origins = Annotated[list[Origin], WrapValidator(_compared_origins)]
