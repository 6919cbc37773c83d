"""The e-mail to the agency, with the result filled in."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from widget.words import Words


def mailto_query(words: Words, outcome: str, link: str) -> str:
    """Return the query of a `mailto:` link, with subject and body.

    `outcome` is the name of the result; `link` the quoted address of its page, empty if unknown.
    """
    subject, before, after = _letter(words, outcome, answers=bool(link))
    return f"subject={subject}&body={before}{link}{after}"


@lru_cache(maxsize=1000)
def _letter(words: Words, outcome: str, *, answers: bool) -> tuple[str, str, str]:
    """Return the quoted subject, and the quoted body before and after the address.

    Lines end in CR LF (RFC 6068). The address is left out, so that the result can be cached.
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
