"""The addresses of the pages to read beside the questionnaire, such as …/privacy."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from widget.notices import ACCESSIBILITY, PRIVACY, Notice
from widget.rules.wording import Text
from widget.web.context import Context, current_content
from widget.web.headers import cache_briefly
from widget.web.pages import address_with, page_context
from widget.web.render import render
from widget.web.urls import links_of, urls
from widget.web.view import LanguageLink, Link, Navigation

notices = Blueprint("notices", __name__)


@dataclass(frozen=True)
class NoticeView:
    """A page to read, and the title and the address of each other one.

    `address` is its absolute address, None if our origin is not known.
    """

    notice: Notice
    navigation: Navigation
    others: tuple[tuple[Text, str], ...]
    address: str | None


@notices.get(f"/<partner>/<language>/<any({PRIVACY}, {ACCESSIBILITY}):key>")
def page(partner: str, language: str, key: str) -> ResponseReturnValue:
    """Show a page to read; 404 if the content directory has no such page.

    Answers in the address lead back to their step.
    """
    context = page_context(partner, language)
    notice = current_content().besides.notices.get(key) or abort(404)
    return cache_briefly(Response(_html(context, key, notice)))


def _html(context: Context, key: str, notice: Notice) -> str:
    links = links_of(context)
    paths = links.notices[key]
    own_page = paths[context.language.tag]
    navigation = Navigation(
        back=Link(address_with(links.first), address_with(links.fragments)),
        restart=None,
        own_page=own_page,
        privacy=None,
        visas=None,
        languages=tuple(
            LanguageLink(current_content().languages[tag], address_with(path))
            for tag, path in paths.items()
        ),
    )
    others = tuple(
        (each.title, address_with(links.notices[other][context.language.tag]))
        for other, each in current_content().besides.notices.items()
        if other != key
    )
    view = NoticeView(notice, navigation, others, urls().absolute(own_page))
    return render("notice.html", context, view=view)
