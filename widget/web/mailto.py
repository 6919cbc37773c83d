"""The e-mail to the agency, written as far as the result tells."""

from __future__ import annotations

from urllib.parse import quote

from flask_babel import gettext

from widget.rules.model import Outcome
from widget.words import say


def letter(email: str, outcome: Outcome, address: str | None) -> str:
    """Give a `mailto:` link with subject and body filled in (RFC 6068: lines end in CR LF).

    The result's address is left out where it is not known.
    """
    name = say(outcome.name)
    subject = gettext("Question about a visa: %(outcome)s", outcome=name)
    lines = (
        gettext("Hello, your visa questionnaire gave me this result: “%(outcome)s”.", outcome=name),
        *([gettext("My answers: %(address)s", address=address)] if address else []),
        "",
        gettext("My question:"),
        "",
    )
    body = "\r\n".join(lines)
    return f"mailto:{email}?subject={quote(subject)}&body={quote(body)}"
