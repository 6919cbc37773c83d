"""Promises in a rules file: the keys of `[[always]]`, and what is made of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from widget.files.fields import Line, Table, invalid
from widget.rules.fields import Id
from widget.rules.promises import Kind, Promise
from widget.rules.row_tables import Cell, Groups, conditions

Names = Annotated[list[Id], Field(min_length=1)]


class PromiseTable(Table):
    """What must hold for some people, whatever else changes; `widget check` proves it."""

    if_: dict[str, Cell] = Field(
        alias="if",
        default={},
        description="whom it is about: answers, as in a row of `next`; without this key, everybody",
    )
    never: Names | None = Field(
        default=None, description="outcomes that nobody with these answers reaches"
    )
    only: Names | None = Field(
        default=None, description="outcomes, one of which everybody with these answers reaches"
    )
    confirm: Names | None = Field(
        default=None,
        description="points that people with these answers see in each result that they apply to",
    )
    because: Line = Field(description="the reason, for those who change the rules")

    @model_validator(mode="after")
    def _promises_one_thing(self) -> PromiseTable:
        promised = list(self._promised())
        if not promised:
            raise invalid("This promises nothing.", "one of the keys never, only and confirm")
        if len(promised) > 1:
            what = f"This promises several things: {' and '.join(promised)}."
            raise invalid(what, "a table [[always]] for each")
        return self

    def _promised(self) -> dict[Kind, list[str]]:
        each: dict[Kind, list[str] | None]
        each = {"never": self.never, "only": self.only, "confirm": self.confirm}
        return {kind: names for kind, names in each.items() if names}

    def value(self, groups: Groups, where: str) -> Promise:
        """Return the promise; `where` is its location in the file."""
        ((kind, names),) = self._promised().items()
        when, named = conditions(self.if_, groups)
        return Promise(when, kind, tuple(names), self.because, where, named)
