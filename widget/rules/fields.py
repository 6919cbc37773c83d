"""The types of the fields in a rules file, and the texts made from them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from widget.files.fields import Pattern, invalid
from widget.problems import show
from widget.rules.wording import Text

Id = Annotated[str, Pattern("[a-z][a-z0-9_]*", "small letters, digits and _, like study_visa")]
ROW_KEYS = "goto", "clause", "confirm", "closest"
"""The keys of a row that are not questions."""

VARIANT_KEYS = ("text",)
"""The keys of a text with conditions that are not questions."""

STEP_KEYS = "text", "points", "change", "answers"
"""The keys of a step that are not questions."""

CITIZENSHIP = "citizenship"
"""The citizenship in the address of a result."""

ENTRY = "entry"
"""For how many entries the visitor wants the visa, in the address of a result."""

ADDRESS_KEYS = (ENTRY, CITIZENSHIP)
"""The parameters in addresses of results that are not answers."""

TRACKING = (
    "utm_[a-z0-9_]*",
    *("fbclid", "igsh", "igshid"),
    *("gclid", "gclsrc", "gbraid", "wbraid", "dclid", "srsltid", "_ga", "_gl"),
    *("yclid", "ysclid", "ymclid", "_openstat"),
    *("msclkid", "ttclid", "twclid", "li_fat_id", "mc_cid", "mc_eid"),
)
"""The names of what advertising and statistics add to links, as regular expressions.

A cache in front of the widget may leave such parameters out, as deploy/nginx.conf does: never take
a name away, and add one only if no released question has it as its id.
"""

_RESERVED = tuple(dict.fromkeys((*ROW_KEYS, *VARIANT_KEYS, *STEP_KEYS, *ADDRESS_KEYS)))

_TRACKING = re.compile("|".join(TRACKING))


def _check_not_tracking(text: str) -> str:
    if _TRACKING.fullmatch(text):
        what = f"{show(text)} is a name that advertising and statistics add to links."
        raise invalid(what, "another id, like study_visa")
    return text


QuestionId = Annotated[
    str,
    AfterValidator(_check_not_tracking),
    Pattern(
        f"(?!({'|'.join((*_RESERVED, *TRACKING))})$)[a-z][a-z0-9_]*",
        "small letters, digits and _, like study_visa, except these reserved words: "
        f"{', '.join(_RESERVED)}",
    ),
]
"""Ids of questions are keys in rows and addresses, so the other keys there are reserved."""


def optional_text(context: str, english: str | None) -> Text | None:
    """Return the text for a translator's context; None when the key is missing in the file."""
    return None if english is None else Text(context, english)


def text_list(context: str, english: list[str]) -> tuple[Text, ...]:
    """Return the texts of a list, which all have the same translator's context."""
    return tuple(Text(context, each) for each in english)
