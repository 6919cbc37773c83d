"""`widget diff` of rules with too many paths: they are compared state by state."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.cli.command import widget
from tests.rules.generated import ASK, Asked, Outline, edited, in_a_row, random_rules, rules_of
from tests.rules.judge import walked
from widget.cli.diff.by_state import groups_by_state
from widget.cli.diff.groups import Change, Verdict, verdict_by
from widget.rules.model import Route, Row, Ruleset
from widget.rules.walk import Ask, Reached, walk


def test_with_too_many_paths_each_changed_answer_is_shown_with_an_example(
    tmp_path: Path,
) -> None:
    text = in_a_row(questions=20, answers=2)
    before, after = tmp_path / "before.toml", tmp_path / "after.toml"
    before.write_text(text)
    answer = '[questions.q2.options.on2]\ntext = "Go on"\n'
    after.write_text(edited(text, (f'{answer}goto = "q3"', f"{answer}{ASK}")))
    result = widget("diff", before, after)
    assert (result.exit_code, result.stdout) == (
        1,
        "There are too many paths to compare. Each answer that leads elsewhere is told with an "
        "example.\n\n"
        "  For example: 0: Go on; 1: Go on; 2: Go on\n"
        "  Until now: “Question 3” is asked\n"
        "  From now on: Ask\n",
    )


def with_random_changes(ruleset: Ruleset, chance: Random) -> Ruleset:
    """The rules with two options changed to lead to the advice, whatever was answered before."""
    questions = dict(ruleset.questions)
    for key in chance.sample([*questions], 2):
        options = questions[key].options
        option = options[chance.choice([*options])]
        row = Row({}, Route("ask"), f"questions.{key}.options.{option.id}")
        questions[key] = replace(
            questions[key], options={**options, option.id: replace(option, goto=row)}
        )
    return replace(ruleset, questions=questions)


ChangedAnswer = tuple[str, str, str, str]
"""A question, an option, and where it led and leads."""


def changed_answers(old: Ruleset, new: Ruleset) -> set[ChangedAnswer]:
    """The first answer on each path that leads elsewhere, found by walking all paths of both."""
    found: set[ChangedAnswer] = set()
    for path in (*walked(old).paths, *walked(new).paths):
        for taken, (key, option) in enumerate(path):
            given = dict(path[:taken])
            was = old.questions[key].row(option, given).route.goto
            now = new.questions[key].row(option, given).route.goto
            if was != now:
                found.add((key, option, was, now))
                break
    return found


def id_of(step: Ask | Reached) -> str:
    return step.question.id if isinstance(step, Ask) else step.outcome.id


@pytest.mark.parametrize("seed", range(20))
def test_each_changed_answer_is_found_once_with_answers_that_lead_to_it(
    seed: int,
) -> None:
    old = random_rules(seed, questions=5, options=3, reach=3)
    new = with_random_changes(old, Random(seed))
    found = []
    for group in groups_by_state(old, new):
        answers = {key: option for key, (option,) in group.who[0].items()}
        was, now = (id_of(walk(ruleset, answers)) for ruleset in (old, new))
        assert group.change
        assert group.change.before == verdict_by(old, Route(was, "VIS" if was == "visa" else None))
        found.append((*list(answers.items())[-1], was, now))
    assert len(found) == len({*found})
    assert {*found} == changed_answers(old, new)


OPTIONS: Outline = {
    "q0": Asked({"o0": "q1", "o1": "q1"}),
    "q1": Asked({"o0": "visa", "o1": "ask"}),
}
WITH_ANOTHER = {**OPTIONS, "q1": Asked({"o0": "visa", "o1": "ask", "o2": "ask"})}


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (
            OPTIONS,
            WITH_ANOTHER,
            Change(None, (Verdict("ask"),)),
        ),
        (
            WITH_ANOTHER,
            OPTIONS,
            Change(Verdict("ask"), ()),
        ),
        (
            OPTIONS,
            {"start": Asked({"o0": "q0"}), **OPTIONS},
            Change(Verdict("q0"), (Verdict("start"),)),
        ),
    ],
    ids=["a new option", "a removed option", "another first question"],
)
def test_answers_that_only_one_ruleset_knows_are_found(
    old: Outline, new: Outline, change: Change
) -> None:
    (group,) = groups_by_state(rules_of(old), rules_of(new))
    assert group.change == change


def test_added_and_dropped_points_are_found(ruleset: Ruleset) -> None:
    (option,) = (o for o in ruleset.questions["location"].options.values() if o.id == "kazakhstan")
    assert option.goto
    row = replace(option.goto, route=replace(option.goto.route, confirm=("stateless",)))
    asked = ruleset.questions["location"]
    changed = replace(asked, options={**asked.options, "kazakhstan": replace(option, goto=row)})
    new = replace(ruleset, questions={**ruleset.questions, "location": changed})
    (group,) = groups_by_state(ruleset, new)
    assert (group.change, [*group.added], [*group.dropped]) == (None, ["stateless"], ["inside"])
