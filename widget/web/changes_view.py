"""Build what the screen “What answer would change this?” shows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from widget.rules.changes import Change, Changes, changes
from widget.rules.walk import Reached, current_answers
from widget.web.context import Context
from widget.web.trail import Trail
from widget.web.urls import key_of, urls
from widget.web.view import Link, Navigation


@dataclass(frozen=True)
class ChangeLink:
    """Another answer, and the link to where it leads.

    `result` is the name of the result there, or None if more questions follow. With `same_result`,
    the result stays the same, and only the points to confirm change.
    """

    answer: Markup
    result: Markup | None
    same_result: bool
    link: Link


@dataclass(frozen=True)
class ChangesLine:
    """The other answers to a question: links for those that change the result, then the rest."""

    question: Markup
    changing: tuple[ChangeLink, ...]
    same: tuple[Markup, ...]


@dataclass(frozen=True)
class ChangesView:
    """What would change a result; `key` is part of the ids on the page.

    `outcome` is the id of the result, `result` its name. `address` is absolute, or None if our
    origin is unknown.
    """

    key: str
    title: str
    outcome: str
    result: Markup
    lines: tuple[ChangesLine, ...]
    address: str | None
    navigation: Navigation


def changes_view(context: Context, result: Reached) -> ChangesView:
    """Return what would change a result, in the language of a request."""
    trail, answers = Trail.of(context), current_answers(result)
    page = trail.changes(answers).href
    return ChangesView(
        key=key_of(page),
        title=trail.words.gettext("What answer would change this?"),
        outcome=result.outcome.id,
        result=trail.say(result.outcome.name),
        lines=tuple(_line(trail, each) for each in changes(trail.content.ruleset, answers)),
        address=urls().absolute(page),
        navigation=replace(
            trail.navigation(result, ()),
            back=trail.link(answers),
            own_page=page,
            languages=trail.languages(trail.links.changes, answers),
        ),
    )


def _line(trail: Trail, each: Changes) -> ChangesLine:
    return ChangesLine(
        question=trail.say(each.question.short),
        changing=tuple(_link(trail, change) for change in each.changing),
        same=tuple(trail.say(option.text) for option in each.same),
    )


def _link(trail: Trail, change: Change) -> ChangeLink:
    return ChangeLink(
        answer=trail.say(change.option.text),
        result=trail.say(change.outcome.name) if change.outcome else None,
        same_result=change.same_outcome,
        link=trail.link(change.answers),
    )
