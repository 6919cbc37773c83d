"""The file citizenship.toml: its keys, and the stays without a visa that it describes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field, ModelWrapValidatorHandler, model_validator

from widget.citizenship.codes import Code, repeated_codes
from widget.citizenship.known import Categories, Conditions
from widget.citizenship.model import Citizenships, Stay
from widget.files.compare import validate_and_compare
from widget.files.fields import Line, Table
from widget.files.toml import read_toml
from widget.files.validate import validate
from widget.problems import Problem, Problems, location
from widget.rules.fields import optional_text
from widget.rules.graph import graph_of
from widget.rules.model import Ruleset
from widget.rules.people import ways_of
from widget.rules.row_tables import conditions
from widget.rules.wording import Text

FILE = "citizenship.toml"
"""The file's name in a content directory, and in messages."""

LIMIT = "citizenship.limit"
"""The translator's context of every `limit`."""


class StayTable(Table):
    """Countries whose citizens may stay without a visa for the same number of days."""

    days: Annotated[int, Field(ge=1, le=366)] = Field(description="for how many days")
    limit: Line | None = Field(
        default=None, description="how many days in a longer time, in place of the general `limit`"
    )
    countries: Annotated[list[Code], Field(min_length=1)] = Field(
        description='the countries by ISO 3166-1, like `["DE", "FR"]`'
    )


class CitizenshipFile(Table):
    """Who needs no visa, by citizenship. `widget check` reports mistakes."""

    as_of: date = Field(description="the day on which somebody last looked this up")
    source: Line = Field(description="where this is from: a name of a few words")
    for_whom: Line = Field(description="for whom it is, in English, like `For ordinary passports.`")
    limit: Line | None = Field(
        default=None, description="how many days in a longer time, in English"
    )
    not_for: Line | None = Field(
        default=None, description="what a stay without a visa does not allow, in English"
    )
    own: Code = Field(description="the country whose citizens need no visa at all")
    categories: Categories = Field(
        min_length=1, description="the categories that it stands beside: ids of `rules.toml`"
    )
    when: Conditions = Field(
        default={},
        description="the answers with which it stands there, as in a row of `rules.toml`",
    )
    disagree: list[Code] = Field(
        default=[], description="the countries on which the sources disagree"
    )
    others: list[Code] = Field(
        default=[], description="the countries of which no stay without a visa is known"
    )
    visa_free: list[StayTable] = Field(
        default=[], description="the countries whose citizens may stay without a visa"
    )

    @model_validator(mode="wrap")
    @classmethod
    def _each_country_once(
        cls, raw: Any, handler: ModelWrapValidatorHandler[CitizenshipFile]
    ) -> CitizenshipFile:
        return validate_and_compare(raw, handler, lambda _: repeated_codes(raw))

    def value(self, ruleset: Ruleset | None) -> Citizenships:
        """Return the stays without a visa; groups in `when` are those of the ruleset."""
        when, _ = conditions(self.when, ruleset.groups if ruleset else {})
        return Citizenships(
            file=FILE,
            as_of=self.as_of,
            source=Text("citizenship.source", self.source),
            for_whom=Text("citizenship.for_whom", self.for_whom),
            not_for=optional_text("citizenship.not_for", self.not_for),
            own=self.own,
            categories=tuple(self.categories),
            when=when,
            stays=MappingProxyType(
                {
                    code: Stay(each.days, optional_text(LIMIT, each.limit or self.limit))
                    for each in self.visa_free
                    for code in each.countries
                }
            ),
            disagree=tuple(self.disagree),
            others=tuple(self.others),
        )


def load_citizenships(
    directory: Path, ruleset: Ruleset | None, *, proven: bool = False
) -> Citizenships | None:
    """Return the stays without a visa in a content directory; None if it has no such file.

    Names are checked only with a `ruleset`. Whether anybody sees the file's words is checked only
    if that is `proven`. Raises Problems with every mistake in the file.
    """
    path = directory / FILE
    if not path.exists():
        return None
    file = validate(FILE, read_toml(path, FILE), CitizenshipFile, ruleset)
    citizenships = file.value(ruleset)
    unseen = [*_unseen(citizenships, ruleset)] if ruleset and proven else []
    if unseen:
        raise Problems(unseen)
    return citizenships


def _unseen(citizenships: Citizenships, ruleset: Ruleset) -> Iterator[Problem]:
    reached = ways_of(graph_of(ruleset), citizenships.when)
    for number, category in enumerate(citizenships.categories):
        if category not in reached:
            what = f"Nobody with the answers in when reaches {category}."
            yield Problem(FILE, location("categories", number), what)
