"""The addresses of the agency's notices: privacy and accessibility."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from widget.notices import ACCESSIBILITY, PRIVACY, Notice
from widget.rules.wording import Text
from widget.web.context import current_content
from widget.web.headers import cache_briefly
from widget.web.pages import address_with, page_context
from widget.web.render import render
from widget.web.to_read import ToRead, to_read
from widget.web.urls import links_of

notices = Blueprint("notices", __name__)


@dataclass(frozen=True)
class NoticeView:
    """A notice, and the title and the address of each other notice."""

    page: ToRead
    notice: Notice
    others: tuple[tuple[Text, str], ...]


@notices.get(f"/<partner>/<language>/<any({PRIVACY}, {ACCESSIBILITY}):key>")
def page(partner: str, language: str, key: str) -> ResponseReturnValue:
    """Return the page of a notice; 404 if the content directory has no such notice.

    Its Back link leads to the step of the answers in the address.
    """
    context = page_context(partner, language)
    known = current_content().besides.notices
    notice = known.get(key) or abort(404)
    title = current_content().words[language].say(notice.title)
    view = NoticeView(
        page=to_read(context, title, key),
        notice=notice,
        others=tuple(
            (each.title, address_with(links_of(context).to_read[other][language]))
            for other, each in known.items()
            if other != key
        ),
    )
    return cache_briefly(Response(render("notice.html", context, view=view)))
