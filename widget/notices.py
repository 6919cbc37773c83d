"""The file notices.toml: pages to read beside the questionnaire, such as that about privacy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, Field

from widget.files.fields import Line, Table, invalid
from widget.files.toml import read_toml
from widget.files.validate import validate
from widget.rules.texts import AGENCY, BRACES
from widget.rules.wording import Text

FILE = "notices.toml"
"""The file's name in a content directory, and in messages."""

PRIVACY, ACCESSIBILITY = "privacy", "accessibility"
"""The ids of the notices. Each step links to the first one, and that to the second one."""


@dataclass(frozen=True)
class Section:
    """A part of a notice, with its paragraphs."""

    heading: Text
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True)
class Notice:
    """A page to read; `lead` sums it up in a sentence or two."""

    title: Text
    lead: Text
    sections: tuple[Section, ...]


Notices = Mapping[str, Notice]
"""Id → notice; the id is the end of its address."""


def texts_of(notices: Notices) -> Iterator[Text]:
    """Yield all texts of some notices."""
    for notice in notices.values():
        yield notice.title
        yield notice.lead
        for section in notice.sections:
            yield section.heading
            yield from section.paragraphs


def _check_names(text: str) -> str:
    """Return the text. Raises an `invalid` error if it has an unknown placeholder."""
    for name in BRACES.findall(text):
        if name != AGENCY:
            raise invalid(f"{name} is not a known placeholder.", AGENCY)
    return text


Told = Annotated[Line, AfterValidator(_check_names)]
"""A text of a notice, which can name the agency."""


class SectionTable(Table):
    """A part of a notice."""

    heading: Told = Field(description="what this part is about, in English, like `What is kept`")
    text: Annotated[list[Told], Field(min_length=1)] = Field(
        description="its paragraphs, in English; `{agency}` is the agency's name"
    )


class NoticeTable(Table):
    """A page to read, in the agency's words."""

    title: Told = Field(description="the heading of the page, in English, like `Privacy`")
    lead: Told = Field(description="a summary in a sentence or two, in English")
    sections: Annotated[list[SectionTable], Field(min_length=1)] = Field(
        description="the parts of the page"
    )

    def value(self, key: str) -> Notice:
        """Return the notice with an id."""
        here = f"notices.{key}"
        return Notice(
            title=Text(f"{here}.title", self.title),
            lead=Text(f"{here}.lead", self.lead),
            sections=tuple(
                Section(
                    Text(f"{here}.heading", each.heading),
                    tuple(Text(f"{here}.text", text) for text in each.text),
                )
                for each in self.sections
            ),
        )


class NoticesFile(Table):
    """Pages to read beside the questionnaire. `widget check` reports mistakes."""

    privacy: NoticeTable | None = Field(
        default=None,
        description="which data about a visitor is sent and kept, how long, and by whom",
    )

    accessibility: NoticeTable | None = Field(
        default=None, description="who can use the questionnaire, what fails, and whom to tell"
    )

    def value(self) -> Notices:
        """Return the notices by id."""
        tables = {PRIVACY: self.privacy, ACCESSIBILITY: self.accessibility}
        return MappingProxyType({key: each.value(key) for key, each in tables.items() if each})


def load_notices(directory: Path) -> Notices:
    """Return the notices of a content directory; none if it has no such file.

    Raises Problems with every mistake in the file.
    """
    path = directory / FILE
    if not path.exists():
        return MappingProxyType({})
    return validate(FILE, read_toml(path, FILE), NoticesFile).value()
