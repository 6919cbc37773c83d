"""Build what each page to read has: categories, sources, privacy, accessibility."""

from __future__ import annotations

from dataclasses import dataclass

from widget.web.context import Context, current_content
from widget.web.pages import address_with
from widget.web.urls import links_of, urls
from widget.web.view import LanguageLink, Link, Navigation


@dataclass(frozen=True)
class ToRead:
    """What each page to read has.

    `address` is its absolute address without answers, None if our origin is not known. `others` are
    the absolute addresses in each language, for pages that `is_indexed`: the agency's own.
    """

    title: str
    address: str | None
    is_indexed: bool
    navigation: Navigation
    others: tuple[tuple[str, str], ...]


def to_read(context: Context, title: str, key: str, rest: str = "", back: str = "") -> ToRead:
    """Return what a page to read has; `key` and `rest` are the end of its address.

    It leads `back` to a path, or else to the step of the answers in the address.
    """
    links, content = links_of(context), current_content()
    paths = {tag: f"{path}{rest}" for tag, path in links.to_read[key].items()}
    absolute = ((tag, urls().absolute(path)) for tag, path in paths.items())
    navigation = Navigation(
        back=Link(address_with(back or links.first), address_with(links.fragments)),
        restart=None,
        own_page=paths[context.language.tag],
        privacy=None,
        visas=None,
        languages=tuple(
            LanguageLink(content.languages[tag], address_with(path)) for tag, path in paths.items()
        ),
    )
    return ToRead(
        title=title,
        address=urls().absolute(navigation.own_page),
        is_indexed=context.partner is content.agency,
        navigation=navigation,
        others=tuple((tag, address) for tag, address in absolute if address),
    )
