"""`widget diff` follows two rulesets at once; a naive judge walks every path of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random

import pytest

from tests.rules.generated import Asked, Outline, Rows, random_outline, tables_of
from tests.rules.judge import walked
from widget.cli.diff.changes import Kind
from widget.cli.diff.groups import groups_of
from widget.cli.diff.pairs import Pair, Pairs, points_that_differ
from widget.cli.diff.people import People
from widget.cli.diff.places import Asked as NotKnown
from widget.cli.diff.places import End
from widget.problems import Problems
from widget.rules.file import ruleset_of
from widget.rules.model import Route, Ruleset
from widget.rules.outcomes import Category
from widget.rules.walk import Ask, walk

POINTS = frozenset(["early", "late"])
SEEDS = range(30)


def some_rules(chance: Random, outline: Outline, late_for: str) -> Ruleset:
    """The rules of an outline; some routes name points, and some lead to a second category."""
    data = tables_of(outline, {})
    late = {"text": "Late.", "reading": 2, "categories": [late_for]}
    data["points"] = {"early": {"text": "Early.", "reading": 1}, "late": late}
    data["categories"]["work"] = {**data["categories"]["visa"], "paragraph": "2"}
    data["clauses"]["WRK"] = {**data["clauses"]["VIS"], "category": "work"}
    for question in data["questions"].values():
        for route in (*question["options"].values(), *question.get("next", ())):
            if "goto" in route and chance.random() < 1 / 3:
                route["confirm"] = chance.sample(sorted(POINTS), chance.choice([1, 2]))
            if route.get("goto") == "visa" and chance.random() < 1 / 3:
                route |= {"goto": "work", "clause": "WRK"}
    return ruleset_of(data, "rules.toml")


def with_other_ids(chance: Random, outline: Outline) -> Outline:
    """The same outline with ids that are shuffled, some of which are new."""
    ids = chance.sample([*outline, "new"], len(outline))
    question = dict(zip(outline, ids, strict=True))
    option = dict(zip(["o0", "o1", "o2"], chance.sample(["o0", "o1", "o2", "o3"], 3), strict=True))

    def named(rows: Rows) -> Rows:
        return [
            (
                {
                    question[key]: {option.get(o or "", o) for o in cell}
                    for key, cell in row.items()
                },
                question.get(goto, goto),
            )
            for row, goto in rows
        ]

    return {
        question[key]: Asked(
            {option.get(o, o): question.get(to or "", to) for o, to in each.options.items()},
            named(each.next),
            named(each.otherwise),
        )
        for key, each in outline.items()
    }


def slightly_changed(chance: Random, outline: Outline) -> Outline:
    """The outline with one option that leads elsewhere, one that is gone, or one more question."""
    changed = {key: Asked(dict(q.options), [*q.next], [*q.otherwise]) for key, q in outline.items()}
    key = chance.choice([*changed])
    options = changed[key].options
    gotos = [option for option, goto in options.items() if goto]
    match chance.choice(["elsewhere", "gone", "more"]):
        case "elsewhere":
            options[chance.choice(gotos)] = "ask"
        case "gone" if len(options) > 2:
            del options[chance.choice(gotos)]
        case _:
            options[chance.choice(gotos)] = "new"
            changed["new"] = Asked({"o0": "visa", "o1": chance.choice(["visa", "ask"])})
    return changed


def both(seed: int) -> tuple[Ruleset, Ruleset]:
    """Two rulesets that are alike, or that have little more than ids in common."""
    chance = Random(seed)
    old = random_outline(chance, questions=4, options=3, reach=3)
    other = random_outline(chance, questions=4, options=3, reach=3)
    new = slightly_changed(chance, old) if seed % 2 else with_other_ids(chance, other)
    late_for = "visa" if seed % 3 else "work"
    return some_rules(Random(seed), old, "visa"), some_rules(Random(seed + seed % 3), new, late_for)


def end(ruleset: Ruleset, routes: tuple[Route, ...]) -> End:
    """The end of a path, by the routes along it."""
    last, outcome = routes[-1], ruleset.outcomes[routes[-1].goto]
    if not isinstance(outcome, Category):
        return End(last.goto, (), last.clause, last.closest)
    points = {ruleset.points[key] for route in routes for key in route.confirm}
    applying = frozenset(point.id for point in points if point.holds_for(outcome.id))
    return End(last.goto, outcome.entry, last.clause, last.closest, applying)


def ends(ruleset: Ruleset) -> Iterator[tuple[Mapping[str, str], End]]:
    """The answers and the end of every path."""
    found = walked(ruleset)
    for path, routes in zip(found.paths, found.ends, strict=True):
        yield dict(path), end(ruleset, routes)


def fits(path: Mapping[str, str], answers: Mapping[str, str], ruleset: Ruleset) -> bool:
    """Whether a path gives these answers; an unknown option counts as no answer."""
    return all(
        answers.get(key, option)
        in (option, *({answers.get(key)} - {*ruleset.questions[key].options}))
        for key, option in path.items()
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_each_path_is_followed_to_all_ends_that_its_answers_allow(seed: int) -> None:
    old, new = both(seed)
    pairs, new_ends = Pairs(old, new, POINTS), [*ends(new)]
    counted: Counter[Pair] = Counter()
    for answers, before in ends(old):
        pair = pairs.end_of(answers)
        counted[pair] += 1
        step = walk(new, answers)
        assert pair.was.at == before
        assert {place.at for place in pair.now} == {
            after for path, after in new_ends if fits(path, answers, new)
        }
        if isinstance(step, Ask):
            assert pair.asked == NotKnown(step.question.id, step.question.id in answers)
        else:
            assert pair.asked is None
            assert {place.skipped for place in pair.now} == {len(step.trail) < len(answers)}
        assert pair.unknown == any(
            key in new.questions and option not in new.questions[key].options
            for key, option in answers.items()
        )
    assert counted == {pair: pairs.paths[pair] for pair in pairs.ends}


@pytest.mark.parametrize("seed", SEEDS)
def test_followed_roughly_no_end_is_left_out(seed: int) -> None:
    """A question without a known answer may lead to more ends than the later answers allow."""
    old, new = both(seed)
    pairs, rough = Pairs(old, new, POINTS), Pairs(old, new, POINTS, roughly=True)
    for answers, _ in ends(old):
        one, other = pairs.end_of(answers), rough.end_of(answers)
        assert (other.asked, other.unknown) == (one.asked, one.unknown)
        assert {place.at for place in one.now} <= {place.at for place in other.now}
        assert one.asked or one.now == other.now


@pytest.mark.parametrize("seed", SEEDS)
def test_the_shortest_path_to_each_end_is_known(seed: int) -> None:
    pairs = Pairs(*both(seed))
    lengths: dict[Pair, int] = {}
    for answers, _ in ends(pairs.old.ruleset):
        pair = pairs.end_of(answers)
        lengths[pair] = min(lengths.get(pair, 99), len(answers))
    for pair in pairs.ends:
        shortest = pairs.shortest(pair)
        assert pairs.end_of(shortest) == pair
        assert len(shortest) == lengths[pair]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_points_that_differ_are_enough_to_find_all_changes(seed: int) -> None:
    """Of too many paths, only these points are told apart."""
    old, new = both(seed)
    found = []
    for tracked in (POINTS, points_that_differ(Pairs(old, new))):
        kinds: Counter[Kind] = Counter()
        for group in groups_of(Pairs(old, new, tracked)):
            kinds[group.kind] += group.paths
        found.append(kinds)
    assert found[0] == found[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_rows_of_a_group_hold_for_its_people_and_nobody_else(seed: int) -> None:
    old, new = both(seed)
    people = People(old, new)
    reached = [(path, people.pairs.end_of(path)) for path, _ in ends(old)]
    for group in groups_of(people.pairs):
        rows = people.rows(group)
        for path, pair in reached:
            named = any(all(path.get(key) in row[key] for key in row) for row in rows)
            is_category = isinstance(pair.was.at, End) and pair.was.at.is_category
            if group.kind != Kind.CONFIRM or is_category:
                assert named == (pair in group.ends)


def test_rulesets_with_too_many_pairs_are_not_compared() -> None:
    old, new = both(0)
    with pytest.raises(Problems) as error:
        Pairs(old, new, most=3)
    assert str(error.value) == (
        "rules.toml: It differs from rules.toml in too many ways to compare them. "
        "Allowed: fewer changes at once."
    )
