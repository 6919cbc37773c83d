"""The types of the fields in a rules file, and the texts made from them."""

from __future__ import annotations

from typing import Annotated

from widget.files.fields import Pattern
from widget.rules.wording import Text

Id = Annotated[str, Pattern("[a-z][a-z0-9_]*", "small letters, digits and _, like study_visa")]
ROW_KEYS = "goto", "clause", "confirm", "closest"
"""The keys of a row beside questions."""

VARIANT_KEYS = ("text",)
"""The keys of a text with conditions beside questions."""

STEP_KEYS = "text", "points", "change", "answers"
"""The keys of a step beside questions."""

CITIZENSHIP = "citizenship"
"""The citizenship in the address of a result."""

ENTRY = "entry"
"""For how many entries the visitor wants the visa, in the address of a result."""

ADDRESS_KEYS = (ENTRY, CITIZENSHIP)
"""What addresses of results hold beside answers."""

_RESERVED = tuple(dict.fromkeys((*ROW_KEYS, *VARIANT_KEYS, *STEP_KEYS, *ADDRESS_KEYS)))

QuestionId = Annotated[
    str,
    Pattern(
        f"(?!({'|'.join(_RESERVED)})$)[a-z][a-z0-9_]*",
        "small letters, digits and _, like study_visa, but no key of rows, texts and addresses: "
        f"{', '.join(_RESERVED)}",
    ),
]
"""Rows and addresses have the ids of questions as keys, beside their own."""


def optional_text(context: str, english: str | None) -> Text | None:
    """Return the text for a translator's context; None when the key is missing in the file."""
    return None if english is None else Text(context, english)


def text_list(context: str, english: list[str]) -> tuple[Text, ...]:
    """Return the texts of a list, which all have the same translator's context."""
    return tuple(Text(context, each) for each in english)
