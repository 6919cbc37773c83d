"""The answers in an address that somebody typed or pasted, and its mistakes."""

from __future__ import annotations

import pytest

from widget.problems import Problems
from widget.rules.model import Ruleset
from widget.rules.pasted import answers_in

NO_ANSWERS = "It has no answers. Allowed: answers like location=abroad."
SERVICE = {"location": "abroad", "passport": "service"}


@pytest.mark.parametrize(
    ("address", "answers"),
    [
        ("location=abroad&passport=service", SERVICE),
        ("location=abroad&passport=service&citizenship=DE", SERVICE),
        (" location=abroad&passport=service\n", SERVICE),
        ("?location=abroad&passport=service&utm_source=x", SERVICE),
        ("https://visa.example/hotel/ru/?location=abroad&passport=service", SERVICE),
        ("/visakaz/en/?location=abroad&utm_source=x&passport=service#top", SERVICE),
        ("https://visa.example/?location=abroad&passport=#a?b", {"location": "abroad"}),
        ("/visakaz/en/?passport=service&location=abroad&location=kazakhstan", SERVICE),
        ("/visakaz/en/?passport=service&location=&location=abroad", {"passport": "service"}),
        ("/visakaz/en/?location=abroad&passport=service&from=https://x/?a=b", SERVICE),
    ],
    ids=[
        "answers alone",
        "answers and a citizenship",
        "spaces around them",
        "a query with its question mark",
        "a whole address",
        "an unknown parameter",
        "an empty answer, as a form sends it",
        "the first of two counts",
        "the first of two counts, and is empty",
        "an address in a parameter",
    ],
)
def test_answers_are_read(address: str, answers: dict[str, str], ruleset: Ruleset) -> None:
    assert answers_in(address, ruleset) == answers


@pytest.mark.parametrize(
    ("address", "messages"),
    [
        (
            "location=moon",
            ["location: There is no option 'moon'. Allowed: abroad, kazakhstan."],
        ),
        (
            "need=&location=moon",
            [
                "location: There is no option 'moon'. Allowed: abroad, kazakhstan.",
                "need: There is no option ''. Allowed: stay, leave.",
            ],
        ),
        (
            "https://visa.example/?need=stey&colour=red",
            ["need: There is no option 'stey'. Did you mean stay? Allowed: stay, leave."],
        ),
        (
            "neeed=stay",
            [
                "neeed: There is no question 'neeed'. Did you mean need? Allowed: location, need, "
                "departure, permission, passport, capacity, position, rank, relative, "
                "relative_rank, purpose, investment_role, transit_right."
            ],
        ),
        ("", [NO_ANSWERS]),
        ("/visakaz/en/?", [NO_ANSWERS]),
        ("https://visa.example/visakaz/en/", [NO_ANSWERS]),
        ("/visakaz/en/?utm_source=x", [NO_ANSWERS]),
    ],
    ids=[
        "an option",
        "two options",
        "in a whole address",
        "a question",
        "nothing",
        "no answers",
        "no query",
        "only parameters of others",
    ],
)
def test_unknown_questions_and_options_are_reported(
    address: str, messages: list[str], ruleset: Ruleset
) -> None:
    with pytest.raises(Problems) as raised:
        answers_in(address, ruleset)
    assert str(raised.value).splitlines() == [f"the address: {line}" for line in messages]
