"""Texts for people, and texts that depend on the answers given before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

LINKED = re.compile(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)")
"""A text with its link in [brackets]: the words before, those of the link, those after."""

When = Mapping[str, frozenset[str | None]]
"""Question id → ids of the options that fit; None means that the question was not asked."""


def fits(when: When, answers: Mapping[str, str]) -> bool:
    """Return whether conditions fit some answers (question id → option id)."""
    return all(answers.get(question) in fitting for question, fitting in when.items())


@dataclass(frozen=True)
class Text:
    """A text for people, in English; `context` is the translator's context (gettext's msgctxt)."""

    context: str
    english: str


@dataclass(frozen=True)
class Variant:
    """A text for people with certain answers.

    `location` is its location in the rules file, and `groups` has the groups that it names there:
    (question id, name).
    """

    when: When
    text: Text
    location: str
    groups: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Wording:
    """A text that can depend on answers: the variant that fits, or else `text`.

    In proven rules, at most one variant fits each visitor.
    """

    text: Text
    variants: tuple[Variant, ...] = ()

    def said(self, answers: Mapping[str, str]) -> Text:
        """Return the text for some answers (question id → option id)."""
        for variant in self.variants:
            if fits(variant.when, answers):
                return variant.text
        return self.text

    @property
    def texts(self) -> tuple[Text, ...]:
        """All its texts, for translators."""
        return (*(variant.text for variant in self.variants), self.text)


@dataclass(frozen=True)
class NextStep:
    """Something to do after a result, for people whose answers fit.

    With `points`, it is only for results with points to confirm, or only for those without. The
    words in [brackets] are a link if one of these is set: `change` is the id of a question, which
    is asked again; `answers` are all the answers of another place in the questionnaire.
    """

    text: Text
    when: When
    points: bool | None
    change: str | None
    answers: Mapping[str, str]
    location: str
    groups: frozenset[tuple[str, str]] = frozenset()
