"""Build what all pages to read share: categories, sources, privacy, accessibility."""

from __future__ import annotations

from dataclasses import dataclass

from widget.web.context import Context, current_content
from widget.web.pages import address_with
from widget.web.urls import links_of, urls
from widget.web.view import LanguageLink, Link, Navigation


@dataclass(frozen=True)
class ToRead:
    """What all pages to read share.

    `address` is the absolute address without answers, or None if our origin is unknown.
    `is_indexed` is true for the agency's own pages. `others` are pairs of language tag and absolute
    address, for all languages.
    """

    title: str
    address: str | None
    is_indexed: bool
    navigation: Navigation
    others: tuple[tuple[str, str], ...]


def to_read(context: Context, title: str, key: str, rest: str = "", back: str = "") -> ToRead:
    """Return what all pages to read share; `key` and `rest` are the end of the page's address.

    Its Back link leads to the path `back`, or if that is empty, to the step of the answers in the
    address.
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
