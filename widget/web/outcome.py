"""Build what only an outcome shows: the deciding answers, contacts, and links that share it."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from widget.partners.model import Contacts, Partner
from widget.rules.outcomes import Category
from widget.rules.walk import Answer, Answers, Reached, current_answers, next_steps, without
from widget.rules.wording import LINKED, NextStep
from widget.web.citizenship_note import citizenship_view
from widget.web.context import current_content
from widget.web.mailto import mailto_query
from widget.web.trail import Trail
from widget.web.urls import query_of
from widget.web.view import ContactsView, OutcomeView, ShareView, StepLine


def outcome_view(trail: Trail, step: Reached, address: str | None) -> OutcomeView:
    """Return what only an outcome shows; `address` is its absolute address, if that is known."""
    content, words = trail.content, trail.words
    name = words.say(step.outcome.name)
    link = quote(address or "")
    letter = mailto_query(words, name, link)
    lead, steps = content.ruleset.about.lead, next_steps(content.ruleset, step)
    return OutcomeView(
        is_category=isinstance(step.outcome, Category),
        lead=trail.say(lead.said(step.given)) if lead else None,
        statement=trail.say(content.ruleset.about.statement.said(step.given)),
        citizenship=citizenship_view(trail, step),
        steps=tuple(_step_line(trail, step, each) for each in steps),
        deciding=tuple(trail.line(step, each) for each in _deciding(step)),
        contacts=tuple(
            _contacts(each, letter) for each in _to_ask(content.agency, trail.context.partner)
        ),
        share=_share(trail, step, name, address, link) if address else None,
    )


def _step_line(trail: Trail, step: Reached, next_step: NextStep) -> StepLine:
    said = trail.say(next_step.text)
    leads = next_step.change or next_step.answers
    found = LINKED.fullmatch(said) if leads else None  # The agency's name may have brackets too.
    if found is None:
        return StepLine(said, Markup(), Markup(), None)
    before, linked, after = map(Markup, found.groups())  # parts of what `say` escaped
    return StepLine(before, linked, after, trail.link(_linked_answers(step, next_step)))


def _linked_answers(step: Reached, next_step: NextStep) -> Answers:
    """Return the answers of a step's link, which asks one question again or names all answers."""
    if next_step.answers:
        given = next_step.answers
        return tuple(
            (key, given[key]) for key in current_content().ruleset.questions if key in given
        )
    (changed,) = (each for each in step.trail if each.question.id == next_step.change)
    return without(step, changed)


def _deciding(step: Reached) -> tuple[Answer, ...]:
    """Return the earlier answers that decide with the last answer, then the last answer."""
    *earlier, last = step.trail
    read = last.question.read(last.option.id, step.row)
    return (*(each for each in earlier if each.question.id in read), last)


def _to_ask(agency: Partner, partner: Partner) -> tuple[Partner, ...]:
    """Return the agency and, if it has contacts of its own, the partner."""
    has_own = partner.contacts is not None and partner.contacts != agency.contacts
    return (agency, partner) if has_own else (agency,)


def _contacts(partner: Partner, letter: str) -> ContactsView:
    contacts = partner.contacts or Contacts(None, ())
    mailto = f"mailto:{contacts.email}?{letter}" if contacts.email else None
    return ContactsView(contacts.email, mailto, contacts.phones, partner.site)


def _share(trail: Trail, step: Reached, name: str, address: str, link: str) -> ShareView:
    """Return where a result can be sent; `link` is its address, quoted."""
    text = quote(name)
    links, answers = trail.links, current_answers(step)
    query = (("kit-language", trail.context.language.tag), *links.clearing_presets(answers))
    return ShareView(
        address=address,
        email=f"mailto:?subject={text}&body={link}",
        whatsapp=f"https://wa.me/?text={text}%20{link}",
        telegram=f"https://t.me/share/url?url={link}&text={text}",
        qr=links.qr["svg"] + query_of(query),
    )
