"""`widget draw`: the rules as a picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import LANGUAGES
from tests.rules.generated import SMALL, Asked, Outline, Rows, edited, load_text, rules_of
from widget.cli.draw import Picture, as_mermaid, picture
from widget.cli.words import words_in
from widget.rules.model import Ruleset

ENGLISH = words_in("en")


def arrows(drawn: Picture) -> set[tuple[str, str, str]]:
    return {(arrow.start, arrow.text, arrow.end) for arrow in drawn.arrows}


def test_each_question_and_each_outcome_is_a_box(ruleset: Ruleset) -> None:
    drawn = picture(ruleset, ENGLISH)
    assert [box.text for box in drawn.boxes if box.kind == "question"] == [
        question.text.text.english for question in ruleset.questions.values()
    ]
    assert [box.text for box in drawn.boxes if box.kind in ("category", "advice")] == [
        outcome.name.english for outcome in ruleset.outcomes.values()
    ]


def test_each_route_of_the_rules_is_drawn(ruleset: Ruleset) -> None:
    between = {(arrow.start, arrow.end) for arrow in picture(ruleset, ENGLISH).arrows}
    assert between == {
        (f"_{question.id}", f"_{row.route.goto}")
        for question in ruleset.questions.values()
        for row in question.rows
    }


ARROWS = {
    "with its clause": ("_passport", "A diplomatic one\nDIP-1", "_diplomatic"),
    "options together": ("_passport", "An ordinary one / Another one", "_place"),
    "with its condition": ("_purpose", "To look around\n(Place: Abroad)\nTOU-1", "_tourist"),
    "advice": ("_purpose", "Something else", "_ask_agency"),
}


@pytest.mark.parametrize("arrow", ARROWS.values(), ids=ARROWS)
def test_an_arrow_shows_the_answers_the_condition_and_the_clause(
    arrow: tuple[str, str, str], tmp_path: Path
) -> None:
    assert arrow in arrows(picture(load_text(SMALL, tmp_path), ENGLISH))


def test_a_goto_without_a_target_is_drawn_as_unknown(tmp_path: Path) -> None:
    text = edited(
        SMALL, ('place = "abroad", goto = "tourist"', 'place = "abroad", goto = "turist"')
    )
    drawn = picture(load_text(text, tmp_path), ENGLISH)
    assert [(box.name, box.text) for box in drawn.boxes if box.kind == "unknown"] == [
        ("_turist", "turist?")
    ]


def test_a_condition_on_an_unknown_question_is_drawn_with_its_ids(tmp_path: Path) -> None:
    text = SMALL.replace(', place = "abroad"', ', plaice = "abroad"')
    drawn = picture(load_text(text, tmp_path), ENGLISH)
    assert ("_purpose", "To look around\n(plaice: abroad)\nTOU-1", "_tourist") in arrows(drawn)


def test_each_condition_of_a_row_is_drawn() -> None:
    rows: Rows = [
        ({"q0": {"o0"}, "q1": {"o0", None}}, "visa"),
        ({"q0": {"o0"}, "q1": {"o1"}}, "ask"),
        ({"q0": {"o1"}}, "ask"),
    ]
    outline: Outline = {
        "q0": Asked({"o0": "q1", "o1": "q1", "o2": "q2"}),
        "q1": Asked({"o0": "q2", "o1": "q2"}),
        "q2": Asked({"o0": None}, [*rows, ({"q0": {"o2"}}, "visa")]),
    }
    drawn = {
        text for start, text, _end in arrows(picture(rules_of(outline), ENGLISH)) if "q2" in start
    }
    assert drawn == {
        "Option o0\n(q0: Option o0)\n(q1: Option o0 / not asked)\nVIS",
        "Option o0\n(q0: Option o0)\n(q1: Option o1)",
        "Option o0\n(q0: Option o1)",
        "Option o0\n(q0: Option o2)\nVIS",
    }


def test_otherwise_is_drawn_with_the_answers_that_no_row_of_next_fits() -> None:
    outline: Outline = {
        "q0": Asked({"o0": "q1", "o1": "q1", "o2": "q1"}),
        "q1": Asked({"o0": "q2", "o1": "q2"}),
        "q2": Asked(
            {"o0": None}, next=[({"q0": {"o0"}, "q1": {"o0"}}, "visa")], otherwise=[({}, "ask")]
        ),
    }
    drawn = arrows(picture(rules_of(outline), ENGLISH))
    assert {arrow for arrow in drawn if arrow[0] == "_q2"} == {
        ("_q2", "Option o0\n(q0: Option o0)\n(q1: Option o0)\nVIS", "_visa"),
        ("_q2", "Option o0\n(q0: Option o0)\n(q1: Option o1)", "_ask"),
        ("_q2", "Option o0\n(q0: Option o1 / Option o2)", "_ask"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_mermaid_has_all_questions_and_options_in_the_language(
    language: str, ruleset: Ruleset
) -> None:
    words = words_in(language)
    text = as_mermaid(picture(ruleset, words))
    for question in ruleset.questions.values():
        assert f'_{question.id}["{words.say(question.text.text)}"]' in text
        for option in question.options.values():
            assert words.say(option.text) in text


def test_special_characters_are_escaped_in_mermaid(tmp_path: Path) -> None:
    text = edited(SMALL, ('"To look around"', "'\"Look\" <b>#1</b>'"))
    drawn = as_mermaid(picture(load_text(text, tmp_path), ENGLISH))
    assert "#quot;Look#quot; #lt;b#gt;#35;1#lt;/b#gt;<br>(Place: Abroad)<br>TOU-1" in drawn
