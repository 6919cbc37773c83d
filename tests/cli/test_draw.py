"""`widget draw`: the rules as a picture."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.command import widget
from tests.conftest import LANGUAGES
from tests.rules.generated import SMALL, edited, load_text
from widget.cli.draw import Picture, picture
from widget.cli.graphviz import as_svg
from widget.cli.mermaid import as_mermaid
from widget.cli.words import words_in
from widget.rules.model import Ruleset
from widget.rules.walk import walk

ENGLISH = words_in("en")
TOURIST = {
    "location": "abroad",
    "passport": "national",
    "capacity": "none",
    "purpose": "tourism",
}


def arrows(drawn: Picture) -> set[tuple[str, str, str]]:
    return {(arrow.start, arrow.text, arrow.end) for arrow in drawn.arrows}


def test_each_question_and_each_outcome_is_a_box(ruleset: Ruleset) -> None:
    drawn = picture(ruleset, ENGLISH)
    assert [box.text for box in drawn.boxes if box.kind == "question"] == [
        question.text.english for question in ruleset.questions.values()
    ]
    assert [box.text for box in drawn.boxes if box.kind in ("category", "advice")] == [
        outcome.name.english for outcome in ruleset.outcomes.values()
    ]


def test_each_route_of_the_rules_is_drawn(ruleset: Ruleset) -> None:
    between = {(arrow.start, arrow.end) for arrow in picture(ruleset, ENGLISH).arrows}
    assert between == {
        (f"_{question.id}", f"_{route.goto}")
        for question in ruleset.questions.values()
        for option in question.options.values()
        for route in option.routes.values()
    }


@pytest.mark.parametrize(
    "arrow",
    [
        ("_location", "Outside Kazakhstan", "_passport"),
        ("_passport", "Service passport\nSRV-1", "_service"),
        ("_passport", "Ordinary passport / Stateless or refugee document", "_capacity"),
        ("_purpose", "Tourism\n(Where you are: Outside Kazakhstan)\nTOU-1", "_tourist"),
        ("_passport", "Another one, or none", "_ask_document"),
    ],
    ids=["plain", "with its clause", "options together", "with its condition", "in any case"],
)
def test_an_arrow_says_which_answer_leads_there(
    arrow: tuple[str, str, str], ruleset: Ruleset
) -> None:
    assert arrow in arrows(picture(ruleset, ENGLISH))


def test_a_journey_is_marked_from_its_start_to_its_end(ruleset: Ruleset) -> None:
    drawn = picture(ruleset, ENGLISH, walk(ruleset, TOURIST))
    assert [box.name for box in drawn.boxes if box.marked] == [
        "_location",
        "_passport",
        "_capacity",
        "_purpose",
        "_tourist",
    ]
    assert [(arrow.start, arrow.end) for arrow in drawn.arrows if arrow.marked] == [
        ("_location", "_passport"),
        ("_passport", "_capacity"),
        ("_capacity", "_purpose"),
        ("_purpose", "_tourist"),
    ]


def test_a_journey_that_is_not_at_its_end_is_marked_up_to_the_question(ruleset: Ruleset) -> None:
    drawn = picture(ruleset, ENGLISH, walk(ruleset, {"location": "kazakhstan"}))
    assert [box.name for box in drawn.boxes if box.marked] == ["_location", "_need"]


def test_rules_that_are_not_right_are_drawn_with_what_is_missing(tmp_path: Path) -> None:
    text = edited(SMALL, ('{ goto = "tourist"', '{ goto = "turist"'))
    drawn = picture(load_text(text, tmp_path), ENGLISH)
    assert [(box.name, box.text) for box in drawn.boxes if box.kind == "unknown"] == [
        ("_turist", "turist?")
    ]


def test_a_condition_that_looks_back_at_nothing_is_drawn_by_its_names(tmp_path: Path) -> None:
    text = SMALL.replace("when.place.", "when.plaice.")
    drawn = picture(load_text(text, tmp_path), ENGLISH)
    assert ("_purpose", "To look around\n(plaice: abroad)\nTOU-1", "_tourist") in arrows(drawn)


@pytest.mark.parametrize("language", LANGUAGES)
def test_mermaid_holds_every_word_in_the_language(language: str, ruleset: Ruleset) -> None:
    words = words_in(language)
    text = as_mermaid(picture(ruleset, words))
    for question in ruleset.questions.values():
        assert f'_{question.id}["{words.say(question.text)}"]' in text
        for option in question.options.values():
            assert words.say(option.text) in text


def test_marks_in_words_do_not_end_a_mermaid_text(tmp_path: Path) -> None:
    text = edited(SMALL, ('"To look around"', "'\"Look\" <b>#1</b>'"))
    drawn = as_mermaid(picture(load_text(text, tmp_path), ENGLISH))
    assert "#quot;Look#quot; #lt;b#gt;#35;1#lt;/b#gt;<br>(Place: Abroad)<br>TOU-1" in drawn


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_graphviz_draws_every_word(language: str, ruleset: Ruleset) -> None:
    words = words_in(language)
    drawn = as_svg(picture(ruleset, words, walk(ruleset, TOURIST)))
    shown = " ".join(ElementTree.fromstring(drawn).itertext())
    letters = re.sub(r"\s", "", shown)
    for question in ruleset.questions.values():
        assert re.sub(r"\s", "", words.say(question.text)) in letters


@pytest.mark.slow
def test_graphviz_draws_marks_in_words_as_they_are(tmp_path: Path) -> None:
    text = edited(SMALL, ('"To look around"', "'\"A\" \\n <b> & \\'"))
    drawn = as_svg(picture(load_text(text, tmp_path), ENGLISH))
    shown = " ".join(ElementTree.fromstring(drawn).itertext())
    assert '"A" \\n <b> & \\' in shown


def test_without_graphviz_the_command_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    result = widget("draw", "--svg")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "graphviz: It is not installed, and it draws the picture. "
        "Allowed: apt-get install graphviz, or no --svg.\n"
    )


def test_when_graphviz_fails_its_own_words_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it does where it was installed without what draws SVG."""
    dot = tmp_path / "dot"
    dot.write_text("#!/bin/sh\necho 'Format: \"svg\" not recognized.' >&2\nexit 1\n")
    dot.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = widget("draw", "--svg")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        'graphviz: It did not draw the picture: Format: "svg" not recognized.\n'
    )


def test_a_journey_with_an_unknown_answer_is_refused() -> None:
    result = widget("draw", "--path", "location=abroad&pasport=service")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "pasport: There is no question 'pasport'. Did you mean passport?" in result.stderr
