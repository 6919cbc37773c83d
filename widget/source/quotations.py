"""The words of the source that the rules quote, and which of them no rule needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from widget.problems import location
from widget.rules.model import Ruleset
from widget.rules.outcomes import Category


@dataclass(frozen=True)
class Quotation:
    """Words of the source, and the location of their quotation in the rules file.

    `clause` or `outcome` is the id of what rests on them. Both are None for unused words.
    """

    words: str
    location: str
    clause: str | None = None
    outcome: str | None = None

    @property
    def used(self) -> bool:
        """Whether a clause or an outcome rests on the words."""
        return bool(self.clause or self.outcome)

    def supports(self, outcome: str, clause: str | None) -> bool:
        """Return whether an outcome that is reached by a clause rests on the words."""
        return clause == self.clause if self.clause else outcome == self.outcome


def quotations(ruleset: Ruleset) -> Iterator[Quotation]:
    """Yield the quotations of clauses and of outcomes, and the unused words."""
    for key, clause in ruleset.clauses.items():
        for words, where in _located(clause.quotes, location("clauses", key, "quote")):
            yield Quotation(words, where, clause=key)
    for key, outcome in ruleset.outcomes.items():
        section = "categories" if isinstance(outcome, Category) else "advice"
        for words, where in _located(outcome.quote, location(section, key, "quote")):
            yield Quotation(words, where, outcome=key)
    for index, unused in enumerate(ruleset.unused):
        for words, where in _located(unused.text, location("unused", index, "text")):
            yield Quotation(words, where)


def _located(texts: Collection[str], where: str) -> Iterator[tuple[str, str]]:
    """Yield each text with its location; a single text stands in no list."""
    for index, text in enumerate(texts):
        yield text, where if len(texts) == 1 else location(where, index)
