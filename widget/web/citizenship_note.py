"""Build what a result shows about stays without a visa: a row, or a note about one country."""

from __future__ import annotations

from widget.citizenship.model import Citizenships
from widget.rules.fields import CITIZENSHIP
from widget.rules.walk import Answers, Reached, current_answers
from widget.web.context import current_content
from widget.web.countries import countries_of
from widget.web.outcome_values import CitizenshipView, CountryView
from widget.web.trail import Step, Trail


def citizenship_in(step: Step, country: str) -> Answers:
    """Return the citizenship as a parameter for the addresses of a step, after the answers.

    Returns nothing if the country is unknown, or if the step is a result to which citizenship does
    not matter.
    """
    known = current_content().besides.citizenships
    matters = not isinstance(step, Reached) or stands_beside(step)
    return ((CITIZENSHIP, country),) if known and matters and country in known.countries else ()


def is_unknown(step: Step, country: str) -> bool:
    """Return whether citizenship matters to a result, but the country is unknown."""
    return bool(country) and stands_beside(step) and not citizenship_in(step, country)


def stands_beside(step: Step) -> bool:
    """Return whether a step is a result to which citizenship matters."""
    known = current_content().besides.citizenships
    if known is None or not isinstance(step, Reached):
        return False
    return known.stands_beside(step.outcome.id, step.given)


def citizenship_view(trail: Trail, step: Reached) -> CitizenshipView | None:
    """Return the row or the note of a result; None if citizenship does not matter to it."""
    known = current_content().besides.citizenships
    if known is None or not stands_beside(step):
        return None
    country = dict(trail.besides).get(CITIZENSHIP)
    return CitizenshipView(
        link=trail.citizenship(current_answers(step)),
        country=_country(trail, known, country) if country else None,
    )


def _country(trail: Trail, known: Citizenships, country: str) -> CountryView:
    stay = known.stays.get(country)
    return CountryView(
        name=countries_of(trail.context).names[country],
        kind=known.kind(country),
        days=stay.days if stay else None,
        limit=trail.given(stay.limit if stay else None),
        not_for=trail.given(known.not_for),
        source=trail.say(known.source),
        as_of=known.as_of,
    )
