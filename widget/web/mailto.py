"""The e-mail to the agency, written as far as the result tells."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from widget.words import Words


def mailto_query(words: Words, outcome: str, address: str | None) -> str:
    """Return the subject and the body of a `mailto:` link.

    `outcome` is the result's name; `address` the result's, left out where it is not known.
    """
    subject, before, after = _letter(words, outcome, answers=address is not None)
    return f"subject={subject}&body={before}{quote(address or '')}{after}"


@lru_cache(maxsize=1000)
def _letter(words: Words, outcome: str, *, answers: bool) -> tuple[str, str, str]:
    """Return the subject, and the body before and after the address, quoted.

    Lines end in CR LF (RFC 6068).
    """
    gettext = words.gettext
    subject = gettext("Question about a visa: %(outcome)s") % {"outcome": outcome}
    result = gettext("Hello, your visa questionnaire gave me this result: “%(outcome)s”.")
    question = gettext("My question:")
    start, end = result % {"outcome": outcome}, f"\r\n\r\n{question}\r\n"
    if answers:
        before, _, after = gettext("My answers: %(address)s").partition("%(address)s")
        start, end = f"{start}\r\n{before}", f"{after}{end}"
    return quote(subject), quote(start), quote(end)
