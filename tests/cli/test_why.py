"""`widget why`: a path step by step, and the answers that would change its result."""

from __future__ import annotations

import re

import pytest

from tests.cli.command import widget
from tests.conftest import answers_of, read_cases, read_table
from widget.cli.why import why
from widget.cli.words import words_in
from widget.rules.model import Ruleset
from widget.rules.walk import Reached, walk
from widget.settings import CONTENT

TOURIST = "location=abroad&passport=national&capacity=none&purpose=tourism"
ENGLISH = words_in("en")
HEAD = "With one answer changed, the result would or could be another:\n"


def output(address: str, *options: str) -> str:
    result = widget("why", address, *options)
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
    assert output(TOURIST).startswith(
        "1. Where are you now?\n"
        "   Outside Kazakhstan\n"
        "2. Which document do you travel on?\n"
        "   Ordinary passport\n"
        "3. Is the trip tied to an official position?\n"
        "   No\n"
        "4. What is the purpose of the trip or stay?\n"
        "   Tourism\n"
    )


def test_a_result_is_shown_with_its_rule_and_clause() -> None:
    assert (
        "Result: Tourist visa (Single entry, Multiple entry)\n"
        "Rule: questions.purpose.next[1]\n"
        "Clause TOU-1: Foreigners on their way to Kazakhstan for tourism.\n"
        "   «иностранцам, направляющимся в Казахстан с целью туризма»\n"
    ) in output(TOURIST)


def test_advice_is_shown_with_the_closest_category() -> None:
    text = output(TOURIST.replace("abroad", "kazakhstan&need=stay"))
    assert (
        "Result: No such visa for people already in Kazakhstan\n"
        "Rule: questions.purpose.next[2]\n"
        "Comes closest: Tourist visa\n"
    ) in text


def test_points_to_confirm_are_listed() -> None:
    text = output("location=kazakhstan&need=stay&passport=organisation")
    assert re.findall("^To be confirmed: (.{20})", text, re.MULTILINE) == [
        "You are in Kazakhsta",
        "The list gives the d",
    ]


def test_other_answers_are_listed_with_their_results() -> None:
    found = others(output(TOURIST))
    assert list(found) == [
        "Where are you now?",
        "Which document do you travel on?",
        "Is the trip tied to an official position?",
        "What is the purpose of the trip or stay?",
    ]
    assert found["Which document do you travel on?"] == [
        "Diplomatic passport / Passport of an international organisation: Diplomatic visa",
        "Service passport: Service visa",
        "Another one, or none: The list does not name your document",
    ]
    assert found["Is the trip tied to an official position?"][0] == (
        "Yes, my own: then “What is your position?” is asked (Diplomatic visa / Service visa / "
        "Tourist visa / Diplomatic rank decides here)"
    )


def test_an_answer_with_the_same_result_is_not_listed() -> None:
    found = others(output("location=kazakhstan&need=leave&departure=expulsion"))
    (lines,) = [found[question] for question in found if "exit visa" in question]
    assert [line.partition(":")[0] for line in lines] == [
        "I live here permanently",
        "Another reason",
    ]


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
            lines = found.get(answer.question.text.text.english, [])
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
        ("location=kazakhstan", "What do you need?"),
        ("purpose=study", "Where are you now?"),
    ],
    ids=["one answer", "a waiting answer"],
)
def test_without_a_result_the_next_question_is_shown(address: str, question: str) -> None:
    assert f"Then this is asked: {question}" in output(address)


def test_waiting_answers_are_listed() -> None:
    assert output("location=abroad&purpose=tourism").endswith(
        "Then this is asked: Which document do you travel on?\n\nAnswered ahead: Purpose: Tourism\n"
    )


def test_answers_that_do_not_count_are_listed() -> None:
    text = output("location=abroad&passport=service&need=leave&purpose=study")
    assert "These answers do not count on this way: What you need, Purpose\n" in text


def test_the_output_can_be_in_russian() -> None:
    text = output(TOURIST, "--language", "ru")
    assert "Результат: Туристская виза (Однократный въезд, Многократный въезд)\n" in text
    assert "   С каким документом вы путешествуете?\n" in text


def test_all_mistakes_in_an_address_are_reported_at_once() -> None:
    result = widget("why", "location=moon&pasport=service")
    assert (result.exit_code, result.stdout) == (1, "")
    first, second = result.stderr.splitlines()
    assert first == (
        "the address: location: There is no option 'moon'. Allowed: abroad, kazakhstan."
    )
    assert second.startswith("the address: pasport: There is no question 'pasport'.")
