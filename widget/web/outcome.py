"""Build what only an outcome shows: points, steps, reasons, entries, contacts and share links."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from widget.content import Content
from widget.partners.model import Partner
from widget.rules.fields import ENTRY
from widget.rules.outcomes import Advice, Category
from widget.rules.walk import Answer, Answers, Reached, current_answers, next_steps, without
from widget.rules.wording import LINKED, NextStep
from widget.web.citizenship_note import citizenship_view
from widget.web.contacts import contacts_view, share_view
from widget.web.message import Message
from widget.web.outcome_values import (
    CitizenshipView,
    EntryLink,
    OriginalName,
    OutcomeView,
    PointLine,
    StepLine,
)
from widget.web.trail import Trail


def chosen_entry(step: Reached, wanted: str) -> Answers:
    """Return the wanted entry option as a parameter; nothing if the category has no such choice."""
    return ((ENTRY, wanted),) if wanted in _choices(step) else ()


def outcome_view(trail: Trail, step: Reached, wanted: str, url: str | None) -> OutcomeView:
    """Return what only an outcome shows.

    `wanted` is the entry option in the address, or empty. `url` is the absolute address, or None if
    our origin is unknown.
    """
    ruleset, words = trail.content.ruleset, trail.words
    entry = chosen_entry(step, wanted)
    name = words.say(step.outcome.name)
    citizenship = citizenship_view(trail, step)
    message = Message(words, name, _wishes(trail, entry, citizenship), _said(trail, step), url)
    agency, partner = trail.content.agency, trail.context.partner
    lead = ruleset.about.lead
    deciding = _deciding(step)
    return OutcomeView(
        is_category=isinstance(step.outcome, Category),
        original=original_name(trail, step.outcome),
        lead=trail.say(lead.said(step.given)) if lead else None,
        points=tuple(_point_line(trail.say(each.text)) for each in step.confirm),
        statement=trail.say(ruleset.about.statement.said(step.given)),
        citizenship=citizenship,
        steps=tuple(_step_line(trail, step, each) for each in next_steps(ruleset, step)),
        because=tuple(trail.line(step, each) for each in deciding if not trail.is_preset(each)),
        assumed=tuple(trail.told(each) for each in deciding if trail.is_preset(each)),
        entries=tuple(_entry_link(trail, step, kind, wanted) for kind in _choices(step)),
        has_chosen=bool(entry),
        entry_is_lost=bool(wanted and not entry),
        agency=contacts_view(agency, message),
        partner=contacts_view(partner, message) if _has_own(partner, agency) else None,
        share=share_view(trail, (*current_answers(step), *entry), name, url) if url else None,
    )


def _choices(step: Reached) -> tuple[str, ...]:
    """Return the entry options among which a visitor can choose; none if there is only one."""
    entry = step.outcome.entry if isinstance(step.outcome, Category) else ()
    return entry if len(entry) > 1 else ()


def _entry_link(trail: Trail, step: Reached, kind: str, wanted: str | None) -> EntryLink:
    link = trail.keeping((*current_answers(step), (ENTRY, kind)))
    return EntryLink(kind, kind == wanted, link)


def _wishes(trail: Trail, entry: Answers, citizenship: CitizenshipView | None) -> tuple[str, ...]:
    gettext = trail.words.gettext
    country = citizenship.country if citizenship else None
    names = {"single": gettext("One entry"), "multiple": gettext("Several entries")}
    wish = gettext("I would like: %(entry)s.")
    wishes = tuple(wish % {"entry": names[kind]} for _, kind in entry)
    of = gettext("My citizenship: %(country)s.")
    return (*wishes, of % {"country": country.name}) if country else wishes


def _said(trail: Trail, step: Reached) -> tuple[tuple[str, str], ...]:
    say = trail.words.say
    return tuple((say(each.question.short), say(each.option.text)) for each in step.trail)


def original_name(trail: Trail, outcome: Category | Advice) -> OriginalName | None:
    """Return a category's name in the source's language; None if the page is in that language."""
    original = trail.content.ruleset.about.original
    others = trail.content.words.keys() - {trail.context.language.tag}
    if not isinstance(outcome, Category) or original not in others:
        return None
    return OriginalName(trail.content.words[original].say(outcome.name), original)


def _point_line(said: Markup) -> PointLine:
    """Return a point, split after its first question mark; the question may be empty."""
    question, mark, rest = said.partition("?")
    return PointLine(question + mark, rest.strip()) if mark else PointLine(Markup(), said)


def _step_line(trail: Trail, step: Reached, next_step: NextStep) -> StepLine:
    said = trail.say(next_step.text)
    leads = next_step.change or next_step.answers
    # A step without a link is not split: the agency's name may have brackets too.
    found = LINKED.fullmatch(said) if leads else None
    if found is None:
        return StepLine(said, Markup(), Markup(), None)
    before, linked, after = map(Markup, found.groups())  # `say` escaped these parts
    link = trail.link(_linked_answers(trail.content, step, next_step))
    return StepLine(before, linked, after, link)


def _linked_answers(content: Content, step: Reached, next_step: NextStep) -> Answers:
    """Return the answers in a next step's link, which lists them all or asks one question again."""
    given = next_step.answers
    if given:
        return tuple((key, given[key]) for key in content.ruleset.questions if key in given)
    (changed,) = (each for each in step.trail if each.question.id == next_step.change)
    return without(step, changed)


def _deciding(step: Reached) -> Iterable[Answer]:
    """Return the earlier answers that the last row reads, then the last answer."""
    *earlier, last = step.trail
    read = last.question.read(last.option.id, step.row)
    return (*(each for each in earlier if each.question.id in read), last)


def _has_own(partner: Partner, agency: Partner) -> bool:
    """Return whether a partner has contacts other than the agency's."""
    return partner.contacts is not None and partner.contacts != agency.contacts
