"""The message that sends a result to the agency, as an e-mail or in a chat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from widget.words import Words

LONGEST = 2000
"""The most bytes of a link that every mail program accepts: Windows passes on at most 2,083."""


_QUOTED = {code: quote(chr(code), safe="/:?!,;@()") for code in range(128)}
"""The code of each ASCII character → how it is written in a link."""


@dataclass(frozen=True)
class Message:
    """A result in words; `wishes` are lines with what else the visitor asks for.

    `answers` are pairs of a question's short name and the answer. `address` is that of the page,
    or None if our origin is unknown.
    """

    words: Words
    outcome: str
    wishes: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    address: str | None

    def mailto(self, email: str) -> str:
        """Return the link that opens an e-mail with the message."""
        subject = self.words.gettext("Question about a visa: %(outcome)s")
        filled_in = to_link(subject % {"outcome": self.outcome})
        return self._link(f"mailto:{email}?subject={filled_in}&body=")

    def whatsapp(self, number: str) -> str:
        """Return the link that opens a chat with the message."""
        return self._link(f"https://wa.me/{re.sub('[^0-9]', '', number)}?text=")

    def _link(self, start: str) -> str:
        """Return the link with as much of the answers as fits; the page in it shows them all."""
        links = [start + to_link(self._body(answers)) for answers in self._shorter_and_shorter()]
        return next((each for each in links if _sent_length(each) <= LONGEST), links[-1])

    def _shorter_and_shorter(self) -> Iterator[Sequence[str]]:
        yield [f"{question}: {answer}" for question, answer in self.answers]
        yield [answer for _, answer in self.answers]
        yield []

    def _body(self, answers: Sequence[str]) -> str:
        """Return the text of the message. Lines end in CR LF (RFC 6068)."""
        gettext = self.words.gettext
        result = gettext("Hello, your visa questionnaire gave me this result: “%(outcome)s”.")
        first = [result % {"outcome": self.outcome}, *self.wishes]
        last = [gettext("My question:"), ""]
        parts = [first, answers, [self.address] if self.address else [], last]
        return "\r\n\r\n".join("\r\n".join(lines) for lines in parts if lines)


def to_link(text: str) -> str:
    """Return a text quoted as a value in a link.

    Letters beyond ASCII stay as they are: browsers encode them, and pages compress better.
    """
    return text.translate(_QUOTED)


def _sent_length(link: str) -> int:
    """Return the length of a link as a browser passes it on: with %XX for each non-ASCII byte."""
    every, plain = len(link.encode()), len(link.encode("ascii", "ignore"))
    return 3 * every - 2 * plain
