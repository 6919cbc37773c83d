"""What a partner's file is checked against: the languages, questions and options that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import (
    AfterValidator,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from widget.files.compare import error_details, repeated_items, validate_and_compare
from widget.files.fields import invalid
from widget.problems import closest, listed, no_such
from widget.rules.graph import usable_together
from widget.rules.model import Option, Ruleset


@dataclass(frozen=True)
class Known:
    """What all partners' files are checked against.

    Presets are checked only with a `ruleset`. Whether one path takes them together is checked only
    if that is `proven`.
    """

    languages: tuple[str, ...]
    ruleset: Ruleset | None
    proven: bool

    @property
    def agency(self) -> str | None:
        """The id of the agency, which the rules name."""
        return self.ruleset.about.agency if self.ruleset else None


@dataclass(frozen=True)
class ValidationContext:
    """What one partner's file is validated against.

    `directory` has its images. If `is_default`, it is the agency's file, which needs contacts.
    """

    known: Known
    directory: Path
    is_default: bool


Info = ValidationInfo[ValidationContext]


def _known_language(tag: str, info: Info) -> str:
    languages = info.context.known.languages
    if tag not in languages:
        what = no_such("", "", "language", tag, languages).what
        raise invalid(what, f"{', '.join(languages)}; to add one, run `widget words update --add`")
    return tag


LanguageTag = Annotated[str, AfterValidator(_known_language)]


def _without_repeats(raw: object, handler: ValidatorFunctionWrapHandler) -> list[str]:
    return validate_and_compare(raw, handler, repeated_items)


Languages = Annotated[list[LanguageTag], WrapValidator(_without_repeats)]


def _known_question(key: str, info: Info) -> str:
    ruleset = info.context.known.ruleset
    if ruleset and key not in ruleset.questions:
        raise _no_such("question", key, ruleset.questions)
    return key


def _usable(raw: object, handler: ValidatorFunctionWrapHandler, info: Info) -> dict[str, str]:
    return validate_and_compare(raw, handler, partial(_wrong_options, info.context.known))


def _wrong_options(known: Known, presets: dict[str, str]) -> Iterator[InitErrorDetails]:
    if known.ruleset is None:
        return
    answers = {}
    for key, option in presets.items():
        options = known.ruleset.questions[key].options
        if option in options:
            answers[key] = option
        else:
            yield error_details(_no_such_option(key, option, options), key)
    if known.proven and not usable_together(known.ruleset, answers):
        what = "No path through the questions takes all these answers."
        yield error_details(invalid(what, "answers that one visitor can give"))


Presets = Annotated[
    dict[Annotated[str, AfterValidator(_known_question)], str], WrapValidator(_usable)
]


def _no_such_option(question: str, name: str, options: Mapping[str, Option]) -> PydanticCustomError:
    """Return the error for an option that does not exist; `name` may be what visitors read."""
    labels = {each.text.english: key for key, each in options.items()}
    meant = closest(name, labels)
    if closest(name, options) or not meant:
        return _no_such(f"option of {question}", name, options)
    what = f"There is no option of {question} {name!r}. Did you mean {labels[meant]}?"
    return invalid(what, listed(options))


def _no_such(kind: str, name: str, known: Collection[str]) -> PydanticCustomError:
    problem = no_such("", "", kind, name, known)
    return invalid(problem.what, problem.allowed)
