"""`widget why`: a path step by step, and the answers that would change its result."""

from __future__ import annotations

import re

import pytest

from tests.cli.command import refused, widget
from tests.conftest import answers_of, read_cases, read_table
from tests.content import RURITANIA
from widget.cli.why import why
from widget.cli.words import words_in
from widget.rules.model import Ruleset
from widget.rules.walk import Reached, walk
from widget.settings import CONTENT

VISITOR = "nationality=other&purpose=visit&stay=up_to_90"
ENGLISH, RUSSIAN = words_in("en"), words_in("ru")
HEAD = "With one other answer, the result would or could be different:\n"


def output(address: str, *options: str) -> str:
    """What is printed of an address of the example."""
    result = widget("why", address, *options, WIDGET_CONTENT=RURITANIA)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def others(text: str) -> dict[str, list[str]]:
    """Question → the lines with its other answers and their results."""
    assert text.count(HEAD) == 1
    lines = text.partition(HEAD)[2].splitlines()
    found: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("      "):
            list(found.values())[-1].append(line.strip())
        else:
            found[line.strip()] = []
    return found


def test_each_question_and_its_answer_are_listed() -> None:
    assert output(VISITOR).startswith(
        "1. Which passport do you hold?\n"
        "   Another one\n"
        "2. Why are you coming to Ruritania?\n"
        "   To visit\n"
        "3. How long will you stay?\n"
        "   Up to 90 days\n\n"
    )


def test_a_result_is_shown_with_its_rule_and_clause() -> None:
    assert (
        "\n\nResult: Visitor visa (Single entry, Multiple entry)\n"
        "Rule: questions.stay.next[2]\n"
        "Clause § 2: Travellers who stay for at most 90 days.\n"
        "   «Das Besuchervisum erhalten Reisende, die höchstens 90 Tage bleiben.»\n\n"
    ) in output(VISITOR)


def test_advice_is_shown_with_the_closest_category() -> None:
    assert (
        "\n\nResult: The act names no such stay\n"
        "Rule: questions.stay.options.longer\n"
        "Comes closest: Visitor visa\n\n"
    ) in output("nationality=other&purpose=visit&stay=longer")


def test_points_to_confirm_are_listed() -> None:
    text = output("nationality=other&purpose=study")
    assert re.findall("^To be confirmed: (.*)", text, re.MULTILINE) == [
        "Does your course count? The act speaks of courses of at least half a year."
    ]


def test_other_answers_are_listed_with_their_results() -> None:
    assert others(output("nationality=other&purpose=visit&stay=longer")) == {
        "Why are you coming to Ruritania?": [
            "To work / To study: Work visa",
            "To pass through: Ask before you pass through",
        ],
        "How long will you stay?": ["Up to 90 days: Visitor visa"],
    }
    assert others(output("nationality=other&purpose=work")) == {
        "Why are you coming to Ruritania?": [
            "To visit: then “How long will you stay?” is asked (Visitor visa / The act names no "
            "such stay)",
            "To pass through: Ask before you pass through",
        ],
    }


def test_an_answer_with_the_same_result_is_not_listed() -> None:
    found = others(output("nationality=fenwick&purpose=visit&stay=up_to_90"))
    assert found["Which passport do you hold?"] == ["Another one: Visitor visa"]


def test_all_answers_that_change_the_result_are_listed(ruleset: Ruleset) -> None:
    """Found by comparing all paths that keep the other answers."""
    paths = [dict(answers_of(row)) for row in read_cases("paths.csv")]
    ends = [walk(ruleset, path) for path in paths]
    for row in read_table(CONTENT / "cases.csv"):
        answers = dict(answers_of(row))
        here = walk(ruleset, answers)
        assert isinstance(here, Reached)
        found = others(why(ruleset, answers, ENGLISH))
        for answer in here.trail:
            lines = found.get(answer.question.text.said(here.given).english, [])
            named = {name for line in lines for name in line.partition(": ")[0].split(" / ")}
            assert named == {
                answer.question.options[path[answer.question.id]].text.english
                for path, end in zip(paths, ends, strict=True)
                if answer.question.id in path
                and all(
                    path[key] == answers.get(key, path[key]) or key == answer.question.id
                    for key in path
                )
                and path[answer.question.id] != answer.option.id
                and end.outcome != here.outcome
            }


@pytest.mark.parametrize(
    ("address", "question"),
    [
        ("nationality=fenwick", "Why do you visit your neighbours in Ruritania?"),
        ("purpose=study", "Which passport do you hold?"),
    ],
    ids=["one answer", "a waiting answer"],
)
def test_without_a_result_the_next_question_is_shown(address: str, question: str) -> None:
    assert f"Then this is asked: {question}\n" in output(address)


def test_waiting_answers_are_listed() -> None:
    assert output("nationality=other&stay=longer").endswith(
        "Then this is asked: Why are you coming to Ruritania?\n\n"
        "Answered in advance: Stay: Longer\n"
    )


def test_answers_that_do_not_count_are_listed() -> None:
    text = output("nationality=other&purpose=work&stay=longer")
    assert "\n\nThese answers do not count here: Stay\n\n" in text


def test_the_output_can_be_in_russian() -> None:
    text = output(VISITOR, "--language", "ru")
    assert text.startswith("1. Какой у вас паспорт?\n   Другой\n")
    entry = f"{RUSSIAN.gettext('Single entry')}, {RUSSIAN.gettext('Multiple entry')}"
    result = RUSSIAN.gettext("Result: %(result)s") % {"result": f"Гостевая виза ({entry})"}
    assert f"\n\n{result}\n" in text


def test_all_mistakes_in_an_address_are_reported_at_once() -> None:
    assert refused("why", "nationality=moon&pasport=service", WIDGET_CONTENT=RURITANIA) == [
        "the address: nationality: There is no option 'moon'. Allowed: fenwick, sylvania, other.",
        "the address: pasport: There is no question 'pasport'. Allowed: nationality, purpose, "
        "stay.",
    ]
