"""The proof says of a promise what a walk of every path says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from tests.rules.judge import Answers, Walked, walked
from tests.rules.samples import three_hundred
from widget.rules.broken import broken_promises
from widget.rules.graph import graph_of
from widget.rules.model import Route, Ruleset
from widget.rules.outcomes import Category
from widget.rules.promises import Kind, Promise


def random_promise(chance: Random, rules: Walked, kind: Kind) -> Promise:
    """A promise about answers of two people to up to four questions, and perhaps of others."""
    one, other = chance.choices(rules.paths, k=2)
    answers = {**dict(one), **dict(other)}
    asked = chance.sample([*rules.ruleset.questions.values()], chance.randrange(5))
    outcomes = [*rules.ruleset.outcomes]
    names = chance.sample(outcomes, chance.randint(1, len(outcomes)))
    return Promise(
        when={
            each.id: frozenset(
                {answers.get(each.id), *chance.sample([*each.options, None], chance.randrange(3))}
            )
            for each in asked
        },
        kind=kind,
        names=(chance.choice([*rules.ruleset.points]),) if kind == "confirm" else tuple(names),
        because="The list says so.",
        location="always[1]",
    )


def possible(rules: Walked, promise: Promise) -> set[str]:
    """The messages that are right: one for each person with the fewest answers."""
    people = [
        (path, routes)
        for path, answers, routes in zip(rules.paths, rules.answers, rules.ends, strict=True)
        if all(answers.get(key) in fitting for key, fitting in promise.when.items())
    ]
    if not people:
        return {"Nobody has these answers."}
    if promise.kind == "confirm" and not any(is_due(rules, promise, each) for _, each in people):
        return {f"Nobody with these answers reaches a category that {promise.names[0]} is for."}
    wrong = [(path, end) for path, routes in people for end in wrong_end(rules, promise, routes)]
    fewest = min((len(path) for path, _ in wrong), default=0)
    return {message(promise, path, end) for path, end in wrong if len(path) == fewest}


def is_due(rules: Walked, promise: Promise, routes: tuple[Route, ...]) -> bool:
    """Whether the promised point is for where these routes end."""
    outcome, point = rules.ruleset.outcomes[routes[-1].goto], rules.ruleset.points[promise.names[0]]
    return isinstance(outcome, Category) and (
        point.categories is None or outcome.id in point.categories
    )


def wrong_end(rules: Walked, promise: Promise, routes: tuple[Route, ...]) -> Iterator[str]:
    """How a message describes where these routes end, if they break the promise."""
    end = routes[-1].goto
    if promise.kind == "confirm":
        told = {point for route in routes for point in route.confirm}
        if is_due(rules, promise, routes) and promise.names[0] not in told:
            yield f"{end} without the point {promise.names[0]}"
    elif (end in promise.names) == (promise.kind == "never"):
        yield end


def message(promise: Promise, path: Answers, end: str) -> str:
    person = "&".join(f"{question}={option}" for question, option in path)
    promised = f"{promise.kind} {', '.join(promise.names)}"
    return f"Broken: {person} reaches {end}. Promised: {promised}. Reason: The list says so."


def verdict(rules: Walked, promise: Promise) -> str:
    """Check that the proof says what it may say, and return how that begins."""
    graph = graph_of(rules.ruleset)
    promised = replace(graph, ruleset=replace(rules.ruleset, promises=(promise,)))
    said = {each.what for each in broken_promises(promised)}
    right = possible(rules, promise)
    assert said <= right
    assert len(said) == bool(right)
    return "".join(said).partition(" ")[0] or "It holds."


@pytest.mark.parametrize("kind", ["never", "only", "confirm"])
def test_promises_about_the_shipped_rules(kind: Kind, ruleset: Ruleset) -> None:
    chance, rules = Random(1), walked(ruleset)
    found = Counter(verdict(rules, random_promise(chance, rules, kind)) for _ in range(1000))
    assert min(found[each] for each in ("Broken:", "Nobody", "It holds.")) > 20


@pytest.fixture(scope="module")
def good() -> list[Walked]:
    """Random rules without mistakes."""
    return [each for each in three_hundred()[:150] if each.is_good()]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["never", "only"])
def test_promises_about_random_rules(kind: Kind, good: list[Walked]) -> None:
    found: Counter[str] = Counter()
    for seed, rules in enumerate(good):
        chance = Random(seed)
        for _ in range(10):
            found[verdict(rules, random_promise(chance, rules, kind))] += 1
    assert min(found[each] for each in ("Broken:", "Nobody", "It holds.")) > 20
