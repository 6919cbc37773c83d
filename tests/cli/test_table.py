"""`widget table`: all paths to all outcomes, for the agency's expert to review."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from tests.cli.command import widget
from tests.conftest import LANGUAGES
from tests.rules.generated import SMALL, Asked, Outline, edited, load_text, random_rules, rules_of
from widget.cli.combine import MAX_PATHS, all_paths
from widget.cli.sections import Row, Section, sections
from widget.cli.table import as_csv, as_markdown
from widget.cli.words import words_in
from widget.rules.model import Ruleset
from widget.rules.walk import Reached, walk

ENGLISH = words_in("en")


def results(ruleset: Ruleset) -> dict[str, Section]:
    """The name of an outcome → its section."""
    return {each.name: each for each in sections(ruleset, ENGLISH) if each.kind == "Results"}


def holds(row: Row, path: Reached) -> bool:
    """Whether a row includes a path."""
    return all(
        answer.option.id in row.answers.get(answer.question.id, [answer.option.id])
        for answer in path.trail
    )


def rows_with(by_name: dict[str, Section], path: Reached) -> list[tuple[str, str]]:
    """The outcome and the clause of each row that includes a path."""
    return [
        (name, row.clause)
        for name, section in by_name.items()
        for row in section.rows
        if holds(row, path)
    ]


def expected(path: Reached) -> tuple[str, str]:
    return path.outcome.name.english, path.clause.id if path.clause else ""


def test_each_path_is_in_one_row_with_its_result(ruleset: Ruleset) -> None:
    paths = all_paths(ruleset)
    assert paths
    assert len(paths) == 325
    by_name = results(ruleset)
    for path in paths:
        assert rows_with(by_name, path) == [expected(path)]


def test_paths_with_the_same_result_share_a_row(ruleset: Ruleset) -> None:
    """DIP-5 and INV-3 have two rows each: answers to two different questions lead to them."""
    paths = all_paths(ruleset) or ()
    ends = {(expected(path), *(category.id for category in path.closest)) for path in paths}
    assert sum(len(section.rows) for section in results(ruleset).values()) == len(ends) + 2


@pytest.mark.parametrize("seed", range(20))
def test_each_path_of_random_rules_is_in_rows_with_its_result(seed: int) -> None:
    """Their conditions read up to three earlier answers."""
    ruleset = random_rules(seed, questions=5, options=3, reach=3)
    by_name = results(ruleset)
    for path in all_paths(ruleset) or pytest.fail("too many"):
        assert set(rows_with(by_name, path)) == {expected(path)}


def walks(ruleset: Ruleset, chance: Random) -> Iterator[Reached]:
    """Random paths, endlessly."""
    while True:
        answers: dict[str, str] = {}
        step = walk(ruleset, answers)
        while not isinstance(step, Reached):
            answers[step.question.id] = chance.choice(list(step.question.options))
            step = walk(ruleset, answers)
        yield step


def test_with_too_many_paths_rows_have_the_deciding_answers() -> None:
    ruleset = random_rules(1, questions=20, options=6, reach=2)
    assert all_paths(ruleset) is None
    by_name = results(ruleset)
    for path in islice(walks(ruleset, Random(1)), 200):
        chosen = {answer.question.id: answer.option.id for answer in path.trail}
        decided = {
            name
            for name, section in by_name.items()
            for row in section.rows
            if all(chosen.get(key) in options for key, options in row.answers.items())
        }
        assert decided == {path.outcome.name.english}


def test_a_condition_on_a_skipped_question_is_shown_as_not_asked() -> None:
    """Only some are asked the second question, and a condition reads whether they were."""
    outline: Outline = {
        "q0": Asked({"o0": "q1", "o1": "q2"}),
        "q1": Asked({"o0": "q2"}),
        "q2": Asked({"o0": None}, [({"q1": {None}}, "visa"), ({"q1": {"o0"}}, "ask")]),
    }
    table = as_markdown(rules_of(outline), ENGLISH)
    assert lines_under("Visa", table) == [
        "Single entry",
        "| q0 | q1 | q2 | Clause | In the original |",
        "| --- | --- | --- | --- | --- |",
        "| Option o1 | **not asked** | **any answer** | VIS | всем |",
    ]


def test_otherwise_is_shown_with_the_answers_that_no_row_of_next_fits() -> None:
    outline: Outline = {
        "q0": Asked({"o0": "q1", "o1": "q1", "o2": "q1"}),
        "q1": Asked({"o0": None, "o1": "visa"}, [({"q0": {"o0"}}, "visa")], [({}, "ask")]),
    }
    table = as_markdown(rules_of(outline), ENGLISH)
    assert lines_under("Ask", table) == [
        "| q0 | q1 |",
        "| --- | --- |",
        "| **Option o1 / Option o2** | **Option o0** |",
    ]


def lines_under(heading: str, text: str) -> list[str]:
    """The lines below a heading, without empty ones."""
    part = text.partition(f"\n### {heading}\n")[2].partition("\n#")[0]
    return [line for line in part.splitlines() if line]


@pytest.fixture
def small(tmp_path: Path) -> Ruleset:
    """The small rules, with quotations of a category."""
    quoted = 'entry = ["single"]\nquote = ["Туристские визы", "на въезд"]'
    return load_text(edited(SMALL, ('entry = ["single"]', quoted)), tmp_path)


def test_a_result_has_a_table_of_answers(small: Ruleset) -> None:
    assert lines_under("Tourist visa", as_markdown(small, ENGLISH)) == [
        "Single entry «Туристские визы» «на въезд»",
        "| Passport | Place | Purpose | Clause | In the original |",
        "| --- | --- | --- | --- | --- |",
        "| An ordinary one / Another one | **Abroad** | **To look around** | TOU-1 "
        "| с целью туризма |",
        "| An ordinary one / Another one |  | **To see friends** | TOU-1 | с целью туризма |",
    ]


def test_words_that_no_rule_needs_are_shown_with_the_reason(tmp_path: Path) -> None:
    unused = '[[unused]]\ntext = ["Центр", "+7 [701]"]\nbecause = "The heading."\n'
    table = as_markdown(load_text(SMALL + unused, tmp_path), ENGLISH)
    assert table.endswith(
        "\n\n## What no rule needs\n\n### «Центр» «+7 \\[701\\]»\n\nThe heading.\n"
    )


def test_a_question_that_only_some_are_asked_decides_with_any_answer(tmp_path: Path) -> None:
    grown = """goto = "grown"
[questions.grown]
text = "Are you of age?"
short = "Of age"
[questions.grown.options.yes]
text = "Yes"
goto = "purpose"
[questions.grown.options.no]
text = "No"
goto = "purpose"
"""
    abroad = 'text = "Abroad"\n'
    text = edited(SMALL, (f'{abroad}goto = "purpose"', f"{abroad}{grown}"))
    table = as_markdown(load_text(text, tmp_path), ENGLISH)
    assert lines_under("Why do you travel?", table)[2:] == [
        "| **In the country** |  |",
        "|  | **any answer** |",
    ]


def test_a_question_shows_who_is_asked_it(small: Ruleset) -> None:
    text = as_markdown(small, ENGLISH)
    assert lines_under("Which passport do you have?", text) == ["Everybody is asked this first."]
    assert lines_under("Where are you now?", text) == [
        "| Passport |",
        "| --- |",
        "| **An ordinary one / Another one** |",
    ]


def test_a_point_to_confirm_shows_for_whom_and_with_which_results(tmp_path: Path) -> None:
    reading = "reading = 1\n"
    some = edited(SMALL, (reading, f'{reading}categories = ["diplomatic"]\n'))
    table = as_markdown(load_text(some, tmp_path), ENGLISH)
    assert lines_under("Whether you are posted is to be confirmed.", table) == [
        "Only with: Diplomatic visa",
        "| Passport | Purpose |",
        "| --- | --- |",
        "| **A diplomatic one** |  |",
        "|  | **To meet a government** |",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_names_are_in_the_language(language: str, ruleset: Ruleset) -> None:
    words = words_in(language)
    table = as_markdown(ruleset, words)
    for outcome in ruleset.outcomes.values():
        assert f"\n### {words.say(outcome.name)}\n" in table
    for question in ruleset.questions.values():
        assert f"\n### {words.say(question.text.text)}\n" in table
        assert f" {words.say(question.short)} |" in table


def test_special_characters_are_escaped_in_markdown(tmp_path: Path) -> None:
    text = edited(SMALL, ('"To look around"', '"Walk | *run* <b>"'))
    table = as_markdown(load_text(text, tmp_path), ENGLISH)
    assert r"Walk \| \*run\* \<b\>" in table


def test_the_csv_has_a_column_for_each_question(small: Ruleset) -> None:
    written = as_csv(small, ENGLISH)
    assert written.startswith("\ufeff"), "Excel needs a byte order mark to read UTF-8"
    head, *rows = csv.reader(StringIO(written.removeprefix("\ufeff")))
    last = ["Clause", "In the original", "What comes closest"]
    assert head == ["", "", "", "Passport", "Place", "Purpose", *last]
    some = "An ordinary one / Another one"
    tourist = ["Results", "Tourist visa", "Single entry «Туристские визы» «на въезд»", some]
    friends = ["", "To see friends", "TOU-1", "с целью туризма", ""]
    assert [row for row in rows if row[1] == "Tourist visa"] == [
        [*tourist, "Abroad", "To look around", "TOU-1", "с целью туризма", ""],
        [*tourist, *friends],
    ]
    assert [row[1:4] for row in rows if row[0] == "Who is asked what"] == [
        ["Which passport do you have?", "Everybody is asked this first.", ""],
        ["Where are you now?", "", some],
        ["Why do you travel?", "", ""],
    ]


def test_wrong_rules_are_reported(tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(
        edited(
            SMALL,
            ('place = "abroad", goto = "tourist"', 'place = "abroad", goto = "turist"'),
        )
    )
    result = widget("table", file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"{file}: questions.purpose.next[1].goto: There is no question "
        "or outcome 'turist'. Did you mean tourist? Allowed: diplomatic, tourist, ask_agency.\n"
    )


def test_todays_paths_are_less_than_a_tenth_of_the_limit(ruleset: Ruleset) -> None:
    assert len(all_paths(ruleset) or ()) * 10 < MAX_PATHS
