"""Replay the answers in an address, and build the view of the step that they lead to."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from widget.rules.address import Address
from widget.rules.model import Option
from widget.rules.walk import Ask, Reached, after, current_answers, walk
from widget.rules.wording import Text
from widget.web.citizenship_note import citizenship_in, is_unknown
from widget.web.context import Context, current_content
from widget.web.outcome import chosen_entry, outcome_view
from widget.web.outcome_values import OutcomeView
from widget.web.trail import Step, Trail
from widget.web.urls import key_of, urls
from widget.web.view import (
    AnswerLine,
    Aside,
    Link,
    MoreView,
    Navigation,
    OptionLink,
    QuestionView,
)


@dataclass(frozen=True)
class StepView:
    """What a step shows: exactly one of `question` and `outcome` is not None.

    `key` is part of the ids in a fragment, and differs by step. `title` lacks the partner's name,
    which every page adds. Link previews show `headline`: the heading, or without answers the title
    of the questionnaire, but never an answer. `number` is the question's number for this visitor,
    from 1. `address` and `oembed` are absolute, or None if our origin is unknown. `is_damaged`
    means that the requested address has an answer that does not exist (any more), or a part that
    could not be read. `changes` links an outcome to what would change it, and is None at a
    question. `is_front` means that this is the agency's first page, the only step for search
    engines.
    """

    step: Ask | Reached
    key: str
    status: int
    title: str
    heading: Markup
    headline: str
    number: int
    address: str | None
    oembed: str | None
    answers: tuple[AnswerLine, ...]
    is_damaged: bool
    asides: tuple[Aside, ...]
    changes: Link | None
    navigation: Navigation
    is_front: bool
    question: QuestionView | None
    outcome: OutcomeView | None


def step_view(context: Context, given: Address) -> StepView:
    """Return the view of the step that an address leads to."""
    ruleset = current_content().ruleset
    step = walk(ruleset, given.answers)
    trail = Trail.of(context, citizenship_in(step, given.country))
    current = current_answers(step)
    reached = step if isinstance(step, Reached) else None
    wishes = chosen_entry(reached, given.entry) if reached else ()
    shown = (*current, *wishes)
    page = trail.keeping(shown).href
    address, described = urls().absolute(page), urls().absolute(trail.described(shown))
    refused = isinstance(step, Ask) and step.question.id in given.answers
    heading = _heading(step)
    return StepView(
        step=step,
        key=key_of(page),
        status=400 if refused else 200,
        title=_title(trail, heading, refused=refused),
        heading=trail.say(heading),
        headline=trail.words.say(heading if current else ruleset.about.title),
        number=len(trail.own(step)) + 1,
        address=address,
        oembed=described and urls().absolute(urls().oembed_of(described)),
        answers=trail.answers(step),
        is_damaged=refused
        or bool(given.unread)
        or any(key in ruleset.retired for key in given.answers)
        or is_unknown(step, given.country),
        asides=tuple(trail.aside(each) for each in step.set_aside),
        changes=trail.changes(current) if reached else None,
        navigation=trail.navigation(step, wishes),
        is_front=not given.answers and context.partner is trail.content.agency,
        question=_question(trail, step) if isinstance(step, Ask) else None,
        outcome=outcome_view(trail, reached, given.entry, address) if reached else None,
    )


def _heading(step: Step) -> Text:
    return step.outcome.name if isinstance(step, Reached) else step.question.text.said(step.given)


def _title(trail: Trail, heading: Text, *, refused: bool) -> str:
    title, error = trail.words.say(heading), trail.words.gettext("Error:")
    return f"{error} {title}" if refused else title


def _question(trail: Trail, step: Ask) -> QuestionView:
    options = [(each.more, _option(trail, step, each)) for each in step.question.options.values()]
    more = step.question.more
    folded = tuple(view for is_folded, view in options if is_folded)
    return QuestionView(
        options=tuple(view for is_folded, view in options if not is_folded),
        more=MoreView(trail.say(more.text), trail.given(more.hint), folded) if more else None,
        presets=None if trail.own(step) else trail.presets(step),
    )


def _option(trail: Trail, step: Ask, option: Option) -> OptionLink:
    return OptionLink(
        id=option.id,
        text=trail.say(option.text),
        hint=trail.given(option.hint),
        link=trail.keeping(after(step, option)),
    )
