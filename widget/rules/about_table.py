"""What a rules file says of itself: the keys of its table `about`, and what is made of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from widget.files.fields import Line, Pattern, Table, invalid
from widget.rules.fields import optional_text
from widget.rules.model import About
from widget.rules.row_tables import Groups
from widget.rules.wording import Text
from widget.rules.wording_tables import NextStepTable, WordingTable, steps_of, wording_of

Year = Annotated[int, Field(ge=1900, le=2200)]


class InForceTable(Table):
    """The years in which the rules were in force."""

    since: Year = Field(alias="from", description="the first year")
    to: Year | None = Field(default=None, description="the last year of rules that are superseded")

    @model_validator(mode="after")
    def _in_order(self) -> InForceTable:
        if self.to is not None and self.to < self.since:
            raise invalid(f"{self.to} is before {self.since}.", "from = 2010, to = 2013")
        return self


class AboutTable(Table):
    """What the rules say of themselves. In their texts `{agency}` is the agency's name."""

    title: Line = Field(description="stands in headings, in English, like `Visa for Kazakhstan`")
    description: Line = Field(description="for previews of links, in English")
    agency: Annotated[
        str, Pattern("[a-z0-9-]+", "the name of a file in partners/, like visakaz")
    ] = Field(description="the partner who answers for the rules: its file in `partners/`")
    credit: Line | None = Field(default=None, description="at the foot of each page, in English")
    lead: WordingTable | None = Field(
        default=None, description="above a category: what this answer is, in English"
    )
    statement: WordingTable = Field(
        description="below every result: how old the rules are, who decides, in English; "
        "`{from}` and `{to}` are the years of `in_force`"
    )
    paragraph: Line | None = Field(
        default=None,
        description="how the place of a category is named, in English: `paragraph {paragraph}`",
    )
    source: (
        Annotated[
            str, Pattern(r"[^/\\\s]+\.txt", "the name of a file beside this one, like source.txt")
        ]
        | None
    ) = Field(default=None, description="the text that the rules follow: a file beside this")
    original: (
        Annotated[str, Pattern("[a-z]{2,3}(-[A-Za-z0-9]+)*", "a language, like ru")] | None
    ) = Field(default=None, description="the language of the source, like `ru`")
    in_force: InForceTable | None = Field(default=None, description="the years of the rules")
    confirmed: date | None = Field(
        default=None, description="when somebody last compared the rules with their source"
    )
    next_steps: list[NextStepTable] = Field(
        default=[], description="what to do next, for categories without next_steps of their own"
    )

    def value(self, groups: Groups) -> About:
        """Return what the rules say of themselves."""
        years = self.in_force
        return About(
            title=Text("about.title", self.title),
            description=Text("about.description", self.description),
            credit=optional_text("about.credit", self.credit),
            lead=wording_of(self.lead, groups, "about.lead", "about.lead") if self.lead else None,
            statement=wording_of(self.statement, groups, "about.statement", "about.statement"),
            paragraph=optional_text("about.paragraph", self.paragraph),
            agency=self.agency,
            source=self.source,
            original=self.original,
            in_force=(years.since, years.to) if years else (None, None),
            confirmed=self.confirmed,
            next_steps=steps_of(self.next_steps, groups, "about.next_steps", "about.next_steps"),
        )
