"""Replay the answers in an address, and build the view of the step that they lead to."""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

from widget.rules.model import Option
from widget.rules.walk import Ask, Reached, after, current_answers, walk
from widget.rules.wording import Text
from widget.web.citizenship_note import citizenship_in, is_unknown
from widget.web.context import Context, current_content
from widget.web.outcome import chosen_entry, outcome_view
from widget.web.trail import Step, Trail
from widget.web.urls import urls
from widget.web.view import MoreView, OptionLink, QuestionView, StepView


def step_view(
    context: Context, answers: Mapping[str, str], country: str = "", entry: str | None = None
) -> StepView:
    """Return the view of the step that answers (question id → option id) lead to.

    `country` is the code of the visitor's citizenship in the address, `entry` tells for how many
    entries the visitor wants the visa.
    """
    ruleset = current_content().ruleset
    step = walk(ruleset, answers)
    trail = Trail.of(context, citizenship_in(step, country))
    current = current_answers(step)
    wishes = chosen_entry(step, entry) if isinstance(step, Reached) else ()
    page = trail.keeping((*current, *wishes)).href
    address = urls().absolute(page)
    refused = isinstance(step, Ask) and step.question.id in answers
    heading = _heading(step)
    return StepView(
        step=step,
        key=f"{crc32(page.encode()):x}",
        status=400 if refused else 200,
        title=_title(trail, heading, refused=refused),
        heading=trail.say(heading),
        headline=trail.words.say(heading if current else ruleset.about.title),
        number=len(trail.own(step)) + 1,
        address=address,
        oembed=address and urls().absolute(urls().oembed_of(address)),
        answers=trail.answers(step),
        outdated=refused
        or any(key in ruleset.retired for key in answers)
        or is_unknown(step, country),
        asides=tuple(trail.aside(each) for each in step.set_aside),
        changes=trail.changes(current) if isinstance(step, Reached) else None,
        navigation=trail.navigation(step, wishes),
        is_front=not answers and context.partner is trail.content.agency,
        question=_question(trail, step) if isinstance(step, Ask) else None,
        outcome=outcome_view(trail, step, entry, address) if isinstance(step, Reached) else None,
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
