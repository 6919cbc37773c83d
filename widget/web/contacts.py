"""Build the links that send a result to somebody: the agency, the partner, a friend."""

from __future__ import annotations

import re

from widget.partners.model import Contacts, Partner
from widget.rules.walk import Answers
from widget.web.message import Message, to_link
from widget.web.outcome_values import ContactsView, Phone, ShareView
from widget.web.trail import Trail
from widget.web.urls import query_of


def contacts_view(partner: Partner, message: Message) -> ContactsView:
    """Return how to contact a partner; e-mail and WhatsApp links contain the message."""
    contacts = partner.contacts or Contacts(None, (), None)
    return ContactsView(
        email=contacts.email,
        mailto=message.mailto(contacts.email) if contacts.email else None,
        phones=tuple(_phone(each) for each in contacts.phones),
        whatsapp=message.whatsapp(contacts.whatsapp) if contacts.whatsapp else None,
        site=partner.site,
    )


def _phone(number: str) -> Phone:
    return Phone(number, f"tel:{re.sub('[^+0-9]', '', number)}")


def share_view(trail: Trail, answers: Answers, name: str, address: str) -> ShareView:
    """Return the links that share a result.

    `name` is the result's name, and `address` its absolute address. `answers` are the parameters
    for its QR code; the citizenship is added to them.
    """
    text, link = to_link(name), to_link(address)
    return ShareView(
        address=address,
        email=f"mailto:?subject={text}&body={link}",
        whatsapp=f"https://wa.me/?text={text}%20{link}",
        telegram=f"https://t.me/share/url?url={link}&text={text}",
        qr=trail.links.result_qr + query_of((*answers, *trail.besides)),
    )
