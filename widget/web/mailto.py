"""The e-mail to the agency, written as far as the result tells."""

from __future__ import annotations

from urllib.parse import quote

from widget.words import Words


def mailto_query(words: Words, outcome: str, address: str | None) -> str:
    """Return the subject and body of a `mailto:` link (RFC 6068: lines end in CR LF).

    `outcome` is the result's name; `address` the result's, left out where it is not known.
    """
    gettext = words.gettext
    subject = gettext("Question about a visa: %(outcome)s") % {"outcome": outcome}
    result = gettext("Hello, your visa questionnaire gave me this result: “%(outcome)s”.")
    answers = gettext("My answers: %(address)s")
    lines = (
        result % {"outcome": outcome},
        *([answers % {"address": address}] if address else []),
        "",
        gettext("My question:"),
        "",
    )
    body = "\r\n".join(lines)
    return f"subject={quote(subject)}&body={quote(body)}"
