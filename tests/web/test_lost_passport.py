"""Whose passport was lost in Kazakhstan is shown the way to the exit visa, whatever a partner says.

A partner may have answered ahead that its visitors are abroad, or that they have a passport.
"""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from tests.conftest import LANGUAGES, Main, answers_of, only_link, read_cases
from tests.content import HOTEL, serve, write_content
from widget.rules.model import Ruleset

PATHS = [answers_of(row) for row in read_cases("paths.csv")]

PRESETS = {
    "nothing": {},
    "that they are abroad": {"location": "abroad"},
    "a purpose": {"purpose": "study"},
    "that they are abroad, and a purpose": {"location": "abroad", "purpose": "tourism"},
    "an ordinary passport": {"passport": "national"},
    "an ordinary passport, abroad": {"location": "abroad", "passport": "national"},
    "that they are inside, to stay": {"location": "kazakhstan", "need": "stay"},
    "an ordinary passport, inside, to stay": {
        "location": "kazakhstan",
        "need": "stay",
        "passport": "national",
    },
    "everything": {
        "location": "abroad",
        "passport": "national",
        "capacity": "none",
        "purpose": "tourism",
    },
}
"""What a partner says of its visitors."""

PARTNERS = {f"partner-{number}": presets for number, presets in enumerate(PRESETS.values())}

SAYS_SO = {
    "location": "kazakhstan",
    "need": "leave",
    "departure": "lost_document",
    "passport": "other",
}
"""What somebody in Kazakhstan without a passport answers."""


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A visitor of all these partners."""
    offered = HOTEL.replace('["en", "ru"]', str([*LANGUAGES]))
    files = {key: with_presets(offered, presets) for key, presets in PARTNERS.items()}
    return serve(write_content(tmp_path_factory.mktemp("content"), files)).test_client()


def with_presets(file: str, presets: dict[str, str]) -> str:
    """A partner's file with these presets."""
    told = ", ".join(f'{key} = "{option}"' for key, option in presets.items())
    return re.sub("presets = .*", f"presets = {{ {told} }}", file)


in_every_language = pytest.mark.parametrize("language", LANGUAGES)
for_every_partner = pytest.mark.parametrize("partner", PARTNERS, ids=PRESETS)


@in_every_language
@for_every_partner
def test_who_says_that_there_is_no_passport_is_led_to_the_exit_visa_first(
    partner: str, language: str, visitor: FlaskClient
) -> None:
    without = [path for path in PATHS if path[-1] == ("passport", "other")]
    assert len(without) == 2, "abroad and inside"
    for path in without:
        html = visitor.get(f"/{partner}/{language}/?{urlencode(path)}").text
        reached = Main(visitor.get(first_step(html)).text)
        assert reached.marks["data-outcome"] == "exit"
        assert reached.marks["data-clause"] == "EXT-2"
        assert not [given for _, given in reached.tags if given.get("id") == "aside"]


def first_step(html: str) -> str:
    """Where the first thing to do leads."""
    step = html.partition("<ol>")[2].partition("</li>")[0]
    return only_link(Main(step))["href"]


@pytest.mark.slow
@for_every_partner
def test_every_way_has_a_step_that_leads_to_the_exit_visa(
    partner: str, visitor: FlaskClient, ruleset: Ruleset
) -> None:
    presets = PARTNERS[partner]
    taken = [path for path in PATHS if all(presets.get(key, said) == said for key, said in path)]
    assert taken
    for path in taken:
        pages = (f"/{partner}/en/?{query}" for query in queries(path, presets, ruleset))
        assert any(leads_out(visitor, page) for page in pages), path


def queries(path: list[tuple[str, str]], presets: dict[str, str], ruleset: Ruleset) -> list[str]:
    """The query of each step that a visitor sees on a path, whose first answers are presets."""
    own = [pair for pair in path if pair[0] not in presets]
    steps = [presets | dict(own[:taken]) for taken in range(len(own) + 1)]
    ordered = [[(key, step[key]) for key in ruleset.questions if key in step] for step in steps]
    return [urlencode(pairs) for pairs in ordered]


def leads_out(visitor: FlaskClient, address: str) -> bool:
    """Whether somebody gets from a step to the exit visa who says that the passport is lost.

    Where no question is about that, they change what the partner says of them.
    """
    html = visitor.get(address).text
    main = Main(html)
    if main.marks.get("data-clause") == "EXT-2":
        return True
    said = SAYS_SO.get(main.marks.get("data-question", ""))
    ways = [main.options[said]["href"]] if said else ways_back(html, main)
    return bool(ways) and leads_out(visitor, ways[0])


def ways_back(html: str, main: Main) -> list[str]:
    """Where the first step of the advice leads, or else what changes the partner's answers."""
    if main.marks.get("data-outcome") == "ask_document":
        return [first_step(html)]
    return [given["href"] for words, given in main.links if CHANGE.fullmatch(words)]


CHANGE = re.compile(r"Change these answers|.* \(from Hotel Tulip\): .* Change")
