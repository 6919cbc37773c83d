"""Rows in a rules file: where an option leads, and after which answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import ConfigDict, Field

from widget.files.fields import Line, Pattern, Table
from widget.files.one_or_more import OneOrMore
from widget.rules.fields import Id
from widget.rules.model import Route, Row
from widget.rules.wording import When

NOT_ASKED = "not asked"
"""Stands in a row for a question that was not asked."""

Groups = Mapping[str, Mapping[str, Collection[str]]]
"""Question id → name of a group → ids of its options."""


Cell = Annotated[
    list[
        Annotated[
            str,
            Pattern(
                f"([a-z][a-z0-9_]*|{NOT_ASKED})",
                f'the id of an option, the name of a group, or "{NOT_ASKED}"; '
                "several in [brackets]",
            ),
        ]
    ],
    Field(min_length=1),
    OneOrMore(),
]
"""The answers to one question that fit a row: a name or a list of names."""

Conditions = tuple[When, frozenset[tuple[str, str]]]
"""Question id → the options that fit, as `when` of a row; and its `groups`."""


class RouteKeys(Table):
    """The keys beside a `goto`."""

    clause: Line | None = Field(
        default=None,
        description="the clause that decides, if this reaches a category",
    )
    confirm: list[Id] = Field(
        default=[], description="points to confirm, shown with the results that follow"
    )
    closest: list[Id] = Field(
        default=[], description="categories that come closest, where the list gives none"
    )

    def route(self, goto: str) -> Route:
        """Return the route to a question or an outcome."""
        return Route(goto, self.clause, tuple(self.confirm), tuple(self.closest))


class ConditionsTable(Table):
    """A table whose other keys are questions, with the answers that fit."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Cell] = Field(init=False)

    @property
    def cells(self) -> dict[str, list[str]]:
        """Question id → the names of the answers that fit, as they are written."""
        return self.__pydantic_extra__

    def conditions(self, groups: Groups) -> Conditions:
        """Return the options that fit, and the groups that are named."""
        return conditions(self.cells, groups)


class RowTable(RouteKeys, ConditionsTable):
    """A row of `next` or `otherwise`; all its other keys are questions."""

    goto: Id = Field(description="the question or the outcome that comes next")

    def value(self, groups: Groups, where: str) -> Row:
        """Return the row; `where` is its location in the file."""
        when, named = self.conditions(groups)
        return Row(when, self.route(self.goto), where, named)


def conditions(cells: Mapping[str, list[str]], groups: Groups) -> Conditions:
    """Return the options that fit, and the groups that are named, in cells by question."""
    pairs = [(asked, name) for asked, names in cells.items() for name in names]
    when: dict[str, frozenset[str | None]] = {}
    for asked, name in pairs:
        when[asked] = when.get(asked, frozenset()).union(_options(groups.get(asked, {}), name))
    named = frozenset((asked, name) for asked, name in pairs if name in groups.get(asked, {}))
    return MappingProxyType(when), named


def _options(groups: Mapping[str, Collection[str]], name: str) -> list[str | None]:
    """Return the options that a name in a cell stands for; None if the question was not asked."""
    if name == NOT_ASKED:
        return [None]
    return [*groups.get(name, [name])]


Rows = Annotated[list[RowTable], Field(min_length=1), OneOrMore()]
"""A row or a list of rows."""
