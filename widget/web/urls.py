"""The addresses that a step's page links to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request, url_for

from widget.content import site
from widget.partners.model import Partner
from widget.partners.origins import is_loopback
from widget.rules.walk import Answers


@dataclass(frozen=True)
class Links:
    """Addresses of one partner's steps in one language."""

    partner: Partner
    language: str

    def page(self, answers: Answers = (), language: str | None = None) -> str:
        """Give the address of the page of the step that answers lead to."""
        path = url_for("pages.page", partner=self.partner.id, language=language or self.language)
        return with_query(path, answers)

    def fragment(self, answers: Answers) -> str:
        """Give the address of that step's fragment, for htmx."""
        path = url_for(
            "pages.fragment",
            partner=self.partner.id,
            language=self.language,
            version=site().version(self.partner),
        )
        return with_query(path, answers)

    def qr(self, answers: Answers) -> str:
        """Give the address of the QR code of the page of the step that answers lead to."""
        path = url_for("kit.qr", partner=self.partner.id, language=self.language, kind="svg")
        return with_query(path, (("kit-language", self.language), *self.exactly(answers)))

    def start(self) -> str:
        """Give the address of the first step, with the partner's presets."""
        return self.page(self.presets)

    def exactly(self, answers: Answers) -> Answers:
        """Name besides the answers each preset that is not among them, empty: so it is asked."""
        given = dict(answers)
        return (*answers, *((key, "") for key, _ in self.presets if key not in given))

    @property
    def presets(self) -> Answers:
        """The partner's presets, in the rules' order."""
        return tuple(self.partner.presets.items())


def absolute(path: str) -> str | None:
    """Give the absolute address of a path, None where it is not known.

    It is made from WIDGET_ORIGIN and never from what a request says; only for trying out on this
    machine, without WIDGET_ORIGIN, from the request's host.
    """
    if site().origin:
        return f"{site().origin}{path}"
    if is_loopback(request.host):
        return f"{request.host_url.rstrip('/')}{path}"
    return None


def with_query(path: str, answers: Iterable[tuple[str, str]]) -> str:
    """Put answers behind a path."""
    query = urlencode(list(answers))
    return f"{path}?{query}" if query else path
