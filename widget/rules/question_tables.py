"""A question in a rules file: which keys it and its options have, and what is made of them."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from pydantic import Field, model_validator

from widget.files.fields import Line, Table, invalid
from widget.problems import location
from widget.rules.fields import Id, optional_text
from widget.rules.model import More, Option, Question, Row
from widget.rules.row_tables import Groups, RouteKeys, Rows, RowTable
from widget.rules.wording import Text
from widget.rules.wording_tables import WordingTable, wording_of


class OptionTable(RouteKeys):
    """An option of a question."""

    text: Line = Field(description="the answer, in English, as short as can be")
    hint: Line | None = Field(default=None, description="a few words within the answer")
    help: Line | None = Field(default=None, description="more about the answer, folded away")
    told: Line | None = Field(
        default=None,
        description="the words for an answer that a partner fills in: “Hotel Tulip assumes: …”",
    )
    more: bool = Field(default=False, description="`true`: only shown under `more`")
    goto: Id | None = Field(
        default=None,
        description="the question or the outcome that comes next, whatever was answered before; "
        "without it, a row of the question's `next` decides",
    )

    @model_validator(mode="after")
    def _routes_have_a_goto(self) -> OptionTable:
        if self.goto is None and (self.clause or self.confirm or self.closest):
            what = "Without a goto, the keys clause, confirm and closest belong in a row of next."
            raise invalid(what, '{ …, goto = "…", clause = "…" }')
        return self

    def value(self, question: str, key: str) -> Option:
        """Return the option with the id `key` of a question."""
        context = f"{question}.{key}"
        where = location("questions", question, "options", key)
        return Option(
            id=key,
            text=Text(context, self.text),
            hint=optional_text(f"{context}.hint", self.hint),
            help=optional_text(f"{context}.help", self.help),
            told=optional_text(f"{context}.told", self.told),
            more=self.more,
            goto=Row(MappingProxyType({}), self.route(self.goto), where) if self.goto else None,
        )


class MoreTable(Table):
    """What unfolds the options with `more = true`."""

    text: Line = Field(description="the words of the fold, in English, like `Other purposes`")
    hint: Line | None = Field(default=None, description="what is in it, in a few words")

    def value(self, question: str) -> More:
        """Return the fold of a question."""
        context = f"{question}.more"
        return More(Text(context, self.text), optional_text(f"{context}.hint", self.hint))


class QuestionTable(Table):
    """A question and its options."""

    text: WordingTable = Field(description="the question, in English")
    short: Line = Field(description="its label in the list of answers, in English")
    help: Line | None = Field(default=None, description="more about the question, folded away")
    more: MoreTable | None = Field(
        default=None, description="the fold of the options with `more = true`"
    )
    options: dict[Id, OptionTable] = Field(
        min_length=1, description="the answers to choose from, in the order in which they are shown"
    )
    next: list[RowTable] = Field(
        default=[],
        min_length=1,
        description="where the options without a `goto` lead, by this answer and earlier ones: "
        'rows such as `{ stay = "short", country = ["a", "b"], goto = "…" }`; exactly one fits',
    )
    otherwise: Rows = Field(
        default=[], description="a row or a list of rows, for what no row of `next` fits"
    )

    @model_validator(mode="after")
    def _more_folds_some_options(self) -> QuestionTable:
        folded = [key for key, option in self.options.items() if option.more]
        if folded and not self.more:
            what = f"Options have more = true, but nothing unfolds them: {', '.join(folded)}."
            raise invalid(what, 'more = { text = "…" } in the question')
        if self.more and not folded:
            raise invalid(
                "No option has more = true, so there is nothing to unfold.", "more = true"
            )
        if len(folded) == len(self.options):
            raise invalid(
                "Every option has more = true, so none would be visible.",
                "at least one option without it",
            )
        return self

    @model_validator(mode="after")
    def _otherwise_needs_next(self) -> QuestionTable:
        if self.otherwise and not self.next:
            raise invalid(
                "otherwise needs next: it is for everybody whom no row of next fits.", "next"
            )
        return self

    def value(self, key: str, groups: Groups) -> Question:
        """Return the question with the id `key`."""
        where = location("questions", key)
        return Question(
            id=key,
            text=wording_of(self.text, groups, key, f"{where}.text"),
            short=Text(f"{key}.short", self.short),
            help=optional_text(f"{key}.help", self.help),
            more=self.more.value(key) if self.more else None,
            options=MappingProxyType({k: o.value(key, k) for k, o in self.options.items()}),
            next=_rows(self.next, groups, f"{where}.next"),
            otherwise=_rows(self.otherwise, groups, f"{where}.otherwise"),
        )


def _rows(tables: Iterable[RowTable], groups: Groups, where: str) -> tuple[Row, ...]:
    return tuple(row.value(groups, location(where, n)) for n, row in enumerate(tables))
