"""Which answers lead to a category: an example for each clause and each first answer."""

from __future__ import annotations

from widget.rules.graph import graph_of
from widget.rules.leading import leading_to
from widget.rules.model import Ruleset
from widget.rules.walk import Reached, walk


def test_each_example_leads_to_the_category_by_its_clause(ruleset: Ruleset) -> None:
    for category in ruleset.categories:
        for first, ways in leading_to(ruleset, category).items():
            for clause, answers in ways.items():
                step = walk(ruleset, dict(answers))
                assert isinstance(step, Reached)
                assert step.outcome.id == category
                assert (step.clause.id if step.clause else None) == clause
                assert answers[0] == (ruleset.start, first)
                assert tuple(step.given.items()) == answers, "no answer is set aside"


def test_every_way_to_a_category_is_there_and_none_is_longer_than_needed(ruleset: Ruleset) -> None:
    shortest: dict[tuple[str, str, str | None], int] = {}
    for path in graph_of(ruleset).paths():
        step = walk(ruleset, path)
        assert isinstance(step, Reached)
        key = (step.outcome.id, path[ruleset.start], step.clause.id if step.clause else None)
        shortest[key] = min(len(path), shortest.get(key, len(path)))
    found = {
        (category, first, clause): len(answers)
        for category in ruleset.categories
        for first, ways in leading_to(ruleset, category).items()
        for clause, answers in ways.items()
    }
    assert found == {key: n for key, n in shortest.items() if key[0] in ruleset.categories}
