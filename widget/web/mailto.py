"""The e-mail to the agency, written as far as the result tells."""

from __future__ import annotations

from urllib.parse import quote

from flask_babel import gettext


def mailto(email: str, outcome: str, address: str | None) -> str:
    """Return a `mailto:` link with subject and body (RFC 6068: lines end in CR LF).

    `outcome` is the result's name; `address` the result's, left out where it is not known.
    """
    subject = gettext("Question about a visa: %(outcome)s", outcome=outcome)
    lines = (
        gettext(
            "Hello, your visa questionnaire gave me this result: “%(outcome)s”.", outcome=outcome
        ),
        *([gettext("My answers: %(address)s", address=address)] if address else []),
        "",
        gettext("My question:"),
        "",
    )
    body = "\r\n".join(lines)
    return f"mailto:{email}?subject={quote(subject)}&body={quote(body)}"
