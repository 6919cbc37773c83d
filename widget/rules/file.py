"""The rules file: its tables, and the ruleset that they describe.

`load_rules` refuses a malformed file. `widget.rules.proof` checks whether well-formed rules are
right. The model of each table has a method `value`, which returns the frozen value for the table.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field

from widget.files.fields import Line, Table
from widget.files.toml import read_toml
from widget.files.validate import validate
from widget.problems import Problem, Problems, location
from widget.rules.about_table import AboutTable
from widget.rules.fields import Id, QuestionId
from widget.rules.model import Ruleset
from widget.rules.outcome_tables import (
    AdviceTable,
    CategoryTable,
    ClauseTable,
    PointTable,
    ReadingId,
    ReadingTable,
    UnusedTable,
)
from widget.rules.outcomes import Outcome
from widget.rules.promise_tables import PromiseTable
from widget.rules.question_tables import QuestionTable

Group = Annotated[list[Id], Field(min_length=1, description="the ids of the options")]


class RulesFile(Table):
    """The questions, where each answer leads, and the outcomes. `widget check` proves them."""

    about: AboutTable = Field(description="what the rules say of themselves")
    start: Id = Field(description="the first question")
    retired: list[QuestionId] = Field(
        default=[],
        description="ids of removed questions; visitors are told that this part of an old address "
        "does not work any more",
    )
    groups: dict[Id, dict[Id, Group]] = Field(
        default={}, description="names for several options of a question, for use in rows"
    )
    questions: dict[QuestionId, QuestionTable] = Field(
        min_length=1, description="the questions, in the order of the answers in addresses"
    )
    points: dict[Id, PointTable] = Field(
        default={}, description="points to confirm: what a result assumes without being certain"
    )
    readings: dict[ReadingId, ReadingTable] = Field(
        default={}, description="how the source is read where its words leave room, by number"
    )
    clauses: dict[Line, ClauseTable] = Field(
        default={}, description="the conditions of the source, by a name of your own"
    )
    categories: dict[Id, CategoryTable] = Field(
        default={}, description="outcomes that are a kind of visa"
    )
    advice: dict[Id, AdviceTable] = Field(
        default={}, description="outcomes where the list gives no category"
    )
    unused: list[UnusedTable] = Field(
        default=[], description="words of the source that no rule needs, with the reason"
    )
    always: list[PromiseTable] = Field(
        default=[], description="promises: what must hold whatever else changes"
    )

    def value(self, file: str) -> Ruleset:
        """Return the ruleset; `file` is the file's name in messages."""
        outcomes: dict[str, Outcome] = {
            k: c.value(k, self.groups) for k, c in self.categories.items()
        }
        outcomes |= {k: a.value(k, self.groups) for k, a in self.advice.items()}
        return Ruleset(
            file=file,
            about=self.about.value(self.groups),
            start=self.start,
            retired=tuple(self.retired),
            groups=MappingProxyType({k: MappingProxyType(g) for k, g in self.groups.items()}),
            questions=MappingProxyType(
                {k: q.value(k, self.groups) for k, q in self.questions.items()}
            ),
            points=MappingProxyType({k: p.value(k) for k, p in self.points.items()}),
            readings=MappingProxyType({k: r.value(k) for k, r in self.readings.items()}),
            clauses=MappingProxyType({k: c.value(k) for k, c in self.clauses.items()}),
            outcomes=MappingProxyType(outcomes),
            unused=tuple(each.value() for each in self.unused),
            promises=tuple(
                each.value(self.groups, location("always", n)) for n, each in enumerate(self.always)
            ),
        )


def load_rules(path: Path, name: str = "") -> Ruleset:
    """Return the rules in a file; messages call it `name`, or else by its path.

    Raises Problems with every mistake when the file is malformed.
    """
    name = name or str(path)
    return ruleset_of(read_toml(path, name), name)


def ruleset_of(data: dict[str, Any], name: str) -> Ruleset:
    """Return the rules in a file's data. Raises Problems as `load_rules` does."""
    file = validate(name, data, RulesFile)
    both = [key for key in file.advice if key in file.categories]
    if both:
        what = "A category has the same id."
        raise Problems(Problem(name, location("advice", key), what) for key in both)
    return file.value(name)
