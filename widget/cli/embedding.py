"""What a partner's webmaster gets: the line to embed, the addresses, and who may frame."""

from __future__ import annotations

from widget.cli.words import words_in
from widget.content import Content
from widget.partners.model import Partner
from widget.partners.snippet import snippet
from widget.problems import Problem, Problems, no_such
from widget.web.urls import with_query


def known_partner(content: Content, key: str) -> Partner:
    """Find a partner. Raises Problems when there is none, or when its file is wrong."""
    partners = content.partners
    if key in partners.broken:
        raise Problems(partners.broken[key].problems)
    if key not in partners.served:
        raise Problems(
            [
                no_such(
                    str(content.settings.content / "partners"), "", "partner", key, partners.served
                )
            ]
        )
    return partners.served[key]


def known_origin(content: Content) -> str:
    """Give the origin of all addresses. Raises Problems when it was not set."""
    if not content.settings.origin:
        what = "It is not set, so no address can be given."
        allowed = "where the widget is served, as in https://visa.example"
        raise Problems([Problem("the environment", "WIDGET_ORIGIN", what, allowed)])
    return content.settings.origin


def address(partner: Partner, origin: str) -> str:
    """Give the address at which the partner's visitors start, as the kit does at first."""
    return with_query(f"{origin}/{partner.id}/", partner.presets.items())


def embedding(partner: Partner, origin: str) -> str:
    """Give the line for the partner's page, as the kit shows it in the partner's first language."""
    title = words_in(partner.languages[0]).gettext("Visa for Kazakhstan")
    return f"The line for the partner's page:\n\n{snippet(address(partner, origin), title)}"


def for_webmaster(partner: Partner, origin: str) -> str:
    """Give all that a webmaster needs."""
    return "\n".join(
        [
            f"{embedding(partner, origin)}\n",
            f"The direct link: {address(partner, origin)}",
            f"The kit:         {origin}/{partner.id}/kit",
            f"May frame it:    {' '.join(partner.origins) or 'nobody'}",
        ]
    )
