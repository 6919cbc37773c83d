"""Today's rules: proven, with unchanged ids, and true to the agency's list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from widget.rules.model import Ruleset
from widget.rules.outcomes import Category
from widget.rules.proof import Proof, verify
from widget.settings import CONTENT

DOCS = Path(__file__).parent.parent.parent / "docs"

# The ids stand in addresses that people share and in partners' settings: they never change.
QUESTIONS = {
    "location": ["abroad", "kazakhstan"],
    "need": ["leave", "stay"],
    "departure": ["resident", "lost_document", "expulsion", "other"],
    "permission": ["yes", "no"],
    "passport": ["diplomatic", "service", "organisation", "national", "stateless", "other"],
    "capacity": ["none", "own", "family", "invited"],
    "position": [
        "organisation",
        "mission",
        "government",
        "parliament",
        "public_figure",
        "honorary_consul",
        "other",
    ],
    "rank": ["yes", "no", "unsure"],
    "relative": [
        "organisation",
        "diplomat_posted",
        "diplomat_visiting",
        "state_figure",
        "honorary_consul",
        "investor",
        "other",
    ],
    "relative_rank": ["yes", "no", "unsure"],
    "purpose": [
        "tourism",
        "business",
        "private",
        "study",
        "treatment",
        "work",
        "investment",
        "religion",
        "residence",
        "transit",
        "other",
    ],
    "investment_role": ["head", "management", "family", "other"],
    "transit_right": ["no", "yes", "unsure"],
}
BOTH = ("single", "multiple")
CATEGORIES = {
    "diplomatic": BOTH,
    "service": BOTH,
    "investor": BOTH,
    "business": BOTH,
    "private": BOTH,
    "tourist": BOTH,
    "missionary": BOTH,
    "study": BOTH,
    "medical": BOTH,
    "work": BOTH,
    "permanent_residence": BOTH,
    "exit": ("exit",),
    "transit": BOTH,
}
ADVICE = {
    "visa_free_transit",
    "ask_departure",
    "ask_permission",
    "ask_document",
    "ask_inside",
    "ask_rank",
    "ask_family",
    "ask_purpose",
    "ask_investor",
    "ask_transit",
}
CLAUSES = {
    **{f"DIP-{number}": "diplomatic" for number in range(1, 11)},
    **{f"SRV-{number}": "service" for number in range(1, 4)},
    **{f"INV-{number}": "investor" for number in range(1, 4)},
    "BUS": "business",
    "PRV-1": "private",
    "TOU-1": "tourist",
    "MIS-1": "missionary",
    "STU": "study",
    "MED": "medical",
    "WRK-1": "work",
    "RES-1": "permanent_residence",
    **{f"EXT-{number}": "exit" for number in range(1, 4)},
    "TRN-1": "transit",
}
POINTS = {
    "inside": "11",
    "organisation_passport": "5",
    "stateless": "14",
    "mission_diplomat": "4",
    "organisation_staff": "4",
    "relative_without_rank": "4",
    "public_figure": "6",
    "family_of_figure": "2",
}


def test_the_rules_are_proven(ruleset: Ruleset) -> None:
    assert verify(ruleset) == Proof(
        questions=13, options=58, outcomes=23, paths=325, longest=8, shortest=2
    )


def test_the_ids_of_questions_and_options_never_change(ruleset: Ruleset) -> None:
    """Nor does the order of the questions, which is that of waiting answers in an address."""
    ids = {key: sorted(question.options) for key, question in ruleset.questions.items()}
    assert ids == {key: sorted(options) for key, options in QUESTIONS.items()}
    assert list(ids) == list(QUESTIONS)


def test_the_ids_of_outcomes_never_change(ruleset: Ruleset) -> None:
    outcomes = ruleset.outcomes.values()
    categories = {each.id: each.entry for each in outcomes if isinstance(each, Category)}
    assert categories == CATEGORIES
    assert ruleset.outcomes.keys() - categories.keys() == ADVICE


def test_the_ids_of_clauses_and_points_never_change(ruleset: Ruleset) -> None:
    """Nor do the categories that clauses decide for, and the readings that points cite."""
    assert {key: clause.category for key, clause in ruleset.clauses.items()} == CLAUSES
    assert {key: point.reading for key, point in ruleset.points.items()} == POINTS


# The list, and docs/clauses.md.

LIST = (CONTENT / "source.txt").read_text()
PARAGRAPHS = [line for line in LIST.splitlines() if re.search(r"выда[её]тся|выдаются", line)]
"""One for each category, in the order of the list."""


@pytest.mark.parametrize("key", CLAUSES)
def test_a_clause_quotes_its_categorys_paragraph_word_for_word(key: str, ruleset: Ruleset) -> None:
    clause = ruleset.clauses[key]
    category = ruleset.outcomes[clause.category]
    assert isinstance(category, Category)
    assert clause.quote
    assert clause.quote in PARAGRAPHS[int(category.paragraph or 0) - 1]


@pytest.mark.parametrize("key", CATEGORIES)
def test_a_category_quotes_its_own_paragraph(key: str, ruleset: Ruleset) -> None:
    category = ruleset.outcomes[key]
    assert isinstance(category, Category)
    assert category.quote
    for quote in category.quote:
        assert quote in PARAGRAPHS[int(category.paragraph or 0) - 1]


@pytest.mark.parametrize("key", CATEGORIES)
def test_a_category_has_the_entry_options_of_its_paragraph(key: str, ruleset: Ruleset) -> None:
    category = ruleset.outcomes[key]
    assert isinstance(category, Category)
    words = {BOTH: "на однократный и многократный въезд.", ("exit",): "только на выезд."}
    assert PARAGRAPHS[int(category.paragraph or 0) - 1].endswith(words[category.entry])


def test_each_category_has_a_paragraph_of_its_own(ruleset: Ruleset) -> None:
    outcomes = ruleset.outcomes.values()
    paragraphs = [each.paragraph for each in outcomes if isinstance(each, Category)]
    assert paragraphs == [str(number) for number in range(1, len(PARAGRAPHS) + 1)]


def test_visitors_find_each_reading_with_whether_the_agency_has_confirmed_it(
    ruleset: Ruleset,
) -> None:
    _, *parts = re.split(r"^### Reading ", (DOCS / "clauses.md").read_text(), flags=re.MULTILINE)
    waiting = "The agency has not confirmed this reading yet."
    written = {each.partition(":")[0]: waiting in each for each in parts}
    assert {key: each.unconfirmed for key, each in ruleset.readings.items()} == written
