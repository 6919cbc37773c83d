"""`widget check`: all mistakes in a content directory are reported at once."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.command import refused, widget
from tests.content import HOTEL, compare_today, mistakes, offering, write_content
from tests.rules.generated import SMALL, edited
from widget.rules.model import Ruleset
from widget.rules.texts import texts
from widget.settings import CONTENT

NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")

PROVEN = (
    "rules.toml: 13 questions, 58 options, 23 outcomes. 325 paths, 2 to 8 answers long. "
    "Each ends in exactly one outcome, and each outcome is reached."
)
CASES = "Cases: 68 people reach what they must reach; 65 of 65 decision rows, 58 of 58 near misses."
PROMISES = "Promises: 22 hold."
LANGUAGES = "Languages: en, kk, ru."
ORIGIN = (
    "the environment: WIDGET_ORIGIN: 'visa.example' is not an origin. Allowed: https://host or "
    "https://host:port, without a path; for trying out also http://localhost:port and "
    "http://127.0.0.1:port."
)
OUTDATED = "1 text is outdated, and still shown as before: location."


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content directory without example partners, which the test may change."""
    return compare_today(Path(shutil.copytree(CONTENT, tmp_path / "content")))


def edit(file: Path, *edits: tuple[str, str]) -> None:
    """Replace texts in a file."""
    file.write_text(edited(file.read_text(), *edits))


def test_the_shipped_content_has_no_mistakes() -> None:
    result = widget("check")
    assert (result.exit_code, mistakes(result.stderr)) == (0, [])
    assert result.stdout.splitlines() == [
        PROVEN,
        PROMISES,
        CASES,
        "Partners: visakaz.",
        LANGUAGES,
    ]


def test_a_directory_is_an_argument_or_a_setting(tmp_path: Path) -> None:
    content = write_content(tmp_path / "content", {"hotel": HOTEL})
    partners = "Partners: example-hotel, example-university, hotel, visakaz."
    for result in (widget("check", content), widget("check", WIDGET_CONTENT=content)):
        assert result.stdout.splitlines() == [PROVEN, PROMISES, CASES, partners, LANGUAGES]


def test_a_case_that_does_not_hold_is_reported(content: Path) -> None:
    edit(content / "cases.csv", ("passport=diplomatic,diplomatic", "passport=diplomatic,service"))
    assert refused("check", content) == [
        "cases.csv: line 2, P01: Newly appointed ambassador going to Astana to take up the post: "
        "reaches diplomatic (multiple, single, DIP-1); expected service (multiple, single, DIP-1)."
    ]


def test_cases_that_cover_less_are_no_mistake(content: Path) -> None:
    cases = content / "cases.csv"
    cases.write_text("\n".join(cases.read_text().splitlines()[:3]))
    result = widget("check", content)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[2] == (
        "Cases: 2 people reach what they must reach; 3 of 65 decision rows, 0 of 58 near misses."
    )


def test_a_changed_word_of_the_source_names_the_rows_and_the_people(content: Path) -> None:
    edit(content / "source.txt", ("с целью туризма", "с целью отдыха"))
    assert refused("check", content) == [
        "rules.toml: clauses.TOU-1.quote: source.txt does not say “иностранцам, направляющимся в "
        "Казахстан с целью туризма”. It says “иностранцам, направляющимся в Казахстан с целью "
        "отдыха”. These rows rest on it: questions.purpose.next[1]. These people: P97."
    ]


def test_a_missing_directory_is_a_usage_error(tmp_path: Path) -> None:
    result = widget("check", tmp_path / "nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"Directory '{tmp_path}/nowhere' does not exist." in result.stderr


def test_all_mistakes_in_the_rules_are_reported(content: Path) -> None:
    shutil.rmtree(content / "words")
    agency = content / "partners" / "visakaz.toml"
    agency.write_text(offering(agency.read_text(), "en"))
    edit(
        content / "rules.toml",
        (
            'goto = "tourist", clause = "TOU-1"',
            'goto = "tourist", clause = "TOU-2"',
        ),
        ('text = "Tourism"\n', 'text = "<b>Tourism</b>"\n'),
    )
    english = "“<b>Tourism</b>” is not plain text. Allowed: plain text"
    assert refused("check", content) == [
        "rules.toml: questions.purpose.next[1].clause: "
        "TOU-2 is not a clause of the category tourist. Allowed: TOU-1.",
        "rules.toml: clauses.TOU-1: No path uses this clause.",
        f"rules.toml: purpose.tourism: {english}, without <, >, &, an address or \\n.",
    ]


def test_the_person_who_breaks_a_promise_can_be_explained(content: Path) -> None:
    advice = 'goto = "ask_inside", closest = ["tourist"]'
    edit(content / "rules.toml", (advice, 'goto = "tourist", clause = "TOU-1"'))
    (line,) = refused("check", content)
    found = re.match(r"rules\.toml: always\[\d+\]: Broken: (\S+) reaches tourist\.", line)
    assert found
    explained = widget("why", found[1], WIDGET_CONTENT=content)
    assert (explained.exit_code, explained.stderr) == (0, "")
    assert "\nRule: questions.purpose.next[2]\n" in explained.stdout


def test_options_that_only_otherwise_catches_are_named(content: Path) -> None:
    rules = content / "rules.toml"
    kept = [
        line
        for line in rules.read_text().splitlines(keepends=True)
        if not re.match(r'  \{ purpose = .*location = "kazakhstan"', line)
    ]
    rules.write_text("".join(kept))
    last = 'goto = "transit_right" },\n]'
    edit(rules, (last, f'{last}\notherwise = {{ goto = "ask_inside", closest = ["transit"] }}'))
    result = widget("check", content)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        PROVEN,
        "rules.toml: questions.purpose.otherwise: It alone is for location=kazakhstan.",
        PROMISES,
        CASES,
        "Partners: visakaz.",
        LANGUAGES,
    ]


def test_mistakes_in_all_files_and_settings_are_reported_at_once(content: Path) -> None:
    edit(content / "rules.toml", ('start = "location"', 'start = "locatoin"'))
    (content / "partners" / "inn.toml").write_text(HOTEL.replace("abroad", "moon"))
    edit(content / "words" / "ru.po", ('msgid "Where are you now?"', 'msgid "Where?"'))
    assert refused("check", content, WIDGET_ORIGIN="visa.example") == [
        ORIGIN,
        "rules.toml: start: There is no question 'locatoin'. Did you mean location? Allowed: "
        "location.",
        "inn.toml: presets.location: There is no option of location 'moon'. "
        "Allowed: abroad, kazakhstan.",
        f"Warning: words/ru.po: {OUTDATED} To fix this, run: widget words update {content}",
    ]


def test_with_warnings_alone_the_server_can_be_reloaded(content: Path) -> None:
    edit(content / "words" / "ru.po", ('msgid "Where are you now?"', 'msgid "Where?"'))
    result = widget("check", WIDGET_CONTENT=content)
    warning = f"Warning: words/ru.po: {OUTDATED} To fix this, run: widget words update\n"
    assert (result.exit_code, result.stderr) == (0, warning)
    assert result.stdout.splitlines()[-1] == LANGUAGES
    assert refused("check", "--strict", WIDGET_CONTENT=content) == [warning.strip()]


def test_three_mistakes_are_told_before_the_warnings_of_a_successor(
    content: Path, ruleset: Ruleset
) -> None:
    """A translator has not seen it yet: each language has one line about that."""
    edit(
        content / "rules.toml",
        ('start = "location"', 'start = "locatoin"'),
        ('text = "Tourism"\n', 'text = "<b>Tourism</b>"\n'),
        ('goto = "tourist", clause = "TOU-1"', 'goto = "torist", clause = "TOU-1"'),
    )
    for language in ("kk", "ru"):
        (content / "words" / f"{language}.po").write_text("")
    lines = refused("check", content)
    assert [line.split(": ")[1] for line in lines[:3]] == [
        "start",
        "questions.purpose.next[1].goto",
        "purpose.tourism",
    ]
    number, first = len(set(texts(ruleset))), next(texts(ruleset)).context
    assert lines[3:] == [
        f"Warning: words/{language}.po: {number} texts are shown in English, the first: {first}. "
        f"To fix this, run: widget words update {content}"
        for language in ("kk", "ru")
    ]


def test_a_successor_without_translations_is_judged_with_its_own_words(content: Path) -> None:
    rules = edited(SMALL, ('agency = "office"', 'agency = "visakaz"'))
    (content / "rules.toml").write_text(rules)
    for path in (content / "words").iterdir():
        path.write_text("")
    for name in ("cases.csv", "source.txt"):
        (content / name).unlink()
    widget("words", "update", content)
    result = widget("check", content)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "Warning: words/kk.po: 33 texts are shown in English, the first: about.title.",
        "Warning: words/ru.po: 33 texts are shown in English, the first: about.title.",
    ]
    assert result.stdout.splitlines()[0].startswith("rules.toml: 3 questions, 9 options,")


FILES = {
    "the rules": ("rules.toml", "rules.toml"),
    "the agency's file": ("partners/visakaz.toml", "visakaz.toml"),
    "words": ("words/ru.po", "words/ru.po"),
    "cases": ("cases.csv", "cases.csv"),
    "the source": ("source.txt", "source.txt"),
}
"""File → its name in messages."""


@pytest.mark.parametrize(("path", "name"), FILES.values(), ids=FILES)
def test_an_encoding_and_a_conflict_are_named_in_every_file(
    path: str, name: str, content: Path
) -> None:
    file, text = content / path, (content / path).read_text()
    file.write_text(text, encoding="utf-16")
    assert refused("check", content) == [
        f"{name}: This file is saved as UTF-16. Allowed: files saved as UTF-8; in Notepad: "
        "Save as…, then Encoding: UTF-8."
    ]
    file.write_text(f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> next\n")
    line = len(text.splitlines()) + 2
    assert refused("check", content) == [
        f"{name}: lines 1, {line}, {2 * line - 1}: Git has left both sides of a conflict here. "
        "Allowed: one of them, without the lines that begin with <<<<<<<, ======= and >>>>>>>."
    ]


def test_missing_rules_are_reported(content: Path) -> None:
    (content / "rules.toml").unlink()
    assert refused("check", content) == [
        "rules.toml: It cannot be read: No such file or directory."
    ]


@NOT_ROOT
def test_rules_without_read_permission_are_reported(content: Path) -> None:
    (content / "rules.toml").chmod(0)
    assert refused("check", content) == ["rules.toml: It cannot be read: Permission denied."]


def test_presets_are_not_combined_when_the_rules_are_wrong(content: Path) -> None:
    edit(content / "rules.toml", ('start = "location"', 'start = "purpose"'))
    (content / "partners" / "inn.toml").write_text(HOTEL)
    assert {line.split(": ")[0] for line in refused("check", content)} == {"rules.toml"}
