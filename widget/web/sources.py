"""The page about sources: the list, current facts, and the readings of the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from widget.editions import EditionFile
from widget.rules.wording import Text
from widget.web.context import Context, current_content
from widget.web.headers import cache_briefly
from widget.web.message import to_link
from widget.web.pages import page_context
from widget.web.render import render
from widget.web.to_read import ToRead, to_read
from widget.web.trail import Trail
from widget.web.urls import SOURCES

sources = Blueprint("sources", __name__)


@dataclass(frozen=True)
class Fact:
    """A source of current facts, and the day on which it was last checked.

    It has either words that say what the facts are `about`, or an `address`.
    """

    about: str
    text: Text
    as_of: date
    address: str | None


@dataclass(frozen=True)
class SourcesView:
    """What the answers are based on; `report` opens an e-mail to the agency about a mistake.

    `statement` says how old the rules are, and who decides. `readings` includes the texts of points
    without a reading. `unconfirmed` are readings that the agency has not confirmed yet. `log` has
    the number and the file of each edition so far, the newest first.
    """

    page: ToRead
    statement: Markup
    facts: tuple[Fact, ...]
    readings: tuple[Text, ...]
    unconfirmed: tuple[Text, ...]
    log: tuple[tuple[int, EditionFile], ...]
    version: str
    report: str


@sources.get("/<partner>/<language>/sources/")
def page(partner: str, language: str) -> ResponseReturnValue:
    """Return the page. Its Back link leads to the step of the answers in the address."""
    context = page_context(partner, language)
    return cache_briefly(Response(render("sources.html", context, view=_view(context))))


def _view(context: Context) -> SourcesView:
    trail, content = Trail.of(context), current_content()
    page = to_read(context, trail.words.gettext("Sources"), SOURCES)
    ruleset, readings = content.ruleset, content.ruleset.readings.values()
    edition = f"{content.edition.number}-" if content.edition else ""
    version = f"{edition}{content.code[:8]}"
    return SourcesView(
        page=page,
        statement=trail.say(ruleset.about.statement.said({})),
        facts=_once(_facts(trail)),
        readings=(
            *(each.text for each in readings if not each.unconfirmed),
            *(each.text for each in ruleset.points.values() if not each.reading),
        ),
        unconfirmed=tuple(each.text for each in readings if each.unconfirmed),
        log=content.log,
        version=version,
        report=_report(trail, page, version),
    )


def _facts(trail: Trail) -> Iterator[Fact]:
    """Yield each source of the facts that results show, with the day of the last check."""
    content, gettext = trail.content, trail.words.gettext
    for category in content.ruleset.categories.values():
        if category.codes and category.codes.source:
            about = gettext("Official codes of the visas")
            yield Fact(about, category.codes.source, category.codes.as_of, None)
    for outcome in content.ruleset.outcomes.values():
        for link in outcome.links:
            yield Fact("", link.text, link.as_of, link.address)
    if known := content.besides.citizenships:
        yield Fact(gettext("Stays without a visa"), known.source, known.as_of, None)


def _once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return facts without repeats; categories often share a source."""
    return tuple({(each.text.english, each.as_of, each.address): each for each in facts}.values())


def _report(trail: Trail, page: ToRead, version: str) -> str:
    contacts = trail.content.agency.contacts
    subject = to_link(trail.words.gettext("A mistake in the visa questionnaire"))
    body = to_link(f"{page.address or page.navigation.own_page} ({version})\r\n\r\n")
    return f"mailto:{contacts.email if contacts else ''}?subject={subject}&body={body}"
